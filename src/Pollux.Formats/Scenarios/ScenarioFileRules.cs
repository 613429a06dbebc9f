using Pollux.Diagnostics;

namespace Pollux.Formats.Scenarios;

/// <summary>What can be wrong in a scenario file.</summary>
public static class ScenarioFileRules
{
    /// <summary>Not a scenario at all.</summary>
    public static readonly DiagnosticRule NoScenario = new(
        "PLX2650",
        Severity.Error,
        "The file is not a scenario",
        "See docs/formats/scenario.md: a YAML map with keys such as attacker, entries, goals, defenses."
    );

    /// <summary>A value of the wrong kind or out of range.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX2651",
        Severity.Error,
        "A value of a scenario cannot be used",
        "Give a value of the form that docs/formats/scenario.md names."
    );

    /// <summary>A key that nothing reads.</summary>
    public static readonly DiagnosticRule UnknownKey = new(
        "PLX2652",
        Severity.Warning,
        "A scenario has a key that nothing reads",
        "Correct its spelling, or remove it."
    );

    /// <summary>A key that stands twice.</summary>
    public static readonly DiagnosticRule KeyTwice = new(
        "PLX2653",
        Severity.Error,
        "A scenario has a key twice",
        "Keep one of them."
    );
}
