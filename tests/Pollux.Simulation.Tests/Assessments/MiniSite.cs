using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Language.Packs;
using Pollux.Modelling;
using Pollux.Modelling.Instances;
using Pollux.Simulation.Assessments;
using Pollux.Testing;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Tests.Assessments;

/// <summary>
/// An Internet and devices in it, in the language of testdata/mini: each device is taken after an exponential time of 100 days in
/// the mean, unless its guard is on.
/// </summary>
internal sealed class MiniSite
{
    private static readonly Lazy<LanguagePack> Pack = new(() =>
    {
        Diagnosed<LanguagePack> pack = LanguagePack.Load(
            RepositoryPaths.Of("tests", "Pollux.Simulation.Tests", "Assessments", "testdata", "mini")
        );
        pack.Value.ShouldNotBeNull(string.Join('\n', pack.Diagnostics));
        return pack.Value;
    });

    private static readonly RecordReference Said = new("site:mini@1", "site", null, 1);

    private readonly List<InstanceAsset> instances = [];
    private readonly List<Asset> assets = [];
    private readonly List<AssetLink> links = [];
    private readonly List<InstanceLink> instanceLinks = [];

    public MiniSite(bool hasInternet = true)
    {
        if (hasInternet)
        {
            Add("internet", "Internet", [], []);
        }
    }

    /// <summary>Adds a device with a guard of a probability (null: nobody says), and properties.</summary>
    public MiniSite Device(string name, double? guarded, params (string Name, string Value)[] properties)
    {
        int device = Add(
            name,
            "Device",
            guarded is { } probability ? [KeyValuePair.Create("guarded", probability)] : [],
            properties
        );
        if (instances[0].Type == "Internet")
        {
            instanceLinks.Add(new InstanceLink(0, "zones", device, "devices"));
        }

        return this;
    }

    /// <summary>Adds something that only the twin knows: a loss, or the site itself.</summary>
    public MiniSite Only(string type, string name, params (string Name, string Value)[] properties)
    {
        assets.Add(ToAsset(name, type, properties));
        return this;
    }

    public MiniSite Link(string from, string role, string to)
    {
        links.Add(new AssetLink(from, role, to, [Said]));
        return this;
    }

    public Diagnosed<Assessment> Assess(AssessmentOptions options) => Assessor.Assess(Input(), options);

    public AssessmentInput Input()
    {
        Grounds grounds = new("declared", "The site says so.", [Said]);
        ImmutableSortedDictionary<string, Grounds> reasons = ImmutableSortedDictionary<string, Grounds>.Empty.Add(
            "guarded",
            new Grounds("declared", "The roster says so.", [Said])
        );
        ModelledTwin modelled = new(
            new InstanceModel("mini", "org.pollux.mini", "1.0.0", [.. instances], [.. instanceLinks]),
            [],
            [.. instances.Select(instance => new AssetGrounds(instance.Name, grounds, grounds, reasons))],
            [.. instanceLinks.Select(_ => grounds)],
            instances.ToImmutableSortedDictionary(
                instance => instance.Name,
                instance => ImmutableArray.Create((int)instance.Id),
                StringComparer.Ordinal
            )
        );
        Revision revision = new(
            "Mini",
            "0123",
            [.. assets],
            [.. links],
            [],
            [],
            [new Source("site", "mini", "1", null, true)]
        );
        return new AssessmentInput(revision, modelled, Pack.Value, "0.0.0");
    }

    public Assessment AssessWell(AssessmentOptions options)
    {
        Diagnosed<Assessment> assessed = Assess(options);
        assessed.Diagnostics.ShouldBeEmpty();
        return assessed.Value!;
    }

    public static string Json(Assessment assessment)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            AssessmentJson.Write(writer, assessment);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private int Add(
        string name,
        string type,
        ImmutableArray<KeyValuePair<string, double>> defenses,
        (string Name, string Value)[] properties
    )
    {
        int id = instances.Count;
        instances.Add(
            new InstanceAsset(id, name, type, defenses.ToImmutableSortedDictionary(StringComparer.Ordinal), [])
        );
        assets.Add(ToAsset(name, type, properties));
        return id;
    }

    private static Asset ToAsset(string name, string type, (string Name, string Value)[] properties) =>
        new(
            name,
            type,
            name,
            null,
            [new Identifier(IdentifierKind.Name, name)],
            properties
                .GroupBy(property => property.Name, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(
                    group => group.Key,
                    group => group.Select(property => new Sourced<string>(property.Value, Said)).ToImmutableArray(),
                    StringComparer.Ordinal
                ),
            ImmutableSortedDictionary<string, ImmutableArray<Sourced<DefenseValue>>>.Empty,
            [Said]
        );

    public static (string Name, string Value) Jewel(string step = "taken") => (Properties.CrownJewel, step);
}
