namespace Pollux.Formats.Traffic;

/// <summary>The hardware addresses of network cards.</summary>
internal static class Cards
{
    private const int Length = 17;

    /// <summary>An address with colons or hyphens as a number; null for none, for broadcast, and for groups.</summary>
    public static ulong? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length)
        {
            return null;
        }

        ulong bits = 0;
        for (int index = 0; index < Length; index++)
        {
            if (index % 3 == 2)
            {
                if (text[index] is not ((byte)':' or (byte)'-'))
                {
                    return null;
                }

                continue;
            }

            int digit = Digit(text[index]);
            if (digit < 0)
            {
                return null;
            }

            bits = (bits << 4) | (uint)digit;
        }

        // IEEE 802: the lowest bit of the first byte marks a group.
        bool isGroup = ((bits >> 40) & 1) == 1;
        return bits == 0 || isGroup ? null : bits;
    }

    private static int Digit(byte here) =>
        here switch
        {
            >= (byte)'0' and <= (byte)'9' => here - (byte)'0',
            >= (byte)'a' and <= (byte)'f' => here - (byte)'a' + 10,
            >= (byte)'A' and <= (byte)'F' => here - (byte)'A' + 10,
            _ => -1,
        };
}
