using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Products;

namespace Pollux.Formats.Spdx;

/// <summary>Gathers what a document says of one package.</summary>
internal sealed class SpdxPackageDraft(string path, (int Line, int Column) place)
{
    // Tools guess many CPE names for one package; more than these tell nothing.
    private const int MostNames = 16;

    private readonly List<string> cpes = [];
    private readonly List<string> purls = [];
    private readonly List<string> advisories = [];
    private readonly List<(string?, string?)> checksums = [];

    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Its name, as written.</summary>
    public string? Name { get; set; }

    /// <summary>Its version, as written.</summary>
    public string? Version { get; set; }

    /// <summary>Who supplies it, without the kind of party.</summary>
    public string? Supplier { get; set; }

    /// <summary>Who made it, where that is told apart.</summary>
    public string? Originator { get; set; }

    /// <summary>What kind of product, in the words of component types.</summary>
    public string? Purpose { get; set; }

    /// <summary>One short text.</summary>
    public string? Description { get; set; }

    /// <summary>Adds a checksum.</summary>
    public void AddChecksum(string? algorithm, string? digits) => checksums.Add((algorithm, digits));

    /// <summary>Adds a reference to outside (SPDX 2.3, 7.21 and annex F).</summary>
    /// <param name="type">Its type, as written: a word or the end of an IRI.</param>
    /// <param name="locator">What it says.</param>
    public void AddReference(string? type, string? locator)
    {
        switch (type?[(type.LastIndexOfAny(['/', '#']) + 1)..].Trim().ToLowerInvariant())
        {
            case "purl" or "packageurl":
                Add(purls, PurlName.Read(locator));
                break;
            case "cpe22type" or "cpe23type" or "cpe22" or "cpe23":
                Add(cpes, CpeNames.Read(locator?.Trim()));
                break;
            case "advisory" or "securityadvisory":
                Add(advisories, SpdxTexts.Advisory(locator));
                break;
        }
    }

    /// <summary>The package.</summary>
    public SpdxPackage Finish() =>
        new(
            SpdxTexts.Said(Id),
            path,
            place,
            Excerpt.OneLineOrNull(SpdxTexts.Said(Name), 300) is { } name ? Details(name) : null,
            [.. advisories]
        );

    private ProductDetails Details(string name) =>
        new()
        {
            Name = name,
            Version = Excerpt.OneLineOrNull(SpdxTexts.Said(Version), 200),
            Vendor = Excerpt.OneLineOrNull(Supplier ?? Originator, 200),
            Type = Excerpt.OneLineOrNull(Purpose, 60),
            Description = Excerpt.OneLineOrNull(SpdxTexts.Said(Description), 300),
            Cpes = [.. cpes],
            Purls = [.. purls],
            Checksum = Checksums.Strongest(checksums),
            IsDevice = Purpose is "device",
        };

    private static void Add(List<string> list, string? value)
    {
        if (value is not null && list.Count < MostNames && !list.Contains(value, StringComparer.Ordinal))
        {
            list.Add(value);
        }
    }
}
