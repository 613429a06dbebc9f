using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Language.Binding;
using Pollux.Language.Syntax;

namespace Pollux.Language.Packaging;

/// <summary>
/// Reads <c>langspec.json</c> of any producer: malc's, MAL Toolbox's and Pollux's own. What older writers leave out is empty. The
/// language is checked by the same rules as source text, so that what is read can be relied on.
/// </summary>
public static class LangspecReader
{
    /// <summary>How deep the JSON may nest: an expression of the greatest height that the compiler takes, and what is around it.</summary>
    public const int MaximumDepth = Parser.MaximumExpressionParts + 50;

    /// <summary>Reads a language.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="content">UTF-8, with or without a byte order mark.</param>
    /// <returns>The language, null when anything in it is an error; and all that is wrong, each place as asset and step.</returns>
    public static Diagnosed<CompiledLanguage> Read(string name, ReadOnlyMemory<byte> content)
    {
        DiagnosticBag diagnostics = new(name);
        ReadOnlyMemory<byte> json = content.Span is [0xef, 0xbb, 0xbf, ..] ? content[3..] : content;
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowTrailingCommas = true }
            );
            return Read(name, document.RootElement, diagnostics);
        }
        catch (JsonException exception)
        {
            int? line = (int?)exception.LineNumber + 1;
            int? column = (int?)exception.BytePositionInLine + 1;
            diagnostics.Add(PackagingRules.NotJson, FirstSentence(exception.Message), line, column);
        }
        catch (InvalidOperationException)
        {
            // A string that is no valid UTF-16 (a lone surrogate escape) is found only when it is read.
            diagnostics.Add(PackagingRules.NotJson, "A string holds half of a surrogate pair.");
        }

        return diagnostics.With<CompiledLanguage>(null);
    }

    private static Diagnosed<CompiledLanguage> Read(string name, JsonElement root, DiagnosticBag diagnostics)
    {
        SourceText source = new(name);
        LangspecElements elements = new(source, diagnostics);
        SourceProgram program = new LangspecProgram(source, elements).Read(root);
        if (diagnostics.HasErrors)
        {
            return diagnostics.With<CompiledLanguage>(null);
        }

        // Warnings are for the language's authors, who see them when they compile it.
        DiagnosticBag problems = new(name);
        CompiledLanguage language = LanguageBinder.Bind(program, problems);
        diagnostics.AddRange(problems.ToImmutable().Where(diagnostic => diagnostic.Level == Severity.Error));
        CompiledLanguage withoutPlaces = new(language.Specification, [name]);
        return diagnostics.With(problems.HasErrors ? null : withoutPlaces);
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}
