using System.Collections.Immutable;

namespace Pollux.Knowledge.Versions;

/// <summary>What stands between two dots of a version: runs of digits and of letters in turn, such as 1, 00A or 22D19.</summary>
/// <param name="Runs">Numbers without leading zeros (zero is empty), letters in upper case.</param>
internal readonly record struct VendorElement(ImmutableArray<VendorElement.Run> Runs)
{
    /// <summary>The element that a missing one counts as.</summary>
    public static VendorElement Zero { get; } = new([new Run(true, "", 1)]);

    /// <summary>Splits an element of letters and digits.</summary>
    public static VendorElement Read(ReadOnlySpan<char> text)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        int start = 0;
        for (int index = 1; index <= text.Length; index++)
        {
            bool number = char.IsAsciiDigit(text[start]);
            if (index == text.Length || char.IsAsciiDigit(text[index]) != number)
            {
                string part = text[start..index].ToString();
                runs.Add(
                    number
                        ? new Run(true, Digits.Trim(part), part.Length)
                        : new Run(false, part.ToUpperInvariant(), part.Length)
                );
                start = index;
            }
        }

        return new VendorElement(runs.ToImmutable());
    }

    /// <summary>
    /// Orders two elements, and says whether the order means something: a number against a letter, for one, does not.
    /// </summary>
    public (int Order, bool Means) Compare(VendorElement other)
    {
        for (int index = 0; index < Math.Min(Runs.Length, other.Runs.Length); index++)
        {
            Run left = Runs[index];
            Run right = other.Runs[index];
            if (left.IsNumber != right.IsNumber)
            {
                return (left.IsNumber ? -1 : 1, false);
            }

            int order = Digits.Compare(left.Text, right.Text);
            if (order != 0)
            {
                return (order, left.Fits(right));
            }
        }

        return (Runs.Length.CompareTo(other.Runs.Length), true);
    }

    /// <summary>True when the digits of <paramref name="start"/> begin this element, as 1 begins 14.</summary>
    public bool BeginsWith(VendorElement start) =>
        start.Runs.Length == 1
        && Runs.Length >= 1
        && Runs[0].IsNumber == start.Runs[0].IsNumber
        && Runs[0].Text.StartsWith(start.Runs[0].Text, StringComparison.Ordinal);

    /// <summary>Digits only or letters only.</summary>
    internal readonly record struct Run(bool IsNumber, string Text, int Width)
    {
        private bool IsPadded => IsNumber && Width > Math.Max(Text.Length, 1);

        /// <summary>
        /// True when the order of two different runs means something. Letters must be equally long; a number padded with
        /// zeros against one of another width may be a decimal fraction: 33.015 against 33.9. Zero comes before all either way.
        /// </summary>
        public bool Fits(Run other) =>
            Width == other.Width
            || (IsNumber && ((!IsPadded && !other.IsPadded) || Text.Length == 0 || other.Text.Length == 0));
    }
}
