using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Vulnerabilities;

/// <summary>Says how a product stands to a vulnerability: one pair of an advisory, a BOM or a CVE record.</summary>
/// <param name="Vulnerability">The vulnerability's id, a CVE where there is one, else the advisory's own.</param>
/// <param name="Product">Which product, and which versions of it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Justification">Why it is not affected, in the words of VEX or CSAF; or null.</param>
/// <param name="Remediation">What to do about it, one short text; or null.</param>
/// <param name="Advisory">The id of the document that says so.</param>
public sealed record ProductStatement(
    string Vulnerability,
    ProductPattern Product,
    ProductStatus Status,
    string? Justification,
    string? Remediation,
    string Advisory
) : Statement;

/// <summary>How a product stands to a vulnerability.</summary>
public enum ProductStatus
{
    /// <summary>Affected.</summary>
    Affected,

    /// <summary>Not affected.</summary>
    NotAffected,

    /// <summary>Affected once, fixed in these versions.</summary>
    Fixed,

    /// <summary>Being looked at; unknown.</summary>
    UnderInvestigation,
}

/// <summary>A product as an advisory means it: enough to find it in a twin.</summary>
/// <param name="Name">The full name, as the source writes it.</param>
/// <param name="Vendor">The vendor as the source spells it, or null.</param>
/// <param name="Product">The product's name without vendor and version, or null.</param>
/// <param name="Versions">
/// The versions meant, as the source writes them: one version, a range, prose such as <c>&lt; V3.1 SP2</c> or a
/// <c>vers:</c> range; null when the source gives none (then unknown, not all).
/// </param>
/// <param name="VersionsAreRange">True when the source says that the text is a range, false for one version.</param>
/// <param name="Cpe">A CPE 2.3 name, or null.</param>
/// <param name="Purl">A package URL, or null.</param>
/// <param name="ModelNumbers">Model or order numbers; may be empty.</param>
public sealed record ProductPattern(
    string Name,
    string? Vendor,
    string? Product,
    string? Versions,
    bool VersionsAreRange,
    string? Cpe,
    string? Purl,
    ImmutableArray<string> ModelNumbers
);
