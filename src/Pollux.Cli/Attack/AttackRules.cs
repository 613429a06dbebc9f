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
}
