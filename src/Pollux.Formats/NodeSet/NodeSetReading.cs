using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.NodeSet;

/// <summary>Reads a model as a stream and finds the objects that carry a nameplate.</summary>
internal sealed class NodeSetReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private const string Identification = "Identification";

    // The nameplate of a device and of a tag (OPC 10000-100, IVendorNameplateType and ITagNameplateType); machines have the same names
    // (OPC 40001-1, MachineIdentificationType).
    private static readonly ImmutableHashSet<string> Nameplate =
    [
        "Manufacturer",
        "Model",
        "ProductCode",
        "SerialNumber",
        "HardwareRevision",
        "SoftwareRevision",
        "DeviceRevision",
        "DeviceClass",
        "ProductInstanceUri",
        "AssetId",
        "ComponentName",
    ];

    private readonly Dictionary<string, UaNode> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);
    private readonly List<UaNode> plates = [];
    private readonly List<string> models = [];
    private readonly SortedDictionary<string, int> ignoredBy = new(StringComparer.Ordinal);
    private string? edition;
    private DateTimeOffset? at;
    private int received;
    private int refused;
    private bool inside;

    /// <summary>Reads all.</summary>
    public void Read(XmlRecords records)
    {
        XmlReader reader = records.Reader;
        reader.MoveToContent();
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 1)
            {
                reader.Read();
                continue;
            }

            if (reader.LocalName is "Models")
            {
                ReadModels(records.ReadElement());
                reader.Read();
            }
            else if (reader.LocalName is "NamespaceUris" && models.Count == 0)
            {
                models.AddRange(records.ReadElement().Elements().Select(uri => uri.Value.Trim()));
                reader.Read();
            }
            else if (reader.LocalName.StartsWith("UA", StringComparison.Ordinal))
            {
                inside = true;
                XElement element = records.ReadElement();
                inside = false;
                Keep(element);
                reader.Read();
            }
            else
            {
                records.Mark();
                reader.Skip();
            }
        }
    }

    /// <summary>What was read; null when it is nothing.</summary>
    /// <param name="complete">False when the document broke off.</param>
    public ImportedDocument? Finish(bool complete)
    {
        if (received == 0)
        {
            if (complete)
            {
                diagnostics.Add(NodeSetRules.Nothing, "There is no node in it.");
            }

            return null;
        }

        if (!complete)
        {
            diagnostics.Add(
                NodeSetRules.EndsEarly,
                $"{received} nodes stand completely before this problem and were read."
            );
            refused += inside ? 1 : 0;
        }

        ImmutableArray<Observation> observations = Devices();
        foreach ((string why, int count) in ignoredBy)
        {
            diagnostics.Add(NodeSetRules.NotForTwin, $"{count} of them: {why}.");
        }

        string document = models.Count > 0 ? string.Join(", ", models) : "without a namespace";
        Source source = new(
            "nodeset2",
            $"information model {Excerpt.OneLine(document, 1_000)}",
            edition ?? "unversioned",
            at,
            IsComplete: complete && models.Count > 0
        );
        return new ImportedDocument(source, observations, ignoredBy.Values.Sum(), refused);
    }

    private void ReadModels(XElement element)
    {
        models.Clear();
        foreach (XElement model in element.Elements().Where(model => model.Name.LocalName is "Model"))
        {
            models.Add(Excerpt.OneLine((string?)model.Attribute("ModelUri") ?? "", 300));
            edition ??= InventoryTexts.Value((string?)model.Attribute("Version"));
            if (at is null && InputTime.Utc((string?)model.Attribute("PublicationDate")) is { } published)
            {
                at = published;
            }
        }
    }

    private void Keep(XElement element)
    {
        if (++received > limits.Records)
        {
            throw new InputLimitException($"The model has more than {limits.Records} nodes.");
        }

        if (UaNode.Read(element) is not { } node)
        {
            refused++;
            diagnostics.Add(NodeSetRules.Unidentified, element, $"The {element.Name.LocalName} lacks one.");
            return;
        }

        foreach (string child in node.Children)
        {
            parents.TryAdd(child, node.Id);
        }

        if (node.Parent is { } parent)
        {
            parents[node.Id] = parent;
        }

        if (node.Kind.EndsWith("Type", StringComparison.Ordinal))
        {
            Ignore("types, which describe no thing of a site");
        }
        else if (node.IsDeclaration)
        {
            Ignore("parts of types, which describe no thing of a site");
        }
        else if (node.Kind is "UAObject" && objects.TryAdd(node.Id, node))
        {
            // What it is shows when all is read.
        }
        else if (node is { Kind: "UAVariable", Value: not null } && Nameplate.Contains(node.Name))
        {
            plates.Add(node);
        }
        else
        {
            Ignore(
                node.Kind is "UAMethod" ? "methods, which are offered and say nothing of who may call them"
                : node.Kind is "UAVariable" ? "variables other than those of a nameplate with a value"
                : "views and nodes that stand twice"
            );
        }
    }

    private ImmutableArray<Observation> Devices()
    {
        Dictionary<string, List<UaNode>> byDevice = new(StringComparer.Ordinal);
        HashSet<string> groups = new(StringComparer.Ordinal);
        foreach (UaNode plate in plates)
        {
            if (!parents.TryGetValue(plate.Id, out string? owner) || !objects.TryGetValue(owner, out UaNode? found))
            {
                Ignore("values of a nameplate that belong to no object");
                continue;
            }

            // A machine keeps its nameplate in an object of its own.
            if (
                found.Name is Identification
                && parents.TryGetValue(owner, out string? machine)
                && objects.ContainsKey(machine)
            )
            {
                groups.Add(owner);
                owner = machine;
            }

            if (!byDevice.TryGetValue(owner, out List<UaNode>? values))
            {
                byDevice.Add(owner, values = []);
            }

            values.Add(plate);
        }

        ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
        foreach (UaNode node in objects.Values.Where(node => !groups.Contains(node.Id)))
        {
            if (!byDevice.TryGetValue(node.Id, out List<UaNode>? values))
            {
                Ignore("objects without a nameplate");
                continue;
            }

            int parts = groups.Count(group => parents.GetValueOrDefault(group) == node.Id);
            Observation device = new($"object {node.Id}", null, 1, Device(node, values).Statements())
            {
                Records = 1 + values.Count + parts,
            };
            observations.Add(device);
        }

        return observations.ToImmutable();
    }

    private static InventoryDevice Device(UaNode node, List<UaNode> values)
    {
        string? Said(string name) => values.Find(value => value.Name == name)?.Value;

        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.HardwareVersion, Said("HardwareRevision"));
        return new InventoryDevice
        {
            Type = DeviceRoles.TypeOf(Said("DeviceClass")),
            AssignedIds =
            [
                .. Said("ProductInstanceUri") is { } uri
                    ? (Identifier[])[new(IdentifierKind.AssignedId, uri, "product instance uri")]
                    : [],
                .. Said("AssetId") is { } asset
                    ? (Identifier[])[new(IdentifierKind.AssignedId, asset, "asset tag")]
                    : [],
            ],
            Name = Said("ComponentName") ?? node.Label ?? node.Name,
            Serial = InventoryTexts.Serial(Said("SerialNumber")),
            Vendor = Said("Manufacturer"),
            Product = Said("Model"),
            Model = Said("ProductCode") ?? Said("Model"),
            Firmware = Said("SoftwareRevision") ?? Said("DeviceRevision"),
            Role = Said("DeviceClass"),
            Description = node.Description,
            Facts = facts.ToImmutable(),
        };
    }

    private void Ignore(string why) => ignoredBy[why] = ignoredBy.GetValueOrDefault(why) + 1;
}
