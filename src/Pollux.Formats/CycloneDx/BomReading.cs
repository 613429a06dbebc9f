using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CycloneDx;

/// <summary>Turns a bill of materials that conforms into observations.</summary>
internal sealed class BomReading(BomNode bom, bool isXml, DiagnosticBag diagnostics, InputLimits limits)
{
    // The number of every example in the standard, which people copy: it names no document.
    private const string ExampleSerial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79";

    private readonly ImmutableArray<Observation>.Builder records = ImmutableArray.CreateBuilder<Observation>();
    private readonly Dictionary<string, ListedProduct> productByReference = new(StringComparer.Ordinal);
    private ListedProduct? main;
    private int ignored;
    private int refused;

    /// <summary>Reads everything.</summary>
    /// <param name="fingerprint">Names a document that has no serial number.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public ImportedDocument Read(Func<string> fingerprint, CancellationToken cancellationToken)
    {
        BomNode? metadata = bom.Child("metadata");
        Source source = ReadSource(metadata, fingerprint);
        if (metadata?.Child("component") is { } described)
        {
            main = BomComponent.Read(described, null);
            Remember(described, main);
            Add(new Observation("/metadata/component", null, 1, main.Statements()));
            ReadComponents(described, "/metadata/component", main, cancellationToken);
        }

        ReadComponents(bom, "", main, cancellationToken);
        ReadServices(BomServices.Of(bom), bom, "", cancellationToken);
        ReadVulnerabilities(source, cancellationToken);
        return new ImportedDocument(source, records.ToImmutable(), ignored, refused);
    }

    private Source ReadSource(BomNode? metadata, Func<string> fingerprint)
    {
        string? serial = bom.Text("serialNumber");
        string document = serial is null or ExampleSerial ? fingerprint() : serial;
        string version = bom.Text("version") ?? "1";
        DateTimeOffset? at = BomTime.Read(metadata?.Raw("timestamp"), isXml);
        // Most tools never count the version up, so the time tells editions apart too.
        string edition = at is { } time ? $"{version} of {time:O}" : version;
        return new Source(
            "cyclonedx",
            Excerpt.OneLine(document, 200),
            Excerpt.OneLine(edition, 60),
            at,
            IsComplete: true
        );
    }

    // What lies in a device of its own runs there; whatever else is nested is a part of the whole.
    private void ReadComponents(BomNode parent, string path, ListedProduct? owner, CancellationToken cancellationToken)
    {
        int index = 0;
        foreach (BomNode node in parent.List("components"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string at = $"{path}/components/{index++}";
            ListedProduct product = BomComponent.Read(node, owner);
            Remember(node, product);
            bool isPart = BomComponent.IsPartOfTwin(node, owner);
            if (isPart)
            {
                Add(new Observation(at, null, 1, product.Statements()));
            }
            else
            {
                ignored++;
            }

            ReadComponents(node, at, isPart && product.IsDevice ? product : owner, cancellationToken);
        }
    }

    private void ReadServices(BomServices services, BomNode parent, string path, CancellationToken cancellationToken)
    {
        int index = 0;
        foreach (BomNode node in parent.List("services"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string at = $"{path}/services/{index++}";
            ImmutableArray<Statement> statements = services.Read(node);
            if (statements.IsEmpty)
            {
                ignored++;
            }
            else
            {
                Add(new Observation(at, null, 1, statements));
            }

            ReadServices(services, node, at, cancellationToken);
        }
    }

    private void ReadVulnerabilities(Source source, CancellationToken cancellationToken)
    {
        BomVulnerabilities reader = new(source, productByReference, diagnostics);
        int index = 0;
        foreach (BomNode node in bom.List("vulnerabilities"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string at = $"/vulnerabilities/{index++}";
            ImmutableArray<Statement> statements = reader.Read(node, at);
            if (statements.IsEmpty)
            {
                refused++;
            }
            else
            {
                Add(new Observation(at, null, 1, statements));
            }
        }
    }

    private void Remember(BomNode node, ListedProduct product)
    {
        if (node.Raw("bom-ref") is { } reference)
        {
            productByReference.TryAdd(reference, product);
        }
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
