using System.Text;
using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.Input;

public sealed class JsonLinesTests
{
    [Fact]
    public void Each_line_is_a_document_with_its_line_and_blank_lines_are_none()
    {
        JsonLine[] records = Read("\uFEFF{\"a\":1}\r\n\n \n{\"a\":2}");

        records.Select(record => (record.Line, record.Root?["a"]?.Place)).ShouldBe([(1, (1, 6)), (4, (4, 6))]);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":\n{\"a\":3}", "1,-,3")]
    [InlineData("{\"a\":\n{\"a\":2}\n{\"a\":3}", "-,2,3")]
    [InlineData("{\"a\":1}\n\"\uDC00\n{\"a\":3}", "1,-,3")]
    public void A_broken_line_costs_itself_only(string text, string read)
    {
        JsonLine[] records = Read(text);

        string.Join(',', records.Select(record => record.Root?["a"]?.NumberText ?? "-")).ShouldBe(read);
        records.ShouldAllBe(record => record.Root != null || record.Problems.Length == 1);
    }

    [Theory]
    [InlineData("{\n  \"a\": \"}{\"\n}")]
    [InlineData("[\n{\"a\":1},\n{\"a\":2}\n]")]
    [InlineData("{\"a\":\n1}")]
    public void A_document_over_several_lines_is_one(string text) =>
        Read(text).ShouldHaveSingleItem().Root.ShouldNotBeNull();

    [Fact]
    public void A_line_that_is_too_long_is_refused_and_the_next_is_read()
    {
        string text = $"{{\"a\":1}}\n{{\"a\":\"{new string('x', 200)}\"}}\n{{\"a\":3}}";

        JsonLine[] records = Read(text, InputLimits.Default with { JsonLineBytes = 100 });

        records.Select(record => record.Root?["a"]?.NumberText).ShouldBe(["1", null, "3"]);
        records[1].Problems.ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX2904");
    }

    private static JsonLine[] Read(string text, InputLimits? limits = null) =>
        [
            .. JsonLines.Read(
                InputFile.FromBytes("x", Encoding.UTF8.GetBytes(text)),
                limits ?? InputLimits.Default,
                TestContext.Current.CancellationToken
            ),
        ];
}
