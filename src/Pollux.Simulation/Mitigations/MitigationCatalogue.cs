using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Modelling;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Mitigations;

/// <summary>What may be changed on a site, with words, costs and owners: what the language and the twin say of its defences.</summary>
public sealed class MitigationCatalogue
{
    private readonly AttackGraph graph;
    private readonly LanguagePack? pack;
    private readonly DefenseReader defenses;

    private MitigationCatalogue(AttackGraph graph, LanguagePack? pack, Revision? revision, ModelledTwin? modelled)
    {
        this.graph = graph;
        this.pack = pack;
        defenses = new DefenseReader(graph, pack, modelled);
        Costs = new MitigationCosts(revision);
        Responsibilities = new Responsibilities(graph, pack, revision, modelled);
    }

    /// <summary>Whether the site says what each class of cost is in money; else costs are person-days.</summary>
    public bool CostsAreMoney => Costs.AreInMoney;

    /// <summary>The currency of the site; empty when nobody says.</summary>
    public string Currency => Costs.Currency;

    /// <summary>False for a language without a pack: every change then counts as one of medium cost.</summary>
    internal bool KnowsCosts => pack is not null;

    internal MitigationCosts Costs { get; }

    internal Responsibilities Responsibilities { get; }

    /// <summary>The catalogue of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="pack">The words and costs of its language; null when it has none.</param>
    /// <param name="revision">The twin that it was made from; null for a model file.</param>
    /// <param name="modelled">How the twin became the graph's model; null for a model file.</param>
    public static MitigationCatalogue Of(
        AttackGraph graph,
        LanguagePack? pack,
        Revision? revision,
        ModelledTwin? modelled
    ) => new(graph, pack, revision, modelled);

    /// <summary>The candidates for a scenario, as ways to its goals show them.</summary>
    internal MitigationCandidates CandidatesFor(ImmutableArray<StepOverride> overrides) =>
        new(graph, pack, defenses, overrides);

    /// <summary>The defences that act on any step on the way to a goal, in any sample, with the share of samples whose way has it.</summary>
    internal IEnumerable<(int Defense, double Share)> DefensesOn(Paths.CriticalPath path) =>
        path
            .Visited.Where(visited => graph.StepOf(visited.Node) is { IsAttackStep: true, Type: StepType.And })
            .SelectMany(visited =>
                defenses.ActingOn(visited.Node, cameFromDefense: false).Select(defense => (defense, visited.Share))
            );
}
