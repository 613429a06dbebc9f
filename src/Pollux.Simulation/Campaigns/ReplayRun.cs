using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.Campaigns;

/// <summary>The samples of one plan, looked at by several campaigns.</summary>
internal sealed class ReplayRun
{
    private const int BatchSize = 16;

    private readonly SimulationRequest request;
    private readonly SimulationPlan plan;
    private readonly DetectorTable detectors;
    private readonly CampaignPlan[] campaigns;
    private readonly CampaignTimes[] times;
    private CampaignSampler[][] samplers = [];
    private int nextBatch;

    public ReplayRun(
        AttackGraph graph,
        SimulationRequest request,
        TechniqueMap map,
        DetectorTable detectors,
        ImmutableArray<Campaign> campaigns
    )
    {
        this.request = request;
        this.detectors = detectors;
        plan = SimulationPlan.Create(graph, request);
        SimulationPlan byItself = SimulationPlan.Create(graph, request with { Entries = [] });
        this.campaigns = [.. campaigns.Select(campaign => new CampaignPlan(campaign, map, plan, byItself))];
        long bytes = campaigns.Sum(CampaignTimes.BytesOf);
        PercentileSamples = (int)Math.Min(request.Samples, Math.Max(1, CampaignReplay.TimesBudgetBytes / bytes));
        times =
        [
            .. campaigns.Select(campaign => new CampaignTimes(
                campaign.Techniques.Length,
                campaign.Phases.Length,
                PercentileSamples
            )),
        ];
        Reached = new int[graph.NodeCount];
    }

    public int Samples => request.Samples;

    /// <summary>How many samples, the first ones, times were kept of.</summary>
    public int PercentileSamples { get; }

    /// <summary>In how many samples each node was reached; for a defence, was off.</summary>
    public int[] Reached { get; }

    public CampaignPlan PlanOf(int campaign) => campaigns[campaign];

    public CampaignTimes TimesOf(int campaign) => times[campaign];

    /// <summary>A figure of a campaign, over all threads.</summary>
    public int Sum(int campaign, Func<CampaignSampler, int> figure) => samplers.Sum(thread => figure(thread[campaign]));

    /// <summary>Runs all samples.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        int batches = (request.Samples + BatchSize - 1) / BatchSize;
        int threads = Math.Min(batches, request.Threads > 0 ? request.Threads : Environment.ProcessorCount);
        SampleWorker[] workers = [.. Enumerable.Range(0, threads).Select(_ => new SampleWorker(plan, request))];
        samplers =
        [
            .. workers.Select(_ =>
                campaigns
                    .Select((campaign, i) => new CampaignSampler(campaign, plan, detectors, times[i], request.Seed))
                    .ToArray()
            ),
        ];
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            thread => RunBatches(workers[thread], samplers[thread], cancellationToken)
        );
        cancellationToken.ThrowIfCancellationRequested();
        for (int node = 0; node < Reached.Length; node++)
        {
            Reached[node] =
                plan.IsCertain(node) ? request.Samples
                : plan.ActiveOf[node] is >= 0 and var step ? workers.Sum(worker => worker.Counts[step])
                : 0;
        }
    }

    private void RunBatches(SampleWorker worker, CampaignSampler[] observers, CancellationToken cancellationToken)
    {
        PathTracer tracer = new(plan);
        while (!cancellationToken.IsCancellationRequested)
        {
            int first = (Interlocked.Increment(ref nextBatch) - 1) * BatchSize;
            if (first >= request.Samples)
            {
                return;
            }

            int end = Math.Min(first + BatchSize, request.Samples);
            for (int sample = first; sample < end; sample++)
            {
                worker.Run((uint)sample, []);
                foreach (CampaignSampler observer in observers)
                {
                    observer.Observe(worker, tracer, sample);
                }
            }
        }
    }
}
