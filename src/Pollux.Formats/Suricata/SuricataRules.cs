using Pollux.Diagnostics;

namespace Pollux.Formats.Suricata;

/// <summary>What can be wrong with Suricata's events, and what is left out of them.</summary>
public static class SuricataRules
{
    /// <summary>No line of it can be used.</summary>
    public static readonly DiagnosticRule NoLines = new(
        "PLX3370",
        Severity.Error,
        "Suricata events without lines that can be used",
        "Look whether the file was cut off, or filtered down to nothing, on its way here."
    );

    /// <summary>A line that is no event.</summary>
    public static readonly DiagnosticRule BadLine = new(
        "PLX3371",
        Severity.Warning,
        "A line that cannot be used",
        "Copy the file again from the sensor; a line may be cut off or two may have run together."
    );

    /// <summary>Lines that say nothing a twin holds.</summary>
    public static readonly DiagnosticRule Ignored = new(
        "PLX3372",
        Severity.Info,
        "Events that hold nothing for a twin",
        "Nothing to do; docs/formats/suricata.md says what is read and what is not."
    );

    /// <summary>More flows or hosts than are kept.</summary>
    public static readonly DiagnosticRule TooManyFlows = new(
        "PLX3373",
        Severity.Warning,
        "More pairs of hosts and services than are kept",
        "Import the events of a shorter time, or of the site's own networks only."
    );

    /// <summary>Calls in vain that are summed up.</summary>
    public static readonly DiagnosticRule Scanner = new(
        "PLX3374",
        Severity.Info,
        "A host that calls many services which never answer",
        "Nothing to do when it is a scanner of your own; else find out what it looks for."
    );

    /// <summary>Times that mean nothing.</summary>
    public static readonly DiagnosticRule NoTime = new(
        "PLX3375",
        Severity.Info,
        "Events without a usable time",
        "Nothing to do; the age of what they say is unknown."
    );
}
