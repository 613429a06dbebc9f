using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Paths;

/// <summary>
/// Finds the distinct paths by which the goals of a scenario are reached, and the critical graph that they make together. The same scenario
/// and options give the same answer on any number of threads.
/// </summary>
public static class PathFinder
{
    // The fastest path is that of the lowest median; the median of fewer samples than these says little.
    private const int FewestOfFastest = 5;

    /// <summary>Attacks, and finds.</summary>
    /// <param name="scenario">What is rehearsed; goals in it are looked at one by one.</param>
    /// <param name="options">How many paths, and how different.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static AttackPaths Find(
        Scenario scenario,
        PathOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Paths, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Paths, PathOptions.MaximumPaths, nameof(options));
        if (options.Similarity is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.Similarity,
                "A similarity is above 0, at most 1."
            );
        }

        AttackTrees trees = AttackTrees.Collect(scenario, cancellationToken);
        EqualAssets equals = new(
            scenario.Graph,
            EqualAssets.NamedBy(scenario.Request, scenario.Goals.Select(goal => goal.Node))
        );
        GoalPaths[] found = new GoalPaths[scenario.Goals.Length];
        Parallel.For(
            0,
            found.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = scenario.Request.Threads > 0 ? scenario.Request.Threads : -1,
                CancellationToken = cancellationToken,
            },
            goal => found[goal] = Find(trees, equals, options, goal)
        );
        return new AttackPaths(
            scenario,
            trees.Traced,
            PassageCounter.Count(scenario, [.. found], cancellationToken),
            found.Length == 1 ? found[0].Graph : GraphOf(trees, Enumerable.Range(0, found.Length), options)
        );
    }

    private static GoalPaths Find(AttackTrees trees, EqualAssets equals, PathOptions options, int goal)
    {
        Scenario scenario = trees.Scenario;
        ImmutableArray<Way> ways = Way.Group(scenario.Graph, equals, trees.Trees[goal]);
        int reached = ways.Sum(way => way.Samples.Count);
        ImmutableArray<DistinctWay> all = DistinctWay.Choose(ways, options.Similarity);
        double[] times = trees.Times[goal];
        (ImmutableArray<DistinctWay> shown, int fastest) = Show(all, times, options.Paths);
        DistinctPathBuilder builder = new(trees, equals, goal);
        double first = times.Min();
        return new GoalPaths(
            scenario.Goals[goal],
            TtcCurve.Of(ImmutableCollectionsMarshal.AsImmutableArray(times), scenario.Request.HorizonDays),
            reached,
            double.IsFinite(first) ? first : null,
            ways.Length,
            [.. shown.Select(way => builder.Build(way, reached))],
            fastest,
            reached - shown.Sum(way => way.Samples.Length),
            GraphOf(trees, [goal], options)
        );
    }

    // The most likely ones and, where it is none of these, the fastest.
    private static (ImmutableArray<DistinctWay> Shown, int Fastest) Show(
        ImmutableArray<DistinctWay> all,
        double[] times,
        int count
    )
    {
        double best = double.PositiveInfinity;
        int fastest = -1;
        for (int i = 0; i < all.Length; i++)
        {
            // The most likely path always counts, so that there is a fastest one however few samples there are.
            if (i > 0 && all[i].Samples.Length < FewestOfFastest)
            {
                continue;
            }

            double[] sorted = [.. all[i].Samples.Select(sample => times[sample]).Order()];
            double median = sorted[(sorted.Length - 1) / 2];
            (best, fastest) = median < best ? (median, i) : (best, fastest);
        }

        ImmutableArray<DistinctWay> shown = [.. all.Take(count)];
        return fastest < shown.Length ? (shown, fastest) : (shown.Add(all[fastest]), shown.Length);
    }

    private static CriticalGraph GraphOf(AttackTrees trees, IEnumerable<int> goals, PathOptions options)
    {
        int[] counted = [.. goals];
        CriticalGraphBuilder builder = new(trees.Scenario.Graph);
        for (int sample = 0; sample < trees.Traced; sample++)
        {
            builder.Add(counted.Select(goal => trees.Trees[goal][sample]).OfType<AttackTree>());
        }

        return builder.Build(options.GraphThreshold);
    }
}
