using FsCheck;
using FsCheck.Fluent;
using Pollux.Formats.Pcap;
using Pollux.Formats.Pcap.Payloads;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Tests.Pcap;

public sealed class PayloadLaws
{
    private static readonly PeerAddress Low = new(0x0A000001, IsV6: false);
    private static readonly PeerAddress High = new(0x0A000002, IsV6: false);

    // Beginnings that lead deep into the readers; what follows is anything.
    private static readonly byte[][] Beginnings =
    [
        [],
        Wire.Modbus(1, 1, "2B 0E 01 01 00 00 03 00 04 41636D65 01 05 50432D3230"),
        Wire.S7(7, 1, Wire.Hex("000112 08 12 84 01 01 00 00 0000"), Wire.Hex("FF 09 0040 0011 0000 001C 0002 0007")),
        Wire.S7(1, 1, Wire.Hex("04 01"), []),
        Wire.Hex("0300 0010 02F080 72 01"),
        Wire.Enip(0x63, Wire.Hex("0100 0C00 3000 0100")),
        Wire.Cip("0A 02 20 02 24 01 02 00 06 00 0A 00 4C 00 52 02 20 06 24 01"),
        Wire.Dnp3(true, 1, "3C 02 06"),
        Wire.BacNet(0x0A, "01 00 30 01 0E 0C 02000017 1E 29 46 4E 75 06 00 4D2D3634 4F 1F"),
        Wire.BacNet(0x0A, "01 28 FFFF 02 0001 0001 01 05 FF 10 00"),
        Wire.Join(Wire.Text("HELF"), Wire.Little32(60), new byte[20], Wire.Little32(10), Wire.Text("opc.tcp://")),
        Wire.Hex("0001 8180 0001 0001 0000 0000 03 616263 00 0001 0001 C00C 000C 0001 0000003C 0004"),
        Wire.Join([2, 1, 6, 0], new byte[232], Wire.Hex("63825363 350105 0C04")),
        Wire.Hex("68 0E 0000 0000 2D 01"),
        Wire.Text("SSH-2.0-"),
    ];

    private static readonly Gen<byte[]> AnyBytes =
        from start in Gen.Elements(Beginnings)
        from kept in Gen.Choose(0, start.Length)
        from flip in Gen.Choose(0, Math.Max(0, start.Length - 1))
        from mask in Gen.Elements<byte>(0, 0, 0, 1, 0x80, 0xFF)
        from rest in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
        select Damage([.. start[..kept], .. rest], flip, mask);

    [Theory]
    [InlineData(502, true)]
    [InlineData(102, true)]
    [InlineData(44_818, true)]
    [InlineData(20_000, true)]
    [InlineData(4_840, true)]
    [InlineData(2_404, true)]
    [InlineData(22, true)]
    [InlineData(47_808, false)]
    [InlineData(44_818, false)]
    [InlineData(53, false)]
    [InlineData(67, false)]
    [InlineData(20_000, false)]
    public void No_bytes_throw_whoever_sends_them(int port, bool isTcp) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                Arb.From(AnyBytes),
                Arb.From(Gen.Choose(1, 64)),
                (bytes, size) =>
                {
                    Transport transport = isTcp ? Transport.Tcp : Transport.Udp;
                    Talk talk = new(new TalkKey(Low, High, 40_000, (ushort)port, transport), new HostSheets(10));
                    talk.Guess(isFromLow: true);
                    Feed(talk, isFromLow: true, bytes, isTcp ? size : bytes.Length);
                    Feed(talk, isFromLow: false, bytes, isTcp ? bytes.Length : size);
                }
            )
        );

    [Fact]
    public void Every_kind_of_payload_with_any_bytes_throws_nothing() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(
                Arb.From(AnyBytes),
                Arb.From(Gen.Elements(Enum.GetValues<PayloadKind>())),
                (bytes, kind) =>
                {
                    Talk talk = new(new TalkKey(Low, High, 40_000, 502, Transport.Tcp), new HostSheets(10))
                    {
                        Kind = kind,
                    };
                    talk.Guess(isFromLow: true);
                    Feed(talk, isFromLow: true, bytes, 7);
                    Feed(talk, isFromLow: false, bytes, 1_000);
                }
            )
        );

    [Fact]
    public void How_a_stream_is_cut_into_segments_changes_nothing() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Arb.From(Gen.Choose(1, 40)),
                size =>
                {
                    byte[] bytes = Wire.Join(
                        Wire.Modbus(1, 1, "03 0000 0002"),
                        Wire.Modbus(2, 1, "06 0001 00FF"),
                        Wire.Modbus(3, 1, "2B 0E 01 00")
                    );
                    Talk talk = new(new TalkKey(Low, High, 40_000, 502, Transport.Tcp), new HostSheets(10))
                    {
                        Kind = PayloadKind.Modbus,
                    };
                    talk.Guess(isFromLow: true);
                    Feed(talk, isFromLow: true, bytes, size);
                    (talk.Uses | talk.Requests!.Rest()).ShouldBe(FlowUses.Read | FlowUses.Write | FlowUses.Discover);
                }
            )
        );

    [Fact]
    public void No_packet_throws_whatever_its_bytes()
    {
        byte[] frame = Wire.TcpFrame(
            "10.1.0.9",
            40_000,
            "10.1.0.20",
            502,
            1,
            Wire.Ack,
            Wire.Modbus(1, 1, "03 0000 0002")
        );
        byte[] six = Wire.Ethernet(
            Wire.V6("fd00::1", "fd00::2", 0, Wire.Hex("2C00 000000000000 1100 000000000000")),
            0x86DD
        );
        byte[] arp = Wire.Ethernet(
            Wire.Hex("0001 0800 06 04 0001 020000000009 0A010009 000000000000 0A010014"),
            0x0806
        );
        Gen<byte[]> any =
            from start in Gen.Elements(frame, six, arp)
            from kept in Gen.Choose(0, start.Length)
            from flip in Gen.Choose(0, start.Length - 1)
            from mask in Gen.Choose(0, 255)
            from rest in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
            select Damage([.. start[..kept], .. rest], flip, (byte)mask);
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(
                Arb.From(any),
                Arb.From(Gen.Elements(0, 1, 12, 101, 108, 113, 276)),
                (bytes, link) =>
                {
                    Packets packets = new(new TrafficGathering(10));
                    if (LinkLayer.TryRead(link, bytes, out Frame read) == FrameResult.Read)
                    {
                        ReadOnlySpan<byte> body = bytes.AsSpan(Math.Min(bytes.Length, read.Offset));
                        packets.Read(read, body, body.Length, 1, 1);
                    }

                    packets.Finish();
                }
            )
        );
    }

    private static byte[] Damage(byte[] bytes, int at, byte mask)
    {
        if (at < bytes.Length)
        {
            bytes[at] ^= mask;
        }

        return bytes;
    }

    private static void Feed(Talk talk, bool isFromLow, byte[] bytes, int size)
    {
        PayloadReader reader = new();
        HoldBudget budget = new(4);
        InOrder stream = new();
        for (int at = 0; at < bytes.Length; at += size)
        {
            byte[] part = bytes[at..Math.Min(bytes.Length, at + size)];
            bool isWanted = reader.Begin(talk, isFromLow, part);
            if (talk.Key.Transport == Transport.Tcp)
            {
                stream.Take((uint)at, part, part.Length, isWanted ? reader : null, budget);
            }
            else if (isWanted)
            {
                reader.Read(part);
            }
        }
    }
}
