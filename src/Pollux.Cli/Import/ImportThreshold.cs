using System.Globalization;
using System.Text.RegularExpressions;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;

namespace Pollux.Cli.Import;

/// <summary>What <c>--fail-on</c> says of an import: a severity that a diagnostic reaches, or a figure of the whole that is passed.</summary>
internal sealed partial record ImportThreshold
{
    private readonly Severity? severity;
    private readonly string? figure;
    private readonly double limit;

    private ImportThreshold(Severity? severity, string? figure, double limit)
    {
        this.severity = severity;
        this.figure = figure;
        this.limit = limit;
    }

    /// <summary>Reads a threshold; null when the text is none.</summary>
    public static ImportThreshold? Parse(string text)
    {
        switch (text.Trim().ToLowerInvariant())
        {
            case "info":
                return new(Severity.Info, null, 0);
            case "warning":
                return new(Severity.Warning, null, 0);
            case "error":
                return new(Severity.Error, null, 0);
        }

        Match match = Figure().Match(text);
        return match.Success
            ? new(
                null,
                match.Groups["name"].Value,
                double.Parse(match.Groups["limit"].Value, CultureInfo.InvariantCulture)
            )
            : null;
    }

    /// <summary>True when the import passes the threshold.</summary>
    public bool IsPassedBy(ImportReport report) =>
        severity is { } least
            ? report.Files.SelectMany(file => file.Diagnostics).Any(diagnostic => diagnostic.Level >= least)
            : report.Files.Sum(Value) > limit;

    private long Value(FileReport file) =>
        figure switch
        {
            "received" => file.Received,
            "understood" => file.Understood,
            "ignored" => file.Ignored,
            "refused" => file.Refused,
            _ => file.Duplicates,
        };

    [GeneratedRegex(
        @"^\s*(?<name>received|understood|ignored|refused|duplicates)\s*>\s*(?<limit>[0-9]{1,15}(\.[0-9]{1,6})?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Figure();
}
