using System.Globalization;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;

namespace Pollux.Cli.Assess;

/// <summary>A threshold: a severity that no finding may have, or a figure that may not be passed.</summary>
/// <param name="Severity">The least severity that passes it, or null.</param>
/// <param name="Figure"><c>risk</c> (expected loss) or <c>probability</c> (of the likeliest crown jewel), or null.</param>
/// <param name="Limit">The figure's limit.</param>
internal sealed record FailOn(FindingSeverity? Severity, string? Figure, double Limit)
{
    /// <summary>Reads <c>high</c>, <c>risk&gt;2000000</c> or <c>probability&gt;0.1</c>; null for anything else.</summary>
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
            parts is ["risk" or "probability", _]
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)
            && double.IsFinite(limit)
            ? new FailOn(null, parts[0], limit)
            : null;
    }

    /// <summary>True when the assessment passes the threshold.</summary>
    public bool IsPassed(Assessment assessment) =>
        Severity is { } severity ? assessment.Findings.Any(finding => finding.Severity >= severity)
        : Figure is "risk" ? assessment.ExpectedLoss?.Value > Limit
        : assessment.Jewels.Any(jewel => jewel.Probability.Value > Limit);
}
