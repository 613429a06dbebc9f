using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pollux.Twin.Filtering;

/// <summary>
/// Sets of IP addresses as sets of numbers. Both families lie on one line: an IPv4 address is its IPv4-mapped IPv6 address
/// (RFC 4291, 2.5.5.2), so that a rule for any address holds both.
/// </summary>
public static class AddressSets
{
    private const int V4Prefix = 96;
    private static readonly UInt128 V4Base = (UInt128)0xFFFF_0000_0000UL;

    /// <summary>Every address of both families.</summary>
    public static IntervalSet Any { get; } = IntervalSet.Of(UInt128.MinValue, UInt128.MaxValue);

    /// <summary>Every IPv4 address.</summary>
    public static IntervalSet AnyV4 { get; } = IntervalSet.Of(V4Base, V4Base + uint.MaxValue);

    /// <summary>Every IPv6 address.</summary>
    public static IntervalSet AnyV6 { get; } = Any.Except(AnyV4);

    /// <summary>The number of an address.</summary>
    public static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? BinaryPrimitives.ReadUInt128BigEndian(bytes)
            : V4Base + BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>The number of an IPv4 address or an IPv6 address in text; null when it is none.</summary>
    public static UInt128? ToNumber(ReadOnlySpan<char> text) =>
        IPAddress.TryParse(text, out IPAddress? address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count('.') == 3)
            ? NumberOf(address)
            : null;

    /// <summary>
    /// Reads <c>10.0.0.1</c>, <c>10.0.0.0/8</c>, <c>10.0.0.1-10.0.0.9</c>, <c>any</c>, <c>any4</c> or an IPv6 form; null when it
    /// is none of these. Bits of a prefix behind its length do not count.
    /// </summary>
    public static Interval? ToInterval(ReadOnlySpan<char> text)
    {
        if (text is "any")
        {
            return Any.Intervals[0];
        }

        if (text is "any4")
        {
            return AnyV4.Intervals[0];
        }

        int mark = text.IndexOfAny('/', '-');
        if (mark < 0)
        {
            return ToNumber(text) is { } one ? new Interval(one, one) : null;
        }

        if (ToNumber(text[..mark]) is not { } first)
        {
            return null;
        }

        ReadOnlySpan<char> end = text[(mark + 1)..];
        if (text[mark] == '-')
        {
            return ToNumber(end) is { } last && last >= first ? new Interval(first, last) : null;
        }

        bool isV4 = !text[..mark].Contains(':');
        return
            int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            && length <= (isV4 ? 32 : 128)
            ? OfPrefix(first, isV4 ? length + V4Prefix : length)
            : null;
    }

    /// <summary>The IPv4 network of an address and a mask such as <c>255.255.255.0</c>; null when they are none.</summary>
    /// <remarks>A mask with holes gives no interval; <see cref="OfWildcard"/> reads those.</remarks>
    public static Interval? OfMask(string address, string mask) =>
        ToNumber(address) is { } number
        && IsV4(number)
        && ToNumber(mask) is { } bits
        && IsV4(bits)
        && (uint)(bits - V4Base) is var plain
        && (~plain & (~plain + 1)) == 0
            ? OfPrefix(number, V4Prefix + (int)uint.PopCount(plain))
            : null;

    /// <summary>
    /// The IPv4 addresses of an address and a wildcard such as <c>0.0.0.255</c>, whose ones may be anything; null when they are
    /// none, or when the wildcard has so many holes that more than 4 096 intervals would be needed.
    /// </summary>
    public static IntervalSet? OfWildcard(string address, string wildcard)
    {
        if (ToNumber(address) is not { } number || ToNumber(wildcard) is not { } bits || !IsV4(number) || !IsV4(bits))
        {
            return null;
        }

        uint free = (uint)(bits - V4Base);
        uint start = (uint)(number - V4Base) & ~free;
        int tail = (int)uint.TrailingZeroCount(~free);
        uint tailMask = tail >= 32 ? uint.MaxValue : (1u << tail) - 1;
        uint holes = free & ~tailMask;
        if (uint.PopCount(holes) > 12)
        {
            return null;
        }

        List<Interval> found = [];
        uint chosen = 0;
        do
        {
            UInt128 first = V4Base + (start | chosen);
            found.Add(new Interval(first, first + tailMask));
            chosen = (chosen - holes) & holes;
        } while (chosen != 0);

        return IntervalSet.Of(found);
    }

    /// <summary>True for the number of an IPv4 address.</summary>
    public static bool IsV4(UInt128 number) => number >= V4Base && number <= V4Base + uint.MaxValue;

    /// <summary>The shortest text of an interval, as <see cref="ToInterval"/> reads it.</summary>
    public static string TextOf(Interval interval)
    {
        if (interval == Any.Intervals[0])
        {
            return "any";
        }

        if (interval == AnyV4.Intervals[0])
        {
            return "any4";
        }

        UInt128 size = interval.Last - interval.First;
        if (size == 0)
        {
            return TextOf(interval.First);
        }

        bool isPrefix =
            (size & (size + 1)) == 0 && (interval.First & size) == 0 && IsV4(interval.First) == IsV4(interval.Last);
        if (!isPrefix)
        {
            return $"{TextOf(interval.First)}-{TextOf(interval.Last)}";
        }

        int free = 128 - (int)UInt128.LeadingZeroCount(size);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TextOf(interval.First)}/{(IsV4(interval.First) ? 32 : 128) - free}"
        );
    }

    /// <summary>The address of a number.</summary>
    public static string TextOf(UInt128 number)
    {
        if (IsV4(number))
        {
            Span<byte> four = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(four, (uint)(number - V4Base));
            return new IPAddress(four).ToString();
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(bytes).ToString();
    }

    /// <summary>The texts of a set, separated by commas; <c>none</c> for the empty set.</summary>
    public static string TextOf(IntervalSet set) =>
        set.IsEmpty ? "none" : string.Join(", ", set.Intervals.Select(TextOf));

    private static Interval OfPrefix(UInt128 number, int length)
    {
        UInt128 free = length == 0 ? UInt128.MaxValue : (UInt128.One << (128 - length)) - 1;
        return new Interval(number & ~free, number | free);
    }
}
