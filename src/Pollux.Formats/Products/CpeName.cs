using System.Text;

namespace Pollux.Formats.Products;

/// <summary>
/// Brings CPE names into one form: the formatted string of version 2.3 (NISTIR 7695, 6.2), in lower case. Names of version 2.2 (URIs,
/// <c>cpe:/a:openbsd:openssh:8.4</c>) are converted by NISTIR 7695, 6.1.3 and 6.2.2.
/// </summary>
internal static class CpeName
{
    private const int Components = 11;
    private const int LongestName = 1_024;
    private const string Version23 = "cpe:2.3:";
    private const string Version22 = "cpe:/";

    /// <summary>Reads either form.</summary>
    /// <returns>The formatted string; null when the text is no CPE name.</returns>
    public static string? Read(string? text)
    {
        string name = text?.Trim() ?? "";
        return name.Length is 0 or > LongestName ? null
            : name.StartsWith(Version23, StringComparison.OrdinalIgnoreCase) ? FromFormatted(name[Version23.Length..])
            : name.StartsWith(Version22, StringComparison.OrdinalIgnoreCase) ? FromUri(name[Version22.Length..])
            : null;
    }

    /// <summary>The vendor, product and version of a formatted string, unquoted; null where it names any or none.</summary>
    public static (string? Vendor, string? Product, string? Version) Parts(string formatted)
    {
        List<string> parts = Split(formatted[Version23.Length..]);
        return (Plain(parts[1]), Plain(parts[2]), Plain(parts[3]));
    }

    private static string? FromFormatted(string body)
    {
        List<string> parts = Split(body);
        bool valid =
            parts.Count == Components
            && parts[0].ToLowerInvariant() is "a" or "o" or "h" or "*" or "-"
            && parts.TrueForAll(IsComponent);
        return valid ? Version23 + string.Join(':', parts).ToLowerInvariant() : null;
    }

    private static string? FromUri(string body)
    {
        string[] parts = body.Split(':');
        if (parts.Length > 7 || parts[0].ToLowerInvariant() is not ("a" or "o" or "h"))
        {
            return null;
        }

        List<string> components = [.. parts.Take(5).Select(part => Quoted(Decoded(part)))];
        components.AddRange(Enumerable.Repeat("*", 5 - components.Count));
        string edition = parts.Length > 5 ? parts[5] : "";
        string language = parts.Length > 6 ? Quoted(Decoded(parts[6])) : "*";

        // A packed edition carries the four attributes that version 2.3 added: ~edition~sw_edition~target_sw~target_hw~other.
        string[] packed = edition.StartsWith('~') ? edition[1..].Split('~') : [edition];
        string[] extended =
        [
            .. Enumerable.Range(0, 5).Select(at => at < packed.Length ? Quoted(Decoded(packed[at])) : "*"),
        ];
        components.AddRange([extended[0], language, .. extended[1..]]);
        return FromFormatted(string.Join(':', components));
    }

    private static List<string> Split(string body)
    {
        List<string> parts = [];
        int start = 0;
        for (int at = 0; at < body.Length; at++)
        {
            if (body[at] == '\\')
            {
                at++;
            }
            else if (body[at] == ':')
            {
                parts.Add(body[start..at]);
                start = at + 1;
            }
        }

        parts.Add(body[start..]);
        return parts;
    }

    private static bool IsComponent(string part)
    {
        for (int at = 0; at < part.Length; at++)
        {
            bool quoted = part[at] == '\\';
            at += quoted ? 1 : 0;
            if (at >= part.Length || part[at] <= ' ' || part[at] > '~')
            {
                return false;
            }
        }

        return part.Length > 0;
    }

    private static string Decoded(string part)
    {
        StringBuilder text = new(part.Length);
        for (int at = 0; at < part.Length; at++)
        {
            bool escaped =
                part[at] == '%'
                && at + 2 < part.Length
                && char.IsAsciiHexDigit(part[at + 1])
                && char.IsAsciiHexDigit(part[at + 2]);
            if (!escaped)
            {
                text.Append(part[at]);
                continue;
            }

            text.Append((char)Convert.ToByte(part.Substring(at + 1, 2), 16));
            at += 2;
        }

        return text.ToString();
    }

    // %01 and %02 are the wildcards of version 2.2.
    private static string Quoted(string part)
    {
        if (part.Length == 0)
        {
            return "*";
        }

        StringBuilder text = new(part.Length + 4);
        foreach (char here in part)
        {
            _ = here switch
            {
                '\u0001' => text.Append('?'),
                '\u0002' => text.Append('*'),
                _ when char.IsAsciiLetterOrDigit(here) || here is '.' or '-' or '_' => text.Append(here),
                _ => text.Append('\\').Append(here),
            };
        }

        return text.ToString();
    }

    private static string? Plain(string part)
    {
        if (part is "*" or "-")
        {
            return null;
        }

        StringBuilder text = new(part.Length);
        for (int at = 0; at < part.Length; at++)
        {
            at += part[at] == '\\' && at + 1 < part.Length ? 1 : 0;
            text.Append(part[at]);
        }

        return text.ToString();
    }
}
