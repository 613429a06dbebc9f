using Pollux.Diagnostics;

namespace Pollux.Formats.MalScenarios;

/// <summary>What can be wrong in a scenario file of MAL-Simulator.</summary>
public static class MalScenarioRules
{
    /// <summary>Not a scenario at all.</summary>
    public static readonly DiagnosticRule NoScenario = new(
        "PLX7180",
        Severity.Error,
        "The file is not a scenario",
        "Give a scenario file of MAL-Simulator: a YAML map with 'lang_file', 'model_file' or 'model', and 'agents'."
    );

    /// <summary>A key that the format does not have.</summary>
    public static readonly DiagnosticRule UnknownKey = new(
        "PLX7181",
        Severity.Warning,
        "A key of a scenario is not known and ignored",
        "Correct the key if it is meant to have an effect; docs/agents.md lists them all."
    );

    /// <summary>A value of the wrong kind.</summary>
    public static readonly DiagnosticRule WrongShape = new(
        "PLX7182",
        Severity.Error,
        "A value of a scenario is not of the form that the format asks for",
        "See docs/agents.md for the form; the part named is left out."
    );

    /// <summary>A scenario that another extends cannot be used.</summary>
    public static readonly DiagnosticRule BadExtends = new(
        "PLX7183",
        Severity.Error,
        "A scenario that is extended cannot be used",
        "Name a scenario file, relative to the file that extends it, that does not lead back to it."
    );

    /// <summary>A language on another machine.</summary>
    public static readonly DiagnosticRule RemoteLanguage = new(
        "PLX7184",
        Severity.Error,
        "A scenario names a language on another machine",
        "Nothing is fetched for a scenario: get a copy of the language and name its file with --language."
    );

    /// <summary>A key of an older form.</summary>
    public static readonly DiagnosticRule Deprecated = new(
        "PLX7185",
        Severity.Warning,
        "A key of a scenario is of an older form",
        "Write the setting into each agent; MAL-Simulator itself no longer reads it here."
    );

    /// <summary>A policy that does not exist.</summary>
    public static readonly DiagnosticRule UnknownPolicy = new(
        "PLX7186",
        Severity.Error,
        "An agent has a policy that does not exist, or not for its side",
        "Name a policy of docs/agents.md that is made for attackers or for defenders; until then the agent does nothing."
    );

    /// <summary>A policy that needs a person.</summary>
    public static readonly DiagnosticRule KeyboardPolicy = new(
        "PLX7187",
        Severity.Warning,
        "An agent asks to be played at the keyboard",
        "Nobody is asked during a run; name the policy that shall play instead."
    );

    /// <summary>An agent without a policy.</summary>
    public static readonly DiagnosticRule NoPolicy = new(
        "PLX7188",
        Severity.Info,
        "An agent has no policy",
        "Give it a 'policy' if it is meant to act."
    );

    /// <summary>A rule that fits nothing.</summary>
    public static readonly DiagnosticRule UnknownName = new(
        "PLX7189",
        Severity.Warning,
        "A rule of an agent names what is not there",
        "Correct the name; until then this line has no effect."
    );

    /// <summary>A value out of range.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX7190",
        Severity.Error,
        "A value of a scenario cannot be used",
        "Give a value of the form and range that the message names; until then the default holds."
    );

    /// <summary>An attacker that begins nowhere.</summary>
    public static readonly DiagnosticRule NoEntry = new(
        "PLX7191",
        Severity.Warning,
        "An attacker has no entry point",
        "Give it 'entry_points', a list of ASSET:STEP; without one it can do nothing."
    );

    /// <summary>A setting without effect.</summary>
    public static readonly DiagnosticRule NoEffect = new(
        "PLX7192",
        Severity.Warning,
        "A setting of a scenario has no effect",
        "Leave it out, or look into docs/agents.md for what there is instead."
    );

    /// <summary>No agent.</summary>
    public static readonly DiagnosticRule NoAgents = new(
        "PLX7193",
        Severity.Error,
        "A scenario has no attacker",
        "Give at least one agent of type attacker; a run ends when all attackers are done."
    );
}
