using System.Globalization;

namespace Pollux.Modelling.Tables;

/// <summary>Ports of one transport, or of any: <c>tcp/502</c>, <c>udp/161-162</c>, <c>502</c>.</summary>
/// <param name="Transport"><c>tcp</c>, <c>udp</c> or <c>sctp</c>; null for any.</param>
/// <param name="First">The first port, 0 to 65535.</param>
/// <param name="Last">The last port, not below the first.</param>
public readonly record struct PortRange(string? Transport, int First, int Last)
{
    /// <summary>True when the port lies in the range and the transport fits; an unknown transport fits.</summary>
    public bool Contains(string? transport, int port) =>
        port >= First
        && port <= Last
        && (Transport is null || transport is null || string.Equals(Transport, transport, StringComparison.Ordinal));

    /// <summary>Reads <c>tcp/502</c>, <c>502/tcp</c>, <c>502</c> or a range of ports; null when it is none of these.</summary>
    public static PortRange? TryParse(string text)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split('/', StringSplitOptions.TrimEntries);
        return parts switch
        {
            [var ports] => Ports(null, ports),
            ["tcp" or "udp" or "sctp", var ports] => Ports(parts[0], ports),
            [var ports, "tcp" or "udp" or "sctp"] => Ports(parts[1], ports),
            _ => null,
        };
    }

    /// <summary>The form that tables and site descriptions use.</summary>
    public override string ToString()
    {
        string ports = First == Last ? $"{First}" : $"{First}-{Last}";
        return Transport is null ? ports : $"{Transport}/{ports}";
    }

    private static PortRange? Ports(string? transport, string text)
    {
        string[] ends = text.Split('-', StringSplitOptions.TrimEntries);
        return ends switch
        {
            [var only] when Port(only) is { } port => new PortRange(transport, port, port),
            [var low, var high] when Port(low) is { } first && Port(high) is { } last && first <= last => new PortRange(
                transport,
                first,
                last
            ),
            _ => null,
        };
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535
            ? port
            : null;
}
