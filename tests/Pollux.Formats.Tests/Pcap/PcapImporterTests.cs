using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Formats.Pcap;
using Pollux.Testing;
using Pollux.Twin.Assets;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using static Pollux.Formats.Tests.Pcap.Wire;

namespace Pollux.Formats.Tests.Pcap;

public sealed class PcapImporterTests
{
    private const string Client = "10.1.0.9";
    private const string Server = "10.1.0.20";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Either_byte_order_and_either_unit_of_time_say_the_same(bool isBig, bool isNano)
    {
        IEnumerable<byte[]> packets = Connection(Client, Server, 502, Modbus(1, 1, "03 0000 0002"));

        FlowStatement flow = Flow(Captures.Pcap(packets, 1, isBig, isNano));

        flow.Activity.First.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(Captures.Second));
        (flow.Activity.Bytes, flow.Activity.Answered, flow.Activity.Application).ShouldBe((12, true, "modbus"));
    }

    [Theory]
    [InlineData(0, "02000000")]
    [InlineData(0, "00000002")]
    [InlineData(108, "00000002")]
    [InlineData(1, "020000000002 020000000001 0800")]
    [InlineData(1, "020000000002 020000000001 8100 0001 0800")]
    [InlineData(1, "020000000002 020000000001 88A8 0001 8100 0001 0800")]
    [InlineData(1, "020000000002 020000000001 0030 AAAA03 000000 0800")]
    [InlineData(101, "")]
    [InlineData(228, "")]
    [InlineData(12, "")]
    [InlineData(113, "0000 0001 0006 0200000000010000 0800")]
    [InlineData(113, "0000 0304 0006 0000000000000000 0800")]
    [InlineData(276, "0800 0000 00000001 0001 00 06 0200000000010000")]
    public void Every_link_type_leads_to_the_same_flow(int linkType, string header)
    {
        byte[] packet = Join(Hex(header), V4(Client, Server, 17, Udp(40_000, 161, [1])));

        Record(Captures.Pcap([packet], linkType)).ShouldBe("10.1.0.9 > 10.1.0.20 161/udp");
    }

    [Fact]
    public void A_link_type_that_is_not_read_refuses_every_packet_and_is_named()
    {
        FileReport report = DocumentText
            .Read(
                "x",
                Captures.Pcap(
                    [
                        [1, 2, 3],
                        [4],
                    ],
                    147
                )
            )
            .Report;

        report.IsRefused.ShouldBeTrue();
        report.Diagnostics.ShouldContain(found => found.Message == "2 packet(s) are of link type 147.");
    }

    [Fact]
    public void Who_sent_the_first_SYN_is_the_client_whatever_the_ports_look_like()
    {
        byte[][] packets =
        [
            TcpFrame(Client, 502, Server, 40_000, 1, Syn),
            TcpFrame(Server, 40_000, Client, 502, 9, Syn | Ack),
        ];

        Record(Captures.Pcap(packets)).ShouldBe("10.1.0.9 > 10.1.0.20 40000/tcp");
    }

    [Fact]
    public void Who_answered_a_SYN_that_was_not_recorded_is_the_server() =>
        Record(Captures.Pcap([TcpFrame(Server, 40_000, Client, 502, 9, Syn | Ack)]))
            .ShouldBe("10.1.0.9 > 10.1.0.20 40000/tcp");

    [Theory]
    [InlineData(502, 40_000, true)]
    [InlineData(40_000, 502, false)]
    [InlineData(5_001, 40_000, true)]
    [InlineData(40_000, 5_001, false)]
    [InlineData(502, 80, false)]
    public void Without_an_opening_the_end_with_the_port_of_a_service_is_the_server(
        int senderPort,
        int targetPort,
        bool senderIsServer
    )
    {
        byte[][] packets = [TcpFrame(Client, senderPort, Server, targetPort, 1, Ack, [1, 2, 3])];

        Record(Captures.Pcap(packets))
            .ShouldBe(
                senderIsServer ? $"10.1.0.20 > 10.1.0.9 {senderPort}/tcp" : $"10.1.0.9 > 10.1.0.20 {targetPort}/tcp"
            );
    }

    [Theory]
    [InlineData(Reset | Ack, false)]
    [InlineData(Syn | Ack, true)]
    public void A_refused_connection_proves_no_service_and_an_accepted_one_does(byte answer, bool answered)
    {
        byte[][] packets =
        [
            TcpFrame(Client, 40_000, Server, 80, 1, Syn),
            TcpFrame(Server, 80, Client, 40_000, 9, answer),
        ];

        Flow(Captures.Pcap(packets)).Activity.Answered.ShouldBe(answered);
    }

    [Fact]
    public void Segments_that_are_split_sent_again_or_lost_are_read_as_the_messages_they_are()
    {
        byte[] read = Modbus(1, 1, "03 0000 0002");
        byte[] write = Modbus(2, 1, "06 0001 00FF");
        byte[][] packets =
        [
            TcpFrame(Client, 40_000, Server, 502, 1000, Syn),
            TcpFrame(Client, 40_000, Server, 502, 1001, Ack, read[..5]),
            TcpFrame(Client, 40_000, Server, 502, 1001, Ack, read[..5]),
            TcpFrame(Client, 40_000, Server, 502, 1004, Ack, Join(read[3..], write[..2])),
            TcpFrame(Client, 40_000, Server, 502, 1300, Ack, write),
        ];

        FlowActivity seen = Flow(Captures.Pcap(packets)).Activity;

        seen.Uses.ShouldBe([FlowUse.Read, FlowUse.Write]);
        seen.Bytes.ShouldBe(26);
    }

    [Fact]
    public void What_a_device_refused_was_not_done_and_what_it_did_was()
    {
        byte[] write = Modbus(2, 1, "06 0001 00FF");

        Uses(Connection(Client, Server, 502, write, Modbus(2, 1, "86 02"))).ShouldBeEmpty();
        Uses(Connection(Client, Server, 502, write, write)).ShouldBe([FlowUse.Write]);
        Uses(Connection(Client, Server, 502, write)).ShouldBe([FlowUse.Write]);
    }

    [Theory]
    [InlineData("FFFFFFFFFFFF", "10.1.0.255")]
    [InlineData("01005E000001", "224.0.0.1")]
    [InlineData("020000000002", "224.0.0.1")]
    public void What_goes_to_all_or_to_a_group_goes_to_no_device(string card, string address)
    {
        byte[] packet = UdpFrame(Client, 40_000, address, 5_000, [1], card);

        Observation found = Observations(Captures.Pcap([packet])).ShouldHaveSingleItem();

        found.Record.ShouldBe($"host {Client}");
        found.Statements.OfType<FlowStatement>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(63, false)]
    public void A_card_is_the_senders_only_when_no_router_was_between(byte hops, bool isOwn)
    {
        byte[] packet = Ethernet(V4(Client, Server, 17, Udp(40_000, 161, [1]), hops));

        IEnumerable<Identifier> macs = Observations(Captures.Pcap([packet]))
            .SelectMany(found => found.Statements.OfType<AssetStatement>())
            .SelectMany(said => said.Asset.Identifiers)
            .Where(identifier => identifier.Kind == IdentifierKind.Mac);

        macs.Any().ShouldBe(isOwn);
    }

    [Fact]
    public void A_renamed_copy_is_the_same_document_and_another_capture_is_another()
    {
        byte[] capture = Captures.Pcap(Connection(Client, Server, 502));
        Source source = DocumentText.Read("a", capture).Document!.Source;

        DocumentText.Read("b", capture).Document!.Source.ShouldBe(source);
        DocumentText
            .Read("a", Captures.Pcap(Connection(Client, Server, 503)))
            .Document!.Source.DocumentKey.ShouldNotBe(source.DocumentKey);
    }

    [Fact]
    public async Task Pairs_beyond_the_limit_are_refused_and_counted()
    {
        byte[][] packets = [.. Enumerable.Range(1, 4).SelectMany(host => Connection(Client, $"10.1.1.{host}", 502))];

        Diagnosed<ImportedDocument> read = await new PcapImporter(InputLimits.Default with { Records = 3 }).ImportAsync(
            InputFile.FromBytes("x", Captures.Pcap(packets)),
            TestContext.Current.CancellationToken
        );

        (read.Value!.Understood, read.Value.Refused).ShouldBe((15, 5));
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(PcapRules.TooManyFlows);
    }

    [Fact]
    public void More_conversations_than_are_kept_open_lose_no_packet()
    {
        const int Many = 70_000;
        byte[][] packets =
        [
            .. Enumerable
                .Range(0, Many)
                .Select(number => V4(Client, Server, 17, Udp(1_024 + (number % 60_000), 161 + (number / 60_000), [1]))),
        ];

        FileReport report = DocumentText.Read("x", Captures.Pcap(packets, 101)).Report;

        (report.Received, report.Understood).ShouldBe((Many, Many));
    }

    [Theory]
    [InlineData("security/pcap/bacnet_example.pcap", 3257)]
    [InlineData("security/pcap/dnp3_example.pcap", 834)]
    [InlineData("security/pcap/dnp3_file_write.pcap", 22)]
    [InlineData("security/pcap/enip_cip_example.pcap", 776)]
    [InlineData("security/pcap/modbusBig.pcap", 13_622)]
    [InlineData("security/pcap/modbus_example.pcap", 100)]
    [InlineData("security/pcap/s7_ident.pcap", 36)]
    [InlineData("security/pcap/s7_snap7.pcap", 64)]
    [InlineData("process/ics-network/lemay-modbus/CnC_uploading_exe_modbus_6RTU_with_operate.pcap.gz", 1426)]
    [InlineData("process/ics-network/lemay-modbus/moving_two_files_modbus_6RTU.pcap.gz", 3319)]
    [InlineData("process/ics-network/lemay-modbus/send_a_fake_command_modbus_6RTU_with_operate.pcap.gz", 11_166)]
    public void Every_packet_of_a_real_capture_is_accounted_for(string file, int packets)
    {
        byte[] capture = Real(file);

        CountRecords(capture).ShouldBe(packets);
        DocumentText.Read("x", capture).Report.Received.ShouldBe(packets);
    }

    [Theory]
    [InlineData("dnp3_example.pcap", "10.10.20.5 > 10.10.20.8 20000/tcp dnp3", "Read Control")]
    [InlineData("dnp3_file_write.pcap", "130.126.142.250 > 130.126.140.229 20000/tcp dnp3", "Write FileTransfer")]
    [InlineData("enip_cip_example.pcap", "192.168.10.105 > 192.168.10.120 44818/tcp enip", "Discover Read Write")]
    [InlineData("modbusBig.pcap", "10.235.149.240 > 10.235.149.243 502/tcp modbus", "Read Write")]
    [InlineData(
        "s7_snap7.pcap",
        "134.217.61.131 > 134.217.61.211 102/tcp s7comm",
        "Discover Read Write Control Program"
    )]
    [InlineData("bacnet_example.pcap", "172.20.32.200 > 172.20.32.50 47808/udp bacnet", "Read")]
    public void Real_industrial_traffic_shows_what_was_done(string file, string record, string uses) =>
        string.Join(
                ' ',
                Observations(Real($"security/pcap/{file}"))
                    .Single(found => found.Record == record)
                    .Statements.OfType<FlowStatement>()
                    .Single()
                    .Activity.Uses
            )
            .ShouldBe(uses);

    // These were recorded within one machine; as if it had an address of a site. The sensor's own parsers saw the same functions in them.
    [Theory]
    [InlineData("modbus_example.pcap", "127.0.0.1", "10.1.0.1 > 10.1.0.1 502/tcp modbus", "Discover Read Write")]
    [InlineData(
        "opcua_open62541_mainloop.pcap",
        "::1",
        "fd00::1 > fd00::1 4840/tcp opcua",
        "Discover Login Read Write Control Program"
    )]
    public void Traffic_within_one_machine_is_left_out_and_would_be_read_between_two(
        string file,
        string own,
        string record,
        string uses
    )
    {
        byte[] capture = Real($"security/pcap/{file}");
        string text = Encoding.Latin1.GetString(capture);
        string moved = text.Replace("\u007F\0\0\u0001", "\u000A\u0001\0\u0001", StringComparison.Ordinal)
            .Replace(new string('\0', 15) + "\u0001", $"\u00FD{new string('\0', 14)}\u0001", StringComparison.Ordinal);

        Observations(capture).ShouldNotContain(found => found.Record.Contains(own, StringComparison.Ordinal));
        Observation found = Observations(Encoding.Latin1.GetBytes(moved)).Single(found => found.Record == record);
        string.Join(' ', found.Statements.OfType<FlowStatement>().Single().Activity.Uses).ShouldBe(uses);
    }

    // What the sensor's own parsers found in the same captures: data/security/zeek/icsnpp, s7comm_known_devices and cip_identity.
    [Theory]
    [InlineData("s7_ident.pcap", "S C-C2UR28922012", Properties.Product, "CPU 315-2 PN/DP")]
    [InlineData("s7_ident.pcap", "S C-C2UR28922012", Properties.DisplayName, "SNAP7-SERVER")]
    [InlineData("s7_ident.pcap", "S C-C2UR28922012", Properties.Model, "6ES7 315-2EH14-0AB0")]
    [InlineData("enip_cip_example.pcap", "0x00524d8e", Properties.Product, "1756-ENBT/A")]
    [InlineData("enip_cip_example.pcap", "0x00524d8e", Properties.Version, "4.3")]
    [InlineData("enip_cip_example.pcap", "0x00524d8e", Properties.Vendor, "Rockwell Automation/Allen-Bradley")]
    public void Real_devices_say_what_they_are(string file, string serial, string property, string value)
    {
        AssetStatement device = Observations(Real($"security/pcap/{file}"))
            .SelectMany(found => found.Statements.OfType<AssetStatement>())
            .Single(said => said.Asset.Identifiers.Contains(new Identifier(IdentifierKind.Serial, serial)));

        device.Facts.ShouldContain(new PropertyFact(property, value));
    }

    // The walk of the file's own structure: nothing but lengths.
    private static int CountRecords(byte[] capture)
    {
        int count = 0;
        for (int at = 24; at < capture.Length; count++)
        {
            at += 16 + BinaryPrimitives.ReadInt32LittleEndian(capture.AsSpan(at + 8));
        }

        return count;
    }

    private static byte[] Real(string file)
    {
        string path = SharedData.Require(["data", .. file.Split('/')]);
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return File.ReadAllBytes(path);
        }

        using GZipStream packed = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream plain = new();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static ImmutableArray<FlowUse> Uses(IEnumerable<byte[]> packets) =>
        Flow(Captures.Pcap(packets)).Activity.Uses;

    private static ImmutableArray<Observation> Observations(byte[] capture) =>
        DocumentText.Read("x", capture).Document!.Observations;

    private static string Record(byte[] capture) => Observations(capture).ShouldHaveSingleItem().Record;

    private static FlowStatement Flow(byte[] capture) =>
        Observations(capture).ShouldHaveSingleItem().Statements.OfType<FlowStatement>().ShouldHaveSingleItem();
}
