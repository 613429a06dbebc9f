using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;

namespace Pollux.Formats.Spdx;

/// <summary>What an SPDX document says, whichever version and form it has; gathered by a reader of one form.</summary>
internal sealed class SpdxBill(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpdxPackage> packageById = new(StringComparer.Ordinal);
    private readonly List<SpdxLink> links = [];

    // Ids of elements that are there; the pool of ids also has those that are only named.
    private readonly HashSet<string> elements = new(StringComparer.Ordinal);

    /// <summary>The document's own id: its namespace in SPDX 2; null when it has none.</summary>
    public string? Namespace { get; set; }

    /// <summary>The id of the document as an element of itself.</summary>
    public string DocumentId { get; set; } = "SPDXRef-DOCUMENT";

    /// <summary>When it was made, as written.</summary>
    public string? Created { get; set; }

    /// <summary>The packages, in document order.</summary>
    public List<SpdxPackage> Packages { get; } = [];

    /// <summary>The vulnerabilities (SPDX 3), in document order.</summary>
    public List<SpdxVulnerability> Vulnerabilities { get; } = [];

    /// <summary>Relationships that say how packages belong together.</summary>
    public ReadOnlySpan<SpdxLink> Links => CollectionsMarshal.AsSpan(links);

    /// <summary>Files and snippets.</summary>
    public int Ignored { get; private set; }

    /// <summary>Records that could not be used.</summary>
    public int Refused { get; private set; }

    /// <summary>Takes a package; one without a name, or with an id that was there before, is refused.</summary>
    public void Add(SpdxPackage package)
    {
        if (package.Details is null)
        {
            Report(
                SpdxRules.NamelessPackage,
                $"The package '{Shown(package)}' has no name.",
                package.Place,
                package.Id
            );
            Refused++;
        }
        else if (package.Id is null)
        {
            Report(SpdxRules.NoId, $"The package '{Excerpt.Of(package.Details.Name)}' has no id.", package.Place);
            Keep(package);
        }
        else if (packageById.TryAdd(Intern(package.Id), package))
        {
            Keep(package);
        }
        else
        {
            Report(
                SpdxRules.DuplicateId,
                $"The id '{Excerpt.Of(package.Id)}' was given before.",
                package.Place,
                package.Id
            );
            Refused++;
        }
    }

    /// <summary>Counts a file or snippet, which holds nothing for a twin.</summary>
    public void AddIgnored(string? id)
    {
        Ignored++;
        AddElement(id);
    }

    /// <summary>Notes an element that is no record.</summary>
    public void AddElement(string? id)
    {
        if (id is not null)
        {
            Intern(id);
        }
    }

    /// <summary>Takes a vulnerability; one that cannot be named is refused.</summary>
    public void Add(SpdxVulnerability vulnerability)
    {
        if (vulnerability.Facts is not null)
        {
            Vulnerabilities.Add(vulnerability);
            return;
        }

        Report(
            SpdxRules.NamelessVulnerability,
            $"The vulnerability '{Excerpt.Of(vulnerability.Path)}' has neither a CVE nor a name.",
            vulnerability.Place,
            vulnerability.Path
        );
        Refused++;
    }

    /// <summary>Takes a relationship, if it is of a kind that says how packages belong together.</summary>
    /// <param name="from">The element that it starts from.</param>
    /// <param name="type">Its type, as written.</param>
    /// <param name="to">The other element.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="isAside">True when the document says of the relationship that it is one of making or testing only.</param>
    public void AddLink(string from, string type, string to, (int Line, int Column) place, bool isAside = false)
    {
        SpdxLink link = SpdxRelations.Read(from, type, to);
        link = isAside && link.Kind is SpdxLinkKind.Part ? link with { Kind = SpdxLinkKind.Aside } : link;
        if (link.Kind == SpdxLinkKind.None || IsNobody(from) || IsNobody(to))
        {
            return;
        }

        if (links.Count >= limits.Facts)
        {
            throw new InputLimitException($"The document has more than {limits.Facts} relationships.");
        }

        links.Add(link with { From = Pool(link.From), To = Pool(link.To), Place = place });
    }

    /// <summary>Says that something is missing or of the wrong kind.</summary>
    public void ReportForm(string message, (int Line, int Column) place) => Report(SpdxRules.BadForm, message, place);

    /// <summary>Says of relationships that name nothing, once all elements are known.</summary>
    public void ReportUnknown()
    {
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (SpdxLink link in Links)
        {
            foreach (string id in (ReadOnlySpan<string>)[link.From, link.To])
            {
                if (!elements.Contains(id) && !IsElsewhere(id) && told.Add(id))
                {
                    Report(
                        SpdxRules.UnknownElement,
                        $"The element '{Excerpt.Of(id)}' is not in the document.",
                        link.Place,
                        id
                    );
                }
            }
        }
    }

    // "DocumentRef-x:SPDXRef-y" in SPDX 2; in RDF and SPDX 3 an IRI outside of the document's own namespace may be anywhere.
    private bool IsElsewhere(string id) =>
        id == DocumentId
        || id.Contains(':', StringComparison.Ordinal)
            && (Namespace is null || !id.StartsWith(Namespace, StringComparison.Ordinal));

    private string Intern(string id)
    {
        string pooled = Pool(id);
        elements.Add(pooled);
        return pooled;
    }

    // A large document names the same id in thousands of relationships.
    private string Pool(string id)
    {
        if (ids.TryGetValue(id, out string? pooled))
        {
            return pooled;
        }

        if (ids.Count >= limits.Facts)
        {
            throw new InputLimitException($"The document has more than {limits.Facts} elements.");
        }

        ids.Add(id, id);
        return id;
    }

    private void Keep(SpdxPackage package)
    {
        if (Packages.Count >= limits.Records)
        {
            throw new InputLimitException($"The document has more than {limits.Records} packages.");
        }

        Packages.Add(package);
    }

    private void Report(DiagnosticRule rule, string message, (int Line, int Column) place, string? record = null) =>
        diagnostics.Add(rule, message, place.Line, place.Column, record: record is null ? null : Excerpt.Of(record));

    private static string Shown(SpdxPackage package) => Excerpt.Of(package.Id ?? package.Path);

    private static bool IsNobody(string id) => id is "NONE" or "NOASSERTION";
}

/// <summary>A package of an SPDX document.</summary>
/// <param name="Id">Its id within the document; null when it has none.</param>
/// <param name="Path">Where it stands, for a package without an id.</param>
/// <param name="Place">Line and column from 1.</param>
/// <param name="Details">What it is; null when it has no name.</param>
/// <param name="Advisories">Ids of vulnerabilities that the package's references to advisories name (SPDX 2.3, K.1.3).</param>
internal sealed record SpdxPackage(
    string? Id,
    string Path,
    (int Line, int Column) Place,
    ProductDetails? Details,
    ImmutableArray<string> Advisories
);

/// <summary>How one element belongs to another.</summary>
/// <param name="From">The whole, or the element that uses.</param>
/// <param name="To">The part, or what is used.</param>
/// <param name="Kind">How.</param>
internal readonly record struct SpdxLink(string From, string To, SpdxLinkKind Kind)
{
    /// <summary>Line and column from 1.</summary>
    public (int Line, int Column) Place { get; init; }
}

/// <summary>The kinds of relationship that matter for where a package runs.</summary>
internal enum SpdxLinkKind
{
    /// <summary>Another kind.</summary>
    None,

    /// <summary>The document is about the element.</summary>
    Describes,

    /// <summary>The whole contains the part or needs it where it runs.</summary>
    Part,

    /// <summary>Linked; writers differ in the direction.</summary>
    Tied,

    /// <summary>Used to make, test or explain the whole, and not delivered with it.</summary>
    Aside,

    /// <summary>Related in its history: made from, a copy, a variant, a patch.</summary>
    Kin,
}
