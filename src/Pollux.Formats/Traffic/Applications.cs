using System.Collections.Immutable;
using System.Text;

namespace Pollux.Formats.Traffic;

/// <summary>The application protocols of one document, each once, by number; names as Pollux's table of protocols has them.</summary>
internal sealed class Applications
{
    /// <summary>The number of an application that is not known.</summary>
    public const short Unknown = 0;

    // Names come from a fixed set of analysers; more than this are invented by whoever wrote the file.
    private const int Most = 1_000;
    private const int LongestName = 40;

    // What tools call them, and how much a name says beside others for the same connection: of "gssapi,smb,ntlm" it is smb.
    private static readonly ImmutableDictionary<string, (string? Name, int Weight)> Known = new Dictionary<
        string,
        (string? Name, int Weight)
    >(StringComparer.Ordinal)
    {
        ["gssapi"] = (null, 0),
        ["ntlm"] = (null, 0),
        ["spnego"] = (null, 0),
        ["failed"] = (null, 0),
        ["unknown"] = (null, 0),
        ["krb"] = ("kerberos", 1),
        ["krb_tcp"] = ("kerberos", 3),
        ["krb5"] = ("kerberos", 3),
        ["ssl"] = ("ssl", 1),
        ["tls"] = ("ssl", 1),
        ["cotp"] = ("iso-tsap", 1),
        ["tpkt"] = ("iso-tsap", 1),
        ["dce_rpc"] = ("msrpc", 2),
        ["dcerpc"] = ("msrpc", 2),
        ["s7comm_plus"] = ("s7comm", 3),
        ["enip"] = ("enip", 3),
        ["enip_tcp"] = ("enip", 3),
        ["enip_udp"] = ("enip", 3),
        ["cip"] = ("enip", 3),
        ["dnp3_tcp"] = ("dnp3", 3),
        ["dnp3_udp"] = ("dnp3", 3),
        ["opcua-binary"] = ("opcua", 3),
        ["opcua_binary"] = ("opcua", 3),
        ["modbus_tcp"] = ("modbus", 3),
        ["profinet_dce_rpc"] = ("profinet", 3),
        ["profinet_io_cm"] = ("profinet", 3),
        ["ge_srtp"] = ("ge-srtp", 3),
        ["hart_ip"] = ("hart-ip", 3),
        ["hart_ip_tcp"] = ("hart-ip", 3),
        ["hart_ip_udp"] = ("hart-ip", 3),
        ["roc_plus"] = ("roc-plus", 3),
        ["roc_plus_tcp"] = ("roc-plus", 3),
        ["roc_plus_udp"] = ("roc-plus", 3),
        ["synchrophasor_tcp"] = ("synchrophasor", 3),
        ["synchrophasor_udp"] = ("synchrophasor", 3),
        ["genisys_tcp"] = ("genisys", 3),
        ["ldap_tcp"] = ("ldap", 3),
        ["ldap_udp"] = ("ldap", 3),
        ["rfb"] = ("vnc", 3),
        ["ikev2"] = ("ike", 3),
        ["pgsql"] = ("postgresql", 3),
        ["http2"] = ("http", 3),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly Utf8Names<short> numberByText = new();
    private readonly Dictionary<string, short> numberByName = new(StringComparer.Ordinal);
    private readonly List<string?> names = [null];

    /// <summary>The number of what a tool calls an application, or several of one connection with commas between.</summary>
    public short Number(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return Unknown;
        }

        if (numberByText.TryGet(text, out short number))
        {
            return number;
        }

        number = text.Length > LongestName * 4 ? Unknown : Intern(Choose(Encoding.UTF8.GetString(text)));
        if (numberByText.Count < Most)
        {
            numberByText.Add(text, number);
        }

        return number;
    }

    /// <summary>As <see cref="Number(ReadOnlySpan{byte})"/>, for a name that a program has; null is unknown.</summary>
    public short NumberOf(string? text)
    {
        Span<byte> bytes = stackalloc byte[LongestName * 4];
        return text is null || !Encoding.UTF8.TryGetBytes(text, bytes, out int length)
            ? Unknown
            : Number(bytes[..length]);
    }

    /// <summary>The name of a number; null for <see cref="Unknown"/>.</summary>
    public string? Name(short number) => names[number];

    private short Intern(string? name)
    {
        if (name is null)
        {
            return Unknown;
        }

        if (!numberByName.TryGetValue(name, out short number))
        {
            if (names.Count >= Most)
            {
                return Unknown;
            }

            number = (short)names.Count;
            names.Add(name);
            numberByName.Add(name, number);
        }

        return number;
    }

    private static string? Choose(string text)
    {
        (string? Name, int Weight) best = (null, -1);
        string[] parts = text.ToLowerInvariant().Split(',', 16);
        foreach (string part in parts)
        {
            (string? Name, int Weight) candidate = Known.TryGetValue(part, out (string?, int) known)
                ? known
                : (IsName(part) ? part : null, 3);
            best = candidate.Name is not null && candidate.Weight > best.Weight ? candidate : best;
        }

        // Opened by the sensor, or recognised around it: the web inside TLS.
        return best.Name is "http" && parts.Contains("ssl", StringComparer.Ordinal) ? "https" : best.Name;
    }

    private static bool IsName(string part) =>
        part.Length is > 0 and <= LongestName
        && part.All(here => char.IsAsciiLetterOrDigit(here) || here is '-' or '_' or '.');
}
