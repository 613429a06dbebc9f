using System.Text;
using Pollux.Diagnostics;
using Pollux.Language.Formatting;
using Pollux.Testing;

namespace Pollux.Language.Tests.Formatting;

public sealed class MalFormatterTests
{
    [Fact]
    public void A_file_is_laid_out_as_approved() =>
        Approval.ShouldMatchApproved(
            Format(File.ReadAllText(TestData("untidy.mal"))).Text,
            "tests",
            "Pollux.Language.Tests",
            "Formatting",
            "testdata",
            "tidy.mal"
        );

    [Fact]
    public void What_is_laid_out_stays_as_it_is()
    {
        string tidy = File.ReadAllText(TestData("tidy.mal"));

        FormattedSource again = Format(tidy);

        again.Text.ShouldBe(tidy);
        again.IsChanged.ShouldBeFalse();
        Format(tidy.Replace("  ", " ", StringComparison.Ordinal)).IsChanged.ShouldBeTrue();
    }

    [Theory]
    [InlineData("category C{asset A{}}", "category C {\n  asset A {}\n}\n")]
    [InlineData(
        "category C { asset A user info:\"x\" {} }",
        "category C {\n  asset A\n    user info: \"x\"\n  {\n  }\n}\n"
    )]
    [InlineData(
        "#id:\"x\"#version:\"1.0.0\"include\"a.mal\"",
        "#id: \"x\"\n#version: \"1.0.0\"\n\ninclude \"a.mal\"\n"
    )]
    [InlineData("\r\n\r\n// only a comment  \r\n", "// only a comment\n")]
    [InlineData("", "")]
    [InlineData("associations{A[a]0 .. 1<--L-->*[b]B}", "associations {\n  A [a] 0..1 <-- L --> * [b] B\n}\n")]
    public void Small_files(string source, string expected) => Format(source).Text.ShouldBe(expected);

    [Theory]
    [InlineData("|s->a . b /\\c-(d \\/e) * . t", "| s -> a.b /\\ c - (d \\/ e)*.t")]
    [InlineData("|s[Exponential( 0.1 )*( 2^3-1 )]", "| s [Exponential(0.1) * (2^3 - 1)]")]
    [InlineData("&action s@t @u{C ,I}", "& action s @t @u {C, I}")]
    [InlineData(
        "|s!net . flow(a . t x,t)sensor[tpr : .5,fpr:1]->s",
        "| s ! net.flow (a.t x, t) sensor [tpr: .5, fpr: 1] -> s"
    )]
    [InlineData("!E s<-a [ B ],v ( )->t", "!E s <- a[B], v() -> t")]
    [InlineData("let v=a [ B ]*", "let v = a[B]*")]
    public void Blanks_follow_the_grammar(string member, string expected) =>
        Format($"category C {{ asset A {{ {member} }} }}")
            .Text.ShouldBe($"category C {{\n  asset A {{\n    {expected}\n  }}\n}}\n");

    [Fact]
    public void A_file_with_syntax_errors_is_not_touched()
    {
        Diagnosed<FormattedSource> formatted = MalFormatter.Format("a.mal", "category {"u8);

        formatted.Value.ShouldBeNull();
        formatted.HasErrors.ShouldBeTrue();
    }

    private static string TestData(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Language.Tests", "Formatting", "testdata", name);

    private static FormattedSource Format(string text) =>
        MalFormatter.Format("a.mal", Encoding.UTF8.GetBytes(text)).Value.ShouldNotBeNull();
}
