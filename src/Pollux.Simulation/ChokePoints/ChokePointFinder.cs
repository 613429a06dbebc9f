using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.ChokePoints;

/// <summary>
/// Finds choke points and proves them: takes a step out and rehearses the same attacks again. The same scenario and options give the same
/// answer on any number of threads.
/// </summary>
public static class ChokePointFinder
{
    /// <summary>Attacks, takes out, and attacks again.</summary>
    /// <param name="scenario">What is rehearsed.</param>
    /// <param name="options">How much is tried.</param>
    /// <param name="cancellationToken">Checked every few samples, and between tries.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static ChokePointReport Find(
        Scenario scenario,
        ChokePointOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Steps, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Assets, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Steps, ChokePointOptions.MaximumTries, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Assets, ChokePointOptions.MaximumTries, nameof(options));
        AttackTrees trees = AttackTrees.Collect(scenario, cancellationToken);
        EqualAssets equals = new(
            scenario.Graph,
            EqualAssets.NamedBy(scenario.Request, scenario.Goals.Select(goal => goal.Node))
        );
        NeededBy needed = new(trees, equals);
        ChokePointCandidates candidates = new(trees, needed);
        ImmutableArray<ChokePointCandidate> steps = candidates.Steps();
        ImmutableArray<ChokePointCandidate> assets = candidates.Assets();
        Removal removal = new(trees, needed);
        LossModel losses = new(scenario.Goals);
        return new ChokePointReport(
            scenario,
            trees.Traced,
            removal.Attacks,
            needed.WayCount,
            losses.HasMoney,
            losses.MeanOf(losses.PerSample(Immutable(trees.Times), scenario.Request.Samples)),
            Try([.. steps.Take(options.Steps)], removal, scenario, cancellationToken),
            Try([.. assets.Take(options.Assets)], removal, scenario, cancellationToken),
            steps.Length,
            assets.Length,
            candidates.ExcludedAssets
        );
    }

    internal static ImmutableArray<ImmutableArray<double>> Immutable(double[][] times) =>
        [.. times.Select(ImmutableCollectionsMarshal.AsImmutableArray)];

    private static ImmutableArray<ChokePoint> Try(
        ImmutableArray<ChokePointCandidate> candidates,
        Removal removal,
        Scenario scenario,
        CancellationToken cancellationToken
    )
    {
        ChokePoint[] points = new ChokePoint[candidates.Length];
        int threads = scenario.Request.Threads > 0 ? scenario.Request.Threads : Environment.ProcessorCount;
        Parallel.For(
            0,
            candidates.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            () => new Reachability(scenario.Graph, scenario.Request),
            (index, _, reachability) =>
            {
                points[index] = removal.Try(candidates[index], reachability, cancellationToken);
                return reachability;
            },
            _ => { }
        );
        return
        [
            .. points
                .OrderByDescending(point => point.LossCut.Value)
                .ThenByDescending(point => point.GoalsCutOff)
                .ThenByDescending(point => point.Share)
                .ThenBy(point => point.Node),
        ];
    }
}
