using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Language.Linting;
using Pollux.Language.Packs;
using Pollux.Testing;

namespace Pollux.Language.Tests.Packs;

/// <summary>Whatever the files of a pack hold, loading answers with diagnostics.</summary>
public sealed class PackLaws : IDisposable
{
    private static readonly Config Runs = Config
        .QuickThrowOnFailure.WithMaxTest(150)
        .WithReplay(20261121UL, 7919UL)
        .WithQuietOnSuccess(true);

    private static readonly string Water = RepositoryPaths.Of(
        "tests",
        "Pollux.Language.Tests",
        "Packs",
        "testdata",
        "water"
    );

    private static readonly Gen<string> Pieces = Gen.Elements(
        "",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        ": ",
        "\n",
        "\t",
        "\0",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "é",
        "1e999",
        "null"
    );

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-laws");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void No_change_of_a_manifest_makes_loading_throw() =>
        Check(File.ReadAllText(Path.Combine(Water, "pack.yaml")) + "tables:\n  techniques: table.json\n", "pack.yaml");

    [Fact]
    public void No_change_of_a_table_makes_loading_throw() => Check(Table(), "table.json");

    [Fact]
    public void No_change_of_a_language_makes_loading_or_linting_throw() =>
        Check(Linting.LintTesting.Good, Path.Combine("language", "water.mal"));

    private static string Table() =>
        string.Concat(File.ReadLines(RepositoryPaths.Of("packs", "core", "techniques.json")).Take(6))
            .TrimEnd(',')
            .Replace("©", "(c)", StringComparison.Ordinal) + "]}";

    private void Check(string text, string file)
    {
        Write(
            "pack.yaml",
            "id: test.lint\nversion: 1.0.0\ntitle: T\nlanguage: language/water.mal\ntables: [table.json]\n"
        );
        Write("table.json", Table());
        Write(Path.Combine("language", "water.mal"), Linting.LintTesting.Good);
        LanguagePack.Load(folder.FullName).Diagnostics.ShouldBeEmpty("the files are good before they are changed");

        Gen<(int At, int Length, string Piece)> change = Gen.Choose(0, text.Length - 1)
            .SelectMany(at => Gen.Choose(0, 12).SelectMany(length => Pieces.Select(piece => (at, length, piece))));
        Prop.ForAll(
                change.ToArbitrary(),
                item =>
                {
                    int end = Math.Min(text.Length, item.At + item.Length);
                    Write(file, text[..item.At] + item.Piece + text[end..]);
                    Diagnosed<LanguagePack> read = LanguagePack.Load(folder.FullName);
                    (read.Value is null).ShouldBe(read.HasErrors);
                    if (read.Value is { } pack)
                    {
                        Diagnosed<LintOptions> options = LintSetup.Of(pack.Language);
                        LanguageLinter.Lint(pack.Language, options.Value!);
                    }
                }
            )
            .Check(Runs);
    }

    private void Write(string file, string text)
    {
        string path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Latin-1, so that a letter beyond ASCII is invalid UTF-8.
        File.WriteAllText(path, text, Encoding.Latin1);
    }
}
