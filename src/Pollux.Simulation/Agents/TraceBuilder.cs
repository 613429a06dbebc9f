using System.Collections.Immutable;

namespace Pollux.Simulation.Agents;

/// <summary>Collects what happens in an episode.</summary>
internal sealed class TraceBuilder
{
    private readonly ImmutableArray<EpisodeEvent>.Builder events = ImmutableArray.CreateBuilder<EpisodeEvent>();
    private readonly ImmutableArray<double>.Builder rewards = ImmutableArray.CreateBuilder<double>();

    public void Begin()
    {
        events.Clear();
        rewards.Clear();
    }

    public void Add(int turn, EpisodeEventKind kind, int agent, int node, int number = 0) =>
        events.Add(new EpisodeEvent(turn, kind, agent, node, number, []));

    /// <summary>Adds a log with a node for each label of its context.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="kind">The kind of log.</param>
    /// <param name="detector">The detector's number.</param>
    /// <param name="detectors">All detectors.</param>
    /// <param name="world">Says what was performed before; null to take the first node of each label, for a log without cause.</param>
    public void AddLog(int turn, EpisodeEventKind kind, int detector, DetectorTable detectors, World? world)
    {
        NodeDetector logging = detectors.All[detector];
        ImmutableArray<int> context =
        [
            .. logging.Context.Select(label =>
                label
                    .Value.AsEnumerable()
                    .FirstOrDefault(
                        node => world is null || (world.CompromisedAt[node] >= 0 && world.CompromisedAt[node] < turn),
                        -1
                    )
            ),
        ];
        events.Add(new EpisodeEvent(turn, kind, -1, logging.Node, detector, context));
    }

    public void AddReward(double reward) => rewards.Add(reward);

    public EpisodeTrace Build(int episode, EpisodeTables tables) =>
        new(
            episode,
            tables.Turns[episode],
            [.. tables.Outcomes.Select(outcomes => outcomes[episode])],
            // False alarms come last; a stable order by turn puts them where they belong.
            [.. events.OrderBy(happened => happened.Turn)],
            rewards.ToImmutable()
        );
}
