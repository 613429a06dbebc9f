using System.Collections.Concurrent;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>
/// What an attacker can reach at worst, by the engine and by the oracle, which must agree on every step of the plant. For the
/// engine the language is changed so that steps that happen with a probability always do; then one sample tells all.
/// </summary>
internal static class WorstCase
{
    private static readonly Lazy<LanguageGraph> Certain = new(() =>
        LanguageGraph.Build(WithoutChance(CorePack.Get().Language.Specification)).Value!
    );

    private static readonly Lazy<ReachabilityOracle> Oracle = new(() =>
        new ReachabilityOracle(CorePack.Get().Language.Specification)
    );

    private static readonly ConcurrentDictionary<Plant, AttackGraph> Graphs = new(ReferenceEqualityComparer.Instance);

    /// <summary>All nodes that hold, by full name: steps reached, defences off, existence steps that apply.</summary>
    public static HashSet<string> Reach(Situation situation) => Reach(CaseFiles.PlantOf(situation.Variant), situation);

    public static HashSet<string> Reach(Plant plant, Situation situation)
    {
        HashSet<string> slow = GraphOf(plant, situation).ReachInShortestTime(situation.Entry);
        HashSet<string> fast = ReachByEngine(plant, situation);
        fast.Except(slow).Order(StringComparer.Ordinal).ShouldBeEmpty("reached by the engine alone");
        slow.Except(fast).Order(StringComparer.Ordinal).ShouldBeEmpty("reached by the oracle alone");
        return fast;
    }

    /// <summary>What an agent can perform, by full name.</summary>
    public static HashSet<string> ReachByAgent(Situation situation) =>
        GraphOf(CaseFiles.PlantOf(situation.Variant), situation).ReachByAgent(situation.Entry);

    public static Dictionary<string, HashSet<string>> Parents(Situation situation) =>
        GraphOf(CaseFiles.PlantOf(situation.Variant), situation).Parents;

    private static OracleGraph GraphOf(Plant plant, Situation situation) => Oracle.Value.GraphOf(plant, situation);

    private static HashSet<string> ReachByEngine(Plant plant, Situation situation)
    {
        AttackGraph graph = Graphs.GetOrAdd(plant, key => Build(Certain.Value, key));
        SimulationResult result = MonteCarloRun.Run(
            graph,
            new SimulationRequest
            {
                Entries = [.. situation.Entry.Select(name => NodeOf(graph, name))],
                Overrides = [.. Overrides(graph, situation)],
                Samples = 1,
                Percentiles = false,
            }
        );
        return [.. Enumerable.Range(0, graph.NodeCount).Where(node => result[node].Reached == 1).Select(graph.NameOf)];
    }

    public static AttackGraph Build(LanguageGraph language, Plant plant)
    {
        InstanceModel model = plant.ToModel(language);
        var built = AttackGraph.Build(language, model);
        built.Diagnostics.ShouldBeEmpty();
        return built.Value!;
    }

    public static int NodeOf(AttackGraph graph, string name)
    {
        int node = graph.FindNode(name);
        node.ShouldBeGreaterThanOrEqualTo(0, name);
        return node;
    }

    private static IEnumerable<StepOverride> Overrides(AttackGraph graph, Situation situation)
    {
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (graph.StepOf(node).Type == StepType.Defense && graph.DefenseProbabilityOf(node) < 1)
            {
                yield return new StepOverride(node, OverrideKind.DefenseOff);
            }
        }

        foreach (string name in situation.Off)
        {
            yield return new StepOverride(NodeOf(graph, name), OverrideKind.DefenseOff);
        }

        foreach (string name in situation.On)
        {
            yield return new StepOverride(NodeOf(graph, name), OverrideKind.DefenseOn);
        }
    }

    private static LanguageSpecification WithoutChance(LanguageSpecification language) =>
        language with
        {
            Assets =
            [
                .. language.Assets.Select(asset => asset with { Steps = [.. asset.Steps.Select(WithoutChance)] }),
            ],
        };

    private static StepSpecification WithoutChance(StepSpecification step) =>
        step.Ttc is TtcBinary(TtcOperator.Multiplication, TtcFunction { Name: "Bernoulli" }, TtcExpression time)
            ? step with
            {
                Ttc = time,
            }
            : step;
}
