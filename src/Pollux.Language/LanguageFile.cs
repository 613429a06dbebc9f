using Pollux.Diagnostics;
using Pollux.Language.Packaging;

namespace Pollux.Language;

/// <summary>Loads a language from whatever file holds it.</summary>
public static class LanguageFile
{
    /// <summary>Loads MAL source, a <c>langspec.json</c> or a <c>.mar</c>; told apart by their content, not their name.</summary>
    /// <param name="path">The file; of source the main file.</param>
    /// <param name="options">How source is compiled, and where files are read from.</param>
    /// <returns>The language, null when anything in it is an error; and all that is wrong.</returns>
    public static Diagnosed<CompiledLanguage> Load(string path, CompilerOptions options)
    {
        byte[] content;
        try
        {
            content = options.Files.Find(path) is { } canonical
                ? options.Files.Read(canonical, LanguageArchive.MaximumLangspecBytes + 1)
                : throw new FileNotFoundException($"The file '{path}' does not exist.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse(path, PackagingRules.NotReadable, exception.Message);
        }

        if (content.Length > LanguageArchive.MaximumLangspecBytes)
        {
            return Refuse(
                path,
                PackagingRules.TooLarge,
                $"The file '{path}' is larger than {LanguageArchive.MaximumLangspecBytes} bytes."
            );
        }

        if (content.AsSpan().StartsWith("PK"u8))
        {
            Diagnosed<LanguageArchive> archive = LanguageArchive.Read(path, content);
            return new(archive.Value?.Language, archive.Diagnostics);
        }

        return BeginsAsJson(content) ? LangspecReader.Read(path, content) : LanguageCompiler.Compile(path, options);
    }

    private static Diagnosed<CompiledLanguage> Refuse(string path, DiagnosticRule rule, string message) =>
        new(null, [new Diagnostic(rule, message, new SourceLocation(path))]);

    // No MAL source begins with a brace or a bracket.
    private static bool BeginsAsJson(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> text = content is [0xef, 0xbb, 0xbf, ..] ? content[3..] : content;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }
}
