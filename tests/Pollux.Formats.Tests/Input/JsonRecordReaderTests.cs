using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.Input;

public sealed class JsonRecordReaderTests
{
    [Fact]
    public void Elements_of_the_arrays_named_come_one_by_one_and_the_rest_whole()
    {
        Read(
                """{"meta":{"a":[1]},"graph":{"nodes":[1,{"x":[]}],"edges":[],"more":7},"data":"no list"}""",
                "graph.nodes",
                "data"
            )
            .ShouldBe([
                "meta Object",
                "graph.nodes Number",
                "graph.nodes Object",
                "graph.edges Array",
                "graph.more Number",
                "data String",
            ]);
    }

    [Fact]
    public void A_value_knows_its_line_and_column_in_the_whole_document()
    {
        JsonRecord record = Records("{\n \"data\": [1,\n   {\"ä\": {\"x\": 2}}]}", ["data"]).Last();

        record.Value.Place.ShouldBe((3, 4));
        record.Value["ä"]!["x"]!.Place.ShouldBe((3, 16));
    }

    [Fact]
    public void Records_larger_than_a_buffer_and_many_of_them_are_read()
    {
        string large = new('x', 200_000);
        string text = $$"""{"data":[{{string.Join(',', Enumerable.Range(0, 5_000))}},"{{large}}",{"last":true}]}""";

        JsonRecord[] records = [.. Records(text, ["data"])];

        records.Length.ShouldBe(5_002);
        records[4_999].Value.NumberText.ShouldBe("4999");
        records[5_000].Value.StringOrNull.ShouldBe(large);
        records[5_001].Value["last"]!.Boolean.ShouldBe(true);
    }

    [Theory]
    [InlineData("""{"data":[1,2""")]
    [InlineData("""{"data":[1,2]} x""")]
    [InlineData("""{"data":[1,]}""")]
    [InlineData("""{"data":[1] /* no */}""")]
    [InlineData("")]
    public void What_is_not_JSON_is_refused(string text) => Should.Throw<JsonException>(() => Read(text, "data"));

    [Fact]
    public void A_record_over_the_limit_is_refused_and_a_longer_document_of_small_ones_is_not()
    {
        InputLimits limits = InputLimits.Default with { JsonBytes = 100_000 };
        string small =
            $$"""{"data":[{{string.Join(',', Enumerable.Repeat("\"" + new string('x', 1_000) + "\"", 500))}}]}""";
        string large = $$"""{"data":["{{new string('x', 150_000)}}"]}""";

        Records(small, ["data"], limits).Count().ShouldBe(500);
        Should.Throw<InputLimitException>(() => Records(large, ["data"], limits).Count());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public void Other_encodings_with_a_mark_are_read(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("""{"data":["Zoë"]}""")];

        Records(bytes, ["data"], InputLimits.Default).Single().Value.StringOrNull.ShouldBe("Zoë");
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x22, 0x64, 0x61, 0x74, 0x61, 0x22, 0x3A, 0x5B, 0x22, 0xFF, 0x22, 0x5D, 0x7D })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00, 0x00, 0xD8, 0x7D, 0x00 })]
    public void Bytes_that_are_not_text_are_refused_as_such(byte[] bytes) =>
        Should.Throw<UnreadableTextException>(() => Records(bytes, ["data"], InputLimits.Default).Count());

    [Fact]
    public void Any_text_gives_records_or_a_refusal() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string?>(),
                text => IsAnswered(text ?? "") && IsAnswered($$"""{"data":[{{text}}]}""")
            )
            .QuickCheckThrowOnFailure();

    private static bool IsAnswered(string text)
    {
        try
        {
            _ = Read(text, "data");
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InputLimitException or UnreadableTextException)
        {
            return true;
        }
    }

    private static string[] Read(string text, params string[] arrays) =>
        [.. Records(text, arrays).Select(record => $"{record.Path} {record.Value.Kind}")];

    private static IEnumerable<JsonRecord> Records(string text, string[] arrays, InputLimits? limits = null) =>
        Records(Encoding.UTF8.GetBytes(text), arrays, limits ?? InputLimits.Default);

    private static IEnumerable<JsonRecord> Records(byte[] bytes, string[] arrays, InputLimits limits)
    {
        using JsonRecordReader reader = new(InputFile.FromBytes("a", bytes), arrays, new DiagnosticBag("a"), limits);
        foreach (JsonRecord record in reader.Read(CancellationToken.None))
        {
            yield return record;
        }
    }
}
