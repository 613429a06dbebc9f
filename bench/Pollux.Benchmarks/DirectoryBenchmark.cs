using System.Collections.Immutable;
using System.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Twin.Changes;
using Pollux.Twin.Resolution;

namespace Pollux.Benchmarks;

/// <summary>How fast a large collection of a directory is read, and how much memory that takes.</summary>
internal static class DirectoryBenchmark
{
    /// <summary>Prints a table.</summary>
    /// <param name="arguments">A folder for the collection, and how many users it has; several numbers, several rows.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var folder, _, ..])
        {
            Console.Error.WriteLine("Give: directory FOLDER USERS...");
            return 2;
        }

        Console.WriteLine(
            "| users | objects | edges | MB | read and derive, s | merge and resolve, s | edges/s | peak, MB |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (string argument in arguments[1..])
        {
            int users = int.Parse(argument);
            string here = Path.Combine(folder, argument);
            long bytes = DirectoryCollection.Write(here, users);
            (Cost read, ImmutableArray<ReadFile> files) = Measure.Once(() =>
                ImportRun.ReadAsync([here], InputLimits.Default, null, CancellationToken.None).GetAwaiter().GetResult()
            );
            long peak = Process.GetCurrentProcess().PeakWorkingSet64;
            (Cost merged, _) = Measure.Once(() => ImportRun.Merge(files, SiteTwin.Empty("big"), TypeHierarchy.None));
            int edges = files.Sum(file => file.Document!.Directory!.Edges);
            Console.WriteLine(
                $"| {users} | {files.Sum(file => file.Report.Received)} | {edges} | {bytes / 1e6:F0} | {read.Processor / 1e3:F1} | {merged.Processor / 1e3:F1} | {edges / read.Processor * 1e3:F0} | {peak / 1e6:F0} |"
            );
            Directory.Delete(here, recursive: true);
        }

        return 0;
    }
}
