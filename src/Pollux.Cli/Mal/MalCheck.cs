using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Diagnostics.Rendering;
using Pollux.Formats.Input;
using Pollux.Language;
using Pollux.Language.Linting;
using Pollux.Language.Specification;

namespace Pollux.Cli.Mal;

/// <summary><c>pollux mal check FILE...</c>: everything that is wrong with languages, and nothing else.</summary>
internal static class MalCheck
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "The main file of a language: MAL source, langspec.json or .mar",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> lint = new("--lint") { Description = "Also judge by the rules of Pollux's own languages" };
        Option<bool> json = MalCommand.JsonOption();
        Option<string?> sarif = new("--sarif")
        {
            Description = "Also write the diagnostics as a SARIF file",
            HelpName = "FILE",
        };
        Option<Severity?> failOn = new("--fail-on")
        {
            Description = "Exit with 1 when there is a diagnostic of this severity or above: info, warning, error",
            HelpName = "SEVERITY",
        };
        Option<string[]> include = MalCommand.IncludeOption();
        Command command = new("check", "Say what is wrong with languages")
        {
            files,
            lint,
            json,
            sarif,
            failOn,
            include,
        };
        command.SetAction(parsed =>
        {
            CompilerOptions options = MalCommand.OptionsOf(parsed, include);
            bool withLint = parsed.GetValue(lint);
            ImmutableArray<CheckedLanguage> languages =
            [
                .. MalFiles.Expand(parsed.GetValue(files)!).Select(file => Check(file, options, withLint)),
            ];
            ImmutableArray<Diagnostic> diagnostics = [.. languages.SelectMany(language => language.Diagnostics)];
            Write(environment, languages, diagnostics, parsed.GetValue(json));
            if (parsed.GetValue(sarif) is { } path)
            {
                DiagnosticOutput.WriteSarif(path, diagnostics);
            }

            return languages.All(language => language.Specification is null) ? ExitCode.InputUnusable
                : parsed.GetValue(failOn) is { } least && diagnostics.Any(diagnostic => diagnostic.Level >= least)
                    ? ExitCode.ThresholdPassed
                : ExitCode.Done;
        });
        return command;
    }

    private static CheckedLanguage Check(InputPath path, CompilerOptions options, bool withLint)
    {
        if (path.Problem is { } problem)
        {
            return new CheckedLanguage(path.Path, null, [problem]);
        }

        string file = path.Path;
        Diagnosed<CompiledLanguage> loaded = LanguageFile.Load(file, options);
        ImmutableArray<Diagnostic> diagnostics = loaded.Diagnostics;
        if (withLint && loaded.Value is { } language)
        {
            diagnostics = [.. diagnostics, .. Lint(language)];
        }

        return new CheckedLanguage(file, loaded.Value?.Specification, diagnostics);
    }

    private static IEnumerable<Diagnostic> Lint(CompiledLanguage language)
    {
        Diagnosed<LintOptions> options = LintSetup.Of(language);
        return [.. options.Diagnostics, .. LanguageLinter.Lint(language, options.Value ?? LintOptions.Default)];
    }

    private static void Write(
        CommandEnvironment environment,
        ImmutableArray<CheckedLanguage> languages,
        ImmutableArray<Diagnostic> diagnostics,
        bool asJson
    )
    {
        environment.WriteDiagnostics(diagnostics, asJson);
        if (asJson)
        {
            environment.Out.WriteJson(json => WriteJson(json, languages));
            return;
        }

        foreach (CheckedLanguage language in languages)
        {
            environment.Out.WriteLine($"{language.File}: {Describe(language)}");
        }
    }

    private static string Describe(CheckedLanguage language)
    {
        int errors = language.Diagnostics.Count(diagnostic => diagnostic.Level == Severity.Error);
        int warnings = language.Diagnostics.Count(diagnostic => diagnostic.Level == Severity.Warning);
        string problems = $"{Counted(errors, "error")}, {Counted(warnings, "warning")}";
        return language.Specification is not { } specification
            ? problems
            : $"{specification.Id} {specification.Version}, {Counted(specification.Assets.Length, "asset")}, "
                + $"{Counted(StepsOf(specification), "step")}, "
                + $"{Counted(specification.Associations.Length, "association")}; {problems}";
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static int StepsOf(LanguageSpecification specification) =>
        specification.Assets.Sum(asset => asset.Steps.Length);

    private static void WriteJson(Utf8JsonWriter json, ImmutableArray<CheckedLanguage> languages)
    {
        json.WriteStartObject();
        json.WriteStartArray("files");
        foreach (CheckedLanguage language in languages)
        {
            json.WriteStartObject();
            json.WriteString("file", language.File);
            json.WriteBoolean("usable", language.Specification is not null);
            if (language.Specification is { } specification)
            {
                json.WriteString("id", specification.Id);
                json.WriteString("version", specification.Version);
                json.WriteNumber("assets", specification.Assets.Length);
                json.WriteNumber("steps", StepsOf(specification));
                json.WriteNumber("associations", specification.Associations.Length);
            }

            json.WritePropertyName("diagnostics");
            JsonRenderer.Write(json, language.Diagnostics);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One checked language; the specification is null when it has errors.</summary>
    private sealed record CheckedLanguage(
        string File,
        LanguageSpecification? Specification,
        ImmutableArray<Diagnostic> Diagnostics
    );
}
