using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Assessments;

/// <summary>Runs attacks on one graph from the same entries with the same chance, as it is and with changes.</summary>
internal sealed class Rehearsal(
    AttackGraph graph,
    ImmutableArray<int> entries,
    AssessmentOptions options,
    CancellationToken cancellationToken
)
{
    // Paths of every sample are kept for each watched step; more at once would need too much memory.
    private const int WatchedAtOnce = 64;

    public ImmutableArray<int> Entries => entries;

    /// <summary>How every step fares, and the watched steps sample by sample.</summary>
    public SimulationResult Run(
        ImmutableArray<int> watched,
        ImmutableArray<StepOverride> overrides,
        IProgress<SimulationProgress>? progress = null
    ) =>
        MonteCarloRun.Run(
            graph,
            new SimulationRequest
            {
                Entries = entries,
                Overrides = overrides,
                Samples = options.Samples,
                Seed = options.Seed,
                HorizonDays = options.HorizonDays,
                Threads = options.Threads,
                Watched = watched,
                Percentiles = false,
            },
            progress,
            cancellationToken
        );

    /// <summary>The graph as it is: every step, and the watched ones in the order given, in as many runs as memory asks for.</summary>
    public (SimulationResult Result, ImmutableArray<WatchedStep> Watched) Watch(
        ImmutableArray<int> nodes,
        IProgress<SimulationProgress>? progress = null
    )
    {
        SimulationResult[] runs =
        [
            .. nodes.Chunk(WatchedAtOnce).DefaultIfEmpty([]).Select(chunk => Run([.. chunk], [], progress)),
        ];
        return (runs[0], [.. runs.SelectMany(run => run.Watched)]);
    }
}
