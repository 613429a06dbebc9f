using Pollux.Diagnostics;

namespace Pollux.Formats.AttackGraphs;

/// <summary>What can be wrong with a result that is to be made again.</summary>
public static class ManifestRules
{
    /// <summary>Not a result.</summary>
    public static readonly DiagnosticRule NoManifest = new(
        "PLX2660",
        Severity.Error,
        "The file is no result of a simulation",
        "Give a file that 'pollux attack simulate -o' wrote."
    );

    /// <summary>The result was made of something else.</summary>
    public static readonly DiagnosticRule OtherGraph = new(
        "PLX2661",
        Severity.Error,
        "The result was made of another attack graph",
        "Give the model and the language that it was made of; 'pollux twin diff' says what changed between two twins."
    );

    /// <summary>The result was made by another version.</summary>
    public static readonly DiagnosticRule OtherEngine = new(
        "PLX2662",
        Severity.Warning,
        "The result was made by another version of Pollux",
        "The same bytes are promised for one build only; figures may differ in the last digits."
    );

    /// <summary>The result came out another one.</summary>
    public static readonly DiagnosticRule Differs = new(
        "PLX2663",
        Severity.Error,
        "Made again, the result is another one",
        "Somebody changed the file, or the build or the machine is another one."
    );
}
