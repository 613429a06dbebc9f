using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Csaf;

/// <summary>
/// Reads security advisories and VEX documents of CSAF 2.0 (OASIS Standard, 18 November 2022), and those of 2.1 as far as they say the
/// same. The record is a pair of product and vulnerability; a vulnerability of which no product status is given counts as one.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class CsafImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public CsafImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "csaf";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.JsonNames.Any(name => name.Key is "document")
        && (
            head.Text.Contains("\"csaf_version\"", StringComparison.Ordinal)
            || head.Text.Contains("\"csaf_", StringComparison.Ordinal)
            || head.Text.Contains("/csaf/", StringComparison.Ordinal)
        );

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
        ImportedDocument? document = null;
        try
        {
            document = root is null ? null : Read(root, diagnostics, cancellationToken);
        }
        catch (InputLimitException exception)
        {
            diagnostics.Add(InputRules.TooLarge, exception.Message);
        }

        return Task.FromResult(diagnostics.With(document));
    }

    private ImportedDocument? Read(JsonItem root, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (!CsafSchema.Check(root, diagnostics))
        {
            return null;
        }

        Source source = ReadSource(root["document"]!);
        CsafProducts products = CsafProducts.Read(root["product_tree"], diagnostics, limits.Depth);
        CsafVulnerabilities vulnerabilities = new(source, products, diagnostics, limits.Records);
        int index = 0;
        foreach (JsonItem vulnerability in root["vulnerabilities"]?.Items ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            vulnerabilities.Read(vulnerability, index++);
        }

        return vulnerabilities.Finish();
    }

    // Publisher's namespace and tracking id together name an advisory in the world (CSAF 2.0, 3.2.1.12.4).
    private static Source ReadSource(JsonItem document)
    {
        JsonItem tracking = document["tracking"]!;
        string id = $"{document["publisher"]!.Text("namespace")} {tracking.Text("id")}";
        string edition = $"{tracking.Text("version")} of {tracking.Text("current_release_date")}";
        DateTimeOffset at = CsafSchema.Time(tracking.Text("current_release_date"))!.Value;
        return new Source("csaf", Excerpt.OneLine(id, 500), Excerpt.OneLine(edition, 200), at, IsComplete: true);
    }
}
