using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pollux.Twin.Resolution;

/// <summary>The networks of the zones: finds the zones whose networks hold an address, in time independent of their number.</summary>
internal sealed class Networks
{
    private readonly Dictionary<(bool IsV6, int Length, UInt128 Bits), List<Mention>> zonesByNetwork = new();
    private readonly SortedSet<(bool IsV6, int Length)> lengths = [];

    /// <summary>Adds a zone's network; false when the text is not in CIDR form.</summary>
    /// <remarks>A network of length 0 (all addresses) tells nothing apart and is left out.</remarks>
    public bool TryAdd(string cidr, Mention zone)
    {
        int slash = cidr.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || ToBits(cidr[..slash]) is not { } address
            || !int.TryParse(cidr.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            || length > (address.IsV6 ? 128 : 32)
        )
        {
            return false;
        }

        if (length == 0)
        {
            return true;
        }

        lengths.Add((address.IsV6, length));
        (bool, int, UInt128) key = (address.IsV6, length, Mask(address.Bits, address.IsV6, length));
        if (!zonesByNetwork.TryGetValue(key, out List<Mention>? zones))
        {
            zonesByNetwork.Add(key, zones = []);
        }

        zones.Add(zone);
        return true;
    }

    /// <summary>The zones with a network that holds the address, each once, in import order; empty for what is no address.</summary>
    public List<Mention> ZonesOf(string address)
    {
        List<Mention> found = [];
        if (zonesByNetwork.Count == 0 || ToBits(address) is not { } bits)
        {
            return found;
        }

        foreach ((bool isV6, int length) in lengths)
        {
            if (
                isV6 == bits.IsV6
                && zonesByNetwork.TryGetValue((isV6, length, Mask(bits.Bits, isV6, length)), out List<Mention>? zones)
            )
            {
                found.AddRange(zones);
            }
        }

        return found.Count < 2 ? found : [.. found.Distinct().OrderBy(zone => zone.Order)];
    }

    private static UInt128 Mask(UInt128 bits, bool isV6, int length)
    {
        int width = isV6 ? 128 : 32;
        return bits >> (width - length);
    }

    private static (bool IsV6, UInt128 Bits)? ToBits(string text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? (true, BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : (false, BinaryPrimitives.ReadUInt32BigEndian(bytes));
    }
}
