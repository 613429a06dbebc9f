using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Spectre.Console;

namespace Pollux.Cli.Import;

/// <summary>Prints an import: the result on standard output, diagnostics on standard error; for people or as JSON.</summary>
internal sealed class ImportOutput(CommandEnvironment environment, bool json)
{
    private const int MostRows = 30;
    private const int MostDiagnostics = 25;
    private const int LongestName = 41;

    /// <summary>Prints diagnostics: a JSON object each line, or sentences, of which so many are shown as a person reads.</summary>
    public void Show(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        if (json)
        {
            environment.WriteDiagnostics(diagnostics, asJson: true);
            return;
        }

        // What matters most first; within one severity the order of the files stays.
        IEnumerable<Diagnostic> shown = diagnostics.OrderByDescending(found => found.Level).Take(MostDiagnostics);
        environment.WriteDiagnostics(shown, asJson: false);
        if (diagnostics.Count > MostDiagnostics)
        {
            environment.Error.WriteLine(
                $"... and {diagnostics.Count - MostDiagnostics} more; --report FILE or --json has all of them."
            );
        }
    }

    /// <summary>Prints a report.</summary>
    public void Show(ImportReport report, ImmutableArray<Diagnostic> resolution, string twinFile)
    {
        Show([.. report.Files.SelectMany(file => file.Diagnostics), .. resolution]);
        if (json)
        {
            using MemoryStream memory = new();
            ImportReportJson.Write(report, memory);
            environment.Out.Write(Encoding.UTF8.GetString(memory.ToArray()));
            return;
        }

        ShowTable(report.Files);
        environment.Out.WriteLine(Sentence(report, twinFile));
    }

    /// <summary>Prints what became of files, for people.</summary>
    public void ShowTable(ImmutableArray<FileReport> files) => environment.Out.WriteTable(TableOf(files));

    /// <summary>Says that the machine, not the input, failed.</summary>
    public void Failure(string message) => environment.Error.WriteLine($"pollux: {message}");

    private static Table TableOf(ImmutableArray<FileReport> files)
    {
        Table table = Tables
            .Create(
                files.Length > MostRows ? "Files" : "File",
                "Format",
                "Received",
                "Understood",
                "Ignored",
                "Refused",
                "Duplicates"
            )
            .AlignRight(2, 3, 4, 5, 6);
        if (files.Length <= MostRows)
        {
            foreach (FileReport file in files)
            {
                AddRow(table, file.File, file.Format ?? "-", [file]);
            }
        }
        else
        {
            foreach (
                IGrouping<string, FileReport> group in files
                    .GroupBy(file => file.Format ?? "-")
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
            )
            {
                AddRow(table, group.Count().ToString(CultureInfo.InvariantCulture), group.Key, [.. group]);
            }
        }

        if (files.Length > 1)
        {
            AddRow(table, $"{files.Length} in all", "", files);
        }

        return table;
    }

    private static void AddRow(Table table, string name, string format, ImmutableArray<FileReport> files) =>
        table.AddTexts(
            Shortened(Excerpt.OneLine(name, 1_000)),
            format,
            Figure(files, file => file.Received),
            Figure(files, file => file.Understood),
            Figure(files, file => file.Ignored),
            Figure(files, file => file.Refused),
            Figure(files, file => file.Duplicates)
        );

    // The end of a path tells files apart.
    private static string Shortened(string name) =>
        name.Length <= LongestName ? name : string.Concat("…", name.AsSpan(name.Length - LongestName + 1));

    private static string Figure(ImmutableArray<FileReport> files, Func<FileReport, int> figure) =>
        files.Sum(file => (long)figure(file)).ToString("N0", CultureInfo.InvariantCulture);

    private static string Sentence(ImportReport report, string twinFile) =>
        report.Twin is not { } twin ? "No file could be used; no twin was written."
        : twin.Changed ? $"{twinFile}: {twin.Assets:N0} assets, revision {Short(twin)}."
        : $"{twinFile}: nothing new; {twin.Assets:N0} assets, revision {Short(twin)}.";

    private static string Short(TwinReport twin) => twin.Revision[..Math.Min(12, twin.Revision.Length)];
}
