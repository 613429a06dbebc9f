using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;

namespace Pollux.Formats.Evidence;

/// <summary>
/// Reads a site's own rates of detectors, CSV with headings <c>detector,tpr,fpr,coverage</c>: a kind such as <c>programDownload</c>, or
/// <c>ASSET:KIND</c>; an empty field leaves what is known. A later row wins.
/// </summary>
public static class DetectorRates
{
    /// <summary>Reads a file and applies it.</summary>
    /// <param name="input">The file.</param>
    /// <param name="graph">The graph of the detectors.</param>
    /// <param name="detectors">The detectors with the rates of the language.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The detectors with the site's rates; null when the file cannot be read. Each row that cannot be used is reported.</returns>
    public static Diagnosed<RatedDetectors> Apply(
        InputFile input,
        AttackGraph graph,
        ImmutableArray<SiteDetector> detectors,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag diagnostics = new(input.Name);
        SiteDetector[] rated = [.. detectors];
        try
        {
            using Stream stream = input.Open();
            bool isHeading = true;
            foreach (CsvRow row in CsvRows.Read(stream, cancellationToken))
            {
                if (isHeading)
                {
                    isHeading = false;
                    if (row.Fields.Length < 2 || row.Fields[0].Trim() is not "detector")
                    {
                        diagnostics.Add(
                            EvidenceRules.BadRate,
                            "The first row is not 'detector,tpr,fpr,coverage'.",
                            row.Line
                        );
                        break;
                    }

                    continue;
                }

                Apply(row, graph, rated, diagnostics);
            }
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            diagnostics.Add(problem);
            return diagnostics.With<RatedDetectors>(null);
        }

        return diagnostics.With(new RatedDetectors([.. rated]));
    }

    private static void Apply(CsvRow row, AttackGraph graph, SiteDetector[] rated, DiagnosticBag diagnostics)
    {
        string name = row.Fields[0].Trim();
        double?[] values = new double?[3];
        for (int i = 0; i < values.Length; i++)
        {
            string text = i + 1 < row.Fields.Length ? row.Fields[i + 1].Trim() : "";
            double most = i == 1 ? 1_000_000 : 1;
            if (text.Length == 0)
            {
                continue;
            }

            if (
                !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(value >= 0 && value <= most)
            )
            {
                diagnostics.Add(
                    EvidenceRules.BadRate,
                    $"'{Excerpt.Of(text)}' of '{Excerpt.Of(name)}' is not from 0 to {most.ToString(CultureInfo.InvariantCulture)}.",
                    row.Line
                );
                return;
            }

            values[i] = value;
        }

        int[] found = [.. Enumerable.Range(0, rated.Length).Where(i => IsNamed(rated[i], graph, name))];
        if (found.Length == 0)
        {
            diagnostics.Add(
                EvidenceRules.BadRate,
                $"There is no detector '{Excerpt.Of(name)}'.",
                row.Line,
                hint: Spelling.DidYouMean(
                    name,
                    rated.Select(detector => detector.Kind).Distinct(StringComparer.Ordinal)
                )
            );
        }

        foreach (int i in found)
        {
            rated[i] = rated[i] with
            {
                TruePositiveRate = values[0] ?? rated[i].TruePositiveRate,
                FalsePositiveRate = values[1] ?? rated[i].FalsePositiveRate,
                Coverage = values[2] ?? rated[i].Coverage,
            };
        }
    }

    private static bool IsNamed(SiteDetector detector, AttackGraph graph, string name) =>
        string.Equals(detector.Kind, name, StringComparison.Ordinal)
        || string.Equals($"{graph.Model.Assets[detector.Asset].Name}:{detector.Kind}", name, StringComparison.Ordinal);
}

/// <summary>Detectors with the rates of a site.</summary>
public sealed record RatedDetectors(ImmutableArray<SiteDetector> Detectors);
