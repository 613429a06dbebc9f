using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Spdx;

/// <summary>Turns what an SPDX document says into observations.</summary>
internal sealed class SpdxReading(SpdxBill bill, Source source, DiagnosticBag diagnostics, InputLimits limits)
{
    // Purposes of what is no software that could be attacked where the described thing runs (SPDX 2.3, 7.24; SPDX 3.0.1, SoftwarePurpose).
    private static readonly FrozenSet<string> NoSoftware = new[]
    {
        "bom",
        "configuration",
        "data",
        "documentation",
        "evidence",
        "file",
        "manifest",
        "requirement",
        "specification",
        "test",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ImmutableArray<Observation>.Builder records = ImmutableArray.CreateBuilder<Observation>();
    private readonly Dictionary<string, ListedProduct> productById = new(StringComparer.Ordinal);
    private int ignored = bill.Ignored;

    /// <summary>Reads everything.</summary>
    public ImportedDocument Read(CancellationToken cancellationToken)
    {
        SpdxPlacement[] placements = SpdxParts.Place(bill);
        ListedProduct?[] products = new ListedProduct?[placements.Length];
        for (int index = 0; index < placements.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadPackage(index, placements, products);
        }

        foreach (SpdxVulnerability vulnerability in bill.Vulnerabilities)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IEnumerable<Statement> verdicts = vulnerability.Verdicts.Select(verdict =>
                Verdict(vulnerability.Facts!.Vulnerability, verdict)
            );
            Add(
                new Observation(
                    Excerpt.OneLine(vulnerability.Path, 1_000),
                    null,
                    1,
                    [vulnerability.Facts!, .. verdicts]
                )
            );
        }

        return new ImportedDocument(source, records.ToImmutable(), ignored, bill.Refused);
    }

    private void ReadPackage(int index, SpdxPlacement[] placements, ListedProduct?[] products)
    {
        SpdxPackage package = bill.Packages[index];
        SpdxPlacement placement = placements[index];
        ListedProduct product = Product(index, placements, products);
        if (package.Id is not null)
        {
            productById.TryAdd(package.Id, product);
        }

        bool isHardwarePart = product is { IsDevice: true, Owner: not null } && package.Details!.Cpes.IsEmpty;
        if (!placement.IsDelivered || isHardwarePart || NoSoftware.Contains(package.Details!.Type ?? ""))
        {
            ignored++;
            return;
        }

        IEnumerable<Statement> advisories = package.Advisories.Select(advisory => new ProductStatement(
            advisory,
            product.Pattern(),
            // "May affect" (SPDX 2.3, F.2.3): whether it does is not said.
            ProductStatus.UnderInvestigation,
            null,
            null,
            source.Document
        ));
        string record = Excerpt.OneLine(package.Id ?? package.Path, 1_000);
        Add(new Observation(record, null, 1, [.. product.Statements(), .. advisories]));
    }

    // An owner stands for itself, so that this goes no deeper.
    private ListedProduct Product(int index, SpdxPlacement[] placements, ListedProduct?[] products) =>
        products[index] ??= new ListedProduct(
            bill.Packages[index].Details!,
            placements[index].Owner is { } owner ? Product(owner, placements, products) : null
        );

    private ProductStatement Verdict(string vulnerability, SpdxVerdict verdict) =>
        new(
            vulnerability,
            productById.TryGetValue(verdict.Target, out ListedProduct? product)
                ? product.Pattern()
                : Elsewhere(verdict),
            verdict.Status,
            verdict.Justification,
            verdict.Remediation,
            source.Document
        );

    // A file of this document, or an element of another one; an id often ends in a package URL.
    private ProductPattern Elsewhere(SpdxVerdict verdict)
    {
        if (verdict.Name is null)
        {
            diagnostics.Add(
                SpdxRules.UnresolvedTarget,
                $"The target '{Excerpt.Of(verdict.Target)}' is in another document.",
                verdict.Place.Line,
                verdict.Place.Column,
                record: Excerpt.Of(verdict.Target)
            );
        }

        int at = verdict.Target.IndexOf("pkg:", StringComparison.Ordinal);
        string? purl = at < 0 ? null : PurlName.Read(verdict.Target[at..]);
        string name = Excerpt.OneLine(verdict.Name ?? verdict.Target, 500);
        return new ProductPattern(name, null, verdict.Name is null ? null : name, null, false, null, purl, []);
    }

    private void Add(Observation observation)
    {
        if (records.Count >= limits.Records)
        {
            throw new InputLimitException($"The document has more than {limits.Records} records.");
        }

        records.Add(observation);
    }
}
