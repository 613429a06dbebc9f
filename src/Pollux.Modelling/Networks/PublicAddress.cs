using System.Net;
using System.Net.Sockets;

namespace Pollux.Modelling.Networks;

/// <summary>Tells addresses that the Internet routes from those that it does not.</summary>
internal static class PublicAddress
{
    // IANA IPv4 Special-Purpose Address Registry (RFC 6890): not globally reachable. The documentation networks 192.0.2.0/24,
    // 198.51.100.0/24 and 203.0.113.0/24 are left out on purpose: in examples they stand for public addresses.
    private static readonly (uint Network, int Length)[] NotRoutedV4 =
    [
        (0x00000000, 8), // this network
        (0x0A000000, 8), // private
        (0x64400000, 10), // carrier-grade NAT
        (0x7F000000, 8), // loopback
        (0xA9FE0000, 16), // link local
        (0xAC100000, 12), // private
        (0xC0000000, 24), // protocol assignments
        (0xC0A80000, 16), // private
        (0xC6120000, 15), // benchmarking
        (0xE0000000, 3), // multicast and reserved
    ];

    /// <summary>True for an IPv4 or IPv6 address that can be reached from the Internet; false for anything else.</summary>
    public static bool IsPublic(string text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address))
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        byte[] bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // RFC 4291, 2.4 and IANA: global unicast is 2000::/3.
            return bytes[0] >> 5 == 1;
        }

        uint bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return !NotRoutedV4.Any(range => (bits ^ range.Network) >> (32 - range.Length) == 0);
    }
}
