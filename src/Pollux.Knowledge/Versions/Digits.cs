namespace Pollux.Knowledge.Versions;

/// <summary>Decimal numbers of any length as text: no version is too long to compare.</summary>
internal static class Digits
{
    /// <summary>The number without leading zeros; zero is empty.</summary>
    public static string Trim(string digits) => digits.TrimStart('0');

    /// <summary>Orders two numbers as <see cref="Trim"/> gives them.</summary>
    public static int Compare(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    /// <summary>True when the text has digits only, at least one.</summary>
    public static bool Only(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
