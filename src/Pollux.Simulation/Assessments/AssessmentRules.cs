using Pollux.Diagnostics;

namespace Pollux.Simulation.Assessments;

/// <summary>What can stand in the way of an assessment.</summary>
public static class AssessmentRules
{
    /// <summary>An entry point does not exist.</summary>
    public static readonly DiagnosticRule UnknownEntry = new(
        "PLX7001",
        Severity.Error,
        "An entry point that the model does not have",
        "Give ASSET:STEP with the names that 'pollux twin show' and the language use."
    );

    /// <summary>There is nowhere to begin.</summary>
    public static readonly DiagnosticRule NoEntry = new(
        "PLX7002",
        Severity.Error,
        "No place where an attacker could begin",
        "Add the Internet to the zones of the site description (internet: {type: internet}) with the conduits that lead in, "
            + "or name an entry with --entry ASSET:STEP."
    );

    /// <summary>A crown jewel could not be put into the model.</summary>
    public static readonly DiagnosticRule JewelWithoutStep = new(
        "PLX7003",
        Severity.Warning,
        "A crown jewel that the model does not hold",
        "Look at the findings about this asset: it was left out of the model, or its type has no such step."
    );

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
}
