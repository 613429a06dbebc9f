using Pollux.Diagnostics;

namespace Pollux.Twin.Changes;

/// <summary>What can be odd when a source is merged into a twin.</summary>
public static class ChangeRules
{
    /// <summary>An edition arrives that is older than the one the twin already holds.</summary>
    public static readonly DiagnosticRule SupersededEdition = new(
        "PLX3001",
        Severity.Info,
        "An older edition of a document that the twin knows in a newer one",
        "Nothing to do; import the newest edition, or remove the twin file and start again to go back to the old one."
    );

    /// <summary>Two documents call themselves the same edition and differ.</summary>
    public static readonly DiagnosticRule AmbiguousEdition = new(
        "PLX3002",
        Severity.Warning,
        "Two readings of one edition of a document differ",
        "Have the tool give each edition its own version, serial number or time; both readings count until then."
    );
}
