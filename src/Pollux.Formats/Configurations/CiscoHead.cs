using Pollux.Formats.Input;

namespace Pollux.Formats.Configurations;

/// <summary>Which Cisco configuration a text is.</summary>
internal enum CiscoKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>ASA, PIX or FWSM.</summary>
    Asa,

    /// <summary>IOS or IOS-XE.</summary>
    Ios,
}

/// <summary>Recognises Cisco's configurations by the words that only they begin lines with.</summary>
internal static class CiscoHead
{
    private static readonly string[] AsaWords =
    [
        "nameif ",
        "security-level ",
        "ASA Version ",
        "PIX Version ",
        "object network ",
        "ssh stricthostkeycheck",
        "same-security-traffic ",
        "asdm ",
        ": Serial Number:",
    ];

    // Only IOS begins lines with these.
    private static readonly string[] IosWords =
    [
        "ip access-list ",
        "ip access-group ",
        "ip nat ",
        "service timestamps ",
        "boot-start-marker",
        "ip route ",
        "line vty ",
        "no ip http server",
        "ip forward-protocol nd",
        "zone-pair security ",
        "vrf forwarding ",
    ];

    // Both know these; without a word of its own, a text with groups is ASA's, and one with addresses IOS's.
    private static readonly string[] GroupWords = ["object-group network ", "object-group service "];

    private static readonly string[] SharedWords = ["ip address ", "access-list ", "router ospf ", "router bgp "];

    // Lines of other systems that also speak of interfaces and addresses.
    private static readonly string[] Foreign =
    [
        "! device: ",
        "!Command:",
        "!RANCID-CONTENT-TYPE: arista",
        "set ",
        "config ",
        "feature ",
        "vdc ",
        "!! IOS XR",
        "vrf context ",
        "service routing protocols model ",
        "transceiver qsfp ",
    ];

    public static CiscoKind Of(InputHead head)
    {
        if (head.RootName is not null || head.IsJsonObject || head.Text.Contains('\0', StringComparison.Ordinal))
        {
            return CiscoKind.None;
        }

        int asa = 0;
        int ios = 0;
        int groups = 0;
        int shared = 0;
        bool isNamed = false;
        foreach (ReadOnlySpan<char> raw in head.Text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (Begins(raw, Foreign))
            {
                return CiscoKind.None;
            }

            asa += Begins(line, AsaWords) ? 1 : 0;
            ios += Begins(line, IosWords) ? 1 : 0;
            groups += Begins(line, GroupWords) ? 1 : 0;
            shared += Begins(line, SharedWords) ? 1 : 0;
            isNamed |= line.StartsWith("hostname ", StringComparison.Ordinal);
            isNamed |= line.StartsWith("interface ", StringComparison.Ordinal);
        }

        return asa > 0 && (isNamed || asa + groups > 1) ? CiscoKind.Asa
            : ios > 0 && isNamed ? CiscoKind.Ios
            : groups > 0 && (isNamed || groups > 1) ? CiscoKind.Asa
            : shared > 0 && isNamed ? CiscoKind.Ios
            : CiscoKind.None;
    }

    private static bool Begins(ReadOnlySpan<char> line, string[] words)
    {
        foreach (string word in words)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
