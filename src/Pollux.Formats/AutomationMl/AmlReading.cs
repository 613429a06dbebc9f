using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.AutomationMl;

/// <summary>Reads the instances of a plant model.</summary>
internal sealed class AmlReading(XElement root, DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
    private readonly List<AmlDevice> devices = [];
    private readonly List<AmlElement> networks = [];
    private readonly Dictionary<string, AmlElement> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AmlElement> networkById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> ownerByInterface = new(StringComparer.Ordinal);
    private readonly HashSet<string> elements = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> ignoredBy = new(StringComparer.Ordinal);
    private int refused;

    /// <summary>What was read; null when it is nothing.</summary>
    public ImportedDocument? Read()
    {
        AmlElement[] top = [.. Named("InstanceHierarchy").SelectMany(hierarchy => new AmlElement(hierarchy).Children)];
        int classes = root.Elements()
            .Where(library =>
                library.Name.LocalName.EndsWith("ClassLib", StringComparison.Ordinal)
                || library.Name.LocalName is "AttributeTypeLib"
            )
            .Sum(library => library.Elements().Count(item => item.Attribute("Name") is not null));
        if (top.Length == 0 && classes == 0)
        {
            diagnostics.Add(AutomationMlRules.Nothing, root, "There is no InternalElement and no class in it.");
            return null;
        }

        Ignore("classes of libraries, which describe types", classes);
        foreach (AmlElement element in top)
        {
            Walk(element, null, null);
        }

        Dictionary<string, List<string>> links = Links();
        networks.ForEach(network => observations.Add(Zone(network, links)));
        devices.ForEach(device => observations.Add(Device(device, links)));
        if (observations.Count > limits.Records)
        {
            throw new InputLimitException($"The model has more than {limits.Records} devices, networks and units.");
        }

        foreach ((string why, int count) in ignoredBy)
        {
            diagnostics.Add(AutomationMlRules.NotForTwin, $"{count} of them: {why}.");
        }

        return new ImportedDocument(Source(top), observations.ToImmutable(), ignoredBy.Values.Sum(), refused);
    }

    private Source Source(AmlElement[] top)
    {
        string? written = root.Descendants()
            .FirstOrDefault(item => item.Name.LocalName is "LastWritingDateTime")
            ?.Value.Trim();
        DateTimeOffset? at = InputTime.Utc(written);
        string names = string.Join(", ", top.Select(element => element.Id ?? element.Name).OfType<string>().Take(20));
        return new Source(
            "automationml",
            $"plant model {(names.Length > 0 ? Excerpt.OneLine(names, 1_000) : "of types")}",
            at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated",
            at,
            IsComplete: names.Length > 0
        );
    }

    private void Walk(AmlElement element, string? place, string? unit)
    {
        Know(element);
        if (element.Name is not { } name)
        {
            if (element.Kind != AmlKind.Other)
            {
                refused++;
                diagnostics.Add(
                    AutomationMlRules.Unnamed,
                    element.Xml,
                    $"It is a {element.Kind.ToString().ToLowerInvariant()}."
                );
            }
            else
            {
                Ignore("elements without a role that is read");
            }
        }
        else
        {
            switch (element.Kind)
            {
                case AmlKind.Network:
                    networks.Add(element);
                    networkById.TryAdd(element.Id ?? "", element);
                    break;
                case AmlKind.Device:
                    AmlDevice device = new(element, place);
                    devices.Add(device);
                    device.Nodes.ForEach(node => nodes.TryAdd(node.Id ?? "", node));
                    Ignore("modules, ports, tag tables and other parts of devices", device.Ignored);
                    foreach (
                        XElement part in element
                            .Xml.Descendants()
                            .Where(part => part.Name.LocalName is "InternalElement")
                    )
                    {
                        Know(new AmlElement(part));
                    }

                    return;
                case AmlKind.Unit:
                    unit = unit is null ? name : $"{unit}/{name}";
                    AddNamed("ProcessUnit", unit, element);
                    break;
                case AmlKind.Place:
                    place = place is null ? name : $"{place}/{name}";
                    AddNamed("Place", place, element);
                    break;
                default:
                    Ignore("elements without a role that is read");
                    break;
            }
        }

        foreach (AmlElement child in element.Children)
        {
            Walk(child, place, unit);
        }
    }

    private void Know(AmlElement element)
    {
        if (element.Id is { } id)
        {
            elements.Add(id);
            foreach (string found in element.InterfaceIds)
            {
                ownerByInterface.TryAdd(found, id);
            }
        }
    }

    // Which elements are linked with which, both ways. CAEX 2.15 names element and interface, 3.0 only the interface.
    private Dictionary<string, List<string>> Links()
    {
        Dictionary<string, List<string>> links = new(StringComparer.Ordinal);
        foreach (
            XElement link in Named("InstanceHierarchy")
                .Descendants()
                .Where(item => item.Name.LocalName is "InternalLink")
        )
        {
            string? a = Owner((string?)link.Attribute("RefPartnerSideA"));
            string? b = Owner((string?)link.Attribute("RefPartnerSideB"));
            if (a is null || b is null)
            {
                diagnostics.Add(
                    AutomationMlRules.DanglingLink,
                    link,
                    $"'{Excerpt.Of((string?)link.Attribute("Name") ?? "")}' leads to something else."
                );
                continue;
            }

            (links.TryGetValue(a, out List<string>? ofA) ? ofA : links[a] = []).Add(b);
            (links.TryGetValue(b, out List<string>? ofB) ? ofB : links[b] = []).Add(a);
        }

        return links;
    }

    private string? Owner(string? side)
    {
        string plain = AmlElement.PlainId(side) ?? "";
        int colon = plain.IndexOf(':', StringComparison.Ordinal);
        string element = AmlElement.PlainId(colon > 0 ? plain[..colon] : plain) ?? "";
        return ownerByInterface.GetValueOrDefault(plain) ?? (elements.Contains(element) ? element : null);
    }

    private void AddNamed(string type, string name, AmlElement element)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, name);
        facts.AddText(Properties.Description, element.Attribute("Comment"));
        AssetStatement said = new(AssetReference.Named(type, name), facts.ToImmutable());
        observations.Add(new Observation($"{element.Id ?? name}", null, 1, [said]));
    }

    private Observation Zone(AmlElement network, Dictionary<string, List<string>> links)
    {
        List<string> mine = network.Id is { } id ? links.GetValueOrDefault(id) ?? [] : [];
        IEnumerable<string> cidrs = mine.Select(other => nodes.GetValueOrDefault(other))
            .OfType<AmlElement>()
            .Select(AmlDevice.NetworkOf)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, network.Name);
        facts.AddText(Properties.Description, network.Attribute("Type"));
        facts.AddRange(cidrs.Select(cidr => new PropertyFact(Properties.Network, cidr)));
        AssetStatement zone = new(AssetReference.Named("Zone", network.Name!), facts.ToImmutable());
        return new Observation($"network {network.Id ?? network.Name}", null, 1, [zone]);
    }

    private Observation Device(AmlDevice device, Dictionary<string, List<string>> links)
    {
        IEnumerable<string> zones = device
            .Nodes.Where(node => node.Id is not null)
            .SelectMany(node => links.GetValueOrDefault(node.Id!) ?? [])
            .Select(other => networkById.GetValueOrDefault(other)?.Name)
            .OfType<string>();
        InventoryDevice read = device.Read(
            zones,
            (node, text) =>
                diagnostics.Add(
                    AutomationMlRules.BadAddress,
                    node.Xml,
                    $"'{Excerpt.Of(text)}' is no address of one host.",
                    device.Key
                )
        );
        return new Observation(device.Key, null, 1, read.Statements()) { Records = device.Records };
    }

    private IEnumerable<XElement> Named(string name) => root.Elements().Where(child => child.Name.LocalName == name);

    private void Ignore(string why, int count = 1)
    {
        if (count > 0)
        {
            ignoredBy[why] = ignoredBy.GetValueOrDefault(why) + count;
        }
    }
}
