using Pollux.Diagnostics;

namespace Pollux.Formats.Pcap;

/// <summary>What can be wrong with a capture, and what is left out of it.</summary>
public static class PcapRules
{
    /// <summary>No packet of it can be used.</summary>
    public static readonly DiagnosticRule NoPackets = new(
        "PLX3430",
        Severity.Error,
        "A capture without packets that can be used",
        "Look whether the file was cut off on its way here, or the recording was stopped before it began."
    );

    /// <summary>A packet that cannot be used.</summary>
    public static readonly DiagnosticRule BadPacket = new(
        "PLX3431",
        Severity.Warning,
        "A packet that cannot be used",
        "Record with a longer snapshot length (-s 0) when packets are cut off before their headers end."
    );

    /// <summary>The file cannot be followed any further.</summary>
    public static readonly DiagnosticRule CutOff = new(
        "PLX3432",
        Severity.Warning,
        "A capture that is cut off or damaged",
        "Copy the file again; what came before is read."
    );

    /// <summary>Packets that say nothing a twin holds.</summary>
    public static readonly DiagnosticRule Ignored = new(
        "PLX3433",
        Severity.Info,
        "Packets that hold nothing for a twin",
        "Nothing to do; docs/formats/pcap.md says what is read and what is not."
    );

    /// <summary>More flows or hosts than are kept.</summary>
    public static readonly DiagnosticRule TooManyFlows = new(
        "PLX3434",
        Severity.Warning,
        "More pairs of hosts and services than are kept",
        "Import a capture of a shorter time, or filter it to the site's own networks."
    );

    /// <summary>Calls in vain that are summed up.</summary>
    public static readonly DiagnosticRule Scanner = new(
        "PLX3435",
        Severity.Info,
        "A host that calls many services which never answer",
        "Nothing to do when it is a scanner of your own; else find out what it looks for."
    );

    /// <summary>Times that mean nothing.</summary>
    public static readonly DiagnosticRule NoTime = new(
        "PLX3436",
        Severity.Info,
        "Packets without a time",
        "Nothing to do; the age of what they say is unknown."
    );

    /// <summary>A kind of network that is not read.</summary>
    public static readonly DiagnosticRule UnknownLink = new(
        "PLX3437",
        Severity.Warning,
        "Packets of a link type that is not read",
        "Record on an Ethernet port, or convert the capture; docs/formats/pcap.md lists the link types."
    );
}
