using System.Runtime.InteropServices;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Agents;

/// <summary>Plays a scenario many times, turn by turn.</summary>
public sealed class AgentRun
{
    /// <summary>Most episodes of one run.</summary>
    public const int MaximumEpisodes = 1_000_000;

    /// <summary>Most figures that are kept, episodes times agents and goals; bounds the memory of a result.</summary>
    public const long MaximumFigures = 100_000_000;

    private const int BatchSize = 8;
    private const int TracedAtOnce = 32;

    private readonly EpisodePlan plan;
    private readonly EpisodeTables tables;
    private readonly EpisodeWorker[] workers;
    private readonly TraceBuilder[] builders;
    private readonly int episodes;
    private readonly IProgress<SimulationProgress>? progress;
    private readonly Lock progressLock = new();
    private int nextBatch;
    private int done;

    private AgentRun(AgentScenario scenario, int episodes, int threads, IProgress<SimulationProgress>? progress)
    {
        this.episodes = episodes;
        this.progress = progress;
        plan = new EpisodePlan(scenario);
        tables = new EpisodeTables(scenario, plan.GoalCount, episodes);
        int count = Math.Min(episodes, threads > 0 ? threads : Environment.ProcessorCount);
        workers = [.. Enumerable.Range(0, count).Select(_ => new EpisodeWorker(plan, tables))];
        builders = [.. workers.Select(_ => new TraceBuilder())];
    }

    /// <summary>Plays all episodes.</summary>
    /// <param name="scenario">Who plays, and by which rules; nodes are nodes of its graph.</param>
    /// <param name="episodes">How many episodes, 1 to <see cref="MaximumEpisodes"/>.</param>
    /// <param name="threads">How many threads; 0 for one per processor. The results do not depend on it.</param>
    /// <param name="traced">Told of all that happened in each episode, in the order of episodes, by one thread; null when nobody looks.</param>
    /// <param name="progress">Told of the episodes done, never by two threads at once; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few thousand turns.</param>
    /// <returns>What came of it; the same for the same scenario, however many threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or a node is not of the graph.</exception>
    public static AgentRunResult Run(
        AgentScenario scenario,
        int episodes,
        int threads = 0,
        Action<EpisodeTrace>? traced = null,
        IProgress<SimulationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        Check(scenario, episodes, threads);
        AgentRun run = new(scenario, episodes, threads, progress);
        if (traced is null)
        {
            run.PlayAll(cancellationToken);
        }
        else
        {
            run.PlayTraced(traced, cancellationToken);
        }

        return run.Result();
    }

    /// <summary>How many figures a run keeps; above <see cref="MaximumFigures"/> it is refused.</summary>
    public static long FiguresOf(AgentScenario scenario, int episodes) =>
        episodes
        * (
            1L
            + (4L * scenario.Attackers.Length)
            + (2L * scenario.Defenders.Length)
            + scenario.Attackers.Sum(attacker => (long)attacker.Goals.Length)
        );

    private static void Check(AgentScenario scenario, int episodes, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(episodes, MaximumEpisodes);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (FiguresOf(scenario, episodes) > MaximumFigures)
        {
            throw new ArgumentOutOfRangeException(
                nameof(episodes),
                episodes,
                "So many episodes keep too many figures."
            );
        }

        if (scenario.Settings.MaximumTurns is < 1 or > EpisodeSettings.LongestEpisode)
        {
            throw new ArgumentOutOfRangeException(
                nameof(scenario),
                scenario.Settings.MaximumTurns,
                "The longest episode is out of range."
            );
        }

        AttackGraph graph = scenario.Graph;
        IEnumerable<int> steps = scenario.Attackers.SelectMany(attacker =>
            attacker
                .EntrySets.SelectMany(set => set)
                .Concat(attacker.Goals)
                .Concat(attacker.Times.Select(pair => pair.Key))
        );
        foreach (int node in steps)
        {
            if ((uint)node >= (uint)graph.NodeCount || !graph.StepOf(node).IsAttackStep)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(scenario),
                    node,
                    "A node is no attack step of this graph."
                );
            }
        }
    }

    private void PlayAll(CancellationToken cancellationToken) =>
        Parallel.For(
            0,
            workers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = workers.Length, CancellationToken = cancellationToken },
            worker =>
            {
                while (true)
                {
                    int first = (Interlocked.Increment(ref nextBatch) - 1) * BatchSize;
                    if (first >= episodes)
                    {
                        return;
                    }

                    int end = Math.Min(first + BatchSize, episodes);
                    for (int episode = first; episode < end; episode++)
                    {
                        workers[worker].Run(episode, null, cancellationToken);
                    }

                    Report(end - first);
                }
            }
        );

    // A few episodes at a time, so that a long run holds only the traces of these.
    private void PlayTraced(Action<EpisodeTrace> traced, CancellationToken cancellationToken)
    {
        var traces = new EpisodeTrace[TracedAtOnce];
        for (int first = 0; first < episodes; first += TracedAtOnce)
        {
            int start = first;
            int count = Math.Min(TracedAtOnce, episodes - first);
            int next = 0;
            Parallel.For(
                0,
                workers.Length,
                new ParallelOptions { MaxDegreeOfParallelism = workers.Length, CancellationToken = cancellationToken },
                worker =>
                {
                    for (
                        int i = Interlocked.Increment(ref next) - 1;
                        i < count;
                        i = Interlocked.Increment(ref next) - 1
                    )
                    {
                        workers[worker].Run(start + i, builders[worker], cancellationToken);
                        traces[i] = builders[worker].Build(start + i, tables);
                    }
                }
            );
            for (int i = 0; i < count; i++)
            {
                traced(traces[i]);
            }

            Report(count);
        }
    }

    private void Report(int count)
    {
        if (progress is null)
        {
            return;
        }

        lock (progressLock)
        {
            done += count;
            progress.Report(new SimulationProgress(done, episodes));
        }
    }

    private AgentRunResult Result()
    {
        EpisodeCounts counts = new(plan.Traits.Length, plan.Detectors.All.Length, plan.Scenario.Defenders.Length);
        foreach (EpisodeWorker worker in workers)
        {
            counts.Add(worker.Counts);
        }

        return new AgentRunResult(
            plan.Scenario,
            ImmutableCollectionsMarshal.AsImmutableArray(tables.Turns),
            [.. plan.Scenario.Attackers.Select(ResultOf)],
            [.. plan.Scenario.Defenders.Select((agent, i) => ResultOf(agent, i, counts))],
            ImmutableCollectionsMarshal.AsImmutableArray(counts.Compromised),
            [.. counts.SwitchedOn.Select((count, node) => new SwitchCount(count, counts.SwitchTurns[node]))],
            [
                .. plan.Detectors.All.Select(
                    (detector, i) =>
                        new DetectorResult(detector, counts.Logged[i], counts.NotLogged[i], counts.FalseLogs[i])
                ),
            ]
        );
    }

    private AttackerResult ResultOf(AttackerAgent agent, int index) =>
        new(
            agent,
            ImmutableCollectionsMarshal.AsImmutableArray(tables.Outcomes[index]),
            ImmutableCollectionsMarshal.AsImmutableArray(tables.AttackerRewards[index]),
            ImmutableCollectionsMarshal.AsImmutableArray(tables.Performed[index]),
            ImmutableCollectionsMarshal.AsImmutableArray(tables.Failures[index]),
            [
                .. Enumerable
                    .Range(plan.GoalStart[index], agent.Goals.Length)
                    .Select(goal => ImmutableCollectionsMarshal.AsImmutableArray(tables.GoalTurns[goal])),
            ]
        );

    private DefenderResult ResultOf(DefenderAgent agent, int index, EpisodeCounts counts) =>
        new(
            agent,
            ImmutableCollectionsMarshal.AsImmutableArray(tables.DefenderRewards[index]),
            ImmutableCollectionsMarshal.AsImmutableArray(tables.SwitchedOn[index]),
            counts.Seen[index],
            counts.Missed[index],
            counts.Imagined[index]
        );
}
