using System.Text.RegularExpressions;
using Pollux.Testing;

namespace Pollux.Language.Tests.Conformance;

/// <summary>
/// The compiler fixtures of tree-sitter-mal compile or are refused as its tests expect. Needs a checkout of mal-lang/tree-sitter-mal,
/// named by <c>POLLUX_TREE_SITTER_MAL</c>; what is expected is read from its tests.
/// </summary>
public sealed partial class TreeSitterFixtureTests
{
    // docs/conformance.md has the reasons.
    private static readonly string[] Known = ["test_asset_info_11.mal", "test_asset_info_9.mal", "test_include_8.mal"];

    [Fact]
    public void Every_fixture_but_three_behaves_as_its_test_expects()
    {
        string folder = SharedData.RequireFromVariable("POLLUX_TREE_SITTER_MAL", "examples", "visitor", "tests");
        List<string> others = [];
        int compared = 0;
        foreach (string file in Directory.GetFiles(folder, "test_*.py").Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(file);
            string fixtures = FixtureFolder().Match(text).Groups["name"].Value;
            foreach (string test in TestFunction().Split(text).Skip(1))
            {
                if (TestFile().Match(test) is not { Success: true } named)
                {
                    continue;
                }

                compared++;
                string fixture = named.Groups["name"].Value;
                string path = Path.Combine(folder, "fixtures", fixtures, fixture);
                bool hasErrors = LanguageCompiler.Compile(path, CompilerOptions.Default).HasErrors;
                others.AddRange(hasErrors == ExpectsError().IsMatch(test) ? (string[])[] : [fixture]);
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(246);
        others.Order(StringComparer.Ordinal).ShouldBe(Known);
    }

    [GeneratedRegex(@"fixtures/(?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FixtureFolder();

    [GeneratedRegex(@"^def test_", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex TestFunction();

    [GeneratedRegex(
        @"test_file\s*=\s*['""](?<name>[^'""]+)['""]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TestFile();

    [GeneratedRegex(@"error_msg\s*=|error\s*=\s*True", RegexOptions.CultureInvariant)]
    private static partial Regex ExpectsError();
}
