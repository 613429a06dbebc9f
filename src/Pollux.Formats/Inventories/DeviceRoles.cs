using System.Collections.Immutable;
using System.Text;

namespace Pollux.Formats.Inventories;

/// <summary>Finds the type of Pollux's language in what an inventory calls a device: <c>PLC</c>, <c>Engineering Workstation</c>, <c>Switch L2</c>.</summary>
internal static class DeviceRoles
{
    /// <summary>The type of a device of which nothing more is known.</summary>
    public const string Unknown = "Device";

    // In this order: what is more special, or would be taken for something else, comes first. Whole words, letter case aside.
    private static readonly ImmutableArray<(string Type, ImmutableArray<string> Words)> Roles =
    [
        ("NetworkDevice", ["wireless controller", "wlan controller", "wifi controller", "access controller"]),
        ("Computer", ["domain controller", "active directory"]),
        ("Device", ["network sensor", "storage controller", "door controller", "ids", "kvm switch", "kvm"]),
        (
            "SafetyController",
            [
                "safety plc",
                "safety controller",
                "safety automation system",
                "safety instrumented system",
                "sis",
                "sis controller",
                "sis logic solver",
                "logic solver",
                "f cpu",
                "fail safe controller",
            ]
        ),
        (
            "EngineeringStation",
            ["engineering workstation", "engineering station", "engineering pc", "engineering laptop", "ews"]
        ),
        (
            "OperatorStation",
            [
                "hmi",
                "human machine interface",
                "operator station",
                "operator workstation",
                "operator panel",
                "operator terminal",
                "operator interface",
                "scada client",
                "touch panel",
            ]
        ),
        ("Historian", ["historian", "historian server", "process historian"]),
        ("JumpHost", ["jump host", "jump server", "jumphost", "jump box", "bastion host"]),
        (
            "ControlServer",
            [
                "scada server",
                "scada",
                "dcs server",
                "control server",
                "opc server",
                "opc ua server",
                "ems server",
                "dms server",
            ]
        ),
        (
            "ManagementServer",
            ["management server", "backup server", "update server", "patch server", "wsus", "mdm server"]
        ),
        (
            "RemoteAccessGateway",
            [
                "vpn",
                "vpn server",
                "vpn gateway",
                "remote access",
                "remote access gateway",
                "cellular router",
                "mobile router",
                "lte router",
                "4g router",
            ]
        ),
        (
            "Gateway",
            [
                "protocol gateway",
                "protocol converter",
                "serial gateway",
                "serial converter",
                "serial server",
                "serial device server",
                "terminal server",
                "device server",
                "fieldbus gateway",
                "gateway coupler",
                "modbus gateway",
                "data gateway",
            ]
        ),
        (
            "NetworkDevice",
            [
                "firewall",
                "router",
                "switch",
                "ethernet switch",
                "network switch",
                "access point",
                "wlan access point",
                "hub",
                "repeater",
                "bridge",
                "load balancer",
                "network device",
                "media converter",
                "data diode",
                "ips",
            ]
        ),
        ("Gateway", ["gateway"]),
        (
            "FieldDevice",
            [
                "remote io",
                "remote i o",
                "distributed io",
                "io station",
                "io device",
                "io module",
                "sensor",
                "physical sensor",
                "actuator",
                "transmitter",
                "drive",
                "vfd",
                "variable frequency drive",
                "frequency converter",
                "inverter",
                "valve",
                "relay",
                "protection relay",
                "ied",
                "intelligent electronic device",
                "meter",
                "flow meter",
                "flowmeter",
                "power meter",
                "analyser",
                "analyzer",
                "positioner",
                "field device",
                "motor starter",
                "soft starter",
                "encoder",
            ]
        ),
        (
            "Controller",
            [
                "plc",
                "programmable logic controller",
                "programmable controller",
                "rtu",
                "remote terminal unit",
                "pac",
                "programmable automation controller",
                "dcs controller",
                "process controller",
                "motion controller",
                "soft plc",
                "cnc",
                "controller",
            ]
        ),
        (
            "Computer",
            [
                "server",
                "workstation",
                "pc",
                "ipc",
                "industrial pc",
                "laptop",
                "notebook",
                "desktop",
                "computer",
                "thin client",
                "client pc",
                "virtual machine",
                "vm",
                "hypervisor",
                "nas",
                "kiosk",
            ]
        ),
    ];

    /// <summary>
    /// The most special type of device that a text names for sure, else <see cref="Unknown"/>. The last words of a text say what a thing
    /// is (<c>PLC programming server</c> is a server), and words in brackets explain.
    /// </summary>
    public static string TypeOf(string? role)
    {
        string words = Words(role);
        if (words.Length == 0)
        {
            return Unknown;
        }

        return Find(role => Equals(words, role))
            ?? Find(role => words.EndsWith($" {role}", StringComparison.Ordinal))
            ?? Find(role => words.StartsWith($"{role} ", StringComparison.Ordinal))
            ?? Unknown;
    }

    private static bool Equals(string words, string role) => string.Equals(words, role, StringComparison.Ordinal);

    private static string? Find(Func<string, bool> fits)
    {
        foreach ((string type, ImmutableArray<string> words) in Roles)
        {
            if (words.Any(fits))
            {
                return type;
            }
        }

        return null;
    }

    // Lower case, single spaces, without what stands in brackets; "PLCs" is "PLC", "EngineeringWorkstation" two words.
    private static string Words(string? text)
    {
        string plain = (text ?? "").Split('(', 2)[0];
        StringBuilder words = new();
        char before = ' ';
        foreach (char here in plain)
        {
            bool isWord = char.IsLetterOrDigit(here);
            if (words.Length > 0 && words[^1] != ' ' && (!isWord || (char.IsUpper(here) && char.IsLower(before))))
            {
                words.Append(' ');
            }

            _ = isWord ? words.Append(char.ToLowerInvariant(here)) : words;
            before = here;
        }

        string line = words.ToString().Trim();
        return
            line.Length > 3
            && line.EndsWith('s')
            && !line.EndsWith("ss", StringComparison.Ordinal)
            && plain.TrimEnd().EndsWith('s')
            ? Singular(line)
            : line;
    }

    private static string Singular(string line) =>
        line.EndsWith("switches", StringComparison.Ordinal) ? line[..^2]
        : line is "wsus" || line.EndsWith(" sis", StringComparison.Ordinal) ? line
        : line[..^1];
}
