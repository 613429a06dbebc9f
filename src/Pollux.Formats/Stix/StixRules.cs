using Pollux.Diagnostics;

namespace Pollux.Formats.Stix;

/// <summary>What can be wrong with a STIX bundle.</summary>
public static class StixRules
{
    /// <summary>An object without what every object has.</summary>
    public static readonly DiagnosticRule BadObject = new(
        "PLX3400",
        Severity.Warning,
        "STIX object cannot be used",
        "Download the bundle again; if the fault is in the original, the object is left out until it is corrected."
    );

    /// <summary>ATT&amp;CK without a version.</summary>
    public static readonly DiagnosticRule NoVersion = new(
        "PLX3401",
        Severity.Warning,
        "Version of ATT&CK is not known",
        "Take the bundle from attack-stix-data, which says its version, or say it with --attack-version."
    );

    /// <summary>Knowledge was given where a site is described.</summary>
    public static readonly DiagnosticRule NotOfTheSite = new(
        "PLX3402",
        Severity.Info,
        "STIX says nothing of the site",
        "Keep ATT&CK in the knowledge store: pollux knowledge update --from FILE."
    );

    /// <summary>No list of objects.</summary>
    public static readonly DiagnosticRule NoObjects = new(
        "PLX3403",
        Severity.Error,
        "STIX bundle without objects",
        "Download the bundle again; it may be cut."
    );

    /// <summary>STIX, but not ATT&amp;CK.</summary>
    public static readonly DiagnosticRule NotAttack = new(
        "PLX3404",
        Severity.Error,
        "STIX bundle is not ATT&CK",
        "The store takes ATT&CK bundles only; indicators of threats are not read yet."
    );

    /// <summary>Versions of two domains.</summary>
    public static readonly DiagnosticRule TwoDomains = new(
        "PLX3405",
        Severity.Error,
        "Versions are of two domains",
        "Give two versions of one domain of ATT&CK, such as ics-17.1 and ics-18.1."
    );
}
