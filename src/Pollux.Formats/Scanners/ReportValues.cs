using System.Globalization;
using Pollux.Formats.Input;

namespace Pollux.Formats.Scanners;

/// <summary>Numbers of a report.</summary>
internal static class Numbers
{
    /// <summary>A number within a range; null when the text is none or lies outside.</summary>
    public static double? Read(string? text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value >= least
        && value <= most
            ? value
            : null;
}

/// <summary>Times in seconds since 1970, UTC.</summary>
internal static class UnixTimes
{
    // From 1970 to 9999.
    private const long Latest = 253_402_300_799;

    /// <summary>Reads a time; null when there is none or it is absurd.</summary>
    public static DateTimeOffset? Read(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
        && value is > 0 and <= Latest
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;
}

/// <summary>What a scanner advises.</summary>
internal static class Remedies
{
    private const int LongestRemedy = 500;

    /// <summary>One line of advice; null when there is none.</summary>
    public static string? Read(string? text) =>
        Excerpt.OneLineOrNull(text, LongestRemedy) is { } remedy && remedy is not ("n/a" or "N/A" or "n/a." or "None")
            ? remedy
            : null;
}
