using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Hosts;

/// <summary>Names, addresses and figures of hosts in their normal forms, for every scanner.</summary>
internal static class HostTexts
{
    private const int LongestHostName = 253;

    /// <summary>A MAC address in lower case with colons; null when it is none, or one that no card has.</summary>
    public static string? Mac(string? text)
    {
        string[] parts = (text ?? "").Replace('-', ':').ToLowerInvariant().Split(':');
        bool valid =
            parts.Length == 6 && Array.TrueForAll(parts, part => part.Length == 2 && part.All(char.IsAsciiHexDigit));
        string mac = string.Join(':', parts);
        return valid && mac is not ("00:00:00:00:00:00" or "ff:ff:ff:ff:ff:ff") ? mac : null;
    }

    /// <summary>
    /// An IP address in its usual form, without the scope of a link-local one; null when it is none. Short forms such as <c>10.1</c> are
    /// none: the runtime would read them as something else than people do.
    /// </summary>
    public static string? Address(string? text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address))
        {
            return null;
        }

        bool isFour = address.AddressFamily == AddressFamily.InterNetwork;
        string canonical = address.ToString();
        return isFour && !string.Equals(canonical, text, StringComparison.Ordinal) ? null : canonical.Split('%')[0];
    }

    /// <summary>A host name: full when it has a dot, else short; null when it is none, or one that every machine has.</summary>
    public static Identifier? HostName(string? text)
    {
        string name = (text ?? "").Trim().TrimEnd('.').ToLowerInvariant();
        bool valid =
            name.Length is > 0 and <= LongestHostName
            && name.All(here => char.IsLetterOrDigit(here) || here is '-' or '_' or '.')
            && !IPAddress.TryParse(name, out _)
            && !IsNumber(name);
        if (!valid || name is "localhost" || name.StartsWith("localhost.", StringComparison.Ordinal))
        {
            return null;
        }

        IdentifierKind kind = name.Contains('.', StringComparison.Ordinal)
            ? IdentifierKind.Fqdn
            : IdentifierKind.HostName;
        return new Identifier(kind, name);
    }

    // What ends in a number is a mistyped address: no top-level domain is one (RFC 3696, section 2).
    private static bool IsNumber(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot >= 0 && name.AsSpan(dot + 1).TrimStart("0123456789").IsEmpty;
    }

    /// <summary>A whole number from 0 to 100; null when it is none.</summary>
    public static int? Percent(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= 100
            ? value
            : null;
}
