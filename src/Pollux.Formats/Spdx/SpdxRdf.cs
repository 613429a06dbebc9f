using System.Xml.Linq;

namespace Pollux.Formats.Spdx;

/// <summary>
/// Reads an SPDX 2 document in RDF/XML (SPDX 2.3, annex C; RDF 1.1 XML Syntax). A node may be written out wherever it is first named, so
/// that packages lie within relationships within packages; what is said of one id in several places belongs together.
/// </summary>
internal sealed class SpdxRdf(SpdxBill bill, CancellationToken cancellationToken)
{
    /// <summary>The namespace of SPDX 2 terms.</summary>
    public const string Terms = "http://spdx.org/rdf/terms#";

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Spdx = Terms;

    /// <summary>The version, as written.</summary>
    public string? Version { get; private set; }

    /// <summary>Reads everything.</summary>
    public void Read(XElement root)
    {
        Dictionary<string, List<XElement>> packages = new(StringComparer.Ordinal);
        HashSet<string> others = new(StringComparer.Ordinal);
        XElement? document = root.Descendants().FirstOrDefault(node => TypeOf(node) is "SpdxDocument");
        if (document is not null)
        {
            ReadDocument(document);
        }

        int index = 0;
        foreach (XElement node in root.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (TypeOf(node))
            {
                case "Package":
                    // A node without an id is a node of its own.
                    string key = Id(node) ?? $"/packages/{index++}";
                    if (!packages.TryAdd(key, [node]))
                    {
                        packages[key].Add(node);
                    }

                    break;
                case "File" or "Snippet" when others.Add(Id(node) ?? $"/others/{index++}"):
                    bill.AddIgnored(Id(node));
                    break;
                case "Relationship":
                    ReadRelationship(node);
                    break;
            }
        }

        foreach ((string key, List<XElement> nodes) in packages)
        {
            ReadPackage(key, nodes);
        }
    }

    private void ReadDocument(XElement document)
    {
        string about = About(document) ?? "";
        int hash = about.IndexOf('#', StringComparison.Ordinal);
        bill.Namespace = hash > 0 ? about[..hash] : SpdxTexts.Said(about);
        bill.DocumentId = Id(document) ?? bill.DocumentId;
        Version = Text([document], "specVersion");
        bill.Created = document
            .Elements(Spdx + "creationInfo")
            .Elements()
            .Elements(Spdx + "created")
            .FirstOrDefault()
            ?.Value;
        foreach (XElement described in document.Elements(Spdx + "describesPackage"))
        {
            if (Target(described) is { } id)
            {
                bill.AddLink(bill.DocumentId, "DESCRIBES", id, SpdxXmlNode.Of(described));
            }
        }
    }

    private void ReadPackage(string key, List<XElement> nodes)
    {
        SpdxPackageDraft package = new(key, SpdxXmlNode.Of(nodes[0]))
        {
            Id = Id(nodes[0]),
            Name = Text(nodes, "name"),
            Version = Text(nodes, "versionInfo"),
            Supplier = SpdxTexts.Party(Text(nodes, "supplier")),
            Originator = SpdxTexts.Party(Text(nodes, "originator")),
            Purpose = SpdxTexts.Purpose(Word(nodes.Elements(Spdx + "primaryPackagePurpose").FirstOrDefault())),
            Description = Text(nodes, "summary") ?? Text(nodes, "description"),
        };
        foreach (XElement reference in nodes.Elements(Spdx + "externalRef").Elements())
        {
            XElement? type = reference.Element(Spdx + "referenceType");
            package.AddReference(Resource(type) ?? type?.Value, Text([reference], "referenceLocator"));
        }

        foreach (XElement checksum in nodes.Elements(Spdx + "checksum").Elements())
        {
            package.AddChecksum(Word(checksum.Element(Spdx + "algorithm")), Text([checksum], "checksumValue"));
        }

        bill.Add(package.Finish());
    }

    private void ReadRelationship(XElement node)
    {
        string? from = node.Parent?.Parent is { } owner ? Id(owner) : null;
        string? type = Word(node.Element(Spdx + "relationshipType"));
        string? to = node.Element(Spdx + "relatedSpdxElement") is { } related ? Target(related) : null;
        if (from is not null && type is not null && to is not null)
        {
            bill.AddLink(from, type, to, SpdxXmlNode.Of(node));
        }
    }

    // A node is an element named after its type, or a Description with a type.
    private static string? TypeOf(XElement node) =>
        node.Name.Namespace == Spdx ? (char.IsAsciiLetterUpper(node.Name.LocalName[0]) ? node.Name.LocalName : null)
        : node.Name == Rdf + "Description" ? After(Resource(node.Element(Rdf + "type")), '#')
        : null;

    private string? Target(XElement property) =>
        Resource(property) is { } resource ? Local(resource)
        : property.Elements().FirstOrDefault() is { } node ? Id(node)
        : null;

    private string? Id(XElement node) => About(node) is { } about ? Local(about) : null;

    // Ids are short within the document's own namespace, so that they are the same in every form.
    private string Local(string iri)
    {
        int hash = iri.LastIndexOf('#');
        return iri is Terms + "noassertion" or Terms + "none" ? "NONE"
            : hash >= 0 && (bill.Namespace is null || iri[..hash] == bill.Namespace) ? iri[(hash + 1)..]
            : iri;
    }

    private static string? About(XElement node) =>
        (string?)node.Attribute(Rdf + "about")
        ?? ((string?)node.Attribute(Rdf + "ID") is { } id ? $"#{id}" : null)
        ?? (string?)node.Attribute(Rdf + "nodeID");

    private static string? Resource(XElement? property) =>
        (string?)property?.Attribute(Rdf + "resource") ?? (string?)property?.Attribute(Rdf + "nodeID");

    // checksumAlgorithm_sha1, purpose_application, relationshipType_describes: the kind, then the word.
    private static string? Word(XElement? property) =>
        property is null ? null
        : After(Resource(property), '#') is { } term ? term[(term.IndexOf('_', StringComparison.Ordinal) + 1)..]
        : SpdxTexts.Said(property.Value);

    private static string? After(string? iri, char mark) => iri?[(iri.LastIndexOf(mark) + 1)..];

    private static string? Text(IEnumerable<XElement> nodes, string name) =>
        nodes
            .Elements(Spdx + name)
            .Select(property => SpdxTexts.Said(property.HasElements ? null : property.Value))
            .FirstOrDefault(text => text is not null);
}
