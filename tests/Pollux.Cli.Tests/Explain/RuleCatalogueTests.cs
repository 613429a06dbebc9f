using Pollux.Cli.Explain;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Explain;

public sealed class RuleCatalogueTests
{
    [Fact]
    public void No_two_rules_have_the_same_code()
    {
        RuleCatalogue
            .All.GroupBy(entry => entry.Rule.Code, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.DeclaredIn))}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_has_a_code_of_the_right_form_a_title_and_a_next_step()
    {
        foreach (CataloguedRule entry in RuleCatalogue.All)
        {
            entry.Rule.Code.ShouldMatch("^PLX[0-9]{4}$");
            entry.Rule.Title.ShouldNotBeNullOrWhiteSpace(entry.Rule.Code);
            entry.Rule.Title.EndsWith('.').ShouldBeFalse(entry.Rule.Code);
            entry.Rule.Hint.EndsWith('.').ShouldBeTrue(entry.Rule.Code);
        }
    }

    [Fact]
    public void The_page_of_diagnostics_is_current() =>
        Approval.ShouldMatchApproved(RuleCatalogue.ToMarkdown(), "docs", "diagnostics.md");
}
