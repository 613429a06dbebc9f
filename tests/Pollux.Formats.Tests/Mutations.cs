using System.Text;

namespace Pollux.Formats.Tests;

/// <summary>Damages files as disks, networks and attackers do; the same seed gives the same damage.</summary>
internal static class Mutations
{
    private static readonly string[] Insertions =
    [
        "\0",
        "\uFEFF",
        "\r\n",
        "<!DOCTYPE x [<!ENTITY y 'z'>]>",
        "&lol;",
        "{{{{[[[[",
        "\"",
        "99999999999999999999999999",
        "-1",
        "1e999",
        "\\ud800",
        "null",
        "%s%n",
        "\u202E",
        "PK\u0003\u0004",
    ];

    /// <summary>One damaged copy.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="chance">Where and how.</param>
    public static byte[] Mutate(byte[] content, Random chance) =>
        chance.Next(9) switch
        {
            0 => content[..chance.Next(content.Length)],
            1 => FlipBits(content, chance),
            2 => Swap(content, chance),
            3 => Repeat(content, chance),
            4 => Insert(content, Encoding.UTF8.GetBytes(Insertions[chance.Next(Insertions.Length)]), chance),
            5 => Insert(content, [0xC3, 0x28, 0xFF], chance),
            6 => ReplaceNumber(content, chance),
            7 => Remove(content, chance),
            _ => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)),
        };

    private static byte[] FlipBits(byte[] content, Random chance)
    {
        byte[] copy = [.. content];
        for (int flip = 0; flip < 1 + chance.Next(8); flip++)
        {
            copy[chance.Next(copy.Length)] ^= (byte)(1 << chance.Next(8));
        }

        return copy;
    }

    private static byte[] Swap(byte[] content, Random chance)
    {
        int length = Math.Max(1, content.Length / 16);
        int first = chance.Next(content.Length - length);
        int second = chance.Next(content.Length - length);
        byte[] copy = [.. content];
        content.AsSpan(first, length).CopyTo(copy.AsSpan(second));
        content.AsSpan(second, length).CopyTo(copy.AsSpan(first));
        return copy;
    }

    private static byte[] Repeat(byte[] content, Random chance)
    {
        int start = chance.Next(content.Length);
        int length = chance.Next(1, Math.Min(2_000, content.Length - start + 1));
        return Insert(content, content[start..(start + length)], chance);
    }

    private static byte[] Remove(byte[] content, Random chance)
    {
        int start = chance.Next(content.Length);
        int length = chance.Next(Math.Min(200, content.Length - start));
        return [.. content[..start], .. content[(start + length)..]];
    }

    private static byte[] Insert(byte[] content, byte[] inserted, Random chance)
    {
        int at = chance.Next(content.Length);
        return [.. content[..at], .. inserted, .. content[at..]];
    }

    private static byte[] ReplaceNumber(byte[] content, Random chance)
    {
        int from = chance.Next(content.Length);
        int digit = content.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        return digit < 0
            ? content
            : [.. content[..(from + digit)], .. "-99999999999999999999.5e400"u8, .. content[(from + digit + 1)..]];
    }
}
