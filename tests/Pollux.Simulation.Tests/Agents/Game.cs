using System.Collections.Immutable;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Tests.Agents;

/// <summary>Plays small games and tells what happened in words.</summary>
internal static class Game
{
    public static AttackerAgent Attacker(AttackGraph graph, AttackerPolicy policy, params string[] entries) =>
        new("attacker", policy)
        {
            EntrySets =
            [
                [.. entries.Select(name => Find(graph, name))],
            ],
        };

    public static AgentScenario Of(AttackGraph graph, AttackerAgent attacker, DefenderAgent? defender = null) =>
        new(graph, [attacker], defender is null ? [] : [defender], new EpisodeSettings { MaximumTurns = 1_000 });

    public static int Find(AttackGraph graph, string name)
    {
        int node = graph.FindNode($"h:{name}");
        node.ShouldBeGreaterThanOrEqualTo(0, name);
        return node;
    }

    public static StepNumbers Numbers(AttackGraph graph, params (string Name, double Value)[] values) =>
        StepNumbers.Create(graph, node => values.FirstOrDefault(pair => Find(graph, pair.Name) == node).Value);

    public static StepSet Steps(AttackGraph graph, params string[] names) =>
        StepSet.Create(graph, node => names.Contains(graph.StepOf(node).Name));

    public static (AgentRunResult Result, ImmutableArray<EpisodeTrace> Traces) Play(
        AgentScenario scenario,
        int episodes = 1,
        int threads = 1
    )
    {
        ImmutableArray<EpisodeTrace>.Builder traces = ImmutableArray.CreateBuilder<EpisodeTrace>();
        AgentRunResult result = AgentRun.Run(
            scenario,
            episodes,
            threads,
            traces.Add,
            cancellationToken: TestContext.Current.CancellationToken
        );
        return (result, traces.ToImmutable());
    }

    /// <summary>What happened in the first episode, such as <c>1 Performed step</c>, of some kinds.</summary>
    public static string[] Story(AgentScenario scenario, params EpisodeEventKind[] kinds) =>
        [
            .. Play(scenario)
                .Traces[0]
                .Events.Where(happened => kinds.Length == 0 || kinds.Contains(happened.Kind))
                .Select(happened => $"{happened.Turn} {happened.Kind} {scenario.Graph.StepOf(happened.Node).Name}"),
        ];

    /// <summary>The names of the steps that the attacker chose and performed in the first episode, in their order.</summary>
    public static string[] Order(AgentScenario scenario) =>
        [.. Story(scenario, EpisodeEventKind.Performed).Select(line => line.Split(' ')[2])];

    /// <summary>A count is as expected, give or take.</summary>
    public static void ShouldBeAbout(this long count, long expected, long tolerance) =>
        count.ShouldBeInRange(expected - tolerance, expected + tolerance);

    /// <inheritdoc cref="ShouldBeAbout(long, long, long)"/>
    public static void ShouldBeAbout(this int count, long expected, long tolerance) =>
        ((long)count).ShouldBeAbout(expected, tolerance);
}
