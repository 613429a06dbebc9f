using System.Collections.Immutable;

namespace Pollux.Knowledge.Versions;

/// <summary>
/// A version as vendors write it: an optional prefix (<c>MX-</c>), numbers and letters between dots, then marks such as
/// <c>SP2</c>, <c>Update 4</c> or <c>HF3</c>. Ordered by the numbers first, then by the marks from the weightiest to the least.
/// </summary>
internal sealed class VendorKey : VersionKey
{
    private readonly string prefix;
    private readonly ImmutableArray<VendorElement> elements;
    private readonly ImmutableArray<ImmutableArray<VendorElement>> marks;

    /// <summary>Creates a key of its parts.</summary>
    /// <param name="prefix">Letters before the number that are part of the style, upper case; mostly empty.</param>
    /// <param name="elements">What stands between the dots, as written: 2.0 has two.</param>
    /// <param name="marks">By <see cref="VendorMarks"/>; empty where a mark is absent.</param>
    public VendorKey(
        string prefix,
        ImmutableArray<VendorElement> elements,
        ImmutableArray<ImmutableArray<VendorElement>> marks
    )
    {
        this.prefix = prefix;
        this.elements = elements;
        this.marks = marks;
    }

    public static VendorKey? Parse(string text) => VendorVersionReader.Read(text);

    public override int CompareWith(VersionKey other) => Compare((VendorKey)other).Order;

    public override bool IsComparableTo(VersionKey other) => Compare((VendorKey)other).Means;

    public override bool IsWithin(VersionKey family)
    {
        VendorKey that = (VendorKey)family;
        if (prefix != that.prefix || !BeginsWith(elements, that.elements))
        {
            return false;
        }

        for (int mark = 0; mark < VendorMarks.Count; mark++)
        {
            if (!that.marks[mark].IsEmpty && !BeginsWith(marks[mark], that.marks[mark]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The key without the letter of "release", so that R36 comes before 37.0 as records for programs mean it; on a device's label it may
    /// be another counting.
    /// </summary>
    public VendorKey WithoutReleaseLetter => prefix == "R" ? new VendorKey("", elements, marks) : this;

    /// <summary>
    /// True when this is the other version or an update of it, as 1.0 SP1 is of 1.0; 1.0.1 and the package's revision 1.0-r1 are none.
    /// </summary>
    public bool IsUpdateOf(VendorKey that) =>
        prefix == that.prefix
        && CompareElements(elements, that.elements).Order == 0
        && Enumerable
            .Range(0, VendorMarks.Count)
            .All(mark =>
                (that.marks[mark].IsEmpty && VendorMarks.IsUpdate(mark))
                || CompareMark(marks[mark], that.marks[mark]).Order == 0
            );

    /// <summary>True when this version could be meant by a family whose last digit is left open: 8.14 or 8.1.4 by 8.1x.</summary>
    public bool MayBeWithin(VendorKey family)
    {
        int last = family.elements.Length - 1;
        return prefix == family.prefix
            && elements.Length > last
            && BeginsWith(elements, family.elements[..last])
            && elements[last].BeginsWith(family.elements[last]);
    }

    private (int Order, bool Means) Compare(VendorKey that)
    {
        if (prefix != that.prefix)
        {
            return (string.CompareOrdinal(prefix, that.prefix), false);
        }

        (int Order, bool Means) found = CompareElements(elements, that.elements);
        for (int mark = 0; mark < VendorMarks.Count && found.Order == 0; mark++)
        {
            // A pre-release comes before the release: its absence is the higher.
            found =
                mark == VendorMarks.PreRelease && marks[mark].IsEmpty != that.marks[mark].IsEmpty
                    ? (marks[mark].IsEmpty ? 1 : -1, true)
                    : CompareMark(marks[mark], that.marks[mark]);
        }

        return found;
    }

    private static (int Order, bool Means) CompareMark(
        ImmutableArray<VendorElement> left,
        ImmutableArray<VendorElement> right
    ) =>
        (left.IsEmpty, right.IsEmpty) switch
        {
            (true, true) => (0, true),
            (true, false) => (-1, true),
            (false, true) => (1, true),
            _ => CompareElements(left, right),
        };

    private static (int Order, bool Means) CompareElements(
        ImmutableArray<VendorElement> left,
        ImmutableArray<VendorElement> right
    )
    {
        for (int index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            (int Order, bool Means) found = (index < left.Length, index < right.Length) switch
            {
                (true, true) => left[index].Compare(right[index]),
                // 3.1 is 3.1.0.
                (true, false) => (left[index].Compare(VendorElement.Zero).Order, true),
                _ => (VendorElement.Zero.Compare(right[index]).Order, true),
            };
            if (found.Order != 0)
            {
                return found;
            }
        }

        return (0, true);
    }

    private static bool BeginsWith(ImmutableArray<VendorElement> longer, ImmutableArray<VendorElement> shorter)
    {
        for (int index = 0; index < shorter.Length; index++)
        {
            VendorElement element = index < longer.Length ? longer[index] : VendorElement.Zero;
            if (element.Compare(shorter[index]).Order != 0)
            {
                return false;
            }
        }

        return true;
    }
}
