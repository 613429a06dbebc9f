using Pollux.Diagnostics;

namespace Pollux.Formats.CycloneDx;

/// <summary>What can be wrong with a CycloneDX bill of materials.</summary>
public static class CycloneDxRules
{
    private const string TellTheMaker =
        "Correct the file or tell its maker: it does not conform to CycloneDX, so that nothing in it is believed.";

    /// <summary>Not a version that is read.</summary>
    public static readonly DiagnosticRule UnknownVersion = new(
        "PLX2101",
        Severity.Error,
        "Version of CycloneDX is not known",
        "Versions 1.1 to 1.7 are read; write the bill of materials in one of these."
    );

    /// <summary>Something that must be there is not.</summary>
    public static readonly DiagnosticRule Required = new(
        "PLX2102",
        Severity.Error,
        "Bill of materials lacks something that it must have",
        TellTheMaker
    );

    /// <summary>A value that the standard does not allow.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX2103",
        Severity.Error,
        "Value is not one that CycloneDX allows",
        TellTheMaker
    );

    /// <summary>A name that the standard does not know.</summary>
    public static readonly DiagnosticRule UnknownName = new(
        "PLX2104",
        Severity.Error,
        "Name is not one that CycloneDX knows",
        TellTheMaker
    );

    /// <summary>An identifier twice.</summary>
    public static readonly DiagnosticRule DuplicateReference = new(
        "PLX2105",
        Severity.Error,
        "Reference is given twice",
        "Give each bom-ref once: whatever names it would mean two things. " + TellTheMaker
    );

    /// <summary>A target that is in another file.</summary>
    public static readonly DiagnosticRule UnresolvedTarget = new(
        "PLX2106",
        Severity.Info,
        "Target lies in another bill of materials",
        "Import that one too; the statement is kept by its link, and matched where the link ends in a package URL."
    );

    /// <summary>A target that is nowhere.</summary>
    public static readonly DiagnosticRule UnknownTarget = new(
        "PLX2107",
        Severity.Warning,
        "Target is not in the bill of materials",
        "Correct the reference; what is said of this target cannot be matched."
    );

    /// <summary>A vulnerability that has no name.</summary>
    public static readonly DiagnosticRule NamelessVulnerability = new(
        "PLX2108",
        Severity.Warning,
        "Vulnerability without an id",
        "Give it the id of a CVE or of an advisory; without one it cannot be told from others."
    );
}
