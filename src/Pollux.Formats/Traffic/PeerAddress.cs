using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Traffic;

/// <summary>An IP address as a number, so that millions of them can be compared and counted without a text for each.</summary>
internal readonly record struct PeerAddress(UInt128 Bits, bool IsV6)
{
    private const int LongestText = 64;

    /// <summary>What kind of address it is.</summary>
    public AddressScope Scope => IsV6 ? AddressScopes.OfV6(Bits) : AddressScopes.OfV4((uint)Bits);

    /// <summary>Reads an address; an IPv4 address mapped to IPv6 becomes the IPv4 address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PeerAddress address)
    {
        if (TryParseV4(text, out uint bits))
        {
            address = new PeerAddress(bits, IsV6: false);
            return true;
        }

        address = default;
        Span<char> characters = stackalloc char[LongestText];
        if (text.Length > LongestText || !text.Contains((byte)':'))
        {
            return false;
        }

        for (int index = 0; index < text.Length; index++)
        {
            characters[index] = (char)text[index];
        }

        if (!IPAddress.TryParse(characters[..text.Length], out IPAddress? parsed))
        {
            return false;
        }

        address = Of(parsed);
        return true;
    }

    /// <summary>The address as a number.</summary>
    public static PeerAddress Of(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? new PeerAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes), IsV6: true)
            : new PeerAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), IsV6: false);
    }

    /// <summary>Its usual text.</summary>
    public override string ToString() => ToIPAddress().ToString();

    private IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (IsV6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
            return new IPAddress(bytes);
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Bits);
        return new IPAddress(bytes[..4]);
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, out uint bits)
    {
        bits = 0;
        int value = -1;
        int dots = 0;
        foreach (byte here in text)
        {
            if (here == (byte)'.')
            {
                if (value < 0 || ++dots > 3)
                {
                    return false;
                }

                bits = (bits << 8) | (uint)value;
                value = -1;
                continue;
            }

            int digit = here - (byte)'0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = value < 0 ? digit : (value * 10) + digit;
            if (value > 255)
            {
                return false;
            }
        }

        bits = (bits << 8) | (uint)Math.Max(value, 0);
        return dots == 3 && value >= 0;
    }
}
