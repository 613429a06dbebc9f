using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.Input;

public sealed class HostileJsonTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Values_are_found_with_their_places()
    {
        JsonItem root = Load("{\"a\": [1, {\"ä\": \"b\\n\"}],\n  \"c\": true, \"d\": null}").Root!;

        root["a"]!.Items.First().Number.ShouldBe(1);
        root["a"]!.Items.Last()["ä"]!.StringOrNull.ShouldBe("b\n");
        root["c"]!.Boolean.ShouldBe(true);
        root["c"]!.Place.ShouldBe((2, 8));
        root["d"]!.Kind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        root["e"].ShouldBeNull();
        root.Members.Select(member => member.Name).ShouldBe(["a", "c", "d"]);
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes()
    {
        Load("{\"ä\": \"ööö\", \"x\": 1}").Root!["x"]!.Place.ShouldBe((1, 19));
    }

    [Fact]
    public void Places_are_right_far_into_long_lines_and_after_them()
    {
        const int count = 5_000;
        string items = string.Join(
            ',',
            Enumerable.Range(0, count).Select(index => index % 7 == 0 ? "\n\"😀ä\"" : "\"😀ä\"")
        );
        string text = "[" + items + "]";
        int from = 0;
        foreach (JsonItem item in Load(text).Root!.Items)
        {
            int at = text.IndexOf("\"😀", from, StringComparison.Ordinal);
            int lineStart = text.LastIndexOf('\n', at) + 1;
            item.Place.ShouldBe((text.AsSpan(0, at).Count('\n') + 1, at - lineStart + 1));
            from = at + 1;
        }
    }

    [Fact]
    public void A_million_problems_on_one_line_cost_little()
    {
        long started = TimeProvider.System.GetTimestamp();
        JsonItem root = Load(
            "[" + string.Join(',', Enumerable.Repeat("\"a long enough text\"", 1_000_000)) + "]"
        ).Root!;
        root.Items.Select(item => item.Place.Column).Max().ShouldBe(20_999_981);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Ten_thousand_nested_arrays_are_refused_and_a_hundred_are_read()
    {
        Load(Nested(10_000)).Problems.ShouldHaveSingleItem();
        Load(Nested(100)).Root.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{\"a\": 1,}", 1, 9)]
    [InlineData("{\n  // no\n\"a\": 1}", 2, 3)]
    [InlineData("{\"a\": 1", 1, 8)]
    [InlineData("{\"a\": \"b\0c\"}", 1, 9)]
    [InlineData("[1, 2] 3", 1, 8)]
    [InlineData("", 1, 1)]
    [InlineData("{\"ä\": x}", 1, 7)]
    public void What_is_not_json_is_refused_with_place(string text, int line, int column)
    {
        Diagnostic problem = Load(text).Problems.ShouldHaveSingleItem();

        problem.Rule.ShouldBe(InputRules.MalformedJson);
        (problem.Location!.Line, problem.Location.Column).ShouldBe((line, column));
    }

    [Fact]
    public void A_name_that_stands_twice_is_a_warning_and_the_last_counts()
    {
        (JsonItem? root, Diagnostic[] problems) = Load("{\"a\": 1,\n \"b\": 0, \"\\u0061\": 2}");

        root!["a"]!.Number.ShouldBe(2);
        problems.ShouldHaveSingleItem().ToString().ShouldStartWith("test.json(2,10): warning PLX2912:");
    }

    [Fact]
    public void The_same_name_in_two_objects_is_no_warning()
    {
        Load("[{\"a\": 1}, {\"a\": 2}]").Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_place()
    {
        byte[] bytes = [.. "{\"a\":\n\"ö"u8, 0xFF, .. "\"}"u8];

        Load(bytes)
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith("test.json(2,3): error PLX2907: The byte FF");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_in_values_and_in_names()
    {
        Load("{\"a\": \"\\ud800\"}").Problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.WrongEncoding);
        Load("{\"\\ud800\": 1}").Problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.WrongEncoding);
        Load("{\"a\": \"\\ud83d\\ude00\"}").Root!["a"]!.StringOrNull.ShouldBe("😀");
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-8", true)]
    public void Utf_16_and_byte_order_marks_are_read(string encoding, bool mark)
    {
        Encoding used = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? used.GetPreamble() : [], .. used.GetBytes("{\"a\": \"ö\"}")];

        Load(bytes).Root!["a"]!.StringOrNull.ShouldBe("ö");
    }

    [Fact]
    public void More_values_than_the_limit_are_refused()
    {
        InputLimits few = InputLimits.Default with { JsonTokens = 10 };

        Load("[1,2,3,4,5,6,7,8,9,10]"u8.ToArray(), few)
            .Problems.ShouldHaveSingleItem()
            .Rule.ShouldBe(InputRules.TooLarge);
        Load("[1,2,3,4,5,6,7,8,9]"u8.ToArray(), few).Root.ShouldNotBeNull();
    }

    [Fact]
    public void A_gigabyte_of_spaces_is_refused_without_reading_it_all()
    {
        CountingStream spaces = new([], (byte)' ', 1L << 30);
        InputLimits small = InputLimits.Default with { JsonBytes = 16 << 20 };
        DiagnosticBag bag = new("x");

        UntrustedJson.Load(new("x", () => spaces), bag, small, None).ShouldBeNull();

        bag.ToImmutable().ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
        spaces.Passed.ShouldBeLessThan(17 << 20);
    }

    [Fact]
    public void Numbers_that_do_not_fit_have_no_value_but_their_text()
    {
        JsonItem number = Load("[1e999]").Root!.Items.Single();

        number.Number.ShouldBeNull();
        number.NumberText.ShouldBe("1e999");
    }

    private static string Nested(int depth) => $"{new string('[', depth)}{new string(']', depth)}";

    private static (JsonItem? Root, Diagnostic[] Problems) Load(string text) => Load(Encoding.UTF8.GetBytes(text));

    private static (JsonItem? Root, Diagnostic[] Problems) Load(byte[] bytes, InputLimits? limits = null)
    {
        DiagnosticBag bag = new("test.json");
        InputFile input = InputFile.FromBytes("test.json", bytes);
        return (UntrustedJson.Load(input, bag, limits ?? InputLimits.Default, None), [.. bag.ToImmutable()]);
    }
}
