using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.D3fend;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Formats.Stix;
using Pollux.Knowledge.Attack;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;

namespace Pollux.Formats.KnowledgeStores;

/// <summary>Fills the store from files: finds out what each is by its content, and accounts for every record.</summary>
/// <param name="limits">What is read at most.</param>
/// <param name="attackVersion">The version of ATT&amp;CK for bundles that do not say theirs; null when nobody knows.</param>
public sealed class KnowledgeUpdate(InputLimits limits, string? attackVersion)
{
    private readonly ImmutableArray<FileReport>.Builder reports = ImmutableArray.CreateBuilder<FileReport>();
    private KnowledgeStore store = KnowledgeStore.Empty;

    /// <summary>Reads files and puts what is knowledge into a store.</summary>
    /// <param name="arguments">Paths, folders and patterns.</param>
    /// <param name="into">The store so far.</param>
    /// <param name="progress">Told after each file how many of how many are read; may be null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The new store, and what became of each file.</returns>
    public async Task<(KnowledgeStore Store, ImmutableArray<FileReport> Files)> RunAsync(
        IEnumerable<string> arguments,
        KnowledgeStore into,
        Action<int, int>? progress,
        CancellationToken cancellationToken
    )
    {
        store = into;
        reports.Clear();
        IReadOnlyList<InputPath> paths = InputPaths.Expand(arguments, limits, cancellationToken);
        for (int index = 0; index < paths.Count; index++)
        {
            if (paths[index].Problem is { } problem)
            {
                reports.Add(FileReport.Unreadable(paths[index].Path, null, problem));
            }
            else
            {
                foreach (OpenedInput opened in new InputOpener(limits).Open(paths[index].Path, cancellationToken))
                {
                    await ReadAsync(opened, cancellationToken);
                }
            }

            progress?.Invoke(index + 1, paths.Count);
        }

        return (store, reports.ToImmutable());
    }

    private async Task ReadAsync(OpenedInput opened, CancellationToken cancellationToken)
    {
        if (HeadOf(opened) is { } head)
        {
            StixImporter stix = new(limits);
            if (stix.Recognises(head))
            {
                Add(opened.File!, stix.ReadAttack(opened.File!, cancellationToken));
                return;
            }

            if (D3fendReader.Recognises(head))
            {
                Add(opened.File!, new D3fendReader(limits).Read(opened.File!, cancellationToken));
                return;
            }
        }

        Add(await FileReading.ReadAsync(opened, cancellationToken));
    }

    private static InputHead? HeadOf(OpenedInput opened)
    {
        try
        {
            return opened.File is null ? null : InputHead.Read(opened.File);
        }
        catch (Exception exception) when (InputFailures.Explain(opened.Name, exception) is not null)
        {
            // Read again below, where it becomes the file's report.
            return null;
        }
    }

    private void Add(InputFile file, Diagnosed<AttackReading> read)
    {
        if (read.Value is not { } reading)
        {
            ImmutableArray<Diagnostic> diagnostics = read.HasErrors
                ? read.Diagnostics
                :
                [
                    .. read.Diagnostics,
                    new Diagnostic(
                        StixRules.NotAttack,
                        "No object of it has an ATT&CK id.",
                        new SourceLocation(file.Name)
                    ),
                ];
            reports.Add(FileReport.Unreadable(file.Name, "stix", diagnostics));
            return;
        }

        AttackCatalogue catalogue = reading.Catalogue;
        bool isTold = catalogue.Version.Length == 0 && attackVersion is not null;
        store = store.With(
            isTold
                ? new AttackCatalogue(
                    catalogue.Domain,
                    attackVersion!,
                    catalogue.At,
                    catalogue.Items,
                    catalogue.Relations
                )
                : catalogue
        );
        reports.Add(
            new FileReport(
                file.Name,
                "attack",
                reading.Understood,
                reading.Ignored,
                reading.Refused,
                reading.Duplicates,
                [.. read.Diagnostics.Where(found => !isTold || found.Rule != StixRules.NoVersion)]
            )
        );
    }

    private void Add(InputFile file, Diagnosed<D3fendReading> read)
    {
        if (read.Value is not { } reading)
        {
            reports.Add(FileReport.Unreadable(file.Name, "d3fend", read.Diagnostics));
            return;
        }

        store = store with { Countermeasures = reading.Catalogue };
        reports.Add(new FileReport(file.Name, "d3fend", reading.Understood, reading.Ignored, 0, 0, read.Diagnostics));
    }

    private void Add(ReadFile read)
    {
        if (read.Document is not { } document)
        {
            reports.Add(read.Report);
            return;
        }

        if (
            document.Observations.Any(observation =>
                observation.Statements.Any(statement => statement is AssetStatement)
            )
        )
        {
            reports.Add(
                FileReport.Unreadable(
                    read.Report.File,
                    read.Report.Format,
                    new Diagnostic(
                        StoreRules.NotKnowledge,
                        $"It is {read.Report.Format} and tells of assets of a site.",
                        new SourceLocation(read.Report.File)
                    )
                )
            );
            return;
        }

        MergeResult merged = store.Vulnerabilities.Merge(document.Source, document.Observations);
        store = store with { Vulnerabilities = merged.Twin.WithoutEarlierEditions() };
        reports.Add(read.Report.Merged(merged.Duplicates, merged.Diagnostics));
    }
}
