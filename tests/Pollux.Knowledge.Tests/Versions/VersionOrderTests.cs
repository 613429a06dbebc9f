using FsCheck;
using FsCheck.Fluent;
using Pollux.Knowledge.Versions;

namespace Pollux.Knowledge.Tests.Versions;

public sealed class VersionOrderTests
{
    // Each line is in rising order, by the scheme's own document.
    [Theory]
    // Semantic Versioning 2.0.0, clause 11.
    [InlineData(
        VersionScheme.Semantic,
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 2.0.0 2.1.0 2.1.1"
    )]
    // PEP 440, "Summary of permitted suffixes and relative ordering", and the example of "Examples of compliant schemes".
    [InlineData(
        VersionScheme.Python,
        "1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.0.15 1.1.dev1 1!0.1"
    )]
    // Debian policy 5.6.12.
    [InlineData(
        VersionScheme.Debian,
        "1.0~~ 1.0~~a 1.0~ 1.0 1.0-1 1.0-1ubuntu1 1.0-2 1.0a 1.0+b 1.0.1-1 1.2 1.10 2:0.9"
    )]
    // rpm's own test table (rpmvercmp.at).
    [InlineData(
        VersionScheme.Rpm,
        "1.0~rc1 1.0~rc2 1.0 1.0^ 1.0^git1 1.0^git2 1.0.1 2.0 2.0.1 2.0.1a 5.5p1 5.5p2 5.5p10 5.6p1 6.0 1:0.1"
    )]
    [InlineData(VersionScheme.Rpm, "xyz.4 8 10xyz 10.1xyz")]
    // POM reference, "Version Order Specification" and the cases of its test class.
    [InlineData(
        VersionScheme.Maven,
        "1-alpha2snapshot 1-alpha2 1-alpha-123 1-beta-2 1-beta123 1-m2 1-m11 1-rc 1-rc2 1-rc123 1-SNAPSHOT 1 1-sp 1-sp2 1-abc 1-def 1-1-snapshot 1-1 1-2 1-123 1.1 2.1-a"
    )]
    [InlineData(VersionScheme.Maven, "2.0 2.0.1 2.0.2 2.0.123 2.1.0 2.1b 2.1-1 2.1.0.1 2.2 2.123 11.a2 11.b2 11.m2 11")]
    // As vendors of this field write them.
    [InlineData(VersionScheme.Vendor, "V3.1|V3.1 SP1|V3.1 SP2|V3.1 SP2 HF3|V3.1 SP2 Update 1|V3.2|V10.0")]
    [InlineData(VersionScheme.Vendor, "V16|V17|V17 Update 4|V17 Update 8|V17 Update 10|V18")]
    [InlineData(VersionScheme.Vendor, "20.19|20.19.1|20.19.1-2|20.20")]
    [InlineData(VersionScheme.Vendor, "1.00A|1.00B|1.00Z|1.01A|1.11A")]
    [InlineData(VersionScheme.Vendor, "A.01|A.01.09|A.02|B.00|C.00.04")]
    [InlineData(VersionScheme.Vendor, "1.0.2|1.0.2a|1.0.2k|1.0.3|1.1.0")]
    [InlineData(VersionScheme.Vendor, "8.2|8.2p1|8.9p1|9.3p1|9.3p2|10.0")]
    [InlineData(VersionScheme.Vendor, "3.0-alpha|3.0-beta2|3.0-rc1|3.0|3.0.1")]
    [InlineData(VersionScheme.Vendor, "2016|2016 R2|2016 R2 SP1|2018-1|2021-1")]
    [InlineData(VersionScheme.Vendor, "3.4.4 Build 16102415|3.4.4 Build 16102416|3.4.5 Build 1")]
    [InlineData(VersionScheme.Vendor, "15.2(5)E|15.2(7)E2|15.2(7)E3")]
    public void Versions_rise_as_their_scheme_says(VersionScheme scheme, string rising)
    {
        string[] texts = rising.Split(rising.Contains('|', StringComparison.Ordinal) ? '|' : ' ');
        ProductVersion[] versions = [.. texts.Select(text => Read(text, scheme))];

        for (int i = 0; i < versions.Length; i++)
        {
            for (int j = 0; j < versions.Length; j++)
            {
                int expected = i.CompareTo(j);
                Math.Sign(versions[i].CompareTo(versions[j]) ?? 99)
                    .ShouldBe(expected, $"{versions[i]} against {versions[j]}");
            }
        }
    }

    [Theory]
    [InlineData(VersionScheme.Vendor, "V17_Update_4", "17 Update 4")]
    [InlineData(VersionScheme.Vendor, "3.1", "V3.1.0")]
    [InlineData(VersionScheme.Vendor, "v.32.011", "32.11")]
    [InlineData(VersionScheme.Vendor, "firmware 05", "5")]
    [InlineData(VersionScheme.Vendor, "V7.5_SP2_Update_15", "7.5 Service Pack 2 Upd15")]
    [InlineData(VersionScheme.Vendor, "15.1 HF001", "15.1 Hotfix 1")]
    [InlineData(VersionScheme.Vendor, "8.2p1", "8.2 Patch 1")]
    [InlineData(VersionScheme.Vendor, "MX-V4.7.2.35", "mx-4.7.2.35")]
    [InlineData(VersionScheme.Semantic, "v1.2.3", "1.2.3+build")]
    [InlineData(VersionScheme.Python, "1.0.0-RC.1", "1.0rc1")]
    [InlineData(VersionScheme.Python, "1.0-1", "1.0.post1")]
    [InlineData(VersionScheme.Maven, "1.0.ga", "1")]
    [InlineData(VersionScheme.Maven, "1a1", "1-alpha-1")]
    [InlineData(VersionScheme.Debian, "0:1.00-0", "1.0-0")]
    [InlineData(VersionScheme.Rpm, "1.0_1", "1.0.01")]
    public void Two_spellings_are_the_same_version(VersionScheme scheme, string left, string right) =>
        Read(left, scheme).CompareTo(Read(right, scheme)).ShouldBe(0);

    [Theory]
    [InlineData("R9.90", "9.95")]
    [InlineData("B.02", "2.0")]
    [InlineData("FB", "K")]
    [InlineData("MX-V4.0", "V4.0")]
    // Is .015 fifteen, or less than .9?
    [InlineData("33.015", "33.9")]
    public void Two_styles_that_do_not_fit_have_no_order(string left, string right) =>
        Read(left, VersionScheme.Vendor).CompareTo(Read(right, VersionScheme.Vendor)).ShouldBeNull();

    [Theory]
    [InlineData(VersionScheme.Vendor, "august 28")]
    [InlineData(VersionScheme.Vendor, "8/30/2024")]
    [InlineData(VersionScheme.Vendor, "the first version")]
    [InlineData(VersionScheme.Vendor, "")]
    [InlineData(VersionScheme.Vendor, "8.2p1 Ubuntu 4ubuntu0.5")]
    [InlineData(VersionScheme.Semantic, "1.2.3.4")]
    [InlineData(VersionScheme.Python, "1.0-something")]
    [InlineData(VersionScheme.Debian, "a:1.0")]
    [InlineData(VersionScheme.Rpm, "1.0-")]
    [InlineData(VersionScheme.Maven, "a b")]
    public void What_is_no_version_is_not_read(VersionScheme scheme, string text) =>
        ProductVersion.Parse(text, scheme).ShouldBeNull();

    [Fact]
    public void A_version_with_a_distributions_words_behind_it_is_read_to_where_it_ends()
    {
        ProductVersion? version = ProductVersion.ParseLeading("8.2p1 Ubuntu 4ubuntu0.5", out string rest);

        version.ShouldNotBeNull().Text.ShouldBe("8.2p1");
        rest.ShouldBe("Ubuntu 4ubuntu0.5");
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Versions_have_a_total_order(VersionScheme scheme)
    {
        Arbitrary<(ProductVersion A, ProductVersion B, ProductVersion C)> triples = Versions(scheme)
            .Three()
            .Select(triple => (triple.Item1, triple.Item2, triple.Item3))
            .ToArbitrary();

        Law.Holds(
            Prop.ForAll(
                triples,
                triple =>
                {
                    int ab = Math.Sign(ProductVersion.Order.Compare(triple.A, triple.B));
                    int ba = Math.Sign(ProductVersion.Order.Compare(triple.B, triple.A));
                    int bc = Math.Sign(ProductVersion.Order.Compare(triple.B, triple.C));
                    int ac = Math.Sign(ProductVersion.Order.Compare(triple.A, triple.C));
                    bool reflexive = ProductVersion.Order.Compare(triple.A, triple.A) == 0;
                    bool transitive = !(ab <= 0 && bc <= 0) || (ac <= 0 && (ac != 0 || (ab == 0 && bc == 0)));
                    return reflexive && ab == -ba && transitive;
                }
            ),
            1_500
        );
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_printed_version_reads_as_itself(VersionScheme scheme) =>
        Law.Holds(
            Prop.ForAll(
                Versions(scheme).ToArbitrary(),
                version => ProductVersion.Order.Compare(version, Read(version.ToString(), scheme)) == 0
            )
        );

    [Fact]
    public void No_text_throws()
    {
        Law.Holds(
            Prop.ForAll<string?>(text =>
                Enum.GetValues<VersionScheme>()
                    .All(scheme =>
                        ProductVersion.Parse(text ?? "", scheme) is null or { Text.Length: > 0 }
                        && VersionRange.Parse(text ?? "", scheme) is not null
                    )
            )
        );
    }

    public static TheoryData<VersionScheme> Schemes => [.. Enum.GetValues<VersionScheme>()];

    private static ProductVersion Read(string text, VersionScheme scheme) =>
        ProductVersion.Parse(text, scheme).ShouldNotBeNull($"'{text}' should be a version");

    /// <summary>Pieces that versions are made of, few enough that equal and neighbouring ones are met often.</summary>
    private static Gen<ProductVersion> Versions(VersionScheme scheme)
    {
        string[] pieces =
        [
            "0",
            "1",
            "2",
            "10",
            "00",
            "01",
            ".0",
            ".1",
            ".2",
            ".10",
            "-1",
            "-2",
            "~",
            "~1",
            "^",
            "^1",
            "+1",
            "a",
            "b",
            "rc",
            "1a",
            "-alpha",
            "-beta.2",
            "-rc1",
            ".rc.1",
            ".dev1",
            ".post1",
            " SP1",
            " SP2",
            " Update 1",
            "_Upd2",
            " HF3",
            "p1",
            ".x",
            "B",
            "V",
            "1:",
            "1!",
            "-sp",
            "-SNAPSHOT",
            ".ga",
            "(5)",
            " Build 7",
            ".A",
        ];
        return Gen.Elements(pieces)
            .ArrayOf()
            .Select(parts => string.Concat("1", string.Concat(parts.Take(5))))
            .Select(text => ProductVersion.Parse(text, scheme))
            .Where(version => version is not null)
            .Select(version => version!);
    }
}
