using System.Text;
using Pollux.Diagnostics;
using Pollux.Testing;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Files;

public sealed class TwinFileTests
{
    [Fact]
    public void A_twin_file_reads_as_documented() =>
        Approval.ShouldMatchApproved(Text(Everything()), "tests", "Pollux.Twin.Tests", "Files", "testdata", "all.twin");

    [Fact]
    public void Reading_what_was_written_and_writing_it_again_gives_the_same_bytes()
    {
        byte[] written = Bytes(Everything());

        Diagnosed<SiteTwin> read = Read(written);

        read.Diagnostics.ShouldBeEmpty();
        Bytes(read.Value!).ShouldBe(written);
        Resolved(read.Value!).Id.ShouldBe(Resolved(Everything()).Id);
    }

    [Fact]
    public void The_order_in_which_records_were_merged_leaves_no_trace()
    {
        SiteTwin twin = SiteOf((Scan(), [Record("b"), Record("a")]));
        SiteTwin other = SiteOf((Scan(), [Record("a")])).Merge(Scan(), [Record("b")]).Twin;

        Bytes(twin).ShouldBe(Bytes(other));
    }

    [Fact]
    public void How_many_records_an_observation_stands_for_is_kept()
    {
        SiteTwin twin = SiteOf((Scan(), [Record("a") with { Records = 12 }, Record("b")]));

        Read(Bytes(twin)).Value!.Sources[0].Observations.Select(observation => observation.Records).ShouldBe([12, 1]);
    }

    [Fact]
    public void Earlier_editions_are_written_and_read_again()
    {
        SiteTwin twin = SiteOf(
            (Site("1"), [Record("a")]),
            (Scan(), [Record("b")]),
            (Site("2", days: 1), [Record("c")])
        );

        SiteTwin read = Read(Bytes(twin)).Value!;

        Bytes(read).ShouldBe(Bytes(twin));
        read.EarlierEditions(Site()).ShouldHaveSingleItem().Observations.ShouldHaveSingleItem().Record.ShouldBe("a");
        read.Sources.Select(source => source.Source.Edition).ShouldBe(["2", "1"]);
    }

    [Fact]
    public void A_newer_schema_version_is_refused_plainly()
    {
        Diagnosed<SiteTwin> read = Read("{\"pollux.twin\":2,\"place\":\"x\"}\n");

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "site.twin(1): error PLX3011: The file has schema version 2; this Pollux reads versions up to 1."
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("<nmaprun/>")]
    [InlineData("{\"site\":\"x\"}")]
    [InlineData("{\"pollux.twin\":1}")]
    [InlineData("{\"pollux.twin\":1,\"site\":\"\\ud800\"}")]
    [InlineData("[1]")]
    public void What_is_no_twin_file_is_refused(string content)
    {
        Diagnosed<SiteTwin> read = Read(content);

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(TwinFileRules.NotATwin);
    }

    [Theory]
    [InlineData("{", "The line is not a JSON object.")]
    [InlineData("{\"record\":\"r\",\"confidence\":1,\"says\":[],\"says\":[]}", "The line is not a JSON object.")]
    [InlineData("{\"record\":\"r\",\"confidence\":2,\"says\":[]}", "\"confidence\" is not a number from 0 to 1")]
    [InlineData("{\"record\":\"r\",\"confidence\":1}", "the key \"says\" is missing")]
    [InlineData("{\"record\":\"r\",\"confidence\":1,\"says\":[],\"more\":1}", "the key \"more\" is unknown here")]
    [InlineData("{\"record\":\"r\",\"at\":\"monday\",\"confidence\":1,\"says\":[]}", "not a time")]
    [InlineData("{\"record\":\"\\ud800\",\"confidence\":1,\"says\":[]}", "not valid Unicode")]
    [InlineData(
        "{\"record\":\"r\",\"confidence\":1,\"says\":[{\"asset\":\"Zone\",\"ids\":[],\"facts\":[]}]}",
        "no identifier"
    )]
    [InlineData(
        "{\"record\":\"r\",\"confidence\":1,\"says\":[{\"asset\":\"Zone\",\"ids\":[{\"x\":\"y\"}],\"facts\":[]}]}",
        "'x' is not a kind"
    )]
    public void A_broken_line_is_named_and_the_rest_is_kept(string line, string message)
    {
        string before = Text(SiteOf((Scan(), [Record("a"), Record("z")])));
        string[] lines = before.TrimEnd('\n').Split('\n');
        string broken = string.Join('\n', [lines[0], lines[1], lines[2], line, lines[3]]);

        Diagnosed<SiteTwin> read = Read(broken);

        Diagnostic diagnostic = read.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Rule.ShouldBe(TwinFileRules.BrokenLine);
        diagnostic.Location!.Line.ShouldBe(4);
        diagnostic.Message.ShouldContain(message);
        Text(read.Value!).ShouldBe(before);
    }

    [Fact]
    public void Records_under_a_broken_source_line_are_counted_and_left_out()
    {
        string[] lines = Text(SiteOf((Scan(), [Record("a"), Record("z")]), (Site(), [Record("b")]))).Split('\n');
        lines[1] = lines[1].Replace("\"complete\":false", "\"complete\":0", StringComparison.Ordinal);

        Diagnosed<SiteTwin> read = Read(string.Join('\n', lines));

        read.Diagnostics.Select(diagnostic => diagnostic.Rule)
            .ShouldBe([TwinFileRules.BrokenLine, TwinFileRules.RecordsWithoutSource]);
        read.Value!.Sources.ShouldHaveSingleItem().Source.ShouldBe(Site());
    }

    [Fact]
    public void A_line_nested_deeper_than_the_limit_is_a_diagnostic()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);

        Diagnosed<SiteTwin> read = Read("{\"pollux.twin\":1,\"site\":\"x\"}\n" + deep + "\n");

        read.Diagnostics.ShouldHaveSingleItem().Location!.Line.ShouldBe(2);
    }

    [Fact]
    public void A_line_longer_than_the_limit_is_passed_over_without_being_kept()
    {
        using MemoryStream stream = new();
        stream.Write("{\"pollux.twin\":1,\"site\":\"x\"}\n\""u8);
        byte[] filler = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
        for (int megabyte = 0; megabyte <= TwinFile.MaximumLineLength / filler.Length; megabyte++)
        {
            stream.Write(filler);
        }

        stream.Write("\"\n"u8);
        stream.Write(Bytes(SiteOf((Scan(), [Record("a")]))).AsSpan(Text(SiteOf()).Length));
        stream.Position = 0;

        Diagnosed<SiteTwin> read = TwinFile.Read(stream, "site.twin");

        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(TwinFileRules.LineTooLong);
        read.Value!.Sources.ShouldHaveSingleItem();
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_blank_lines_do_no_harm()
    {
        string text = "\uFEFF" + Text(Everything()).Replace("\n", "\r\n\r\n", StringComparison.Ordinal);

        Diagnosed<SiteTwin> read = Read(text);

        read.Diagnostics.ShouldBeEmpty();
        Bytes(read.Value!).ShouldBe(Bytes(Everything()));
    }

    [Fact]
    public void Saving_replaces_the_file_in_one_step_and_leaves_nothing_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory("pollux-twin-").FullName;
        try
        {
            string path = Path.Combine(folder, "site.twin");
            File.WriteAllText(path, "old");

            TwinFile.Save(Everything(), path);

            File.ReadAllBytes(path).ShouldBe(Bytes(Everything()));
            Directory.GetFiles(folder).ShouldHaveSingleItem();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_failure_while_saving_keeps_the_old_file_and_leaves_nothing_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory("pollux-twin-").FullName;
        try
        {
            string path = Path.Combine(folder, "site.twin");
            File.WriteAllText(path, "old");

            Should.Throw<IOException>(() => AtomicFile.Write(path, _ => throw new IOException("disk full")));

            File.ReadAllText(path).ShouldBe("old");
            Directory.GetFiles(folder).ShouldHaveSingleItem();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
