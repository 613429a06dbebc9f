using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Linting;
using static Pollux.Language.Tests.Linting.LintTesting;

namespace Pollux.Language.Tests.Linting;

/// <summary>A pack adds a gate with a bell to the good language, which is its foundation.</summary>
public class FoundationLintTests
{
    private static readonly LintOptions OnGood = LintOptions.Default with
    {
        Foundation = ["Door", "House"],
        FoundationAssociations = ["Leads"],
    };

    private static readonly string Pack =
        Good
        + $$"""

            category Pack {
              asset Gate extends Door {{Words}} {
                # locked [Enabled] {{Words}} {{Facts}}
                | tried {{Words}} +> rung
                | rung {{Words}} -> jumped
                & jumped [Exponential(50.0)] {{Words}} -> houses.entered
              }
            }
            associations {
              Gate [gates] * <-- Drive --> * [drives] House
            }
            """;

    [Fact]
    public void A_pack_that_only_adds_has_nothing_to_report() => Lint(Pack, OnGood).ShouldBeEmpty();

    [Fact]
    public void The_foundation_itself_is_not_judged_again()
    {
        string mal = Pack.Replace("| unwatched " + Words, "| unwatched", StringComparison.Ordinal);
        Lint(mal, OnGood).ShouldBeEmpty();
        Lint(mal).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("| tried label", "| tried [Exponential(50.0)] label", "PLX1220")]
    [InlineData("+> rung", "-> rung", "PLX1223")]
    [InlineData(
        "-> houses.entered\n  }\n}\nassociations {\n  Gate",
        "-> opened\n  }\n}\nassociations {\n  Gate",
        "PLX1222"
    )]
    [InlineData(
        "-> houses.entered\n  }\n}\nassociations {\n  Gate",
        "-> houses.allDoorsOpen\n  }\n}\nassociations {\n  Gate",
        "PLX1222"
    )]
    [InlineData(
        "Gate [gates] * <-- Drive --> * [drives] House",
        "Door [gates] * <-- Drive --> * [drives] House",
        "PLX1224"
    )]
    public void What_a_pack_may_not_do_is_refused(string good, string bad, string code)
    {
        Pack.ShouldContain(good);
        ImmutableArray<Diagnostic> problems = Lint(Pack.Replace(good, bad, StringComparison.Ordinal), OnGood);
        problems.ShouldHaveSingleItem().Rule.Code.ShouldBe(code);
    }

    [Fact]
    public void A_pack_may_give_a_defence_another_default_but_no_other_targets()
    {
        string mal = Pack.Replace(
            $"# locked [Enabled] {Words} {Facts}",
            $"# locked [Enabled] {Words} {Facts} -> jumped",
            StringComparison.Ordinal
        );
        Lint(mal, OnGood).ShouldHaveSingleItem().Rule.ShouldBe(LintRules.ChangesDefense);
    }

    [Fact]
    public void A_pack_may_not_make_a_timed_step_take_no_time()
    {
        string mal = Pack.Replace(
            $"| rung {Words}",
            $"& opened {Words} +> rung\n | rung {Words}",
            StringComparison.Ordinal
        );
        Lint(mal, OnGood).ShouldHaveSingleItem().Rule.ShouldBe(LintRules.ChangesTime);
    }
}
