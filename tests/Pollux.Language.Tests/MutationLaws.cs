using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Language.Formatting;
using Pollux.Language.Packaging;
using Pollux.Testing;

namespace Pollux.Language.Tests;

/// <summary>Laws over damaged copies of real files: whatever comes in, an answer comes out.</summary>
public sealed class MutationLaws
{
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "->",
        "+>",
        "<-",
        "<--",
        "-->",
        "*",
        ".",
        "..",
        ",",
        "|",
        "&",
        "#",
        "!",
        "!E",
        "E",
        "@",
        "\"",
        "\"\"\"",
        "/*",
        "*/",
        "//",
        "//!",
        "\n",
        "\r",
        "\\/",
        "/\\",
        "-",
        "^",
        "1",
        "0.5",
        "1e9",
        "asset",
        "category",
        "associations",
        "abstract",
        "extends",
        "let",
        "info",
        "include",
        ":",
        "=",
        "x",
        "\0",
        "ä",
        "\ud800",
        "action",
        "\\",
    ];

    private static readonly ImmutableArray<string> Sources =
    [
        .. Directory
            .GetFiles(RepositoryPaths.Of("packs", "core", "language"), "*.mal")
            .Append(RepositoryPaths.Of("tests", "Pollux.Language.Tests", "Formatting", "testdata", "untidy.mal"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .Select(text => text[..Math.Min(text.Length, 4_000)]),
    ];

    private static readonly byte[] Langspec = File.ReadAllBytes(
        RepositoryPaths.Of("tests", "Pollux.Language.Tests", "testdata", "everything.langspec.json")
    );

    private static Gen<string> DamagedSource =>
        from source in Gen.Frequency(
            (1, Gen.Elements<string>(Sources)),
            (1, Gen.Constant(Compiled.Header + Compiled.Everything))
        )
        from count in Gen.Choose(0, 6)
        from changes in Gen.ArrayOf(
            Gen.Zip(Gen.Choose(0, source.Length), Gen.Zip(Gen.Choose(0, 20), Gen.Elements(Pieces))),
            count
        )
        select changes.Aggregate(source, Damage);

    private static Gen<byte[]> DamagedLangspec =>
        from changes in Gen.ArrayOf(
            Gen.Zip(Gen.Choose(0, Langspec.Length), Gen.Zip(Gen.Choose(0, 12), Gen.Elements(Pieces))),
            3
        )
        select Encoding.UTF8.GetBytes(changes.Aggregate(Encoding.UTF8.GetString(Langspec), Damage));

    [Fact]
    public void No_source_throws_and_every_error_has_a_place_in_it() =>
        Check(
            DamagedSource,
            300,
            text =>
            {
                Diagnosed<CompiledLanguage> compiled = Compiled.Files(("a.mal", text));
                int lines = text.ReplaceLineEndings("\n").Split('\n').Length;
                (compiled.Value is null).ShouldBe(compiled.HasErrors);
                compiled.Diagnostics.ShouldAllBe(diagnostic =>
                    diagnostic.Location!.Line == null
                    || (diagnostic.Location.Line <= lines && diagnostic.Location.Column >= 1)
                );
            }
        );

    [Fact]
    public void What_compiles_is_the_same_language_after_formatting_and_after_writing_and_reading() =>
        Check(
            DamagedSource,
            300,
            text =>
            {
                if (MalFormatter.Format("a.mal", Encoding.UTF8.GetBytes(text)).Value is not { } formatted)
                {
                    return;
                }

                MalFormatter
                    .Format("a.mal", Encoding.UTF8.GetBytes(formatted.Text))
                    .Value.ShouldNotBeNull()
                    .Text.ShouldBe(formatted.Text);
                CompiledLanguage? before = Compiled.Files(("a.mal", text)).Value;
                CompiledLanguage? after = Compiled.Files(("a.mal", formatted.Text)).Value;
                (after is null).ShouldBe(before is null);
                if (before is not null)
                {
                    byte[] written = LangspecWriter.Write(before.Specification);
                    LangspecWriter.Write(after!.Specification).ShouldBe(written);
                    Diagnosed<CompiledLanguage> read = LangspecReader.Read("lang.json", written);
                    LangspecWriter.Write(read.Value.ShouldNotBeNull().Specification).ShouldBe(written);
                }
            }
        );

    [Fact]
    public void No_langspec_throws_and_what_is_read_is_written_the_same_again() =>
        Check(
            DamagedLangspec,
            300,
            content =>
            {
                Diagnosed<CompiledLanguage> read = LangspecReader.Read("lang.json", content);
                (read.Value is null).ShouldBe(read.HasErrors);
                if (read.Value is { } language)
                {
                    byte[] written = LangspecWriter.Write(language.Specification);
                    LangspecWriter
                        .Write(LangspecReader.Read("lang.json", written).Value.ShouldNotBeNull().Specification)
                        .ShouldBe(written);
                }
            }
        );

    [Fact]
    public void No_archive_throws()
    {
        byte[] archive = LanguageArchive.Write(
            LangspecReader.Read("lang.json", Langspec).Value.ShouldNotBeNull().Specification,
            ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty.Add("Host.svg", [1, 2, 3])
        );
        Gen<byte[]> damaged =
            from changes in Gen.ArrayOf(Gen.Zip(Gen.Choose(0, archive.Length - 1), Gen.Choose(0, 255)), 3)
            from kept in Gen.Frequency((3, Gen.Constant(archive.Length)), (1, Gen.Choose(0, archive.Length)))
            select Overwrite(archive, changes)[..kept];

        Check(
            damaged,
            300,
            content =>
            {
                Diagnosed<LanguageArchive> read = LanguageArchive.Read("a.mar", content);
                (read.Value is null).ShouldBe(read.HasErrors);
            }
        );
    }

    private static string Damage(string text, (int At, (int Removed, string Piece) Change) damage)
    {
        int at = Math.Min(damage.At, text.Length);
        int removed = Math.Min(damage.Change.Removed, text.Length - at);

        // Half of the damage only removes, half only adds, so that some results still are languages.
        return damage.Change.Removed % 2 == 0 ? text.Remove(at, removed) : text.Insert(at, damage.Change.Piece);
    }

    private static byte[] Overwrite(byte[] content, (int At, int Value)[] changes)
    {
        byte[] copy = [.. content];
        foreach ((int at, int value) in changes)
        {
            copy[at] = (byte)value;
        }

        return copy;
    }

    private static void Check<T>(Gen<T> inputs, int count, Action<T> law) =>
        FsCheck
            .Fluent.Prop.ForAll(Arb.From(inputs), law)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_261_120, 17));
}
