using Pollux.Diagnostics;

namespace Pollux.Cli.Attack;

/// <summary>What can be wrong with what <c>pollux attack</c> is asked for.</summary>
public static class AttackRules
{
    /// <summary>An option's value that cannot be used.</summary>
    public static readonly DiagnosticRule BadOption = new(
        "PLX6050",
        Severity.Error,
        "An option of pollux attack has a value that cannot be used",
        "Give a value of the form and in the range that 'pollux attack simulate --help' names."
    );

    /// <summary>An option of <c>attack evidence</c> that cannot be used.</summary>
    public static readonly DiagnosticRule BadEvidenceOption = new(
        "PLX6057",
        Severity.Error,
        "An option of pollux attack evidence has a value that cannot be used",
        "Give a value of the form and in the range that 'pollux attack evidence --help' names."
    );

    /// <summary>A result that cannot be written.</summary>
    public static readonly DiagnosticRule NotWritten = new(
        "PLX6051",
        Severity.Error,
        "A result cannot be written",
        "Check that the folder exists, may be written to and has room."
    );

    /// <summary>Options that do not go together.</summary>
    public static readonly DiagnosticRule AgentsFromTwoPlaces = new(
        "PLX6058",
        Severity.Error,
        "The agents are given twice, or not at all",
        "Give either --scenario with a scenario file of MAL-Simulator, or --model with --entry, --policy and what else you need."
    );

    /// <summary>A policy that does not exist.</summary>
    public static readonly DiagnosticRule UnknownPolicy = new(
        "PLX6059",
        Severity.Error,
        "A policy that does not exist",
        "Name one of the policies that 'pollux attack agents --help' lists."
    );

    /// <summary>More than can be kept.</summary>
    public static readonly DiagnosticRule TooManyEpisodes = new(
        "PLX6060",
        Severity.Error,
        "Too many episodes for so many agents and goals",
        "Ask for fewer episodes, or name fewer goals."
    );
}
