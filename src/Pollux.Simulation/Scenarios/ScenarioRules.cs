using Pollux.Diagnostics;

namespace Pollux.Simulation.Scenarios;

/// <summary>What can be wrong with what is to be rehearsed.</summary>
public static class ScenarioRules
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

    /// <summary>There is nothing that must not fall.</summary>
    public static readonly DiagnosticRule NoGoal = new(
        "PLX7250",
        Severity.Error,
        "Nothing that must not fall",
        "Name a step with --goal ASSET:STEP, or crown jewels in the site description."
    );

    /// <summary>An attacker profile that does not exist.</summary>
    public static readonly DiagnosticRule UnknownAttacker = new(
        "PLX7251",
        Severity.Error,
        "An attacker that nobody describes",
        "Take one of the profiles of docs/simulation.md, or leave --attacker out for one that can do all."
    );
}
