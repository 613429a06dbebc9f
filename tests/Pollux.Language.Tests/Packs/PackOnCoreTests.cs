using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Linting;
using Pollux.Language.Packs;
using Pollux.Testing;

namespace Pollux.Language.Tests.Packs;

/// <summary>A pack that extends the core language, as an industry's does.</summary>
public sealed class PackOnCoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-water");

    private static string Original { get; } =
        RepositoryPaths.Of("tests", "Pollux.Language.Tests", "Packs", "testdata", "water");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void It_inherits_the_words_and_the_tables_of_the_core()
    {
        LanguagePack pack = Load(Original);
        pack.Id.ShouldBe("org.pollux.water-test");
        StepWords changed = pack.WordsOfStep("DosingLoop", "parameterChanged")!;
        changed.Label.ShouldBe("Set point or limit changed");
        changed.Techniques.Select(technique => technique.Name).ShouldBe(["Modify Parameter"]);
        pack.WordsOfDefense("DosingLoop", "doseInterlock")!.Mitigations.ShouldHaveSingleItem().Id.ShouldBe("M0818");
    }

    [Fact]
    public void It_is_linted_alone_with_the_core_as_its_foundation()
    {
        CompiledLanguage language = Load(Original).Language;
        Diagnosed<LintOptions> options = LintSetup.Of(language);
        options.Value!.Foundation.Count.ShouldBe(48);
        options.Value.Foundation.ShouldNotContain("DosingLoop");
        LanguageLinter.Lint(language, options.Value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-> acts.excursion", "-> acts.damaged", "PLX1222")]
    [InlineData("-> acts.excursion", "-> manipulated", "PLX1222")]
    [InlineData(
        "| limitsGone\n      +> overdosed",
        "| limitsGone label info: \"W\" user info: \"W.\" -> overdosed",
        "PLX1223"
    )]
    [InlineData("| limitsGone\n", "| limitsGone [Exponential(50.0)]\n", "PLX1220")]
    [InlineData("SR 3.5", "SR 9.9", "PLX1207")]
    [InlineData("& overdosed", "& overdosed @T9999", "PLX1205")]
    public void What_it_may_not_do_to_the_core_is_found(string good, string bad, string code)
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "language"));
        Copy("pack.yaml", text => text);
        Copy(
            Path.Combine("language", "water.mal"),
            text =>
            {
                text.ShouldContain(good);
                return text.Replace(good, bad, StringComparison.Ordinal);
            }
        );
        CompiledLanguage language = Load(folder.FullName).Language;
        ImmutableArray<Diagnostic> problems = LanguageLinter.Lint(language, LintSetup.Of(language).Value!);
        problems.Select(problem => problem.Rule.Code).Distinct().ShouldBe([code]);
        problems[0].Location!.File.ShouldEndWith("water.mal");
    }

    private static LanguagePack Load(string directory)
    {
        Diagnosed<LanguagePack> read = LanguagePack.Load(directory, [RepositoryPaths.Of("packs")]);
        read.Value.ShouldNotBeNull(string.Join('\n', read.Diagnostics));
        return read.Value;
    }

    private void Copy(string file, Func<string, string> change) =>
        File.WriteAllText(Path.Combine(folder.FullName, file), change(File.ReadAllText(Path.Combine(Original, file))));
}
