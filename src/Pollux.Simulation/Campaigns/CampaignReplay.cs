using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Campaigns;

/// <summary>
/// Replays campaigns on a twin: how far each gets, where it stops and why, and what would have been seen. The attacks are those of
/// <see cref="MonteCarloRun"/>: the same seed shows the same ones to every campaign and every what-if.
/// </summary>
public sealed class CampaignReplay
{
    /// <summary>
    /// How much memory times may take, in bytes. One campaign with so many samples that they do not fit keeps the first ones for its
    /// percentiles; several campaigns are replayed in batches. Counts always rest on all samples.
    /// </summary>
    public const long TimesBudgetBytes = 256L * 1024 * 1024;

    private readonly Scenario scenario;
    private readonly ReplayOptions options;
    private readonly TechniqueMap map;
    private readonly DetectorTable detectors;

    /// <summary>Makes ready.</summary>
    /// <param name="scenario">What is rehearsed.</param>
    /// <param name="tables">What the tags and detectors of the language stand for; empty for a language without tables.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scenario's request does not fit its graph, or an option is out of range.</exception>
    public CampaignReplay(Scenario scenario, PackTables tables, ReplayOptions options)
    {
        MonteCarloRun.Check(scenario.Graph, scenario.Request);
        if (options.StopBelow is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.StopBelow,
                "A share is above 0 and below 1."
            );
        }

        this.scenario = scenario;
        this.options = options;
        map = TechniqueMap.Of(scenario.Graph, tables);
        detectors = new DetectorTable(scenario.Graph, tables, options.WatchedSources);
    }

    /// <summary>The techniques of the language, and where they are in the graph.</summary>
    public TechniqueMap Map => map;

    /// <summary>Replays one campaign.</summary>
    public ReplayResult Run(Campaign campaign, CancellationToken cancellationToken = default) =>
        Run([campaign], cancellationToken)[0];

    /// <summary>Replays campaigns, each for itself.</summary>
    /// <returns>One result for each, in their order.</returns>
    public ImmutableArray<ReplayResult> Run(
        ImmutableArray<Campaign> campaigns,
        CancellationToken cancellationToken = default
    )
    {
        ImmutableArray<ReplayResult>.Builder results = ImmutableArray.CreateBuilder<ReplayResult>(campaigns.Length);
        int first = 0;
        while (first < campaigns.Length)
        {
            int count = options.Mode == ReplayMode.Strict ? 1 : BatchFrom(campaigns, first);
            results.AddRange(RunBatch([.. campaigns.AsSpan(first, count)], cancellationToken));
            first += count;
        }

        return results.MoveToImmutable();
    }

    // As many as fit; one always goes.
    private int BatchFrom(ImmutableArray<Campaign> campaigns, int first)
    {
        long bytes = 0;
        int count = 0;
        while (first + count < campaigns.Length)
        {
            bytes += CampaignTimes.BytesOf(campaigns[first + count]) * scenario.Request.Samples;
            if (count > 0 && bytes > TimesBudgetBytes)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private IEnumerable<ReplayResult> RunBatch(ImmutableArray<Campaign> campaigns, CancellationToken cancellationToken)
    {
        SimulationRequest request = scenario.Request;
        bool[] outside = new bool[scenario.Graph.NodeCount];
        if (options.Mode == ReplayMode.Strict)
        {
            outside = StrictScope.Outside(scenario.Graph, map, campaigns[0], request.Entries);
            request = request with
            {
                Overrides =
                [
                    .. request.Overrides,
                    .. StrictScope.Nodes(outside).Select(node => new StepOverride(node, OverrideKind.Remove)),
                ],
            };
        }

        ReplayRun run = new(scenario.Graph, request, map, detectors, campaigns);
        run.Run(cancellationToken);
        ObstacleFinder obstacles = new(scenario.Graph, request, run.Reached, outside, options.StopBelow);
        ReplayReader reader = new(scenario, options, detectors, run, obstacles);
        return [.. campaigns.Select((_, index) => reader.Read(index))];
    }
}
