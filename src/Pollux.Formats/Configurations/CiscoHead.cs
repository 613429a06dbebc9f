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
        "object-group network ",
        "object-group service ",
        "ssh stricthostkeycheck",
        "same-security-traffic ",
        "asdm ",
        ": Serial Number:",
    ];

    private static readonly string[] IosWords =
    [
        "ip address ",
        "ip access-list ",
        "ip access-group ",
        "access-list ",
        "router ospf ",
        "router bgp ",
        "service timestamps ",
        "boot-start-marker",
        "ip route ",
        "line vty ",
        "no ip http server",
        "ip forward-protocol nd",
    ];

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
    ];

    public static CiscoKind Of(InputHead head)
    {
        if (head.RootName is not null || head.IsJsonObject || head.Text.Contains('\0', StringComparison.Ordinal))
        {
            return CiscoKind.None;
        }

        int asa = 0;
        int ios = 0;
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
            isNamed |= line.StartsWith("hostname ", StringComparison.Ordinal);
            isNamed |= line.StartsWith("interface ", StringComparison.Ordinal);
        }

        return asa > 0 && (isNamed || asa > 1) ? CiscoKind.Asa
            : ios > 0 && isNamed ? CiscoKind.Ios
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
