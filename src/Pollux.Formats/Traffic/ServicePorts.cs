using System.Collections;
using System.Collections.Immutable;

namespace Pollux.Formats.Traffic;

/// <summary>
/// Tells the port of a service from one that a client was lent for a connection. Who comes late to a conversation does not see who
/// opened it, and may take the server for the client.
/// </summary>
internal static class ServicePorts
{
    // IANA Service Name and Transport Protocol Port Number Registry (RFC 6335): above the system ports, those that servers of
    // sites use; for vendor protocols the vendors' manuals.
    private static readonly ImmutableArray<int> Registered =
    [
        1089,
        1090,
        1091,
        1194,
        1433,
        1434,
        1502,
        1521,
        1723,
        1812,
        1813,
        1883,
        1900,
        1911,
        1962,
        2049,
        2221,
        2222,
        2223,
        2375,
        2376,
        2404,
        2455,
        3260,
        3268,
        3269,
        3306,
        3389,
        3671,
        3702,
        4712,
        4713,
        4840,
        4843,
        4911,
        5006,
        5007,
        5060,
        5061,
        5094,
        5313,
        5353,
        5355,
        5432,
        5450,
        5671,
        5672,
        5900,
        5985,
        5986,
        6379,
        6443,
        6514,
        8000,
        8008,
        8080,
        8081,
        8443,
        8530,
        8531,
        8883,
        8888,
        9092,
        9100,
        9200,
        9443,
        9600,
        11740,
        17185,
        18245,
        18246,
        19998,
        19999,
        20000,
        20256,
        20547,
        27017,
        28784,
        34962,
        34963,
        34964,
        34980,
        44818,
        47808,
        48898,
        48899,
    ];

    private const int SystemPorts = 1024;
    private const int DhcpClient = 68;

    private static readonly BitArray Known = Build();

    /// <summary>True for a system port and for one that is registered for a service of sites.</summary>
    public static bool IsService(ushort port) => Known[port];

    /// <summary>True when a conversation whose beginning nobody saw was opened by the end that looks like the server.</summary>
    public static bool LooksTurned(ushort client, ushort server) => IsService(client) && !IsService(server);

    private static BitArray Build()
    {
        BitArray known = new(65_536);
        for (int port = 1; port < SystemPorts; port++)
        {
            known[port] = true;
        }

        // A system port, but the one on which clients wait for their address (RFC 2131, 4.1).
        known[DhcpClient] = false;
        foreach (int port in Registered)
        {
            known[port] = true;
        }

        return known;
    }
}
