using Pollux.Testing;

namespace Pollux.Simulation.Tests.CoreLanguage;

public class CaseTests
{
    public static TheoryData<int> Numbers => [.. CaseFiles.Cases.Select(item => item.Number)];

    public static TheoryData<int> NotReached => [.. CaseFiles.Cases.Where(c => !c.Reached).Select(c => c.Number)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_case_holds(int number)
    {
        Case item = CaseOf(number);
        WorstCase.Reach(item.Situation).Contains(item.Step).ShouldBe(item.Reached, item.Text);
    }

    [Theory]
    [MemberData(nameof(NotReached))]
    public void What_is_not_reached_is_reached_in_each_pair(int number)
    {
        Case item = CaseOf(number);
        item.Pairs.ShouldNotBeEmpty(item.Text);
        foreach (Situation pair in item.Pairs)
        {
            WorstCase.Reach(pair).ShouldContain(item.Step, item.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_case_and_its_pairs_hold_for_an_agent_that_acts_step_by_step_too(int number)
    {
        Case item = CaseOf(number);
        WorstCase.ReachByAgent(item.Situation).Contains(item.Step).ShouldBe(item.Reached, item.Text);
        foreach (Situation pair in item.Pairs)
        {
            WorstCase.ReachByAgent(pair).ShouldContain(item.Step, item.Text);
        }
    }

    [Fact]
    public void A_case_that_is_reached_needs_no_pair() =>
        CaseFiles.Cases.Where(item => item.Reached && !item.Pairs.IsEmpty).ShouldBeEmpty();

    [Fact]
    public void Every_variant_is_used()
    {
        IEnumerable<string?> used = CaseFiles
            .Cases.SelectMany(item => item.Pairs.Add(item.Situation))
            .Concat(CaseFiles.Walkthroughs.Select(walk => walk.Situation))
            .Select(situation => situation.Variant);
        CaseFiles.Variants.Keys.Except(used).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_about_the_language_counts_them_right()
    {
        string page = File.ReadAllText(RepositoryPaths.Of("docs", "language.md"));
        page.ShouldContain($"- {CaseFiles.Cases.Length} cases on a sample plant");
        page.ShouldContain($"for each of the {CaseFiles.Cases.Count(item => !item.Reached)} that say");
    }

    private static Case CaseOf(int number) => CaseFiles.Cases.Single(item => item.Number == number);
}
