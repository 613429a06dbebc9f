using Pollux.Formats.Input;

namespace Pollux.Formats.Cve;

/// <summary>Times as CVE and NVD records write them: RFC 3339, often without a zone, which then is UTC.</summary>
internal static class CveTime
{
    /// <summary>The time; null when the text is none.</summary>
    public static DateTimeOffset? Read(string? text) =>
        text is { Length: >= 10 and <= 40 } && char.IsAsciiDigit(text[0]) && text[4] == '-'
            ? InputTime.Utc(text)
            : null;

    /// <summary>The day; null when the text is none.</summary>
    public static DateOnly? ReadDay(string? text) =>
        Read(text) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    /// <summary>The later of two times.</summary>
    public static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right > left ? right : left;
}
