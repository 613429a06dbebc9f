using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Language.Packaging;
using Pollux.Language.Specification;
using Pollux.Testing;

namespace Pollux.Language.Tests.Packaging;

public sealed class LangspecTests
{
    private static LanguageSpecification Compile() =>
        Compiled.Of(Compiled.Everything).Value.ShouldNotBeNull().Specification;

    [Fact]
    public void The_langspec_of_a_language_is_as_approved() =>
        Approval.ShouldMatchApproved(
            Encoding.UTF8.GetString(LangspecWriter.Write(Compile())),
            "tests",
            "Pollux.Language.Tests",
            "testdata",
            "everything.langspec.json"
        );

    [Fact]
    public void A_langspec_that_is_written_and_read_is_the_same_language()
    {
        byte[] written = LangspecWriter.Write(Compile());

        Diagnosed<CompiledLanguage> read = LangspecReader.Read("lang.json", written);

        read.Diagnostics.ShouldBeEmpty();
        LangspecWriter.Write(read.Value.ShouldNotBeNull().Specification).ShouldBe(written);
    }

    [Fact]
    public void An_archive_keeps_the_language_and_its_icons_and_has_the_same_bytes_each_time()
    {
        var icons = ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty.Add("Host.svg", [1, 2, 3]);

        byte[] written = LanguageArchive.Write(Compile(), icons);
        LanguageArchive read = LanguageArchive.Read("lang.mar", written).Value.ShouldNotBeNull();

        LangspecWriter.Write(read.Language.Specification).ShouldBe(LangspecWriter.Write(Compile()));
        read.Icons["Host.svg"].ShouldBe([1, 2, 3]);
        LanguageArchive.Write(Compile(), icons).ShouldBe(written);
    }

    [Fact]
    public void A_language_file_is_told_apart_by_its_content()
    {
        byte[] archive = LanguageArchive.Write(
            Compile(),
            ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty
        );
        MemorySourceFiles files = MemorySourceFiles
            .Empty.With("source", Compiled.Header + Compiled.Everything)
            .With("json", LangspecWriter.Write(Compile()))
            .With("archive", archive);
        CompilerOptions options = CompilerOptions.Default with { Files = files };

        foreach (string name in (string[])["source", "json", "archive"])
        {
            LanguageFile.Load(name, options).Value.ShouldNotBeNull(name).Specification.Assets.Length.ShouldBe(2);
        }

        LanguageFile.Load("absent", options).Diagnostics.ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX1300");
    }

    [Fact]
    public void A_compiled_language_may_have_multiplicities_that_source_may_not()
    {
        string written = Encoding.UTF8.GetString(LangspecWriter.Write(Compile()));
        string bounded = written.Replace("\"max\": 1", "\"max\": 7", StringComparison.Ordinal);
        bounded.ShouldNotBe(written);

        Diagnosed<CompiledLanguage> read = LangspecReader.Read("lang.json", Encoding.UTF8.GetBytes(bounded));

        read.Diagnostics.ShouldBeEmpty();
        read.Value.ShouldNotBeNull().Specification.Associations[0].RightMultiplicity.ShouldBe(new Multiplicity(0, 7));
    }

    [Fact]
    public void What_older_writers_leave_out_is_empty()
    {
        const string older = """
            {"formatVersion":"1.0.0","defines":{"id":"old","version":"1.2.3"},
             "categories":[{"name":"C","meta":{}}],
             "assets":[{"name":"A","category":"C","isAbstract":false,"superAsset":null,
               "attackSteps":[{"name":"s","type":"or","ttc":null,"risk":null,"requires":null,"reaches":null}]}],
             "associations":[]}
            """;

        StepSpecification step = Read(older).Value.ShouldNotBeNull().Specification.Assets[0].Steps[0];

        step.CausalMode.ShouldBeNull();
        step.Detectors.ShouldBeEmpty();
        step.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{", "PLX1302")]
    [InlineData("[]", "PLX1303")]
    [InlineData("{\"defines\":{\"id\":\"x\",\"version\":\"1.0.0\"}}", "PLX1303")]
    [InlineData("{\"assets\":[{\"name\":\"A b\",\"category\":\"C\"}]}", "PLX1305")]
    [InlineData("{\"assets\":[{\"name\":5,\"category\":\"C\"}]}", "PLX1303")]
    [InlineData("{\"assets\":[{\"name\":\"\\ud800\",\"category\":\"C\"}]}", "PLX1302")]
    public void A_wrong_langspec_is_a_diagnostic(string json, string code)
    {
        Diagnosed<CompiledLanguage> read = Read(json);

        read.Value.ShouldBeNull();
        read.Diagnostics.Select(diagnostic => diagnostic.Rule.Code).ShouldContain(code);
    }

    [Fact]
    public void What_is_wrong_in_a_langspec_is_named_by_asset_and_step()
    {
        const string json = """
            {"defines":{"id":"x","version":"1.0.0"},"categories":[{"name":"C"}],"associations":[],
             "assets":[{"name":"A","category":"C","superAsset":"A","attackSteps":[{"name":"s","type":"or",
               "ttc":{"type":"function","name":"Exponential","arguments":[-1]},
               "reaches":{"overrides":true,"stepExpressions":[{"type":"attackStep","name":"t"}]}}]}]}
            """;

        Read(json)
            .Diagnostics.Select(diagnostic => $"{diagnostic.Location!.Record}: {diagnostic.Rule.Code}")
            .ShouldBe(["asset A: PLX1105", "asset A, step s: PLX1122", "asset A, step s: PLX1137"]);
    }

    [Fact]
    public void Deep_json_is_a_diagnostic()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"lhs\":", 10_000)) + new string('}', 10_000);

        Read(deep).Diagnostics.ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX1302");
    }

    [Fact]
    public void A_zip_bomb_is_a_diagnostic()
    {
        using MemoryStream content = new();
        using (ZipArchive zip = new(content, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = zip.CreateEntry("langspec.json").Open())
        {
            byte[] blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            for (int megabyte = 0; megabyte <= LanguageArchive.MaximumLangspecBytes / blanks.Length; megabyte++)
            {
                entry.Write(blanks);
            }
        }

        LanguageArchive
            .Read("bomb.mar", content.ToArray())
            .Diagnostics.ShouldHaveSingleItem()
            .Rule.Code.ShouldBe("PLX1301");
    }

    [Fact]
    public void A_broken_archive_and_one_without_a_langspec_are_diagnostics()
    {
        using MemoryStream empty = new();
        using (ZipArchive zip = new(empty, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("other.txt");
        }

        byte[] broken = LanguageArchive.Write(Compile(), ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty);

        LanguageArchive.Read("a.mar", empty.ToArray()).Diagnostics.Single().Rule.Code.ShouldBe("PLX1311");
        LanguageArchive.Read("a.mar", broken[..^30]).Diagnostics.Single().Rule.Code.ShouldBe("PLX1310");
    }

    private static Diagnosed<CompiledLanguage> Read(string json) =>
        LangspecReader.Read("lang.json", Encoding.UTF8.GetBytes(json));
}
