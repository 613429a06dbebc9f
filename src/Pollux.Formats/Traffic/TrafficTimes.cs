using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Pollux.Formats.Input;

namespace Pollux.Formats.Traffic;

/// <summary>Reads the times of records as ticks of UTC; 0 for what is no time, such as one masked by X.</summary>
internal static class TrafficTimes
{
    private const long LastSecond = 253_402_300_799;
    private const int LongestText = 40;

    /// <summary>Seconds since 1970 with a fraction, as Zeek writes them, or a date and time of ISO 8601.</summary>
    public static long Read(ReadOnlySpan<byte> text)
    {
        if (
            Utf8Parser.TryParse(text, out long seconds, out int used)
            && (used == text.Length || text[used] == (byte)'.')
        )
        {
            long fraction = used == text.Length ? 0 : Fraction(text[(used + 1)..]);
            return seconds is > 0 and <= LastSecond && fraction >= 0
                ? DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + fraction
                : 0;
        }

        return text.Length is > 0 and <= LongestText ? ReadIso(Encoding.ASCII.GetString(text)) : 0;
    }

    private static long ReadIso(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return seconds is > 0 and <= LastSecond
                ? DateTime.UnixEpoch.Ticks + (long)(seconds * TimeSpan.TicksPerSecond)
                : 0;
        }

        return InputTime.Utc(text)?.UtcTicks ?? 0;
    }

    // Ticks are tenths of microseconds: seven digits.
    private static long Fraction(ReadOnlySpan<byte> digits)
    {
        long ticks = 0;
        int scale = 0;
        foreach (byte here in digits)
        {
            if (!char.IsAsciiDigit((char)here))
            {
                return -1;
            }

            if (scale < 7)
            {
                ticks = (ticks * 10) + (here - (byte)'0');
                scale++;
            }
        }

        for (; scale < 7; scale++)
        {
            ticks *= 10;
        }

        return ticks;
    }
}
