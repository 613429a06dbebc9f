using System.Globalization;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;

namespace Pollux.Cli.Assess;

/// <summary>A threshold: a severity that no finding may have, or a figure that may not be passed.</summary>
/// <param name="Severity">The least severity that passes it, or null.</param>
/// <param name="Figure">
/// <c>risk</c> (expected loss), <c>probability</c> (of the likeliest crown jewel), <c>annual</c> (expected annual loss), <c>p90</c> (of the losses of
/// a year) or <c>appetite</c> (probability that a year loses more than the site accepts), or null.
/// </param>
/// <param name="Limit">The figure's limit.</param>
internal sealed record FailOn(FindingSeverity? Severity, string? Figure, double Limit)
{
    /// <summary>Reads <c>high</c>, <c>risk&gt;2000000</c>, <c>appetite&gt;0.1</c> and the like; null for anything else.</summary>
    public static FailOn? Parse(string text)
    {
        foreach (FindingSeverity severity in Enum.GetValues<FindingSeverity>())
        {
            if (string.Equals(AssessmentJson.Word(severity), text.Trim(), StringComparison.Ordinal))
            {
                return new FailOn(severity, null, 0);
            }
        }

        string[] parts = text.Split('>', StringSplitOptions.TrimEntries);
        return
            parts is ["risk" or "probability" or "annual" or "p90" or "appetite", _]
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)
            && double.IsFinite(limit)
            ? new FailOn(null, parts[0], limit)
            : null;
    }

    /// <summary>
    /// True when the assessment passes the threshold; null when it does not have the figure, which is neither: no loss in money is known, or no
    /// appetite.
    /// </summary>
    public bool? IsPassed(Assessment assessment) =>
        Severity is { } severity
            ? assessment.Findings.Any(finding => finding.Severity >= severity)
            : Figure switch
            {
                "risk" => Passes(assessment.ExpectedLoss?.Value),
                "annual" => Passes(assessment.Risk?.ExpectedAnnualLoss.Value),
                "p90" => Passes(assessment.Risk?.P90.Value),
                "appetite" => Passes(assessment.Risk?.AboveAppetite?.Value),
                _ => assessment.Jewels.Any(jewel => jewel.Probability.Value > Limit),
            };

    private bool? Passes(double? figure) => figure is { } known ? known > Limit : null;
}
