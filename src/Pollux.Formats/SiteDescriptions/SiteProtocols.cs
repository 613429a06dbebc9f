using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Protocols by the names that people write, with the ports that they use unless told otherwise.</summary>
internal static class SiteProtocols
{
    private static readonly FrozenDictionary<string, Protocol> ByWord = new Dictionary<string, Protocol>(
        StringComparer.Ordinal
    )
    {
        ["rdp"] = new("ms-wbt-server", "ShellService", "3389/tcp"),
        ["ssh"] = new("ssh", "ShellService", "22/tcp"),
        ["telnet"] = new("telnet", "ShellService", "23/tcp"),
        ["vnc"] = new("vnc", "ShellService", "5900/tcp"),
        ["winrm"] = new("wsman", "ShellService", "5985/tcp"),
        ["smb"] = new("microsoft-ds", "ShellService", "445/tcp"),
        ["rpc"] = new("msrpc", "Service", "135/tcp"),
        ["ftp"] = new("ftp", "Service", "21/tcp"),
        ["http"] = new("http", "Service", "80/tcp"),
        ["https"] = new("https", "Service", "443/tcp"),
        ["smtp"] = new("smtp", "AppService", "25/tcp"),
        ["imaps"] = new("imaps", "AppService", "993/tcp"),
        ["dns"] = new("domain", "Service", "53/udp", "53/tcp"),
        ["ntp"] = new("ntp", "Service", "123/udp"),
        ["ldap"] = new("ldap", "Service", "389/tcp"),
        ["ldaps"] = new("ldaps", "Service", "636/tcp"),
        ["kerberos"] = new("kerberos-sec", "Service", "88/tcp", "88/udp"),
        ["snmp"] = new("snmp", "Service", "161/udp"),
        ["syslog"] = new("syslog", "Service", "514/udp"),
        ["mssql"] = new("ms-sql-s", "AppService", "1433/tcp"),
        ["mysql"] = new("mysql", "AppService", "3306/tcp"),
        ["postgresql"] = new("postgresql", "AppService", "5432/tcp"),
        ["openvpn"] = new("openvpn", "AccessService", "1194/udp"),
        ["ipsec"] = new("isakmp", "AccessService", "500/udp", "4500/udp"),
        ["winbox"] = new("winbox", "Service", "8291/tcp"),
        ["wsus"] = new("http", "Service", "8530/tcp"),
        ["modbus"] = new("modbus", "ControlService", "502/tcp"),
        ["s7"] = new("iso-tsap", "Service", "102/tcp"),
        ["enip"] = new("EtherNet-IP-2", "Service", "44818/tcp"),
        ["ethernetip"] = new("EtherNet-IP-2", "Service", "44818/tcp"),
        ["dnp3"] = new("dnp", "ControlService", "20000/tcp"),
        ["iec104"] = new("iec-104", "ControlService", "2404/tcp"),
        ["opcua"] = new("opcua-tcp", "ControlService", "4840/tcp"),
        ["bacnet"] = new("bacnet", "ControlService", "47808/udp"),
        ["pcom"] = new("pcom", "EngineeringService", "20256/tcp"),
        ["codesys"] = new("codesys", "EngineeringService", "11740/tcp"),
        ["mqtt"] = new("mqtt", "Service", "1883/tcp"),
        ["mqtts"] = new("secure-mqtt", "Service", "8883/tcp"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, sorted.</summary>
    public static ImmutableArray<string> Words { get; } = [.. ByWord.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The protocol of a name, letter case and hyphens aside; or null.</summary>
    public static Protocol? Find(string word) => ByWord.GetValueOrDefault(SiteWords.Plain(word));
}

/// <summary>An application protocol.</summary>
/// <param name="ScannerName">Its name in nmap's service table, so that declared and scanned services agree.</param>
/// <param name="Type">The type of service that it always is; <c>Service</c> where that depends on the product.</param>
/// <param name="Ports">Its usual ports, the first is the one to assume.</param>
internal sealed record Protocol(string ScannerName, string Type, params ImmutableArray<string> Ports);
