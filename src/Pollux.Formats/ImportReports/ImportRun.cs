using System.Collections.Immutable;
using System.Security.Cryptography;
using Pollux.Diagnostics;
using Pollux.Formats.BloodHound;
using Pollux.Formats.DeviceList;
using Pollux.Formats.Input;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.ImportReports;

/// <summary>Imports files into a twin: reads all of them, then merges what was understood in their order.</summary>
public static class ImportRun
{
    /// <summary>Reads all inputs that arguments mean.</summary>
    /// <param name="arguments">Paths, folders and patterns.</param>
    /// <param name="limits">What is read at most.</param>
    /// <param name="progress">Told after each file how many of how many are read; may be null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static Task<ImmutableArray<ReadFile>> ReadAsync(
        IEnumerable<string> arguments,
        InputLimits limits,
        Action<int, int>? progress,
        CancellationToken cancellationToken
    ) => ReadAsync(arguments, ColumnMappings.None, limits, progress, cancellationToken);

    /// <summary>Reads all inputs that arguments mean, lists by what a person said of their columns.</summary>
    /// <param name="arguments">Paths, folders and patterns.</param>
    /// <param name="mappings">What the columns of lists mean; the first mapping that fits a list counts.</param>
    /// <param name="limits">What is read at most.</param>
    /// <param name="progress">Told after each file how many of how many are read; may be null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ImmutableArray<ReadFile>> ReadAsync(
        IEnumerable<string> arguments,
        ColumnMappings mappings,
        InputLimits limits,
        Action<int, int>? progress,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<InputPath> paths = InputPaths.Expand(arguments, limits, cancellationToken);
        FileReading reading = new(limits, mappings);
        ImmutableArray<ReadFile>.Builder files = ImmutableArray.CreateBuilder<ReadFile>();
        for (int index = 0; index < paths.Count; index++)
        {
            await foreach (ReadFile file in reading.ReadAsync(paths[index], cancellationToken))
            {
                files.Add(file);
            }

            progress?.Invoke(index + 1, paths.Count);
        }

        return DirectoryCollections.Complete(files.ToImmutable());
    }

    /// <summary>Merges what was read into a twin.</summary>
    /// <param name="files">What was read, in order.</param>
    /// <param name="twin">The twin so far.</param>
    /// <param name="types">The types of the language, so that the report counts the assets that every other command sees.</param>
    /// <returns>The new twin, the report, and what its resolution could not decide.</returns>
    public static ImportResult Merge(ImmutableArray<ReadFile> files, SiteTwin twin, TypeHierarchy types)
    {
        SiteTwin merged = twin;
        bool changed = false;
        ImmutableArray<FileReport>.Builder reports = ImmutableArray.CreateBuilder<FileReport>(files.Length);
        foreach (ReadFile file in files)
        {
            if (file.Document is not { } document)
            {
                reports.Add(file.Report);
                continue;
            }

            MergeResult result = merged.Merge(document.Source, document.Observations);
            merged = result.Twin;
            changed |= result.Changed;
            reports.Add(file.Report.Merged(result.Duplicates, Located(result.Diagnostics, file.Report.File)));
        }

        Diagnosed<Revision> resolved = merged.Resolve(types);
        Revision revision = resolved.Value!;
        TwinReport twinReport = new(revision.Id, revision.Assets.Length, changed && !IsSame(twin, merged));
        return new(merged, new ImportReport(reports.ToImmutable(), twinReport), resolved.Diagnostics);
    }

    // Files that claim to be the same edition of one document replace each other on every import, and leave the twin as it was.
    private static bool IsSame(SiteTwin before, SiteTwin after) => Digest(before).SequenceEqual(Digest(after));

    private static byte[] Digest(SiteTwin twin)
    {
        using SHA256 hash = SHA256.Create();
        using (CryptoStream stream = new(Stream.Null, hash, CryptoStreamMode.Write))
        {
            TwinFile.Write(twin, stream);
        }

        return hash.Hash!;
    }

    private static ImmutableArray<Diagnostic> Located(ImmutableArray<Diagnostic> diagnostics, string file) =>
        [.. diagnostics.Select(found => found.Location is null ? found with { Location = new(file) } : found)];
}

/// <summary>A twin after an import.</summary>
/// <param name="Twin">The twin.</param>
/// <param name="Report">What became of each file.</param>
/// <param name="Diagnostics">What resolving the twin could not decide.</param>
public sealed record ImportResult(SiteTwin Twin, ImportReport Report, ImmutableArray<Diagnostic> Diagnostics);
