using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Reads the main file and all that it includes, each file once.</summary>
internal sealed class ProgramReader
{
    private const int MaximumIncludeDepth = 100;

    private readonly CompilerOptions options;
    private readonly DiagnosticBag diagnostics;
    private readonly List<string> allowedFolders;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<string> openFiles = [];
    private readonly ImmutableArray<string>.Builder files = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<Placed<DefineSyntax>>.Builder defines = ImmutableArray.CreateBuilder<
        Placed<DefineSyntax>
    >();

    private readonly ImmutableArray<Placed<CategorySyntax>>.Builder categories = ImmutableArray.CreateBuilder<
        Placed<CategorySyntax>
    >();

    private readonly ImmutableArray<Placed<AssociationSyntax>>.Builder associations = ImmutableArray.CreateBuilder<
        Placed<AssociationSyntax>
    >();

    private long totalBytes;
    private bool isIncomplete;

    private ProgramReader(string mainFile, CompilerOptions options, DiagnosticBag diagnostics)
    {
        this.options = options;
        this.diagnostics = diagnostics;
        string mainFolder = FolderOf(options.Files.Find(mainFile) ?? mainFile);
        allowedFolders = [.. options.IncludePath.Prepend(mainFolder).Select(options.Files.CanonicalFolder)];
    }

    /// <summary>Reads a program; it has no files when the main file cannot be read.</summary>
    public static SourceProgram Read(string path, CompilerOptions options, DiagnosticBag diagnostics)
    {
        ProgramReader reader = new(path, options, diagnostics);
        if (options.Files.Find(path) is { } canonical)
        {
            reader.ReadFile(path, canonical, new SourceLocation(path));
        }
        else
        {
            diagnostics.Add(SyntaxRules.SourceNotReadable, $"The file '{path}' does not exist.");
        }

        return new SourceProgram(
            reader.files.ToImmutable(),
            reader.defines.ToImmutable(),
            reader.categories.ToImmutable(),
            reader.associations.ToImmutable(),
            reader.isIncomplete
        );
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "";

    private void ReadFile(string name, string canonical, SourceLocation wantedAt)
    {
        seen.Add(canonical);
        if (LoadText(name, canonical, wantedAt) is not { } source)
        {
            isIncomplete = true;
            return;
        }

        files.Add(name);
        FileSyntax file = Parser.Parse(source, diagnostics);
        isIncomplete |= file.IsIncomplete;
        openFiles.Add(canonical);
        foreach (DeclarationSyntax declaration in file.Declarations)
        {
            Take(source, canonical, declaration);
        }

        openFiles.RemoveAt(openFiles.Count - 1);
    }

    private void Take(SourceText source, string canonical, DeclarationSyntax declaration)
    {
        int depth = openFiles.Count - 1;
        switch (declaration)
        {
            case DefineSyntax define:
                defines.Add(new(source, depth, define));
                break;
            case CategorySyntax category:
                categories.Add(new(source, depth, category));
                break;
            case AssociationsSyntax block:
                associations.AddRange(
                    block.Associations.Select(node => new Placed<AssociationSyntax>(source, depth, node))
                );
                break;
            case IncludeSyntax include:
                ReadInclude(source, canonical, include);
                break;
        }
    }

    private void ReadInclude(SourceText source, string canonical, IncludeSyntax include)
    {
        SourceLocation place = source.LocationOf(include.Path.Span);
        if (FindInclude(source.File, canonical, include.Path.Text) is not { } found)
        {
            string tried = options.IncludePath.IsEmpty ? "" : " or on the include path";
            Refuse(
                SyntaxRules.IncludeNotFound,
                place,
                $"The included file '{include.Path.Text}' is not in the including file's folder{tried}."
            );
        }
        else if (!IsAllowed(found.Canonical) && !IsLinkedIn(include.Path.Text, found.Canonical))
        {
            Refuse(
                SyntaxRules.IncludeOutside,
                place,
                $"The included file '{include.Path.Text}' lies outside the language's folder and the include path."
            );
        }
        else if (seen.Contains(found.Canonical))
        {
            WarnOfCycle(found.Canonical, include, place);
        }
        else if (openFiles.Count >= MaximumIncludeDepth || seen.Count >= options.MaximumFiles)
        {
            Refuse(
                SyntaxRules.TooManyFiles,
                place,
                $"The included file '{include.Path.Text}' is one too many: at most {options.MaximumFiles} files, nested {MaximumIncludeDepth} deep."
            );
        }
        else
        {
            ReadFile(found.Name, found.Canonical, place);
        }
    }

    private void WarnOfCycle(string canonical, IncludeSyntax include, SourceLocation place)
    {
        int opened = openFiles.IndexOf(canonical);
        if (opened < 0)
        {
            return;
        }

        string ring = string.Join(" -> ", openFiles.Skip(opened).Append(canonical).Select(Path.GetFileName));
        diagnostics.Add(
            new Diagnostic(
                SyntaxRules.IncludeCycle,
                $"'{include.Path.Text}' is being read already: {ring}; it is not read again.",
                place
            )
        );
    }

    private (string Name, string Canonical)? FindInclude(string includingName, string includingCanonical, string wanted)
    {
        if (wanted.Length == 0)
        {
            return null;
        }

        // The name shown to the user follows the names that the user gave; the file itself follows the canonical path.
        string beside = Path.Combine(FolderOf(includingName), wanted);
        if (options.Files.Find(Path.Combine(FolderOf(includingCanonical), wanted)) is { } own)
        {
            return (beside, own);
        }

        foreach (string folder in options.IncludePath)
        {
            string candidate = Path.Combine(folder, wanted);
            if (options.Files.Find(candidate) is { } canonical)
            {
                return (candidate, canonical);
            }
        }

        return null;
    }

    private bool IsAllowed(string canonical) => allowedFolders.Exists(folder => IsBelow(canonical, folder));

    // A folder of the include path often holds links to checkouts: include "org.base/base.mal", where org.base is a link. Whoever
    // named the folder put them there, so what they lead to may be read; links deeper down and in the language's folder may not.
    private bool IsLinkedIn(string wanted, string canonical)
    {
        int separator = wanted.AsSpan().IndexOfAny('/', '\\');
        if (separator <= 0)
        {
            return false;
        }

        string name = wanted[..separator];
        string? linked = options
            .IncludePath.Where(_ => name is not ("." or ".."))
            .Select(folder => options.Files.CanonicalFolder(Path.Combine(folder, name)))
            .FirstOrDefault(folder => IsBelow(canonical, folder));
        if (linked is null)
        {
            return false;
        }

        allowedFolders.Add(linked);
        return true;
    }

    private static bool IsBelow(string canonical, string folder) =>
        canonical.StartsWith(
            folder is [.., '/' or '\\'] ? folder : folder + (folder.Contains('\\') ? '\\' : '/'),
            StringComparison.Ordinal
        );

    private void Refuse(DiagnosticRule rule, SourceLocation place, string message)
    {
        isIncomplete = true;
        diagnostics.Add(new Diagnostic(rule, message, place));
    }

    private SourceText? LoadText(string name, string canonical, SourceLocation wantedAt)
    {
        byte[] content;
        try
        {
            content = options.Files.Read(canonical, options.MaximumFileBytes + 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse(SyntaxRules.SourceNotReadable, wantedAt, $"The file '{name}' cannot be read: {exception.Message}");
            return null;
        }

        totalBytes += content.Length;
        if (content.Length > options.MaximumFileBytes || totalBytes > options.MaximumTotalBytes)
        {
            Refuse(
                SyntaxRules.SourceTooLarge,
                wantedAt,
                $"The file '{name}' passes the limit of {options.MaximumFileBytes} bytes, or {options.MaximumTotalBytes} for all files together."
            );
            return null;
        }

        return SourceDecoder.Decode(name, content, diagnostics);
    }
}
