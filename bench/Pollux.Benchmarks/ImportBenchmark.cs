using System.Diagnostics;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;

namespace Pollux.Benchmarks;

/// <summary>How fast a file that any importer reads is read, and in how much memory; merging into a twin is not measured.</summary>
internal static class ImportBenchmark
{
    private const int Runs = 3;

    /// <summary>
    /// <c>import FILE...</c> writes one line of a table for each file; <c>import --make KIND MEGABYTES FILE</c> writes a scan report to
    /// measure with.
    /// </summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--make", var kind, var megabytes, var target])
        {
            return ScanReports.Write(kind, long.Parse(megabytes, CultureInfo.InvariantCulture) << 20, target) ? 0 : 2;
        }

        if (arguments.IsEmpty)
        {
            Console.Error.WriteLine("Name files to read, or --make nmap|nessus MEGABYTES FILE.");
            return 2;
        }

        Console.WriteLine(
            "| file | format | MB | records | understood | s (clock s) | MB/s | records/s | peak MB so far |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (string path in arguments)
        {
            WriteLine(path);
        }

        return 0;
    }

    // The quickest of three: what others do on the machine can only slow a run down.
    private static void WriteLine(string path)
    {
        Cost best = default;
        FileReport? report = null;
        for (int run = 0; run < Runs; run++)
        {
            (Cost cost, FileReport read) = Measure.Once(() => Read(path));
            best = report is null || cost.Processor < best.Processor ? cost : best;
            report = read;
        }

        using Process process = Process.GetCurrentProcess();
        double megabytes = new FileInfo(path).Length / 1e6;
        double seconds = best.Processor / 1_000;
        Console.WriteLine(
            $"| {Path.GetFileName(path)} | {report!.Format ?? "-"} | {megabytes:F1} | {report.Received} | {report.Understood} | "
                + $"{seconds:F2} ({best.Wall / 1_000:F2}) | {megabytes / seconds:F1} | {report.Received / seconds:F0} | {process.PeakWorkingSet64 / 1e6:F0} |"
        );
        foreach (Diagnostic diagnostic in report.Diagnostics.Take(3))
        {
            Console.Error.WriteLine(diagnostic);
        }
    }

    private static FileReport Read(string path)
    {
        OpenedInput opened = new(path, new InputFile(path, () => File.OpenRead(path)), null);
        return FileReading.ReadAsync(opened, CancellationToken.None).GetAwaiter().GetResult().Report;
    }
}
