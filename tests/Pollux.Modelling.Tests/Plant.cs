using System.Collections.Immutable;
using System.Globalization;
using Pollux.Knowledge.Matching;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Tables;
using Pollux.Testing;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Modelling.Tests;

/// <summary>Builds revisions for tests: assets by name, said by the site or seen by a scan.</summary>
internal sealed class Plant
{
    private readonly SortedDictionary<string, Asset> assets = new(StringComparer.Ordinal);
    private readonly List<AssetLink> links = [];
    private readonly List<DeviceFilter> filters = [];
    private readonly List<Flow> flows = [];

    public static readonly RecordReference Said = new("site:plant@2026-11-01", "description", Date("2026-11-01"), 1);

    public static readonly RecordReference Seen = new("nmap:scan@2026-11-10", "host", Date("2026-11-10"), 1);

    public static readonly RecordReference Configured = new("cisco-asa:fw@1", "device", Date("2026-11-12"), 1);

    public static readonly RecordReference Watched = new("zeek:conn@2026-11-12", "flow", Date("2026-11-12"), 1);

    public static ModellingTables Tables { get; } = LoadTables();

    public List<Sourced<ProductStatement>> Products { get; } = [];

    public List<Sourced<VulnerabilityStatement>> Vulnerabilities { get; } = [];

    public static DateTimeOffset Date(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Something that the site declares.</summary>
    public Plant Declared(string type, string name, params (string Property, string Value)[] properties) =>
        Add(type, name, null, Said, [(Properties.Standing, "declared"), .. properties]);

    /// <summary>Something that a scan saw.</summary>
    public Plant Observed(string type, string name, params (string Property, string Value)[] properties) =>
        Add(type, name, null, Seen, properties);

    /// <summary>An open port that answered in a protocol.</summary>
    public Plant Service(
        string device,
        int port,
        string? protocol,
        string transport = "tcp",
        string method = "probed",
        string state = "open",
        params (string Property, string Value)[] properties
    ) =>
        Add(
            "Service",
            $"{transport}/{port} on {device}",
            device,
            Seen,
            [
                (Properties.Port, port.ToString(CultureInfo.InvariantCulture)),
                (Properties.Transport, transport),
                (Properties.PortState, state),
                .. protocol is null
                    ? Array.Empty<(string, string)>()
                    : [(Properties.Protocol, protocol), (Properties.ProtocolMethod, method)],
                .. properties,
            ]
        );

    public Plant Link(string from, string role, params string[] others)
    {
        links.AddRange(others.Select(other => new AssetLink(Id(from), role, Id(other), [Said])));
        return this;
    }

    public Plant Defense(string name, string defense, double probability)
    {
        Asset asset = assets[Id(name)];
        ImmutableArray<Sourced<DefenseValue>> value = [new(new DefenseValue(probability, "the site says so"), Said)];
        assets[asset.Id] = asset with { Defenses = asset.Defenses.SetItem(defense, value) };
        return this;
    }

    public Plant Property(string name, string property, params string[] values)
    {
        Asset asset = assets[Id(name)];
        ImmutableArray<Sourced<string>> said = [.. values.Select(value => new Sourced<string>(value, Said))];
        assets[asset.Id] = asset with { Properties = asset.Properties.SetItem(property, said) };
        return this;
    }

    /// <summary>A conduit between two zones.</summary>
    public Plant Conduit(string name, string from, string to, params string[] permits)
    {
        Declared("Conduit", name).Link(name, "from", from).Link(name, "to", to);
        return permits.Length == 0 ? this : Property(name, Properties.Permits, permits);
    }

    /// <summary>A scan saw it too.</summary>
    public Plant SeenToo(string name)
    {
        Asset asset = assets[Id(name)];
        assets[asset.Id] = asset with { Provenance = asset.Provenance.Add(Seen) };
        return this;
    }

    public Plant Add(
        string type,
        string name,
        string? parent,
        RecordReference record,
        (string Property, string Value)[] properties
    )
    {
        var facts = properties
            .GroupBy(property => property.Property, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                group => group.Key,
                group => group.Select(value => new Sourced<string>(value.Value, record)).ToImmutableArray(),
                StringComparer.Ordinal
            );
        assets[Id(name)] = new Asset(
            Id(name),
            type,
            name,
            parent is null ? null : Id(parent),
            [new Identifier(IdentifierKind.Name, name)],
            facts,
            ImmutableSortedDictionary<string, ImmutableArray<Sourced<DefenseValue>>>.Empty,
            [record]
        );
        return this;
    }

    public Revision Revision() =>
        new(
            "plant",
            "r1",
            [.. assets.Values],
            [.. links],
            [.. Products],
            [.. Vulnerabilities],
            [
                new Source("site", "plant", "2026-11-01", Date("2026-11-01"), IsComplete: true),
                new Source("nmap", "scan", "2026-11-10", Date("2026-11-10"), IsComplete: false),
            ]
        )
        {
            Filters = [.. filters],
            Flows = [.. flows],
        };

    /// <summary>Traffic that was answered, once a day from the first of November on.</summary>
    public Plant Flow(string client, string service, int days = 20, params FlowUse[] uses) =>
        Add(client, service, Activity(days, uses));

    /// <summary>Traffic that nobody answered, or of which nobody says so.</summary>
    public Plant Attempt(string client, string service, bool? answered = false) =>
        Add(client, service, Activity(20) with { Answered = answered });

    /// <summary>A device uses a service outside.</summary>
    public Plant FlowOut(string client, string service = "443/tcp") =>
        Add(new Flow(Id(client), null, service, 1, [new(Activity(20), Watched)]));

    /// <summary>Somebody outside uses a service.</summary>
    public Plant FlowIn(string service) => Add(new Flow(null, Id(service), "443/tcp", 3, [new(Activity(20), Watched)]));

    /// <summary>Something that only traffic knows.</summary>
    public Plant Proposed(string name, string zone)
    {
        Add("Device", name, null, Watched, []).Link(name, "zones", zone);
        assets[Id(name)] = assets[Id(name)] with { IsProposed = true };
        return this;
    }

    /// <summary>What was seen on some days.</summary>
    public static FlowActivity Activity(int days, params FlowUse[] uses) =>
        new(days, 2_000, Date("2026-11-01"), Date("2026-11-01").AddDays(days - 1), true, null, [.. uses]);

    private Plant Add(string client, string service, FlowActivity activity) =>
        Add(new Flow(Id(client), Id(service), service, 0, [new(activity, Watched)]));

    private Plant Add(Flow flow)
    {
        flows.Add(flow);
        return this;
    }

    /// <summary>A configuration says how a device filters.</summary>
    public Plant Filter(string device, FilterDevice filter, params FilterRule[] rules)
    {
        filters.Add(
            new DeviceFilter(
                Id(device),
                filter,
                [
                    .. rules
                        .OrderBy(rule => rule.List, StringComparer.Ordinal)
                        .Select(rule => new Sourced<FilterRule>(
                            rule,
                            Configured with
                            {
                                Record = $"line {rule.Line}",
                            }
                        )),
                ],
                Configured
            )
        );
        return this;
    }

    public Modelled Model() => new(Revision());

    private static string Id(string name) => $"id:{name}";

    private static ModellingTables LoadTables()
    {
        var texts = Directory
            .GetFiles(RepositoryPaths.Of("packs", "core", "rules"), "*.csv")
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);
        Diagnostics.Diagnosed<ModellingTables> read = ModellingTables.Parse(texts);
        read.Diagnostics.ShouldBeEmpty();
        return read.Value!;
    }
}

/// <summary>A model, with the questions that tests ask.</summary>
internal sealed class Modelled(Revision revision, ImmutableArray<VulnerabilityMatch> matches = default)
{
    public ModelledTwin Twin { get; } =
        TwinModel.Build(
            revision,
            CoreLanguage.Graph,
            new ModellingInput(Plant.Tables) { Matches = matches.IsDefault ? [] : matches }
        );

    public IEnumerable<string> Names => Twin.Model.Assets.Select(asset => asset.Name);

    public string? Type(string name) => Twin.Model.Assets.FirstOrDefault(asset => asset.Name == name)?.Type;

    public double? Defense(string name, string defense) =>
        Twin.Model.Assets.First(asset => asset.Name == name).Defenses.TryGetValue(defense, out double value)
            ? value
            : null;

    /// <summary>The names under a role, sorted.</summary>
    public IEnumerable<string> Linked(string name, string role)
    {
        long index = Twin.Model.Assets.Single(asset => asset.Name == name).Id;
        return Twin
            .Model.Links.Select(link =>
                link.Left == index && link.RightField == role ? link.Right
                : link.Right == index && link.LeftField == role ? link.Left
                : -1
            )
            .Where(other => other >= 0)
            .Select(other => Twin.Model.Assets[other].Name)
            .Order(StringComparer.Ordinal);
    }

    public IEnumerable<Finding> Findings(Diagnostics.DiagnosticRule rule) =>
        Twin.Findings.Where(finding => finding.Rule == rule);
}
