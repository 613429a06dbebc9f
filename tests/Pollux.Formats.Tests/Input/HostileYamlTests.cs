using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.Tests.Input;

public sealed class HostileYamlTests
{
    [Fact]
    public void A_document_is_read_with_places()
    {
        YamlMappingNode root = (YamlMappingNode)Load("site: a\nzones:\n  - name: b\n").Root!;

        YamlNode name = root["zones"][0]["name"];
        (name.Start.Line, name.Start.Column).ShouldBe((3, 11));
    }

    [Theory]
    [InlineData("a: &x [1, 2]\nb: *x")]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]")]
    [InlineData("a: &x\n  <<: *x")]
    public void An_alias_is_refused_with_place(string text)
    {
        (YamlNode? root, Diagnostic[] problems) = Load(text);

        root.ShouldBeNull();
        problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.YamlAlias);
        problems[0].Location!.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: [1, 2")]
    [InlineData("a: \"x")]
    [InlineData("a:\n\tb: 1")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("")]
    [InlineData("a: %x\n@")]
    [InlineData(" : \"\"")]
    public void What_is_not_one_yaml_document_is_refused(string text)
    {
        (YamlNode? root, Diagnostic[] problems) = Load(text);

        root.ShouldBeNull();
        problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.MalformedYaml);
    }

    [Fact]
    public void Ten_thousand_nested_lists_are_refused_and_fifty_are_read()
    {
        Load(new string('[', 10_000)).Problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
        Load($"{new string('[', 50)}{new string(']', 50)}").Root.ShouldNotBeNull();
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused_with_place()
    {
        DiagnosticBag bag = new("x");
        byte[] bytes = [.. "a: 1\nb: "u8, 0xE4];

        UntrustedYaml
            .Load(InputFile.FromBytes("x", bytes), bag, InputLimits.Default, CancellationToken.None)
            .ShouldBeNull();

        bag.ToImmutable().ShouldHaveSingleItem().ToString().ShouldStartWith("x(2,4): error PLX2907:");
    }

    private static (YamlNode? Root, Diagnostic[] Problems) Load(string text)
    {
        DiagnosticBag bag = new("test.yaml");
        InputFile input = InputFile.FromBytes("test.yaml", Encoding.UTF8.GetBytes(text));
        YamlNode? root = UntrustedYaml.Load(input, bag, InputLimits.Default, CancellationToken.None);
        return (root, [.. bag.ToImmutable()]);
    }
}
