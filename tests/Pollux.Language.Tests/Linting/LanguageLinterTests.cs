using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Linting;
using Pollux.Language.Packs;
using static Pollux.Language.Tests.Linting.LintTesting;

namespace Pollux.Language.Tests.Linting;

public class LanguageLinterTests
{
    private static readonly LintOptions WithTables = LintOptions.Default with
    {
        Tables = PackTables.Empty with
        {
            Techniques = PackTables.Empty.Techniques.Add(
                "T1078",
                new TechniqueEntry("T1078", "enterprise", "18.1", "T1078", "Valid Accounts", ["initial-access"])
            ),
        },
    };

    [Fact]
    public void A_language_that_keeps_the_rules_has_nothing_to_report() => Lint(Good, WithTables).ShouldBeEmpty();

    [Fact]
    public void A_problem_is_reported_at_the_name_of_its_step_with_its_place_in_the_language()
    {
        Diagnostic problem = Break(" lint info: \"redundancy\"", "");
        problem.Rule.ShouldBe(LintRules.ForeignParent);
        problem.Location.ShouldNotBeNull();
        problem.Location.File.ShouldBe("main.mal");
        problem.Location.Line.ShouldBe(13);
        problem.Location.Record.ShouldBe("House:allDoorsOpen");
        problem.Message.ShouldContain("'Door:opened'");
    }

    [Fact]
    public void An_AND_step_that_mixes_own_and_foreign_parents_is_no_redundancy() =>
        Break(
            "| entered [Exponential(100.0)] ",
            "| called " + Words + " -> allDoorsOpen\n | entered [Exponential(100.0)] "
        )
            .Rule.ShouldBe(LintRules.NotRedundancy);

    [Fact]
    public void An_OR_step_is_no_redundancy() =>
        Break("| unwatched ", "| unwatched lint info: \"redundancy\" ").Rule.ShouldBe(LintRules.NotRedundancy);

    [Fact]
    public void An_exception_of_another_name_is_refused() =>
        Break("| unwatched ", "| unwatched lint info: \"because\" ").Rule.ShouldBe(LintRules.UnknownException);

    [Fact]
    public void Two_defences_of_one_gate_are_refused()
    {
        Diagnostic problem = Break($"{Facts} -> opened", $"{Facts} -> unwatched");
        problem.Rule.ShouldBe(LintRules.SharedGate);
        problem.Message.ShouldContain("'locked' and 'watched'");
    }

    [Fact]
    public void A_defence_that_leads_nowhere_is_refused() =>
        Break($"{Facts} -> opened", Facts).Rule.ShouldBe(LintRules.BlocksNothing);

    [Fact]
    public void A_defence_that_leads_to_an_OR_step_without_an_AND_step_behind_it_is_refused() =>
        Break("| unwatched " + Words + " -> opened", "| unwatched " + Words + " -> tried")
            .Rule.ShouldBe(LintRules.BlocksNothing);

    [Fact]
    public void A_defence_that_leads_to_another_asset_is_refused() =>
        Break($"{Facts} -> opened", $"{Facts} -> opened, houses.entered").Rule.ShouldBe(LintRules.BlocksNothing);

    [Theory]
    [InlineData("| tried @T1078 label info: \"Word\"", "| tried @T1078", "label")]
    [InlineData(
        "asset House label info: \"Word\" user info: \"A sentence.\"",
        "asset House label info: \"Word\"",
        "user"
    )]
    public void Missing_words_of_steps_and_assets_are_reported(string good, string bad, string key)
    {
        Diagnostic problem = Break(good, bad);
        problem.Rule.ShouldBe(LintRules.NoWords);
        problem.Message.ShouldContain($"{key} info");
    }

    [Theory]
    [InlineData("mitigation info: \"-\" d3fend", "d3fend", "PLX1206")]
    [InlineData("cost info: \"low: a setting\"", "cost info: \"cheap\"", "PLX1208")]
    [InlineData("cost info: \"low: a setting\"", "cost info: \"low\"", "PLX1208")]
    public void A_defence_without_its_facts_is_refused(string good, string bad, string code) =>
        Lint(Good.Replace(good, bad, StringComparison.Ordinal)).ShouldAllBe(problem => problem.Rule.Code == code);

    [Theory]
    [InlineData("@T1078", "@T9999", "PLX1205")]
    [InlineData("@T1078", "@capFly", "PLX1205")]
    public void A_tag_that_is_in_no_table_is_refused(string good, string bad, string code)
    {
        Break(good, bad, WithTables).Rule.Code.ShouldBe(code);
        Lint(Good.Replace(good, bad, StringComparison.Ordinal)).ShouldBeEmpty("without tables tags are not checked");
    }

    [Theory]
    [InlineData("mitigation info: \"-\"", "mitigation info: \"M0800\"")]
    [InlineData("d3fend info: \"-\"", "d3fend info: \"D3-MFA\"")]
    [InlineData("sr info: \"-\"", "sr info: \"SR 1.1\"")]
    public void An_id_that_is_in_no_table_is_refused(string good, string bad)
    {
        ImmutableArray<Diagnostic> problems = Lint(Good.Replace(good, bad, StringComparison.Ordinal), WithTables);
        problems.Length.ShouldBe(2);
        problems.ShouldAllBe(problem => problem.Rule == LintRules.UnknownReference);
    }

    [Theory]
    [InlineData("[Exponential(100.0)]", "[Exponential(99.0)]")]
    [InlineData("[Exponential(100.0)]", "[Exponential(100.0) + Exponential(100.0)]")]
    [InlineData("[Bernoulli(0.5) * Exponential(50.0)]", "[Bernoulli(0.5)]")]
    public void A_time_that_is_in_no_class_is_a_warning(string good, string bad)
    {
        Diagnostic problem = Break(good, bad);
        problem.Rule.ShouldBe(LintRules.TimeOutsideClasses);
        problem.Level.ShouldBe(Severity.Warning);
    }
}
