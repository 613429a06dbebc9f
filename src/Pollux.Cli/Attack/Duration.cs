using System.Globalization;

namespace Pollux.Cli.Attack;

/// <summary>Reads durations as options give them.</summary>
public static class Duration
{
    /// <summary>Days of <c>365d</c>, <c>36h</c>, <c>2w</c>, <c>1y</c> (365 days) or a plain number of days; null when it is none of these.</summary>
    public static double? ParseDays(string text)
    {
        (double days, int unit) = text.Trim() switch
        {
            [.., 'd'] => (1.0, 1),
            [.., 'h'] => (1.0 / 24, 1),
            [.., 'w'] => (7.0, 1),
            [.., 'y'] => (365.0, 1),
            _ => (1.0, 0),
        };
        string number = text.Trim()[..^unit];
        return
            double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value * days
            : null;
    }
}
