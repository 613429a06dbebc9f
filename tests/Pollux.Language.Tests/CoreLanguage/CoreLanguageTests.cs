using System.Text;
using Pollux.Diagnostics;
using Pollux.Language.Formatting;
using Pollux.Language.Graph;
using Pollux.Language.Linting;
using Pollux.Language.Packs;
using Pollux.Language.Specification;

namespace Pollux.Language.Tests.CoreLanguage;

public class CoreLanguageTests
{
    [Fact]
    public void It_compiles_without_a_warning() => CorePack.Load().Diagnostics.ShouldBeEmpty();

    [Fact]
    public void It_breaks_no_rule_of_the_linter()
    {
        Diagnosed<LintOptions> options = LintSetup.Of(CorePack.Get().Language);
        options.Diagnostics.ShouldBeEmpty();
        options.Value.ShouldNotBeNull();
        options.Value.Tables.ShouldNotBeNull();
        options.Value.Foundation.ShouldBeEmpty();
        LanguageLinter.Lint(CorePack.Get().Language, options.Value).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_laid_out_by_the_formatter()
    {
        foreach (string file in CorePack.Get().Language.SourceFiles)
        {
            string text = File.ReadAllText(file);
            MalFormatter.Format(file, Encoding.UTF8.GetBytes(text)).Value!.Text.ShouldBe(text, file);
        }
    }

    [Fact]
    public void Redundancy_is_declared_on_exactly_the_seven_steps_of_the_design()
    {
        Declared()
            .Where(pair => pair.Step.Meta.ContainsKey("lint"))
            .Select(pair => $"{pair.Asset}.{pair.Step.Name}")
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "ControlLoop.screensLost",
                "ControlLoop.serversLost",
                "Data.backupsDestroyed",
                "Directory.hostsLost",
                "Function.alternativesLost",
                "ProcessUnit.allGuardsDown",
                "ProcessUnit.inletsLost",
            ]);
    }

    [Fact]
    public void It_has_as_many_assets_defences_steps_and_associations_as_the_design()
    {
        LanguageSpecification language = CorePack.Get().Language.Specification;
        language.Assets.Length.ShouldBe(48);
        Declared().Count(pair => pair.Step.Type == StepType.Defense).ShouldBe(75);
        Declared().Count(pair => pair.Step.Type != StepType.Defense).ShouldBe(272);
        language.Associations.Length.ShouldBe(77);
    }

    [Fact]
    public void Its_tags_cover_all_ICS_techniques_and_156_of_Enterprise()
    {
        ILookup<string, TechniqueEntry> used = Declared()
            .SelectMany(pair => pair.Step.Tags)
            .Distinct(StringComparer.Ordinal)
            .Select(tag => CorePack.Get().Tables.Techniques.GetValueOrDefault(tag))
            .OfType<TechniqueEntry>()
            .ToLookup(technique => technique.Domain, StringComparer.Ordinal);
        used["ics"].Count().ShouldBe(83);
        used["enterprise"].Count().ShouldBe(156);
        used["enterprise"].Select(technique => technique.Id[..5]).Distinct().Count().ShouldBe(110);
    }

    [Fact]
    public void The_tables_hold_nothing_that_the_language_does_not_use()
    {
        PackTables tables = CorePack.Get().Tables;
        HashSet<string> tags = Declared().SelectMany(pair => pair.Step.Tags).ToHashSet(StringComparer.Ordinal);
        tables.Techniques.Keys.Where(tag => !tags.Contains(tag)).ShouldBeEmpty();
        tables.Capabilities.Keys.Where(tag => !tags.Contains(tag)).ShouldBeEmpty();
        HashSet<string> ids = Declared()
            .SelectMany(pair =>
                new[] { "mitigation", "d3fend" }.Select(key => pair.Step.Meta.GetValueOrDefault(key, ""))
            )
            .SelectMany(text => text.Split(' '))
            .ToHashSet(StringComparer.Ordinal);
        tables.Mitigations.Keys.Where(id => !ids.Contains(id)).ShouldBeEmpty();
        tables.Countermeasures.Keys.Where(id => !ids.Contains(id)).ShouldBeEmpty();
        HashSet<string> requirements = Declared()
            .Select(pair => pair.Step.Meta.GetValueOrDefault("sr", ""))
            .ToHashSet(StringComparer.Ordinal);
        tables.Requirements.Keys.Where(id => !requirements.Contains(id)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_detector_is_explained_by_the_table_and_has_both_rates()
    {
        DetectorSpecification[] detectors = [.. Declared().SelectMany(pair => pair.Step.Detectors)];
        detectors.Length.ShouldBe(49);
        detectors
            .Select(detector => detector.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(CorePack.Get().Tables.Detectors.Keys);
        detectors.ShouldAllBe(detector =>
            detector.TruePositiveRate > 0
            && detector.FalsePositiveRate > 0
            && detector.FalsePositiveRate < detector.TruePositiveRate
        );
    }

    [Fact]
    public void Words_are_sentences_and_labels_are_short()
    {
        foreach ((string asset, StepSpecification step) in Declared())
        {
            string place = $"{asset}.{step.Name}";
            step.Meta["label"].Length.ShouldBeLessThanOrEqualTo(50, place);
            step.Meta["label"].ShouldNotEndWith(".", customMessage: place);
            step.Meta["user"].ShouldEndWith(".", customMessage: place);
            char.IsUpper(step.Meta["user"][0]).ShouldBeTrue(place);
        }
    }

    [Fact]
    public void Steps_of_one_type_have_labels_that_tell_them_apart()
    {
        foreach (AssetType type in CorePack.Get().Graph.Types)
        {
            type.Steps.GroupBy(step => step.Meta["label"], StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
                .Select(group => $"{type.Name}: {string.Join(", ", group.Select(step => step.Name))}")
                .ShouldBeEmpty();
        }
    }

    private static IEnumerable<(string Asset, StepSpecification Step)> Declared() =>
        CorePack
            .Get()
            .Language.Specification.Assets.SelectMany(asset => asset.Steps.Select(step => (asset.Name, step)));
}
