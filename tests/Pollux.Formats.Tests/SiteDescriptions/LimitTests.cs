using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.SiteDescriptions;
using Pollux.Testing;

namespace Pollux.Formats.Tests.SiteDescriptions;

public sealed class LimitTests
{
    [Fact]
    public void An_alias_bomb_is_refused_where_it_grows_too_large()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++)
        {
            string again = string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10));
            bomb.AppendLine($"a{level}: &a{level} [{again}]");
        }

        Diagnosed<ImportedDocument> read = SiteText.ImportThings(bomb.ToString());

        read.Value.ShouldBeNull();
        Diagnostic one = read.Diagnostics.ShouldHaveSingleItem();
        one.Rule.ShouldBe(SiteDescriptionRules.TooLarge);
        one.Location!.Line.ShouldBe(7);
    }

    [Fact]
    public void A_few_aliases_are_no_bomb()
    {
        Diagnosed<ImportedDocument> read = SiteText.ImportThings(
            "devices: {a: &pc {type: pc, vendor: Dell}, b: *pc, c: {<<: *pc, vendor: HP}}"
        );

        read.Diagnostics.ShouldBeEmpty();
        read.Value!.FactsOf("b").ShouldContain("vendor = Dell");
        read.Value!.FactsOf("c").ShouldContain("vendor = HP");
        read.Value!.TypeOf("c").ShouldBe("Computer");
    }

    [Fact]
    public void A_value_that_repeats_itself_is_refused()
    {
        Diagnosed<ImportedDocument> read = SiteText.ImportThings("zones: &z {a: *z}");

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(SiteDescriptionRules.TooLarge);
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    [InlineData(100_000, true)]
    public void Nesting_is_limited(int depth, bool isRefused)
    {
        Diagnosed<ImportedDocument> read = SiteText.ImportThings(
            $"zones: {new string('[', depth - 1)}{new string(']', depth - 1)}"
        );

        read.Diagnostics.Any(one => one.Rule == SiteDescriptionRules.TooLarge).ShouldBe(isRefused);
    }

    [Fact]
    public void A_file_that_is_too_long_is_refused()
    {
        byte[] text = Encoding.UTF8.GetBytes("site: x\n#" + new string('x', SiteDescriptionImporter.MaximumBytes));

        SiteText.Import(text).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
    }

    [Fact]
    public async Task A_stream_beyond_its_own_limit_is_reported_and_not_thrown()
    {
        var input = new InputFile("site.yaml", () => throw new InputLimitException("Too large when unpacked."));

        Diagnosed<ImportedDocument> read = await new SiteDescriptionImporter().ImportAsync(
            input,
            TestContext.Current.CancellationToken
        );

        read.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("Too large when unpacked.");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_reported_with_their_place()
    {
        Diagnosed<ImportedDocument> read = SiteText.Import([.. "site: x\nzones: {"u8, 0xff, .. ": }"u8]);

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("site.yaml(2,9)");
    }

    [Fact]
    public void A_nul_does_not_hide_the_rest_of_the_file()
    {
        Diagnosed<ImportedDocument> read = SiteText.Import([.. "site: x\nzones: {"u8, 0, .. "}\ndevices: {a: pc}"u8]);

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("site.yaml(2,9)");
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Names_are_limited(int length, bool isRefused) =>
        (SiteText.ImportThings($"devices: {{{new string('n', length)}: pc}}").Value!.Refused == 1).ShouldBe(isRefused);

    [Fact]
    public void No_mutation_of_a_real_file_throws_and_the_same_bytes_give_the_same_answer()
    {
        byte[] real = File.ReadAllBytes(RepositoryPaths.Of("samples", "riverside-water", "site.yaml"));
        Gen<byte[]> mutated =
            from at in Gen.Choose(0, real.Length - 1)
            from removed in Gen.Choose(0, 40)
            from inserted in Gen.ListOf(
                Gen.Elements(0, 9, 10, 32, 34, 38, 39, 42, 44, 45, 58, 91, 93, 123, 125, 48, 97, 255, 195)
            )
            select (byte[])
                [
                    .. real[..at],
                    .. inserted.Take(20).Select(value => (byte)value),
                    .. real[Math.Min(real.Length, at + removed)..],
                ];

        Prop.ForAll(
                mutated.ToArbitrary(),
                bytes =>
                {
                    Diagnosed<ImportedDocument> first = SiteText.Import(bytes);
                    Diagnosed<ImportedDocument> second = SiteText.Import(bytes);
                    return (first.Value is not null || first.HasErrors)
                        && first
                            .Diagnostics.Select(one => one.ToString())
                            .SequenceEqual(second.Diagnostics.Select(one => one.ToString()))
                        && (first.Value is null || SiteText.Show(first.Value) == SiteText.Show(second.Value!));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }
}
