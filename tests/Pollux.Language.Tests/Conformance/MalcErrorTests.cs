using System.Globalization;
using System.Text.RegularExpressions;
using Pollux.Diagnostics;
using Pollux.Testing;

namespace Pollux.Language.Tests.Conformance;

/// <summary>
/// Where malc reports an error or a warning in its own test files, so does Pollux, at the same line and column. Needs a checkout of
/// mal-lang/malcompiler, named by <c>POLLUX_MALCOMPILER</c>; what is expected is read from its tests.
/// </summary>
public sealed partial class MalcErrorTests
{
    private static readonly string[] TestFolder =
    [
        "malcompiler-test",
        "src",
        "test",
        "java",
        "org",
        "mal_lang",
        "compiler",
        "test",
        "lib",
    ];

    [Theory]
    [InlineData("TestLexer.java", 6)]
    [InlineData("TestParserFail.java", 26)]
    public void Every_error_of_text_has_its_place(string test, int atLeast)
    {
        string text = Join(File.ReadAllText(Require([.. TestFolder, test])));
        Dictionary<string, string> names = NamedFile()
            .Matches(text)
            .ToDictionary(match => match.Groups["name"].Value, match => FileOf(match.Groups["file"].Value));
        List<Expected> expected =
        [
            .. SyntaxError()
                .Matches(text)
                .Select(match => new Expected(
                    match.Groups["main"].Value,
                    names.GetValueOrDefault(match.Groups["file"].Value, match.Groups["file"].Value.Trim('"')),
                    Severity.Error,
                    Number(match.Groups["line"]),
                    Number(match.Groups["column"])
                )),
        ];
        expected.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        Missing(expected).ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_and_warning_of_meaning_has_its_place()
    {
        string text = Join(File.ReadAllText(Require([.. TestFolder, "TestAnalyzer.java"])));
        List<Expected> expected =
        [
            .. AnalyzedFile()
                .Matches(text)
                .SelectMany(file =>
                    AnalyzerLine()
                        .Matches(file.Groups["lines"].Value)
                        .Select(line => new Expected(
                            file.Groups["main"].Value,
                            line.Groups["file"].Value,
                            line.Groups["level"].Value == "ERROR" ? Severity.Error : Severity.Warning,
                            Number(line.Groups["line"]),
                            Number(line.Groups["column"])
                        ))
                ),
        ];
        expected.Count.ShouldBeGreaterThanOrEqualTo(90);
        Missing(expected).ShouldBeEmpty();
    }

    private static string Require(string[] parts) => SharedData.RequireFromVariable("POLLUX_MALCOMPILER", parts);

    // Java texts that are joined with + become one; the parts of a path are joined with its separator by the tests.
    private static string Join(string java) => JoinedText().Replace(java, "");

    private static string FileOf(string format) => format.Replace("%s", "/", StringComparison.Ordinal);

    private static int Number(Group group) =>
        int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static List<string> Missing(List<Expected> expected)
    {
        List<string> missing = [];
        foreach (IGrouping<string, Expected> file in expected.GroupBy(place => place.Main, StringComparer.Ordinal))
        {
            string path = Require(["malcompiler-test", "src", "test", "resources", .. file.Key.Split('/')]);
            HashSet<Expected> found =
            [
                .. LanguageCompiler
                    .Compile(path, CompilerOptions.Default)
                    .Diagnostics.Select(diagnostic => new Expected(
                        file.Key,
                        Path.GetRelativePath(Path.GetDirectoryName(path)!, diagnostic.Location!.File)
                            .Replace('\\', '/'),
                        diagnostic.Level,
                        diagnostic.Location.Line ?? 0,
                        diagnostic.Location.Column ?? 0
                    )),
            ];
            missing.AddRange(file.Where(place => !found.Contains(place)).Select(place => place.ToString()));
        }

        return missing;
    }

    private sealed record Expected(string Main, string File, Severity Level, int Line, int Column);

    [GeneratedRegex(@"""\s*\+\s*""", RegexOptions.CultureInvariant)]
    private static partial Regex JoinedText();

    [GeneratedRegex(
        @"String (?<name>\w+) =\s*(String\.format\()?""(?<file>[^""]+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex NamedFile();

    [GeneratedRegex(
        """assertSyntaxError\(\s*"(?<main>[^"]+)",\s*new Position\((?<file>\w+|"[^"]+"), (?<line>\d+), (?<column>\d+)\)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SyntaxError();

    [GeneratedRegex(
        """assertAnalyzeClassPath(Error)?\("(?<main>[^"]+)"\);(?<lines>.*?)\};""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex AnalyzedFile();

    [GeneratedRegex(
        @"\[ANALYZER (?<level>ERROR|WARNING)\] <(?<file>[^:]+):(?<line>\d+):(?<column>\d+)>",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AnalyzerLine();
}
