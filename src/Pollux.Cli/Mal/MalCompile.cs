using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Language;
using Pollux.Language.Packaging;
using Pollux.Language.Specification;

namespace Pollux.Cli.Mal;

/// <summary><c>pollux mal compile FILE -o lang.json|lang.mar</c>.</summary>
internal static class MalCompile
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("FILE")
        {
            Description = "The main file of a language: MAL source, langspec.json or .mar",
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = "The file to write: .mar for an archive, else langspec JSON; standard output without it",
        };
        Option<string?> icons = new("--icons")
        {
            Description = "A folder with icons named as the assets (.svg, .png), for the archive",
            HelpName = "DIR",
        };
        Option<bool> json = MalCommand.JsonOption();
        Option<string[]> include = MalCommand.IncludeOption();
        Command command = new("compile", "Compile a language to langspec JSON or .mar")
        {
            file,
            output,
            icons,
            json,
            include,
        };
        command.SetAction(parsed =>
        {
            Diagnosed<CompiledLanguage> loaded = LanguageFile.Load(
                parsed.GetValue(file)!,
                MalCommand.OptionsOf(parsed, include)
            );
            environment.WriteDiagnostics(loaded.Diagnostics, parsed.GetValue(json));
            if (loaded.Value is not { } language)
            {
                return ExitCode.InputUnusable;
            }

            Write(environment, language.Specification, parsed.GetValue(output), parsed.GetValue(icons));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(
        CommandEnvironment environment,
        LanguageSpecification language,
        string? path,
        string? icons
    )
    {
        if (path is null)
        {
            environment.Out.Write(Encoding.UTF8.GetString(LangspecWriter.Write(language)));
        }
        else if (Path.GetExtension(path).Equals(".mar", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllBytes(path, LanguageArchive.Write(language, ReadIcons(language, icons)));
        }
        else
        {
            File.WriteAllBytes(path, LangspecWriter.Write(language));
        }
    }

    private const int MaximumIconBytes = 16 << 20;

    private static ImmutableSortedDictionary<string, ImmutableArray<byte>> ReadIcons(
        LanguageSpecification language,
        string? folder
    )
    {
        IEnumerable<string> names = folder is null
            ? []
            : language.Assets.SelectMany(asset => (string[])[$"{asset.Name}.svg", $"{asset.Name}.png"]);
        return names
            .Where(name => File.Exists(Path.Combine(folder!, name)))
            .ToImmutableSortedDictionary(
                name => name,
                name => ImmutableArray.Create(OrdinaryFile.ReadAll(Path.Combine(folder!, name), MaximumIconBytes)),
                StringComparer.Ordinal
            );
    }
}
