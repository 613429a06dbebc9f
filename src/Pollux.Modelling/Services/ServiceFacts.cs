using System.Globalization;
using Pollux.Modelling.Tables;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Services;

/// <summary>What is known of a service, and the protocol that it most probably speaks.</summary>
/// <param name="Port">Its port, or null.</param>
/// <param name="Transport"><c>tcp</c>, <c>udp</c> or <c>sctp</c>, or null.</param>
/// <param name="Protocol">The protocol's name as the source gives it, or null.</param>
/// <param name="IsProbed">True when the service answered in that protocol; false when the source guessed from the port.</param>
/// <param name="IsTunnelled">True when it is wrapped in TLS.</param>
/// <param name="State"><c>open</c>, <c>filtered</c>, <c>open|filtered</c>, or null when no scan saw it.</param>
/// <param name="Row">The row of the table of protocols that fits, or null.</param>
internal sealed record ServiceFacts(
    int? Port,
    string? Transport,
    string? Protocol,
    bool IsProbed,
    bool IsTunnelled,
    string? State,
    ProtocolRow? Row
)
{
    /// <summary>The protocol's name as Pollux shows it; null when nothing is known.</summary>
    public string? ProtocolName => Row?.Name ?? Protocol;

    /// <summary>True when a client can reach the service: it is open, or the site says that it is there.</summary>
    public bool IsThere => State is null or "open";

    /// <summary><c>modbus/502</c>, <c>snmp/161/udp</c>, <c>tcp/9999</c>, or null when neither port nor protocol is known.</summary>
    public string? Label =>
        (ProtocolName, Port, Transport) switch
        {
            (null, null, _) => null,
            (null, { } port, var transport) => $"{transport ?? "tcp"}/{port}",
            ({ } name, null, _) => name,
            ({ } name, { } port, null or "tcp") => $"{name}/{port}",
            ({ } name, { } port, { } transport) => $"{name}/{port}/{transport}",
        };

    /// <summary><c>modbus on tcp/502 (answered)</c>: for reasons.</summary>
    public string Describe()
    {
        string place = Port is { } port ? $" on {Transport ?? "tcp"}/{port}" : "";
        string method =
            Protocol is null ? ""
            : IsProbed ? " (answered)"
            : " (by its port)";
        return $"{ProtocolName ?? "an unknown protocol"}{place}{method}";
    }

    /// <summary>Reads a service of the twin.</summary>
    public static ServiceFacts Of(Asset service, ModellingTables tables)
    {
        int? port = int.TryParse(
            service.Property(Properties.Port),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number
            : null;
        string? transport = service.Property(Properties.Transport);
        string? protocol = service.Property(Properties.Protocol);
        // What the site declares is as good as an answer; only a scan's guess from its own port table is not.
        bool isProbed = !string.Equals(service.Property(Properties.ProtocolMethod), "table", StringComparison.Ordinal);
        bool isTunnelled = string.Equals(service.Property(Properties.Tunnel), "ssl", StringComparison.Ordinal);
        return new ServiceFacts(
            port,
            transport,
            protocol,
            isProbed && protocol is not null,
            isTunnelled,
            service.Property(Properties.PortState),
            FindRow(tables, protocol, isProbed, isTunnelled, (transport, port))
        );
    }

    // An answer names the protocol; a guess only repeats the port, so there our own table of ports is as good and better for OT.
    // An answer in HTTP or TLS may be something inside it (remote management, updates), which the port tells.
    private static ProtocolRow? FindRow(
        ModellingTables tables,
        string? protocol,
        bool isProbed,
        bool isTunnelled,
        (string? Transport, int? Port) at
    )
    {
        string? name = isTunnelled && protocol == "http" ? "https" : protocol;
        ProtocolRow? byName = name is null ? null : tables.Protocols.FirstOrDefault(row => row.IsNamed(name));
        ProtocolRow? byPort = at.Port is not { } known
            ? null
            : tables.Protocols.FirstOrDefault(row => row.Ports.Any(range => range.Contains(at.Transport, known)));
        return name switch
        {
            null or "ssl" => byPort,
            "http" or "https" when isProbed => byPort is { IsInsideHttp: true } ? byPort : byName,
            _ => isProbed ? byName : byPort ?? byName,
        };
    }
}
