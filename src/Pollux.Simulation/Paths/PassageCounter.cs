using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Paths;

/// <summary>
/// Counts, over all samples of a scenario, how often some steps were reached when some others were. The samples are run once more for it,
/// since which steps are asked about is known only when the paths are.
/// </summary>
internal sealed class PassageCounter
{
    private readonly List<ImmutableArray<int>> sets = [];
    private readonly Dictionary<string, int> setByNodes = new(StringComparer.Ordinal);
    private readonly List<(int Before, int After)> pairs = [];
    private long[] tried = [];
    private long[] passed = [];

    /// <summary>The paths with how often attackers got past each hop, over all samples of the scenario.</summary>
    public static ImmutableArray<GoalPaths> Count(
        Scenario scenario,
        ImmutableArray<GoalPaths> goals,
        CancellationToken cancellationToken
    )
    {
        PassageCounter counter = new();
        foreach (DistinctPath path in goals.SelectMany(goal => goal.Paths))
        {
            foreach ((DistinctHop before, DistinctHop after) in Pairs(path))
            {
                counter.pairs.Add((counter.SetOf(before.Alike), counter.SetOf(after.Alike)));
            }
        }

        counter.Run(scenario, cancellationToken);
        int next = 0;
        return
        [
            .. goals.Select(goal =>
                goal with
                {
                    Paths =
                    [
                        .. goal.Paths.Select(path =>
                            path with
                            {
                                Hops = [.. path.Hops.Take(1), .. Pairs(path).Select(Answer)],
                            }
                        ),
                    ],
                }
            ),
        ];
        DistinctHop Answer((DistinctHop Before, DistinctHop After) pair) =>
            pair.After with
            {
                Passed = counter[next++],
            };
    }

    private Passage this[int question] => new((int)tried[question], (int)passed[question]);

    // Each hop but the first with the significant one before it.
    private static IEnumerable<(DistinctHop Before, DistinctHop After)> Pairs(DistinctPath path)
    {
        DistinctHop? before = path.Hops.FirstOrDefault();
        foreach (DistinctHop hop in path.Hops.Skip(1))
        {
            yield return (before!, hop);
            before = hop.IsSignificant ? hop : before;
        }
    }

    private void Run(Scenario scenario, CancellationToken cancellationToken)
    {
        tried = new long[pairs.Count];
        passed = new long[pairs.Count];
        if (pairs.Count == 0)
        {
            return;
        }

        SimulationPlan plan = SimulationPlan.Create(scenario.Graph, scenario.Request);
        Local[] locals = SampleLoop.ForEach(
            scenario.Request,
            plan,
            () => new Local(new bool[sets.Count], new long[pairs.Count], new long[pairs.Count]),
            (worker, local, _) => Count(plan, worker, local),
            cancellationToken
        );
        foreach (Local local in locals)
        {
            for (int pair = 0; pair < pairs.Count; pair++)
            {
                tried[pair] += local.Tried[pair];
                passed[pair] += local.Passed[pair];
            }
        }
    }

    private void Count(SimulationPlan plan, SampleWorker worker, Local local)
    {
        for (int set = 0; set < local.Reached.Length; set++)
        {
            local.Reached[set] = IsReached(plan, worker, sets[set].AsSpan());
        }

        for (int pair = 0; pair < local.Tried.Length; pair++)
        {
            bool before = local.Reached[pairs[pair].Before];
            local.Tried[pair] += before ? 1 : 0;
            local.Passed[pair] += before && local.Reached[pairs[pair].After] ? 1 : 0;
        }
    }

    private static bool IsReached(SimulationPlan plan, SampleWorker worker, ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
        {
            if (double.IsFinite(SampleLoop.TimeOf(plan, worker, node)))
            {
                return true;
            }
        }

        return false;
    }

    private int SetOf(ImmutableArray<int> nodes)
    {
        string key = string.Join(' ', nodes);
        if (!setByNodes.TryGetValue(key, out int set))
        {
            setByNodes.Add(key, set = sets.Count);
            sets.Add(nodes);
        }

        return set;
    }

    private sealed record Local(bool[] Reached, long[] Tried, long[] Passed);
}
