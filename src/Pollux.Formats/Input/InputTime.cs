using System.Globalization;

namespace Pollux.Formats.Input;

/// <summary>Times as documents write them.</summary>
internal static class InputTime
{
    /// <summary>
    /// A time in UTC; one without a zone is taken for UTC. Null when the text is none. Which forms a format allows, its reader asks before:
    /// the runtime reads more than any of them.
    /// </summary>
    public static DateTimeOffset? Utc(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time
        )
            ? time
            : null;
}
