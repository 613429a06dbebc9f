using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Benchmarks;

/// <summary>Turn-based episodes, one line of a table for each policy and size: how many turns in a second, and how much each allocates.</summary>
internal static class EpisodeBenchmark
{
    private static readonly (string Name, AttackerPolicy Attacker, DefenderPolicy? Defender, TtcMode Mode)[] Games =
    [
        ("breadth first", new BreadthFirstPolicy(), null, TtcMode.Disabled),
        ("breadth first, times drawn", new BreadthFirstPolicy(), null, TtcMode.PreSample),
        ("breadth first, by effort", new BreadthFirstPolicy(), null, TtcMode.EffortBasedPerStepSample),
        ("depth first", new DepthFirstPolicy(), null, TtcMode.Disabled),
        ("random", new RandomPolicy(), null, TtcMode.Disabled),
        ("soft-min", new TtcSoftMinPolicy(), null, TtcMode.PreSample),
        ("goal-seeking, 10 goals", new GoalSeekingPolicy(), null, TtcMode.PreSample),
        ("breadth first, reactive defender", new BreadthFirstPolicy(), new ReactiveDefense(), TtcMode.Disabled),
        ("breadth first, foresighted defender", new BreadthFirstPolicy(), new ForesightedDefense(), TtcMode.Disabled),
        ("breadth first, cost-aware defender", new BreadthFirstPolicy(), new CostAwareDefense(20), TtcMode.Disabled),
    ];

    /// <summary>Writes the head of the table.</summary>
    public static void WriteHead()
    {
        Console.WriteLine(
            "\n| assets | policy | turns an episode | steps performed | turns a second | microseconds a turn | ms to make ready | bytes an episode |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
    }

    /// <summary>Measures one model.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="model">The model.</param>
    /// <param name="entries">Full names of the entry points.</param>
    public static void Run(LanguageGraph language, InstanceModel model, IEnumerable<string> entries)
    {
        AttackGraph graph = AttackGraph.Build(language, model).Value!;
        ImmutableArray<int> nodes = [.. entries.Select(graph.FindNode)];
        foreach ((string name, AttackerPolicy attacker, DefenderPolicy? defender, TtcMode mode) in Games)
        {
            AgentScenario scenario = new(
                graph,
                [
                    new AttackerAgent("attacker", attacker)
                    {
                        EntrySets = [nodes],
                        Goals = attacker is GoalSeekingPolicy ? Far(graph, nodes) : [],
                    },
                ],
                defender is null ? [] : [new DefenderAgent("defender", defender) { Costs = Costs(graph) }],
                new EpisodeSettings { TtcMode = mode, MaximumTurns = 1_000_000 }
            );
            Measure(name, scenario, model.Assets.Length);
        }
    }

    private static void Measure(string name, AgentScenario scenario, int assets)
    {
        const int most = 100_000;
        (Cost ready, EpisodePlan plan) = Benchmarks.Measure.Median(() => new EpisodePlan(scenario));
        EpisodeTables tables = new(scenario, plan.GoalCount, most);
        EpisodeWorker worker = new(plan, tables);
        worker.Run(0, null, CancellationToken.None);
        (Cost one, _) = Benchmarks.Measure.Once(() => Play(worker, 1));
        int episodes = (int)Math.Clamp(200 / Math.Max(0.01, one.Wall), 1, most);
        long before = worker.TurnsPlayed;
        (Cost cost, _) = Benchmarks.Measure.Median(() => Play(worker, episodes));
        long turns = (worker.TurnsPlayed - before) / 6;
        Console.WriteLine(
            $"| {assets} | {name} | {turns / episodes} | {tables.Performed[0][0]} | {turns / cost.Processor * 1000:F0} | {cost.Processor * 1000 / turns:F3} | {ready.Processor:F1} | {cost.Bytes / episodes} |"
        );
    }

    private static int Play(EpisodeWorker worker, int episodes)
    {
        for (int episode = 0; episode < episodes; episode++)
        {
            worker.Run(episode, null, CancellationToken.None);
        }

        return episodes;
    }

    // Ten steps spread over what breadth first performs.
    private static ImmutableArray<int> Far(AttackGraph graph, ImmutableArray<int> entries)
    {
        AgentScenario scenario = new(
            graph,
            [new AttackerAgent("scout", new BreadthFirstPolicy()) { EntrySets = [entries] }],
            [],
            new EpisodeSettings()
        );
        AgentRunResult result = AgentRun.Run(scenario, 1, 1);
        int[] performed = [.. Enumerable.Range(0, graph.NodeCount).Where(node => result.Compromised[node] > 0)];
        return [.. Enumerable.Range(0, 10).Select(i => performed[(performed.Length - 1) * i / 9]).Distinct()];
    }

    // Each defence costs 1, and each step that falls a tenth.
    private static StepNumbers Costs(AttackGraph graph) =>
        StepNumbers.Create(graph, node => graph.StepOf(node).IsAttackStep ? 0.1 : 1);
}
