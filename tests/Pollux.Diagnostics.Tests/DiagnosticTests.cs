using Pollux.Diagnostics.Rendering;

namespace Pollux.Diagnostics.Tests;

public sealed class DiagnosticTests
{
    private static readonly DiagnosticRule Rule = new(
        "PLX2003",
        Severity.Warning,
        "Host without address",
        "Look at it."
    );

    [Fact]
    public void A_diagnostic_reads_as_editors_and_terminals_link_it()
    {
        Diagnostic diagnostic = new(Rule, "This <host> has no address.", new SourceLocation("scan.xml", 2, 2));

        diagnostic.ToString().ShouldBe("scan.xml(2,2): warning PLX2003: This <host> has no address.");
    }

    [Fact]
    public void The_source_line_is_shown_with_the_spot_marked_and_the_next_step()
    {
        Diagnostic diagnostic = new(Rule, "No address.", new SourceLocation("scan.xml", 2, 3, 5));

        string text = TextRenderer.Render(diagnostic, (_, line) => line == 2 ? "  <host/>" : null);

        text.ShouldBe(
            "scan.xml(2,3): warning PLX2003: No address.\n    2 |   <host/>\n      |   ^^^^^\n    next: Look at it.\n"
        );
    }

    [Fact]
    public void Escape_sequences_in_a_file_do_not_reach_the_terminal()
    {
        Diagnostic diagnostic = new(Rule, "Bad value \u001b[2J.", new SourceLocation("scan.xml", 1, 1));

        TextRenderer.Render(diagnostic, (_, _) => "\u001b]0;owned\u0007").ShouldNotContain('\u001b');
    }

    [Fact]
    public void A_bag_keeps_a_thousand_of_a_rule_and_says_how_many_more_there_were()
    {
        DiagnosticBag bag = new("big.xml");
        for (int index = 0; index < 1_500; index++)
        {
            bag.Add(Rule, $"Number {index}.");
        }

        bag.ToImmutable().Length.ShouldBe(1_001);
        bag.ToImmutable()[^1].Message.ShouldBe("500 more like this are not listed one by one (1500 in all).");
    }
}
