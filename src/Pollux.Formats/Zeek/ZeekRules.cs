using Pollux.Diagnostics;

namespace Pollux.Formats.Zeek;

/// <summary>What can be wrong with a Zeek log, and what is left out of it.</summary>
public static class ZeekRules
{
    /// <summary>No line of it can be used.</summary>
    public static readonly DiagnosticRule NoLines = new(
        "PLX3360",
        Severity.Error,
        "A Zeek log without lines that can be used",
        "Look whether the file was cut off, or filtered down to nothing, on its way here."
    );

    /// <summary>A line that is none of a Zeek log.</summary>
    public static readonly DiagnosticRule BadLine = new(
        "PLX3361",
        Severity.Warning,
        "A line that cannot be used",
        "Copy the log again from the sensor; a line may be cut off or two may have run together."
    );

    /// <summary>Lines that say nothing a twin holds.</summary>
    public static readonly DiagnosticRule Ignored = new(
        "PLX3362",
        Severity.Info,
        "Lines that hold nothing for a twin",
        "Nothing to do; docs/formats/zeek.md says what is read and what is not."
    );

    /// <summary>More flows or hosts than are kept.</summary>
    public static readonly DiagnosticRule TooManyFlows = new(
        "PLX3363",
        Severity.Warning,
        "More pairs of hosts and services than are kept",
        "Import the log of a shorter time, or of the site's own networks only."
    );

    /// <summary>Calls in vain that are summed up.</summary>
    public static readonly DiagnosticRule Scanner = new(
        "PLX3364",
        Severity.Info,
        "A host that calls many services which never answer",
        "Nothing to do when it is a scanner of your own; else find out what it looks for."
    );

    /// <summary>Times that mean nothing.</summary>
    public static readonly DiagnosticRule NoTime = new(
        "PLX3365",
        Severity.Info,
        "Lines without a usable time",
        "Nothing to do; the age of what they say is unknown."
    );

    /// <summary>Columns without names.</summary>
    public static readonly DiagnosticRule NoHeading = new(
        "PLX3366",
        Severity.Info,
        "Columns without a heading",
        "Keep the lines that begin with '#', at least '#fields', when logs are copied or filtered."
    );
}
