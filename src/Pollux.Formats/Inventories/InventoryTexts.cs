using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;

namespace Pollux.Formats.Inventories;

/// <summary>Texts of inventories in their normal forms; what people write where they know nothing is nothing.</summary>
internal static class InventoryTexts
{
    private const int LongestValue = 300;
    private const int ShortestSerial = 4;

    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "-",
        "--",
        "---",
        "?",
        "n/a",
        "na",
        "n.a.",
        "none",
        "null",
        "nil",
        "unknown",
        "tbd",
        "tbc",
        "to be defined",
        "not applicable",
        "not available",
        "unbekannt",
        "k.a.",
    };

    /// <summary>One bounded line; null when it is empty or a word that stands for nothing.</summary>
    public static string? Value(string? text) =>
        Excerpt.OneLineOrNull(text, LongestValue) is { } line && !Nothing.Contains(line) ? line : null;

    /// <summary>
    /// A serial number as it is written; null when it is too short to tell one device from another (less than four characters) or all of
    /// one character, such as zeros.
    /// </summary>
    public static string? Serial(string? text) =>
        Value(text) is { Length: >= ShortestSerial } serial && serial.Distinct().Count() > 1 ? serial : null;

    /// <summary>An IP address, with or without a prefix length behind it; null when it is none, or one that names no single host.</summary>
    public static string? Address(string text)
    {
        string plain = text.Trim().Split('/', 2)[0];
        if (!IPAddress.TryParse(plain, out IPAddress? address))
        {
            return null;
        }

        // Short forms such as "10.1" mean something else to people than to the runtime.
        string canonical = address.ToString().Split('%')[0];
        bool isFour = address.AddressFamily == AddressFamily.InterNetwork;
        bool isHost =
            !IPAddress.IsLoopback(address)
            && canonical is not ("0.0.0.0" or "255.255.255.255" or "::")
            && !address.IsIPv6Multicast;
        return isHost && (!isFour || string.Equals(canonical, plain, StringComparison.Ordinal)) ? canonical : null;
    }

    /// <summary>A network in CIDR form; null when it is none. Bits of a host behind the prefix go.</summary>
    public static string? Network(string? text)
    {
        string[] parts = (text ?? "").Trim().Split('/');
        if (
            parts.Length != 2
            || Address(parts[0]) is not { } address
            || !int.TryParse(parts[1], System.Globalization.NumberStyles.None, null, out int length)
        )
        {
            return null;
        }

        byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
        if (length > bytes.Length * 8)
        {
            return null;
        }

        for (int bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{new IPAddress(bytes)}/{length}";
    }

    /// <summary>A MAC address however it is written (<c>00-1B-1B-..</c>, <c>001b.1bxx.xxxx</c>, twelve digits), in lower case with colons; else null.</summary>
    public static string? Mac(string text)
    {
        string digits = string.Concat(text.Where(char.IsAsciiHexDigit));
        bool onlyThose = text.Trim().All(here => char.IsAsciiHexDigit(here) || here is ':' or '-' or '.' or ' ');
        return digits.Length == 12 && onlyThose
            ? HostTexts.Mac(string.Join(':', digits.Chunk(2).Select(pair => new string(pair))))
            : null;
    }

    /// <summary>The parts of a cell that holds several values.</summary>
    public static ImmutableArray<string> Several(string? cell, params ReadOnlySpan<char> separators) =>
        [
            .. (cell ?? "")
                .Split(separators.ToArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(Value)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
}
