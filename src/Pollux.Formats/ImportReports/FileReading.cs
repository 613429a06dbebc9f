using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.DeviceList;
using Pollux.Formats.Input;

namespace Pollux.Formats.ImportReports;

/// <summary>Reads any file: opens it, finds the importer by the content, and reports what became of it.</summary>
/// <param name="limits">What is read at most.</param>
/// <param name="mappings">What the columns of lists mean; see <see cref="Importers.With"/>.</param>
public sealed class FileReading(InputLimits limits, ColumnMappings mappings)
{
    private readonly ImmutableArray<IImporter> importers = Importers.With(mappings, limits);

    /// <summary>Without mappings.</summary>
    public FileReading(InputLimits limits)
        : this(limits, ColumnMappings.None) { }

    /// <summary>Reads all inputs of one path.</summary>
    /// <param name="path">The path, or the argument that means none.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>One result for the file or for each entry of an archive, in order.</returns>
    public async IAsyncEnumerable<ReadFile> ReadAsync(
        InputPath path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (path.Problem is { } problem)
        {
            yield return new(FileReport.Unreadable(path.Path, null, problem), null);
            yield break;
        }

        foreach (OpenedInput opened in new InputOpener(limits).Open(path.Path, cancellationToken))
        {
            yield return await ReadAsync(opened, importers, cancellationToken);
        }
    }

    /// <summary>Reads one input.</summary>
    public static Task<ReadFile> ReadAsync(OpenedInput opened, CancellationToken cancellationToken) =>
        ReadAsync(opened, Importers.All, cancellationToken);

    private static async Task<ReadFile> ReadAsync(
        OpenedInput opened,
        ImmutableArray<IImporter> importers,
        CancellationToken cancellationToken
    )
    {
        if (opened.File is null)
        {
            return new(FileReport.Unreadable(opened.Name, null, opened.Problem!), null);
        }

        InputHead head;
        try
        {
            head = InputHead.Read(opened.File);
        }
        catch (Exception exception) when (InputFailures.Explain(opened.Name, exception) is { } problem)
        {
            return new(FileReport.Unreadable(opened.Name, null, problem), null);
        }

        if (ColumnMappingFile.Recognises(head))
        {
            Diagnostic found = new(
                DeviceListRules.MappingAmongFiles,
                "It says what the columns of lists mean.",
                new SourceLocation(opened.Name)
            );
            return new(new FileReport(opened.Name, "column-mapping", 0, 1, 0, 0, [found]), null);
        }

        IImporter? importer = importers.FirstOrDefault(candidate => candidate.Recognises(head));
        return importer is null
            ? new(FileReport.Unreadable(opened.Name, null, UnreadFormats.Refusal(head)), null)
            : await ImportAsync(importer, opened.File, cancellationToken);
    }

    private static async Task<ReadFile> ImportAsync(
        IImporter importer,
        InputFile input,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<ImportedDocument> read = await importer.ImportAsync(input, cancellationToken);
        if (read.Value is not { } document)
        {
            return new(FileReport.Unreadable(input.Name, importer.Format, read.Diagnostics), null);
        }

        FileReport report = new(
            input.Name,
            importer.Format,
            document.Understood,
            document.Ignored,
            document.Refused,
            0,
            read.Diagnostics
        );
        return new(report, document);
    }
}

/// <summary>One input that was read.</summary>
/// <param name="Report">What became of its records, before they are merged into a twin.</param>
/// <param name="Document">What was understood; null when the input could not be used.</param>
public sealed record ReadFile(FileReport Report, ImportedDocument? Document);
