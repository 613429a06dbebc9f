using System.Collections.Immutable;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Formats.Zeek;
using Pollux.Testing;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.Zeek;

public sealed class ZeekImporterTests
{
    private const string Heading =
        "#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\thistory\n";

    private static string Line(
        string client,
        string server,
        int port,
        string state = "SF",
        string history = "ShADadFf"
    ) => $"1795420800.0\tC1\t{client}\t50000\t{server}\t{port}\ttcp\t{state}\t{history}\n";

    [Fact]
    public async Task Pairs_beyond_the_limit_are_refused_and_counted_and_those_that_are_known_go_on()
    {
        string text =
            Heading
            + Line("10.0.0.1", "10.0.0.2", 80)
            + Line("10.0.0.1", "10.0.0.3", 80)
            + Line("10.0.0.1", "10.0.0.4", 80)
            + Line("10.0.0.1", "10.0.0.2", 80);

        Diagnosed<ImportedDocument> read = await new ZeekImporter(InputLimits.Default with { Records = 2 }).ImportAsync(
            InputFile.FromBytes("conn.log", Encoding.UTF8.GetBytes(text)),
            TestContext.Current.CancellationToken
        );

        (read.Value!.Understood, read.Value.Refused).ShouldBe((3, 1));
        read.Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldBe(
                "1 line(s) beyond the 2 pairs of hosts and services that are kept; left out, the first is "
                    + "'10.0.0.1 > 10.0.0.4 80/tcp'."
            );
    }

    [Fact]
    public void A_line_that_is_too_long_is_refused_and_the_next_one_is_read()
    {
        string text = Heading + new string('x', 3 << 20) + "\n" + Line("10.0.0.1", "10.0.0.2", 80);

        FileReport report = DocumentText.Read("conn.log", text).Report;

        (report.Understood, report.Refused).ShouldBe((1, 1));
        report.Diagnostics.ShouldHaveSingleItem().Location!.Line.ShouldBe(3);
    }

    [Fact]
    public void Calls_in_vain_are_kept_one_by_one_until_they_are_a_scan()
    {
        string Calls(int many) =>
            Heading
            + string.Concat(Enumerable.Range(1, many).Select(port => Line("10.0.0.1", "10.0.0.2", port, "S0", "S")));

        Observations(Calls(64)).Count(IsFlow).ShouldBe(64);
        Observations(Calls(65)).Count(IsFlow).ShouldBe(0);
        Observations(Calls(65)).ShouldHaveSingleItem().Records.ShouldBe(65);
    }

    [Theory]
    [InlineData("SF", "ShADadFf", true)]
    [InlineData("S1", "ShAa", true)]
    [InlineData("RSTO", "ShADadR", true)]
    [InlineData("OTH", "Dd", true)]
    [InlineData("OTH", "C", false)]
    [InlineData("S0", "S", false)]
    [InlineData("REJ", "Sr", false)]
    [InlineData("RSTOS0", "SR", false)]
    [InlineData("SH", "SF", false)]
    public void A_connection_is_answered_as_its_state_says(string state, string history, bool answered) =>
        Flow(Heading + Line("10.0.0.1", "10.0.0.2", 80, state, history)).Activity.Answered.ShouldBe(answered);

    [Theory]
    [InlineData("dnp3/dnp3.log", "10.10.20.5 > 10.10.20.8 20000/tcp dnp3", "Read Control")]
    [InlineData("enip-cip/cip.log.gz", "192.168.10.105 > 192.168.10.120 44818/tcp enip", "Read Write")]
    [InlineData(
        "s7-snap7/s7comm.log",
        "134.217.61.131 > 134.217.61.211 102/tcp s7comm",
        "Discover Read Write Control Program"
    )]
    public async Task Recorded_industrial_traffic_shows_what_was_done(string file, string record, string uses)
    {
        string path = SharedData.Require(["data", "security", "zeek", "icsnpp", .. file.Split('/')]);
        List<Observation> observations = [];
        await foreach (
            ReadFile read in new FileReading(InputLimits.Default).ReadAsync(
                new InputPath(path, null),
                TestContext.Current.CancellationToken
            )
        )
        {
            observations.AddRange(read.Document!.Observations);
        }

        Observation found = observations.Single(observation => observation.Record == record);
        string.Join(' ', found.Statements.OfType<FlowStatement>().Single().Activity.Uses).ShouldBe(uses);
    }

    private static bool IsFlow(Observation observation) => observation.Statements[0] is FlowStatement;

    private static ImmutableArray<Observation> Observations(string text) =>
        DocumentText.Read("conn.log", text).Document!.Observations;

    private static FlowStatement Flow(string text) =>
        Observations(text).Single().Statements.OfType<FlowStatement>().Single();
}
