using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>What a run found. The same graph and request give the same result on any number of threads.</summary>
public sealed class SimulationResult
{
    private readonly ImmutableArray<StepResult> steps;

    internal SimulationResult(
        AttackGraph graph,
        SimulationRequest request,
        int percentileSamples,
        ImmutableArray<StepResult> steps,
        ImmutableArray<WatchedStep> watched,
        ImmutableArray<ImmutableArray<double>> watchedSets
    )
    {
        Graph = graph;
        Request = request;
        PercentileSamples = percentileSamples;
        this.steps = steps;
        Watched = watched;
        WatchedSets = watchedSets;
    }

    /// <summary>The graph.</summary>
    public AttackGraph Graph { get; }

    /// <summary>What was asked for.</summary>
    public SimulationRequest Request { get; }

    /// <summary>
    /// How many samples, the first ones, the percentiles rest on: all, unless the graph is so large that the times of all samples
    /// do not fit (<see cref="MonteCarloRun.PercentileBudgetBytes"/>); 0 when none were asked for.
    /// </summary>
    public int PercentileSamples { get; }

    /// <summary>The watched steps, in the order of the request.</summary>
    public ImmutableArray<WatchedStep> Watched { get; }

    /// <summary>
    /// For each watched set, in the order of the request, the time at which the first of its steps was reached in each sample, days, by
    /// the sample's number; positive infinity where none was.
    /// </summary>
    public ImmutableArray<ImmutableArray<double>> WatchedSets { get; }

    /// <summary>What was found for a node of the graph. For a defence: how often it was off; for an existence step: whether it holds.</summary>
    public StepResult this[int node] => steps[node];
}

/// <summary>How often and how fast a step was reached within the horizon.</summary>
/// <param name="Reached">In how many samples.</param>
/// <param name="Samples">Of how many.</param>
/// <param name="Mean">Mean time of the samples that reached it, days; null where none did.</param>
/// <param name="P05">Time within which 5 % of the samples that reached it had, days; null where none did or none was asked for.</param>
/// <param name="P50">The same for 50 %.</param>
/// <param name="P95">The same for 95 %.</param>
public readonly record struct StepResult(int Reached, int Samples, double? Mean, double? P05, double? P50, double? P95)
{
    /// <summary>The share of samples that reached it.</summary>
    public double Probability => (double)Reached / Samples;

    /// <summary>The 95 % interval of <see cref="Probability"/>.</summary>
    public ProportionInterval Interval => ProportionInterval.Wilson(Reached, Samples);
}

/// <summary>A step whose every sample was kept.</summary>
/// <param name="Node">The step.</param>
/// <param name="Times">Its time in each sample, days, by the sample's number; positive infinity where it was not reached.</param>
/// <param name="Path">The most frequent way to it; null where no sample reached it.</param>
public sealed record WatchedStep(int Node, ImmutableArray<double> Times, CriticalPath? Path);
