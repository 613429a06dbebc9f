using Pollux.Diagnostics;

namespace Pollux.Cli.Attack;

/// <summary>What can be wrong with what <c>pollux attack campaign</c> is asked for.</summary>
public static class CampaignCommandRules
{
    /// <summary>No campaign of that name.</summary>
    public static readonly DiagnosticRule UnknownCampaign = new(
        "PLX6061",
        Severity.Error,
        "A campaign that the files do not hold",
        "See their names with --list; an id such as C0028, or some words of the name, are enough."
    );

    /// <summary>Options that do not go together.</summary>
    public static readonly DiagnosticRule BadCombination = new(
        "PLX6062",
        Severity.Error,
        "Options of pollux attack campaign that do not go together",
        "Name one campaign with --name, or ask for --coverage; a layer shows one of them."
    );

    /// <summary>A kind of log that no detector needs.</summary>
    public static readonly DiagnosticRule UnknownLog = new(
        "PLX6063",
        Severity.Error,
        "A kind of log that no detector of the language needs",
        "Take the sources that packs/core/detectors.json names, such as 'endpoint' or 'network sensor', or 'none'."
    );
}
