using Pollux.Diagnostics;

namespace Pollux.Formats.Scl;

/// <summary>What can be wrong with a substation configuration.</summary>
public static class SclRules
{
    /// <summary>Nothing that could be read.</summary>
    public static readonly DiagnosticRule Nothing = new(
        "PLX3285",
        Severity.Error,
        "Substation configuration without IED, subnetwork or bay",
        "Export the configuration again; it was probably cut off or edited by hand."
    );

    /// <summary>An element that has no name.</summary>
    public static readonly DiagnosticRule Unnamed = new(
        "PLX3286",
        Severity.Warning,
        "Element has no name",
        "Every IED, SubNetwork, Substation, VoltageLevel and Bay needs a 'name' (IEC 61850-6, clause 9); give it one in the tool."
    );

    /// <summary>An address that is none.</summary>
    public static readonly DiagnosticRule BadAddress = new(
        "PLX3287",
        Severity.Warning,
        "Address is not valid",
        "Correct the address in the tool; the access point is read without it."
    );

    /// <summary>A reference to an IED that is not there.</summary>
    public static readonly DiagnosticRule UnknownIed = new(
        "PLX3288",
        Severity.Warning,
        "An IED is named that the file has not",
        "Import the complete configuration (SCD); what refers to the missing IED was left out."
    );

    /// <summary>The file stops in the middle.</summary>
    public static readonly DiagnosticRule EndsEarly = new(
        "PLX3289",
        Severity.Warning,
        "Configuration ends early",
        "What stands completely before this place was read. Export the configuration again for the rest."
    );

    /// <summary>Records that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3290",
        Severity.Info,
        "Elements say nothing for a twin",
        "Nothing; see docs/formats/scl.md for what is read."
    );
}
