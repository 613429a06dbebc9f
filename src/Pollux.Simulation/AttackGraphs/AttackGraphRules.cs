using Pollux.Diagnostics;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>What can be wrong with a model when it is unfolded over a language.</summary>
public static class AttackGraphRules
{
    /// <summary>An asset of a type that the language lacks.</summary>
    public static readonly DiagnosticRule UnknownType = new(
        "PLX6001",
        Severity.Error,
        "An asset has a type that the language does not define",
        "Use a type of the language, or the language that the model was made for."
    );

    /// <summary>A link under a role that the language lacks.</summary>
    public static readonly DiagnosticRule UnknownField = new(
        "PLX6002",
        Severity.Error,
        "A link does not fit the language",
        "Use the two roles of one association between these types."
    );

    /// <summary>A defence that the asset's type lacks.</summary>
    public static readonly DiagnosticRule UnknownDefense = new(
        "PLX6003",
        Severity.Warning,
        "An asset names a defence that its type does not have",
        "Correct the name; until then this defence has no effect."
    );

    /// <summary>A probability outside 0 to 1.</summary>
    public static readonly DiagnosticRule BadProbability = new(
        "PLX6004",
        Severity.Error,
        "A defence's probability is not from 0 to 1",
        "Give the probability that the defence is on, from 0 to 1."
    );

    /// <summary>An instance of an abstract type.</summary>
    public static readonly DiagnosticRule AbstractType = new(
        "PLX6005",
        Severity.Warning,
        "An asset has a type that is only meant to be extended",
        "Use a type that extends it."
    );

    /// <summary>A time to compromise that cannot be drawn.</summary>
    public static readonly DiagnosticRule BadDistribution = new(
        "PLX6006",
        Severity.Error,
        "A time to compromise cannot be used",
        "Correct the distribution's name and parameters in the language."
    );

    /// <summary>A step's name that the graph lacks.</summary>
    public static readonly DiagnosticRule UnknownStep = new(
        "PLX6010",
        Severity.Error,
        "There is no such step in the attack graph",
        "Name a step as asset:step; 'pollux attack graph' lists them all."
    );

    /// <summary>An entry point that is not an attack step.</summary>
    public static readonly DiagnosticRule EntryIsNoAttackStep = new(
        "PLX6011",
        Severity.Error,
        "An entry point is not an attack step",
        "An attacker starts at a step of kind | or &; to switch a defence off, say so as an override."
    );

    /// <summary>A run without an attacker.</summary>
    public static readonly DiagnosticRule NoEntry = new(
        "PLX6012",
        Severity.Info,
        "No entry point is given",
        "Give --entry ASSET:STEP; without it only what needs no attacker is reached."
    );
}
