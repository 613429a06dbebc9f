using Pollux.Diagnostics;

namespace Pollux.Simulation.Assessments;

/// <summary>What can stand in the way of an assessment.</summary>
public static class AssessmentRules
{
    /// <summary>A vulnerability for which a weapon exists can be used.</summary>
    public static readonly DiagnosticRule KnownExploitedReachable = new(
        "PLX7010",
        Severity.Warning,
        "A vulnerability that is known to be exploited can be reached",
        "Patch it first, or take the way to it: the path is in the assessment when it leads to a crown jewel."
    );

    /// <summary>A product of the twin could be held against no statement on vulnerabilities.</summary>
    public static readonly DiagnosticRule UnmatchedProduct = new(
        "PLX7011",
        Severity.Info,
        "A product of which no vulnerability can be told",
        "Add what is missing (a CPE, a package URL, a vendor with product and version), then import again."
    );

    /// <summary>A figure that an assessment does not have.</summary>
    public static readonly DiagnosticRule UnknownFigure = new(
        "PLX7120",
        Severity.Error,
        "A figure that this assessment does not have",
        "'pollux assess SITE.twin --explain' without a figure lists them all."
    );
}
