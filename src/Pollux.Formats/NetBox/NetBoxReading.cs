using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.NetBox;

/// <summary>
/// Turns objects into observations. Interfaces and addresses are gathered by their device first: a device with two cards would else look
/// like two devices that share a name.
/// </summary>
internal sealed class NetBoxReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
    private readonly Dictionary<string, Gathered> gathered = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly SortedDictionary<string, int> ignoredBy = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private string? host;
    private DateTimeOffset? newest;
    private int refused;
    private int received;

    /// <summary>Reads one object.</summary>
    public void Read(NetBoxObject item)
    {
        if (received >= limits.Records)
        {
            throw new InputLimitException($"The export has more than {limits.Records} objects.");
        }

        received++;
        host ??= item.Host;
        kinds[item.Kind] = kinds.GetValueOrDefault(item.Kind) + 1;
        Note(item.Text("last_updated", "Last Updated"));
        switch (item.Kind)
        {
            case "dcim/devices" or "virtualization/virtual-machines":
                ReadDevice(item);
                break;
            case "dcim/interfaces" or "virtualization/interfaces":
                ReadInterface(item);
                break;
            case "ipam/ip-addresses":
                ReadAddress(item);
                break;
            case "ipam/prefixes":
                ReadPrefix(item);
                break;
            case "ipam/services":
                ReadService(item);
                break;
            default:
                Ignore(
                    item.Kind.Length > 0 ? $"a kind that is not read ({item.Kind})" : "an object of an unknown kind"
                );
                break;
        }
    }

    /// <summary>All that was understood.</summary>
    public ImportedDocument Finish()
    {
        foreach ((string why, int count) in ignoredBy)
        {
            diagnostics.Add(NetBoxRules.NotForTwin, $"{count} of them: {why}.");
        }

        foreach (string key in order)
        {
            observations.Add(gathered[key].ToObservation());
        }

        // A filter leaves no trace in an answer: what is not in it may be in NetBox all the same.
        string what = string.Join(", ", kinds.Keys.Where(kind => kind.Length > 0));
        Source source = new(
            "netbox",
            $"NetBox {host ?? "export"} {(what.Length > 0 ? what : "objects")}",
            newest?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated",
            newest,
            IsComplete: false
        );
        return new ImportedDocument(source, observations.ToImmutable(), ignoredBy.Values.Sum(), refused);
    }

    private void Note(string? text)
    {
        if (InputTime.Utc(text) is { } at)
        {
            newest = newest is null || at > newest ? at : newest;
        }
    }

    private void ReadDevice(NetBoxObject item)
    {
        string? status = item.Text("status")?.ToLowerInvariant();
        if (status is "planned" or "inventory")
        {
            Ignore($"devices that are {(status is "planned" ? "planned and not there yet" : "spare parts in stock")}");
            return;
        }

        InventoryDevice device = NetBoxDevice.Read(item, (field, value) => Complain(item, value, field));
        if (!device.IsIdentified)
        {
            Refuse(item, "The device has neither name nor number, serial number or address.");
            return;
        }

        string key = device.Name ?? device.Reference.Identifiers[0].Value;
        observations.Add(new Observation($"device {key}", null, 1, device.Statements()));
    }

    private void ReadInterface(NetBoxObject item)
    {
        if (item.Text("mac_address", "MAC Address", "primary_mac_address.mac_address") is not { } text)
        {
            Ignore("interfaces without a MAC address");
            return;
        }

        if (InventoryTexts.Mac(text) is not { } mac)
        {
            Complain(item, text, "MAC address");
            Refuse(item, "The interface has no other address.");
            return;
        }

        if (Owner(item, "device", "virtual_machine") is { } owner)
        {
            Of(owner).Macs.Add(mac);
        }
        else
        {
            Refuse(item, $"The interface with {mac} names no device.");
        }
    }

    private void ReadAddress(NetBoxObject item)
    {
        string? status = item.Text("status")?.ToLowerInvariant();
        if (status is "reserved" or "deprecated" or "dhcp")
        {
            Ignore($"addresses that are {status}");
            return;
        }

        string text = item.Text("address", "IP Address") ?? "";
        if (InventoryTexts.Address(text) is not { } address)
        {
            Refuse(item, $"'{Excerpt.Of(text)}' is no address of one host.");
            return;
        }

        string? vrf = item.Text("vrf");
        string scope = vrf is "Global" ? "" : vrf ?? "";
        Identifier? dns = HostTexts.HostName(item.Text("dns_name", "DNS Name"));
        if (
            Owner(
                item,
                "assigned_object.device",
                "assigned_object.virtual_machine",
                "device",
                "virtual_machine",
                "Parent"
            ) is
            { } owner
        )
        {
            Gathered of = Of(owner);
            of.Addresses.Add(new Identifier(IdentifierKind.IpAddress, address, scope));
            if (dns is { } name)
            {
                of.HostNames.Add(name);
            }
        }
        else if (dns is { } name)
        {
            Gathered of = Of($"host {name.Value}", []);
            of.Addresses.Add(new Identifier(IdentifierKind.IpAddress, address, scope));
            of.HostNames.Add(name);
        }
        else
        {
            Ignore("addresses that belong to nothing");
        }
    }

    private void ReadPrefix(NetBoxObject item)
    {
        string? status = item.Text("status")?.ToLowerInvariant();
        if (status is "container" or "reserved" or "deprecated")
        {
            Ignore(status is "container" ? "prefixes that only hold others" : $"prefixes that are {status}");
            return;
        }

        string text = item.Text("prefix") ?? "";
        if (InventoryTexts.Network(text) is not { } network)
        {
            Refuse(item, $"'{Excerpt.Of(text)}' is no network in CIDR form.");
            return;
        }

        // In tables a VLAN is written with its number: "Cell 1 (110)".
        string? vlan = item.Text("vlan.name", "vlan");
        string name = WithoutNumber(vlan) ?? item.Text("description") ?? network;
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, name);
        facts.AddText(Properties.Description, vlan is null ? null : item.Text("description"));
        facts.Add(new PropertyFact(Properties.Network, network));
        AssetStatement zone = new(AssetReference.Named("Zone", name), facts.ToImmutable());
        observations.Add(new Observation($"prefix {network} {item.Text("vrf")}".TrimEnd(), null, 1, [zone]));
    }

    private void ReadService(NetBoxObject item)
    {
        string? transport = item.Text("protocol")?.ToLowerInvariant();
        ImmutableArray<int> ports =
        [
            .. item.List("ports")
                .Select(text => ushort.TryParse(text, CultureInfo.InvariantCulture, out ushort port) ? port : -1)
                .Where(port => port >= 0)
                .Distinct(),
        ];
        if (
            transport is not ("tcp" or "udp" or "sctp")
            || ports.IsEmpty
            || Owner(item, "device", "virtual_machine", "parent") is not { } owner
        )
        {
            Refuse(item, "The service names no device, no ports or no protocol.");
            return;
        }

        AssetReference device = new("Device", owner.Identifiers);
        string? name = item.Text("name");
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        foreach (int port in ports)
        {
            AssetReference service = AssetReference.ServiceOf(device, port, transport);
            ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
            facts.AddText(Properties.Description, name);
            facts.Add(new PropertyFact(Properties.Port, port.ToString(CultureInfo.InvariantCulture)));
            facts.Add(new PropertyFact(Properties.Transport, transport));
            statements.Add(new AssetStatement(device, [new LinkFact("services", service)]));
            statements.Add(new AssetStatement(service, facts.ToImmutable()));
        }

        string record = $"service {name} of {owner.Key}";
        observations.Add(new Observation(Excerpt.OneLine(record, 300), null, 1, statements.ToImmutable()));
    }

    private static string? WithoutNumber(string? vlan)
    {
        int bracket = vlan?.LastIndexOf(" (", StringComparison.Ordinal) ?? -1;
        bool isNumber = bracket > 0 && vlan!.EndsWith(')') && vlan[(bracket + 2)..^1].All(char.IsAsciiDigit);
        return isNumber ? vlan![..bracket] : vlan;
    }

    // The device that an object belongs to, by name and number.
    private static Owner? Owner(NetBoxObject item, params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (item.Text($"{path}.name", path) is { } name)
            {
                ImmutableArray<Identifier> id = NetBoxDevice.AssignedId(
                    item.Host,
                    path.EndsWith("virtual_machine", StringComparison.Ordinal)
                        ? "virtualization/virtual-machines"
                        : "dcim/devices",
                    item.Text($"{path}.id")
                );
                return new Owner([.. id, new Identifier(IdentifierKind.Name, name)], name);
            }
        }

        return null;
    }

    private Gathered Of(Owner owner) => Of($"device {owner.Key}", owner.Identifiers);

    private Gathered Of(string key, ImmutableArray<Identifier> identifiers)
    {
        if (!gathered.TryGetValue(key, out Gathered? found))
        {
            gathered.Add(key, found = new Gathered(key, identifiers));
            order.Add(key);
        }

        found.Records++;
        return found;
    }

    private void Ignore(string why) => ignoredBy[why] = ignoredBy.GetValueOrDefault(why) + 1;

    private void Refuse(NetBoxObject item, string why)
    {
        refused++;
        (int line, int? column) = item.Place;
        diagnostics.Add(NetBoxRules.Unidentified, why, line, column, record: item.Text("name", "display"));
    }

    private void Complain(NetBoxObject item, string value, string field)
    {
        (int line, int? column) = item.Place;
        string message = $"'{Excerpt.Of(value)}' is no {field}.";
        diagnostics.Add(NetBoxRules.BadValue, message, line, column, record: item.Text("name", "display"));
    }

    private sealed class Gathered(string key, ImmutableArray<Identifier> owner)
    {
        public int Records { get; set; }

        public HashSet<string> Macs { get; } = new(StringComparer.Ordinal);

        public HashSet<Identifier> Addresses { get; } = [];

        public HashSet<Identifier> HostNames { get; } = [];

        public Observation ToObservation()
        {
            ImmutableArray<Identifier> identifiers =
            [
                .. owner
                    .Concat(Macs.Select(mac => new Identifier(IdentifierKind.Mac, mac)))
                    .Concat(HostNames)
                    .Concat(Addresses)
                    .OrderBy(identifier => identifier.Kind),
            ];
            ImmutableArray<Fact> facts =
            [
                .. Addresses
                    .Select(identifier => identifier.Value)
                    .Distinct(StringComparer.Ordinal)
                    .Select(address => new PropertyFact(Properties.Address, address)),
            ];
            AssetStatement device = new(new AssetReference("Device", identifiers), facts);
            return new Observation($"network of {key}", null, 1, [device]) { Records = Records };
        }
    }
}

/// <summary>The device that an object belongs to.</summary>
/// <param name="Identifiers">What tells it from others.</param>
/// <param name="Key">Its name.</param>
internal sealed record Owner(ImmutableArray<Identifier> Identifiers, string Key);
