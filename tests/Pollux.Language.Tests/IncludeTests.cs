using System.Text;
using Pollux.Diagnostics;

namespace Pollux.Language.Tests;

public sealed class IncludeTests
{
    private const string Host = "category System { asset Host { | own } }\n";

    [Fact]
    public void Included_files_are_read_in_place_and_once()
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Files(
            ("main.mal", Compiled.Header + "include \"sub/one.mal\"\ninclude \"./sub/../sub/one.mal\"\n"),
            ("sub/one.mal", "include \"two.mal\"\ncategory C { asset A extends Host { | own +> own } }"),
            ("sub/two.mal", Host)
        );

        compiled.Diagnostics.ShouldBeEmpty();
        compiled.Value.ShouldNotBeNull().SourceFiles.ShouldBe(["main.mal", "sub/one.mal", "sub/two.mal"]);
        compiled.Value.Specification.Assets.Select(asset => asset.Name).ShouldBe(["Host", "A"]);
        compiled.Value.LocationOf("Host").ShouldNotBeNull().ToString().ShouldBe("sub/two.mal(1,25)");
    }

    [Fact]
    public void A_ring_of_includes_is_a_warning_that_names_it()
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Files(
            ("main.mal", Compiled.Header + "include \"one.mal\"\n" + Host),
            ("one.mal", "include \"main.mal\"\n")
        );

        compiled.Value.ShouldNotBeNull();
        compiled
            .Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "one.mal(1,9): warning PLX1022: 'main.mal' is being read already: main.mal -> one.mal -> main.mal; it is not read again."
            );
    }

    [Fact]
    public void An_include_that_is_not_found_is_one_error_without_followers()
    {
        Compiled
            .Files(("main.mal", "include \"absent.mal\"\ncategory C { asset A extends Missing { | s -> t } }"))
            .Places()
            .ShouldBe(["1,9 PLX1020"]);
    }

    [Fact]
    public void The_include_path_is_searched_after_the_own_folder()
    {
        MemorySourceFiles files = MemorySourceFiles
            .Empty.With("lang/main.mal", Compiled.Header + "include \"base/base.mal\"\ninclude \"own.mal\"\n")
            .With("lang/own.mal", "category O { asset Own extends Host { | s } }")
            .With("shared/base/base.mal", Host)
            .With("shared/own.mal", "category O { asset Wrong { | s } }");
        CompilerOptions without = CompilerOptions.Default with { Files = files };
        CompilerOptions with = without with { IncludePath = ["shared"] };

        LanguageCompiler.Compile("lang/main.mal", without).HasErrors.ShouldBeTrue();
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile("lang/main.mal", with);
        compiled.Diagnostics.ShouldBeEmpty();
        compiled.Value.ShouldNotBeNull().Specification.Assets.Select(asset => asset.Name).ShouldBe(["Host", "Own"]);
    }

    [Theory]
    [InlineData("../secret.mal")]
    [InlineData("/secret.mal")]
    public void A_file_outside_the_folders_is_not_read(string path)
    {
        Compiled
            .Files(("lang/main.mal", $"include \"{path}\"\n"), ("secret.mal", "password"))
            .Places()
            .ShouldBe(["1,9 PLX1021"]);
    }

    [Fact]
    public void A_link_does_not_lead_outside_the_folders()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-include");
        try
        {
            string secret = Path.Combine(folder.FullName, "secret.mal");
            string main = Path.Combine(folder.CreateSubdirectory("lang").FullName, "main.mal");
            File.WriteAllText(secret, Host);
            File.WriteAllText(main, Compiled.Header + "include \"link.mal\"\n");
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "lang", "link.mal"), secret);

            LanguageCompiler.Compile(main, CompilerOptions.Default).Places().ShouldBe(["3,9 PLX1021"]);
            LanguageCompiler
                .Compile(main, CompilerOptions.Default with { IncludePath = [folder.FullName] })
                .Diagnostics.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_linked_into_the_include_path_is_one_of_its_languages()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-include");
        try
        {
            string library = folder.CreateSubdirectory("library").FullName;
            string elsewhere = folder.CreateSubdirectory("checkout").FullName;
            string main = Path.Combine(folder.CreateSubdirectory("lang").FullName, "main.mal");
            File.WriteAllText(Path.Combine(elsewhere, "base.mal"), "include \"part.mal\"");
            File.WriteAllText(Path.Combine(elsewhere, "part.mal"), Host);
            File.WriteAllText(Path.Combine(folder.FullName, "secret.mal"), Host);
            File.WriteAllText(main, Compiled.Header + "include \"org.base/base.mal\"\n");
            Directory.CreateSymbolicLink(Path.Combine(library, "org.base"), elsewhere);
            CompilerOptions options = CompilerOptions.Default with { IncludePath = [library] };

            LanguageCompiler.Compile(main, options).Diagnostics.ShouldBeEmpty();
            File.WriteAllText(main, Compiled.Header + "include \"org.base/../../secret.mal\"\n");
            LanguageCompiler.Compile(main, options).Places().ShouldBe(["3,9 PLX1021"]);

            // The same link in the language's own folder is not the user's word but the language's.
            File.WriteAllText(main, Compiled.Header + "include \"org.base/base.mal\"\n");
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "lang", "org.base"), elsewhere);
            LanguageCompiler.Compile(main, CompilerOptions.Default).Places().ShouldBe(["3,9 PLX1021"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_including_language_has_an_id_and_a_version_of_its_own()
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Files(
            ("main.mal", "#id: \"own\"\n#version: \"2.0.0\"\ninclude \"base.mal\"\n"),
            ("base.mal", "#id: \"base\"\n#version: \"1.0.0\"\n" + Host)
        );

        compiled.Diagnostics.ShouldBeEmpty();
        compiled.Value.ShouldNotBeNull().Specification.Id.ShouldBe("own");
        compiled.Value.Specification.Version.ShouldBe("2.0.0");
    }

    [Fact]
    public void Sizes_and_counts_are_limited()
    {
        MemorySourceFiles files = MemorySourceFiles
            .Empty.With("main.mal", Compiled.Header + "include \"a.mal\"\ninclude \"b.mal\"\n")
            .With("a.mal", Host)
            .With("b.mal", "//" + new string('x', 200));
        CompilerOptions options = CompilerOptions.Default with { Files = files };

        LanguageCompiler.Compile("main.mal", options).Diagnostics.ShouldBeEmpty();
        LanguageCompiler.Compile("main.mal", options with { MaximumFiles = 2 }).Places().ShouldBe(["4,9 PLX1023"]);
        LanguageCompiler
            .Compile("main.mal", options with { MaximumFileBytes = 100 })
            .Places()
            .ShouldBe(["4,9 PLX1001"]);
        LanguageCompiler
            .Compile("main.mal", options with { MaximumTotalBytes = 150 })
            .Places()
            .ShouldBe(["4,9 PLX1001"]);
    }

    [Fact]
    public void Other_encodings_are_named_by_place()
    {
        byte[] latin = [.. Encoding.ASCII.GetBytes("#id: \"x\"\n// \u0041"), 0xe4, (byte)'\n'];
        MemorySourceFiles files = MemorySourceFiles
            .Empty.With("latin.mal", latin)
            .With("wide.mal", Encoding.Unicode.GetPreamble())
            .With("marked.mal", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Compiled.Header + Host)]);
        CompilerOptions options = CompilerOptions.Default with { Files = files };

        LanguageCompiler.Compile("latin.mal", options).Places().ShouldContain("2,5 PLX1002");
        LanguageCompiler.Compile("wide.mal", options).Places().ShouldBe(["1,1 PLX1002"]);
        LanguageCompiler.Compile("marked.mal", options).Diagnostics.ShouldBeEmpty();
    }
}
