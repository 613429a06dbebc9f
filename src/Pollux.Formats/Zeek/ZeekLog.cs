using System.Collections.Immutable;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Zeek;

/// <summary>How the lines of a log are read.</summary>
internal enum ZeekReader
{
    /// <summary>A line is a connection.</summary>
    Connections,

    /// <summary>A line is a message, or an exchange, between a client and a service.</summary>
    Messages,

    /// <summary>A line speaks of one host.</summary>
    Hosts,

    /// <summary>A line says nothing that a twin holds.</summary>
    Nothing,
}

/// <summary>One of Zeek's logs.</summary>
/// <param name="Path">Its name, as <c>#path</c> or <c>_path</c> has it.</param>
/// <param name="Reader">How its lines are read.</param>
/// <param name="Application">The application protocol; null when the line says it or none is known.</param>
/// <param name="Transport">Over what, where the line does not say.</param>
/// <param name="Why">Why nothing is read of it; else empty.</param>
internal sealed record ZeekLog(
    string Path,
    ZeekReader Reader,
    string? Application,
    Transport Transport,
    string Why = ""
)
{
    private const string Evidence = "are signs of attacks or faults, not facts of the site";
    private const string Files = "speak of files and certificates, not of who uses what";
    private const string Sensor = "speak of the sensor itself";

    private static readonly ImmutableDictionary<string, ZeekLog> Known = Build()
        .ToImmutableDictionary(log => log.Path, StringComparer.Ordinal);

    /// <summary>The log of a name; one that is not known is read for its ends only.</summary>
    public static ZeekLog Of(string path) =>
        Known.TryGetValue(path, out ZeekLog? known) ? known
        : path.StartsWith("opcua", StringComparison.Ordinal)
            ? new ZeekLog(path, ZeekReader.Messages, "opcua-binary", Transport.Tcp)
        : path.StartsWith("synchrophasor", StringComparison.Ordinal)
            ? new ZeekLog(path, ZeekReader.Messages, "synchrophasor", Transport.Tcp)
        : path.StartsWith("profinet", StringComparison.Ordinal)
            ? new ZeekLog(path, ZeekReader.Messages, "profinet", Transport.Udp)
        : path.StartsWith("hart_ip", StringComparison.Ordinal)
            ? new ZeekLog(path, ZeekReader.Messages, "hart_ip", Transport.Udp)
        : path.StartsWith("roc_plus", StringComparison.Ordinal)
            ? new ZeekLog(path, ZeekReader.Messages, "roc_plus", Transport.Tcp)
        : new ZeekLog(path, ZeekReader.Messages, null, Transport.Tcp);

    private static IEnumerable<ZeekLog> Build() =>
        [
            new("conn", ZeekReader.Connections, null, Transport.None),
            .. Messages(Transport.Udp, ("dns", "dns"), ("ntp", "ntp"), ("snmp", "snmp"), ("radius", "radius")),
            .. Messages(Transport.Udp, ("sip", "sip"), ("syslog", "syslog"), ("tftp", "tftp"), ("cip_io", "cip")),
            .. Messages(
                Transport.Udp,
                ("bacnet", "bacnet"),
                ("bacnet_discovery", "bacnet"),
                ("wireguard", "wireguard")
            ),
            .. Messages(Transport.Udp, ("bacnet_property", "bacnet"), ("bacnet_device_control", "bacnet")),
            .. Messages(Transport.Udp, ("quic", "quic"), ("stun", "stun"), ("ipsec", "ike")),
            .. Messages(
                Transport.Tcp,
                ("http", "http"),
                ("ssl", "ssl"),
                ("ssh", "ssh"),
                ("ftp", "ftp"),
                ("smtp", "smtp")
            ),
            .. Messages(Transport.Tcp, ("rdp", "rdp"), ("rfb", "rfb"), ("irc", "irc"), ("socks", "socks")),
            .. Messages(Transport.Tcp, ("kerberos", "krb_tcp"), ("ntlm", "ntlm"), ("dce_rpc", "dce_rpc")),
            .. Messages(Transport.Tcp, ("smb_mapping", "smb"), ("smb_files", "smb"), ("smb_cmd", "smb")),
            .. Messages(Transport.Tcp, ("ldap", "ldap"), ("ldap_search", "ldap"), ("mysql", "mysql")),
            .. Messages(Transport.Tcp, ("postgresql", "postgresql"), ("redis", "redis"), ("websocket", "http")),
            .. Messages(Transport.Tcp, ("mqtt_connect", "mqtt"), ("mqtt_publish", "mqtt"), ("mqtt_subscribe", "mqtt")),
            .. Messages(Transport.Tcp, ("modbus", "modbus"), ("modbus_detailed", "modbus")),
            .. Messages(Transport.Tcp, ("modbus_mask_write_register", "modbus"), ("modbus_register_change", "modbus")),
            .. Messages(Transport.Tcp, ("modbus_read_write_multiple_registers", "modbus")),
            .. Messages(Transport.Tcp, ("modbus_read_device_identification", "modbus")),
            .. Messages(Transport.Tcp, ("dnp3", "dnp3"), ("dnp3_control", "dnp3"), ("dnp3_objects", "dnp3")),
            .. Messages(Transport.Tcp, ("cotp", "cotp"), ("s7comm", "s7comm"), ("s7comm_plus", "s7comm")),
            .. Messages(Transport.Tcp, ("s7comm_read_szl", "s7comm"), ("s7comm_upload_download", "s7comm")),
            .. Messages(Transport.Tcp, ("s7comm_known_devices", "s7comm"), ("enip", "enip"), ("cip", "cip")),
            .. Messages(Transport.Tcp, ("cip_identity", "enip"), ("ge_srtp", "ge_srtp"), ("genisys", "genisys")),
            .. Hosts("dhcp", "software", "known_hosts", "known_services", "known_modbus"),
            .. Nothing(
                Evidence,
                "notice",
                "notice_alarm",
                "weird",
                "signatures",
                "intel",
                "traceroute",
                "dpd",
                "analyzer"
            ),
            .. Nothing(Files, "files", "x509", "pe", "ocsp", "known_certs"),
            .. Nothing(
                Sensor,
                "capture_loss",
                "stats",
                "reporter",
                "packet_filter",
                "loaded_scripts",
                "broker",
                "cluster"
            ),
            .. Nothing(Sensor, "telemetry", "telemetry_histogram", "print", "config", "prof", "node_data"),
            .. Nothing("name cards without their addresses", "known_devices"),
            .. Nothing("speak of fieldbus cards below the network that a twin knows", "ethercat", "ecat_registers"),
            .. Nothing(
                "speak of fieldbus cards below the network that a twin knows",
                "ecat_log_address",
                "ecat_dev_info"
            ),
            .. Nothing("say what runs inside other connections, which stand in conn", "tunnel"),
        ];

    private static IEnumerable<ZeekLog> Messages(
        Transport transport,
        params (string Path, string Application)[] logs
    ) => logs.Select(log => new ZeekLog(log.Path, ZeekReader.Messages, log.Application, transport));

    private static IEnumerable<ZeekLog> Hosts(params string[] paths) =>
        paths.Select(path => new ZeekLog(path, ZeekReader.Hosts, null, Transport.None));

    private static IEnumerable<ZeekLog> Nothing(string why, params string[] paths) =>
        paths.Select(path => new ZeekLog(path, ZeekReader.Nothing, null, Transport.None, why));
}
