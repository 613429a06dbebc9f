using Pollux.Formats.Input;

namespace Pollux.Formats.Spdx;

/// <summary>
/// Reads an SPDX 3.0 document: JSON-LD as the SPDX serialisation has it, a list of elements that name each other by id (SPDX 3.0.1,
/// Serialization). Names may have the prefix of their profile or not.
/// </summary>
internal sealed class SpdxGraph
{
    private readonly SpdxBill bill;
    private readonly CancellationToken cancellationToken;
    private readonly Dictionary<string, JsonItem> elementById = new(StringComparer.Ordinal);
    private readonly List<(JsonItem Item, string Type)> elements = [];

    private SpdxGraph(SpdxBill bill, CancellationToken cancellationToken)
    {
        this.bill = bill;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>The version, as written; null when no element says it.</summary>
    public string? Version { get; private set; }

    /// <summary>Reads everything.</summary>
    /// <param name="root">The root of the JSON text.</param>
    /// <param name="bill">Takes what is read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static SpdxGraph Read(JsonItem root, SpdxBill bill, CancellationToken cancellationToken)
    {
        SpdxGraph graph = new(bill, cancellationToken);
        graph.Index(root["@graph"] is { IsArray: true } list ? list.Items : [root]);
        graph.ReadDocument();
        graph.ReadElements();
        graph.ReadRelationships();
        foreach (SpdxVulnerability vulnerability in SpdxSecurity.Read(graph.elements, graph.Name))
        {
            bill.Add(vulnerability);
        }

        return graph;
    }

    /// <summary>The id of an element, or of the reference to one.</summary>
    public static string? Id(JsonItem? item) => item?.StringOrNull?.Trim() ?? item?.Text("spdxId") ?? item?.Text("@id");

    /// <summary>A text of an element, whether its name has the prefix of its profile or not.</summary>
    public static string? Text(JsonItem item, string profile, string name) =>
        SpdxTexts.Said(item.Text($"{profile}_{name}") ?? item.Text(name));

    // software_Package, security_VexFixedVulnAssessmentRelationship: the profile, then the name.
    private static string Type(JsonItem item)
    {
        string type = item.Text("type") ?? item.Text("@type") ?? "";
        return type[(type.LastIndexOfAny(['_', '/', ':', '#']) + 1)..];
    }

    private void Index(IEnumerable<JsonItem> items)
    {
        foreach (JsonItem item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string type = Type(item);
            elements.Add((item, type));
            if (Id(item) is { } id)
            {
                elementById.TryAdd(id, item);
            }

            Version ??= type is "CreationInfo" ? item.Text("specVersion") : item["creationInfo"]?.Text("specVersion");
        }
    }

    // A document is about its roots; where such a root is a bill of materials, about the roots of that.
    private void ReadDocument()
    {
        JsonItem? document =
            elements.FirstOrDefault(element => element.Type is "SpdxDocument").Item
            ?? elements.FirstOrDefault(element => element.Type is "Sbom" or "Bom").Item;
        bill.Namespace = Id(document);
        bill.DocumentId = bill.Namespace ?? bill.DocumentId;
        bill.Created = document is null ? null : Created(document);
        bill.Created ??= elements
            .Select(element => Created(element.Item))
            .FirstOrDefault(created => created is not null);
        if (document is not null)
        {
            AddRoots(document, []);
        }
    }

    private void AddRoots(JsonItem document, HashSet<string> seen)
    {
        foreach (string root in Ids(document["rootElement"]))
        {
            if (!seen.Add(root))
            {
                continue;
            }

            if (elementById.TryGetValue(root, out JsonItem? element) && Type(element) is "Sbom" or "Bom" or "Bundle")
            {
                AddRoots(element, seen);
            }
            else
            {
                bill.AddLink(bill.DocumentId, "describes", root, document.Place);
            }
        }
    }

    private string? Created(JsonItem item) =>
        item["creationInfo"] is not { } info ? (Type(item) is "CreationInfo" ? item.Text("created") : null)
        : info.IsObject ? info.Text("created")
        : Id(info) is { } id && elementById.TryGetValue(id, out JsonItem? found) ? found.Text("created")
        : null;

    private void ReadElements()
    {
        int index = 0;
        foreach ((JsonItem item, string type) in elements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = $"/@graph/{index++}";
            switch (type)
            {
                case "Package" or "AIPackage" or "DatasetPackage":
                    bill.Add(ReadPackage(item, path, type));
                    break;
                case "File" or "Snippet":
                    bill.AddIgnored(Id(item));
                    break;
                default:
                    bill.AddElement(Id(item));
                    break;
            }
        }
    }

    private SpdxPackage ReadPackage(JsonItem item, string path, string type)
    {
        SpdxPackageDraft package = new(path, item.Place)
        {
            Id = Id(item),
            Name = item.Text("name"),
            Version = Text(item, "software", "packageVersion"),
            Supplier = Name(Id(item["suppliedBy"]), item["suppliedBy"]),
            Originator = (item["originatedBy"]?.Items ?? [])
                .Select(by => Name(Id(by), by))
                .FirstOrDefault(by => by is not null),
            Purpose = SpdxTexts.Purpose(Text(item, "software", "primaryPurpose")) ?? PurposeOf(type),
            Description = item.Text("summary") ?? item.Text("description"),
        };
        package.AddReference("purl", Text(item, "software", "packageUrl"));
        foreach (JsonItem identifier in item["externalIdentifier"]?.Items ?? [])
        {
            package.AddReference(identifier.Text("externalIdentifierType"), identifier.Text("identifier"));
        }

        foreach (JsonItem reference in item["externalRef"]?.Items ?? [])
        {
            foreach (string locator in Ids(reference["locator"]))
            {
                package.AddReference(reference.Text("externalRefType"), locator);
            }
        }

        foreach (JsonItem hash in item["verifiedUsing"]?.Items ?? [])
        {
            package.AddChecksum(hash.Text("algorithm"), hash.Text("hashValue"));
        }

        return package.Finish();
    }

    private static string? PurposeOf(string type) =>
        type switch
        {
            "AIPackage" => "machine-learning-model",
            "DatasetPackage" => "data",
            _ => null,
        };

    private void ReadRelationships()
    {
        foreach ((JsonItem item, string type) in elements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (type is not ("Relationship" or "LifecycleScopedRelationship"))
            {
                continue;
            }

            string? from = Id(item["from"]);
            string? kind = item.Text("relationshipType");
            bool isAside = item.Text("scope") is "development" or "test";
            foreach (string to in from is null || kind is null ? [] : Ids(item["to"]))
            {
                bill.AddLink(from!, kind!, to, item.Place, isAside);
            }
        }
    }

    // The name of an element of the document; null when it has none or is not there.
    private string? Name(string? id, JsonItem? inline = null) =>
        inline is { IsObject: true } ? inline.Text("name")
        : id is not null && elementById.TryGetValue(id, out JsonItem? element) ? SpdxTexts.Said(element.Text("name"))
        : null;

    /// <summary>The ids of a list of references, or of a single one.</summary>
    public static IEnumerable<string> Ids(JsonItem? list) =>
        list is null ? []
        : list.IsArray ? list.Items.Select(Id).OfType<string>()
        : Id(list) is { } one ? [one]
        : [];
}
