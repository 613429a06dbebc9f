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
    private const int WatchedAtOnce = 64;

    public ImmutableArray<int> Entries => entries;

    /// <summary>Stops the runs.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What every run asks for, before anything is watched or changed.</summary>
    public SimulationRequest Request { get; } =
        new()
        {
            Entries = entries,
            Attacker = options.Attacker,
            Samples = options.Samples,
            Seed = options.Seed,
            HorizonDays = options.HorizonDays,
            Threads = options.Threads,
            Percentiles = false,
        };

    /// <summary>How every step fares, the watched steps sample by sample, and of each set of steps the first to come.</summary>
    public (SimulationResult Result, ImmutableArray<WatchedStep> Watched) Watch(
        ImmutableArray<int> watched,
        ImmutableArray<ImmutableArray<int>> sets,
        IProgress<SimulationProgress>? progress = null
    )
    {
        // Paths of every sample are kept for each watched step; more at once would need too much memory.
        SimulationResult[] runs =
        [
            .. watched
                .Chunk(WatchedAtOnce)
                .DefaultIfEmpty([])
                .Select((chunk, index) => Run([.. chunk], index == 0 ? sets : [], [], progress)),
        ];
        return (runs[0], [.. runs.SelectMany(run => run.Watched)]);
    }

    /// <summary>With changes: the time of each step, sample by sample.</summary>
    public ImmutableArray<ImmutableArray<double>> TimesWith(
        ImmutableArray<StepOverride> overrides,
        ImmutableArray<int> steps
    ) => Run([], [.. steps.Select(step => ImmutableArray.Create(step))], overrides, null).WatchedSets;

    private SimulationResult Run(
        ImmutableArray<int> watched,
        ImmutableArray<ImmutableArray<int>> sets,
        ImmutableArray<StepOverride> overrides,
        IProgress<SimulationProgress>? progress
    ) =>
        MonteCarloRun.Run(
            graph,
            Request with
            {
                Overrides = overrides,
                Watched = watched,
                WatchedSets = sets,
            },
            progress,
            cancellationToken
        );
}
