using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Pollux.Twin.Flows;

/// <summary>Where an IP address means something.</summary>
public enum AddressScope
{
    /// <summary>Within a site only: private and shared networks, unique local IPv6 addresses.</summary>
    Private,

    /// <summary>In the whole Internet.</summary>
    Public,

    /// <summary>
    /// No device, or none that can be told from others: multicast, broadcast, unspecified, loopback, link local, reserved.
    /// </summary>
    NoDevice,
}

/// <summary>Tells what kind of address an IP address is.</summary>
public static class AddressScopes
{
    // IANA IPv4 Special-Purpose Address Registry (RFC 6890): not globally reachable. The documentation networks 192.0.2.0/24,
    // 198.51.100.0/24 and 203.0.113.0/24 are left out on purpose: in examples they stand for public addresses.
    private static readonly (uint Network, int Length, AddressScope Scope)[] SpecialV4 =
    [
        (0x00000000, 8, AddressScope.NoDevice), // this network
        (0x0A000000, 8, AddressScope.Private), // private
        (0x64400000, 10, AddressScope.Private), // carrier-grade NAT
        (0x7F000000, 24, AddressScope.NoDevice), // loopback: the recorder itself
        (0x7F000000, 8, AddressScope.Private), // loopback too, where emulated plants have their devices
        (0xA9FE0000, 16, AddressScope.NoDevice), // link local
        (0xAC100000, 12, AddressScope.Private), // private
        (0xC0000000, 24, AddressScope.Private), // protocol assignments
        (0xC0A80000, 16, AddressScope.Private), // private
        (0xC6120000, 15, AddressScope.Private), // benchmarking
        (0xE0000000, 3, AddressScope.NoDevice), // multicast, reserved and broadcast
    ];

    /// <summary>The scope of an address as text; null when the text is no IPv4 or IPv6 address.</summary>
    public static AddressScope? Of(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? Of(address) : null;

    /// <summary>The scope of an address; an IPv4 address mapped to IPv6 has that of the IPv4 address.</summary>
    public static AddressScope Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? OfV6(BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : OfV4(BinaryPrimitives.ReadUInt32BigEndian(bytes));
    }

    /// <summary>The scope of an IPv4 address, first byte highest.</summary>
    public static AddressScope OfV4(uint bits)
    {
        foreach ((uint network, int length, AddressScope scope) in SpecialV4)
        {
            if ((bits ^ network) >> (32 - length) == 0)
            {
                return scope;
            }
        }

        return AddressScope.Public;
    }

    /// <summary>The scope of an IPv6 address, first byte highest.</summary>
    /// <remarks>RFC 4291, 2.4 to 2.7, and RFC 4193: global unicast is 2000::/3, multicast ff00::/8, link local fe80::/10.</remarks>
    public static AddressScope OfV6(UInt128 bits)
    {
        if (bits >> 125 == 1)
        {
            return AddressScope.Public;
        }

        bool isMulticast = bits >> 120 == 0xFF;
        bool isLinkLocal = bits >> 118 == 0x3FA;
        return isMulticast || isLinkLocal || bits <= 1 ? AddressScope.NoDevice : AddressScope.Private;
    }
}
