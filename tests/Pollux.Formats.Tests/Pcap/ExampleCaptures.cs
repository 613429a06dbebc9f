using Pollux.Testing;
using static Pollux.Formats.Tests.Pcap.Wire;

namespace Pollux.Formats.Tests.Pcap;

/// <summary>
/// What the captures in <c>testdata</c> are made of. To change one, change it here and run this test once with <c>POLLUX_APPROVE=1</c>.
/// </summary>
public sealed class ExampleCaptures
{
    private const string Panel = "10.1.0.9";
    private const string Controller = "10.1.0.20";
    private const string Everybody = "FFFFFFFFFFFF";

    public static TheoryData<string> Names => [.. Contents.Keys];

    private static Dictionary<string, byte[]> Contents { get; } =
        new(StringComparer.Ordinal)
        {
            ["plant.pcap"] = Captures.Pcap(Plant()),
            ["names.pcap"] = Captures.Pcap(Naming()),
            ["sections.pcapng"] = Sections(),
            ["cut-off.pcap"] = Captures.Pcap(CutPackets(), 1, isBig: true, isNano: true, snap: 60)[..^7],
            ["damaged.pcapng"] = Damaged(),
            ["radio.pcap"] = Captures.Pcap([new byte[40]], 127),
            ["empty.pcap"] = Captures.Pcap([]),
            ["scan.pcap"] = Captures.Pcap(Scan()),
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_captures_are_those_that_are_described_here(string name)
    {
        string path = RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "Pcap", "testdata", name);
        if (string.Equals(Environment.GetEnvironmentVariable("POLLUX_APPROVE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, Contents[name]);
        }

        File.ReadAllBytes(path).ShouldBe(Contents[name]);
    }

    private static IEnumerable<byte[]> Plant() =>
        [
            // The panel asks who has the controller's address, and the controller says so.
            Ethernet(Hex("0001 0800 06 04 0001 020000000009 0A010009 000000000000 0A010014"), 0x0806, 9, Everybody),
            Ethernet(Hex("0001 0800 06 04 0002 020000000014 0A010014 020000000009 0A010009"), 0x0806, 20),
            // Modbus: reads registers, is refused a write, asks who it is.
            .. Connection(
                Panel,
                Controller,
                502,
                Modbus(1, 1, "03 0000 0002"),
                Modbus(1, 1, "03 04 0001 0002"),
                Modbus(2, 1, "06 0001 00FF"),
                Modbus(2, 1, "86 02"),
                Modbus(3, 1, "2B 0E 01 00"),
                Modbus(3, 1, "2B 0E 01 01 00 00 03 00 04 41636D65 01 05 50432D3230 02 03 312E34")
            ),
            // S7comm: reads the modules and components, writes, loads a block and stops the controller.
            .. Connection(
                Panel,
                "10.1.0.21",
                102,
                Tpkt(Hex("11 E0 0000 0001 00 C1 02 0100 C2 02 0102 C0 01 0A")),
                Tpkt(Hex("11 D0 0001 0002 00 C0 01 0A C1 02 0100 C2 02 0102")),
                S7(7, 1, Hex("000112 04 11 44 01 00"), Hex("FF 09 0004 0011 0000")),
                S7(7, 1, Hex("000112 08 12 84 01 01 00 00 0000"), Modules()),
                S7(7, 2, Hex("000112 04 11 44 01 00"), Hex("FF 09 0004 001C 0000")),
                S7(7, 2, Hex("000112 08 12 84 01 02 00 00 0000"), Components()),
                S7(1, 3, Hex("05 01 12 0A 10 02 0001 0001 84 000000"), Hex("00 04 0008 2A")),
                S7(3, 3, Hex("05 01"), Hex("FF"), isAnswer: true),
                S7(1, 4, Hex("1A 00 0000 00000000 09 5F 30 38 30 30 30 30 31 50"), []),
                S7(3, 4, Hex("1A"), [], isAnswer: true),
                S7(1, 5, Hex("29 0000000000 09 50 5F 50 52 4F 47 52 41 4D"), []),
                S7(3, 5, Hex("29"), [], isAnswer: true)
            ),
            // EtherNet/IP: lists identities over UDP; over TCP writes a tag.
            UdpFrame(Panel, 50_000, "10.1.0.22", 44_818, Enip(0x63, [])),
            UdpFrame("10.1.0.22", 44_818, Panel, 50_000, Enip(0x63, Identity())),
            .. Connection(
                Panel,
                "10.1.0.22",
                44_818,
                Enip(0x65, Hex("0100 0000")),
                Enip(0x65, Hex("0100 0000")),
                Cip("4D 02 91 02 5061 C3 00 01 00 07 00"),
                Cip("CD 00 00 00")
            ),
            // BACnet: a controller says that it is there, and tells a workstation its model and firmware.
            UdpFrame(
                "10.1.0.23",
                47_808,
                "10.1.0.255",
                47_808,
                BacNet(0x0B, "01 20 FFFF 00 FF 10 00 C4 02000017 22 05C4 91 00 21 0F"),
                Everybody
            ),
            UdpFrame(Panel, 47_808, "10.1.0.23", 47_808, BacNet(0x0A, "01 04 00 05 01 0C 0C 02000017 19 46")),
            UdpFrame(
                "10.1.0.23",
                47_808,
                Panel,
                47_808,
                BacNet(0x0A, "01 00 30 01 0C 0C 02000017 19 46 3E 75 06 00 4D2D363420 3F")
            ),
            UdpFrame(
                Panel,
                47_808,
                "10.1.0.23",
                47_808,
                BacNet(0x0A, "01 04 00 05 02 0E 0C 02000017 1E 09 2C 09 79 1F")
            ),
            UdpFrame(
                "10.1.0.23",
                47_808,
                Panel,
                47_808,
                BacNet(0x0A, "01 00 30 02 0E 0C 02000017 1E 29 2C 4E 74 00 322E31 4F 29 79 4E 75 05 00 41636D65 4F 1F")
            ),
            UdpFrame(
                Panel,
                47_808,
                "10.1.0.23",
                47_808,
                BacNet(0x0A, "01 04 00 05 03 0F 0C 00400001 19 55 3E 44 42280000 3F")
            ),
            // DNP3: the outstation opened nothing; what the master operates, and an outstation that reports by itself.
            .. Connection(
                Panel,
                "10.1.0.24",
                20_000,
                Dnp3(true, 1, "3C 02 06"),
                Dnp3(false, 129, "0000"),
                Dnp3(true, 5, "0C 01 28")
            ),
            .. Connection("10.1.0.25", Panel, 20_000, Dnp3(false, 130, "0000"), Dnp3(true, 0)),
            // OPC UA, not encrypted: reads.
            .. Connection(
                Panel,
                "10.1.0.26",
                4840,
                Hello("opc.tcp://historian.plant.example:4840/"),
                Acknowledge(),
                Ua(631),
                []
            ),
            // IEC 60870-5-104: a single command.
            .. Connection(
                Panel,
                "10.1.0.27",
                2404,
                Hex("68 04 07000000"),
                Hex("68 04 0B000000"),
                Hex("68 0E 0000 0000 2D 01 06 00 0100 010000 01")
            ),
        ];

    private static IEnumerable<byte[]> Naming() =>
        [
            UdpFrame(
                "10.1.0.9",
                50_001,
                "10.1.0.2",
                53,
                Join(Hex("0001 0100 0001 0000 0000 0000"), Name("scada", "plant", "example"), Hex("0001 0001"))
            ),
            UdpFrame(
                "10.1.0.2",
                53,
                "10.1.0.9",
                50_001,
                Join(
                    Hex("0001 8180 0001 0001 0000 0000"),
                    Name("scada", "plant", "example"),
                    Hex("0001 0001 C00C 0001 0001 0000003C 0004 0A010032")
                )
            ),
            UdpFrame("0.0.0.0", 68, "255.255.255.255", 67, Lease(1, 1, "00000000", "00000000", "ws-7"), Everybody),
            UdpFrame("10.1.0.2", 67, "10.1.0.40", 68, Lease(2, 5, "00000000", "0A010028", "ws-7")),
            .. Connection(
                "10.1.0.9",
                "10.1.0.30",
                22,
                Text("SSH-2.0-OpenSSH_9.6\r\n"),
                Text("SSH-2.0-dropbear_2022.83\r\n")
            ),
            .. Connection(
                "10.1.0.9",
                "10.1.0.31",
                8000,
                Text("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                Text("HTTP/1.1 200 OK\r\n\r\n")
            ),
        ];

    private static byte[] Sections()
    {
        ulong micros = Captures.Second * 1_000_000UL;
        ulong nanos = Captures.Second * 1_000_000_000UL;
        byte[] query = V4("10.2.0.1", "10.2.0.2", 17, Udp(40_000, 161, [1, 2, 3]));
        byte[] answer = V4("10.2.0.2", "10.2.0.1", 17, Udp(161, 40_000, [1, 2, 3, 4]));
        byte[] extended = V6(
            "fd00::1",
            "fd00::2",
            0,
            Join(Hex("3C00 000000000000 0600 000000000000"), Tcp(40_001, 443, 1, Syn))
        );
        byte[] accepted = V6("fd00::2", "fd00::1", 6, Tcp(443, 40_001, 9, Syn | Ack));
        return Join(
            Captures.Section(isBig: true),
            Captures.Interface(true, 1, 0, Captures.Resolution(true, 9), Hex("0000 0000")),
            Captures.Interface(true, 113),
            Captures.Block(true, 4, Hex("00000000")),
            Captures.Enhanced(true, 0, nanos + 5_000_000, Ethernet(Join(Hex("0064 8100 0007 0800"), query), 0x88A8)),
            Captures.Enhanced(true, 1, micros + 6_000, Join(Hex("0000 0001 0006 020000000009 0000 0800"), answer)),
            Captures.Enhanced(
                true,
                1,
                micros + 7_000,
                Join(Hex("0000 0001 0006 020000000009 0000 0800"), query[..12]),
                47
            ),
            Captures.Enhanced(true, 9, micros, query),
            Captures.Section(isBig: false),
            Captures.Interface(false, 101, 65_535),
            Captures.Interface(false, 276, 0, Captures.Resolution(false, 0x94)),
            Captures.Old(false, 0, micros + 8_000, extended),
            Captures.Enhanced(
                false,
                1,
                ((ulong)Captures.Second << 20) + (1 << 19),
                Join(Hex("86DD 0000 00000001 0001 00 06 0200000000070000"), accepted)
            ),
            Captures.Simple(false, query)
        );
    }

    private static IEnumerable<byte[]> CutPackets() =>
        [
            .. Connection(
                "10.1.0.9",
                "10.1.0.20",
                502,
                Modbus(1, 1, "03 0000 0002"),
                Modbus(1, 1, "03 08 0001 0002 0003 0004")
            ),
            Ethernet(V4("10.1.0.9", "10.1.0.20", 17, Udp(5000, 6000, [1, 2, 3]), cut: 0x2000), from: 9),
            Ethernet(V4("10.1.0.9", "10.1.0.20", 17, [1, 2, 3, 4, 5, 6, 7, 8], cut: 0x0003), from: 9),
            Ethernet(Hex("4500 0010")),
            [1, 2, 3],
            Ethernet(new byte[46], 0x88CC),
            Ethernet(V4("10.1.0.9", "10.1.0.20", 17, Udp(5000, 6000, new byte[100]))),
        ];

    private static byte[] Damaged()
    {
        byte[] query = V4("10.2.0.1", "10.2.0.2", 17, Udp(40_000, 161, [1, 2, 3]));
        byte[] tooLong = Captures.Enhanced(false, 0, 0, query);
        tooLong[20] = 0xFF;
        return Join(
            Captures.Section(isBig: false),
            Captures.Interface(false, 228),
            tooLong,
            Captures.Block(false, 6, Hex("00000000")),
            Captures.Enhanced(false, 0, 0, query),
            Hex("06000000 07000000 00000000")
        );
    }

    private static IEnumerable<byte[]> Scan() =>
        Enumerable
            .Range(1, 70)
            .SelectMany(port =>
                new[]
                {
                    TcpFrame("10.1.0.66", 51_000, "10.1.0.20", port, 1, Syn),
                    TcpFrame("10.1.0.20", port, "10.1.0.66", 51_000, 0, Reset | Ack),
                }
            );

    private static byte[] Modules() =>
        Join(
            Hex("FF 09 0040 0011 0000 001C 0002"),
            Hex("0001"),
            Text("6ES7 315-2EH14-0AB0 "),
            Hex("00C0 0004 0001"),
            Hex("0007"),
            Text("                    "),
            Hex("00C0 5603 0206")
        );

    private static byte[] Components() =>
        Join(
            Hex("FF 09 006E 001C 0000 0022 0003"),
            Hex("0001"),
            Padded("LINE-3", 32),
            Hex("0005"),
            Padded("S C-X4U421302009", 32),
            Hex("0007"),
            Padded("CPU 315-2 PN/DP", 32)
        );

    private static byte[] Identity() =>
        Join(
            Hex("0100 0C00"),
            Little16(48),
            Hex("0100 0002 AF12 0A010016 0000000000000000"),
            Hex("0100 0E00 3600 140B 6031 EF7EC000"),
            [14],
            Text("1756-L61/B LOG"),
            Hex("03")
        );

    private static byte[] Hello(string url) =>
        Join(
            Text("HELF"),
            Little32((uint)(32 + url.Length)),
            Hex("00000000 00000100 00000100 00000000 00000000"),
            Little32((uint)url.Length),
            Text(url)
        );

    private static byte[] Acknowledge() => Join(Text("ACKF"), Little32(28), new byte[20]);

    private static byte[] Ua(int type) =>
        Join(Text("MSGF"), Little32(60), Hex("01000000 01000000 01000000 01000000 0100"), Little16(type), new byte[32]);

    private static byte[] Lease(byte operation, byte kind, string own, string given, string name) =>
        Join(
            [operation],
            Hex("01 06 00 00000001 0000 0000"),
            Hex(own),
            Hex(given),
            Hex("00000000 00000000 0200000000AA"),
            new byte[10 + 64 + 128],
            Hex("63825363 3501"),
            [kind],
            [12, (byte)name.Length],
            Text(name),
            [255]
        );

    private static byte[] Name(params string[] parts) =>
        Join([.. parts.Select(part => Join([(byte)part.Length], Text(part))), [0]]);

    private static byte[] Padded(string text, int length) => Join(Text(text), new byte[length - text.Length]);
}
