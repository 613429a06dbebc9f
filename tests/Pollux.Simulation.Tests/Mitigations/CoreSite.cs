using System.Collections.Immutable;
using Pollux.Modelling;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Tests.CoreLanguage;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Tests.Mitigations;

/// <summary>A small model in Pollux's own language, attacked from its Internet, with a twin behind it that knows costs and owners.</summary>
internal sealed class CoreSite(params string[] lines)
{
    private static readonly RecordReference Said = new("site:core@1", "site", null, 1);

    private readonly List<(string Type, string Name, (string Name, string Value)[] Properties)> known = [];

    /// <summary>What the twin says of an asset; the asset <c>Site</c> is the site itself.</summary>
    public CoreSite Knows(string type, string name, params (string Name, string Value)[] properties)
    {
        known.Add((type, name, properties));
        return this;
    }

    public CoreSite WithCostsInMoney() =>
        Knows(
            "Site",
            "site",
            (Properties.Currency, "EUR"),
            (Properties.MitigationCostLow, "1000"),
            (Properties.MitigationCostMedium, "10000"),
            (Properties.MitigationCostHigh, "100000")
        );

    public MitigationPlan Plan(
        string goal,
        MitigationOptions options,
        SimulationRequest? request = null,
        double? loss = 1_000_000
    )
    {
        AttackGraph graph = Graph();
        return MitigationPlanner.Plan(
            ScenarioOf(graph, goal.Split(' '), request, loss),
            Catalogue(graph),
            options,
            cancellationToken: TestContext.Current.CancellationToken
        );
    }

    public AttackGraph Graph() => AttackGraph.Build(CorePack.Get().Graph, Model()).Value!;

    public static Scenario ScenarioOf(AttackGraph graph, string[] goals, SimulationRequest? request, double? loss) =>
        new(
            graph,
            (request ?? new SimulationRequest { Samples = 400, HorizonDays = 365 }) with
            {
                Entries = [graph.FindNode("internet:reached")],
            },
            [
                .. goals
                    .Select(graph.FindNode)
                    .Order()
                    .Select(node => new CrownJewel(
                        node,
                        loss is { } amount ? new LossRange(amount, amount, amount) : null,
                        graph.NameOf(node)
                    )),
            ]
        )
        {
            Currency = "EUR",
        };

    public MitigationCatalogue Catalogue(AttackGraph graph)
    {
        Grounds grounds = new("declared", "The site says so.", [Said]);
        ModelledTwin modelled = new(
            graph.Model,
            [],
            [
                .. graph.Model.Assets.Select(asset => new AssetGrounds(
                    asset.Name,
                    grounds,
                    grounds,
                    ImmutableSortedDictionary<string, Grounds>.Empty
                )),
            ],
            [.. graph.Model.Links.Select(_ => grounds)],
            ImmutableSortedDictionary<string, ImmutableArray<int>>.Empty
        );
        Revision revision = new("Core", "0123", [.. known.Select(ToAsset)], [], [], [], []);
        return MitigationCatalogue.Of(graph, CorePack.Get(), revision, modelled);
    }

    private InstanceModel Model() => TestLanguage.Model(CorePack.Get().Graph, ["internet : Internet", .. lines]);

    private static Asset ToAsset((string Type, string Name, (string Name, string Value)[] Properties) asset) =>
        new(
            asset.Name,
            asset.Type,
            asset.Name,
            null,
            [new Identifier(IdentifierKind.Name, asset.Name)],
            asset.Properties.ToImmutableSortedDictionary(
                property => property.Name,
                property => ImmutableArray.Create(new Sourced<string>(property.Value, Said)),
                StringComparer.Ordinal
            ),
            ImmutableSortedDictionary<string, ImmutableArray<Sourced<DefenseValue>>>.Empty,
            [Said]
        );
}
