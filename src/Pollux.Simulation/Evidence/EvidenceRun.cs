using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Evidence;

/// <summary>Weighs simulated attacks by what detectors raised and did not raise.</summary>
public sealed class EvidenceRun
{
    /// <summary>How much memory histories may take, in bytes; a larger model gets fewer of them, which the result's request shows.</summary>
    public const long MemoryBudgetBytes = 768L * 1024 * 1024;

    private readonly EvidenceRequest request;
    private readonly HistoryModel model;
    private readonly DetectorArrays detectors;
    private readonly HistoryGroup[] groups;
    private readonly HistoryReading[] before;
    private readonly HistoryReading[] after;

    private EvidenceRun(EvidenceRequest request)
    {
        model = new HistoryModel(request);
        this.request = request = request with { Histories = Math.Min(request.Histories, MostHistories(request)) };
        detectors = new DetectorArrays(model.Plan, request, NeedsAttacker(request));
        groups = [.. Enumerable.Range(0, request.Groups).Select(i => new HistoryGroup(model, detectors, request, i))];
        before = new HistoryReading[groups.Length];
        after = new HistoryReading[groups.Length];
    }

    /// <summary>Answers what the evidence says.</summary>
    /// <param name="request">What was seen and what is asked.</param>
    /// <param name="cancellationToken">Checked at every stage.</param>
    /// <returns>The answer; the same for the same request, on any number of threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the request is out of its range.</exception>
    public static EvidenceResult Run(EvidenceRequest request, CancellationToken cancellationToken = default)
    {
        EvidenceChecks.Check(request);
        return new EvidenceRun(request).Run(cancellationToken);
    }

    // What is reached without an attacker, by defences that are off alone, says nothing about one.
    private static Func<int, bool> NeedsAttacker(EvidenceRequest request)
    {
        SimulationPlan alone = SimulationPlan.Create(
            request.Scenario.Graph,
            request.Scenario.Request with
            {
                Entries = [],
            }
        );
        return node => !alone.IsCertain(node) && alone.ActiveOf[node] < 0;
    }

    // Four chances for each history to begin with; its times before and after the evidence.
    private int MostHistories(EvidenceRequest asked)
    {
        long each = ((long)model.Size * sizeof(double) * 4) + ((long)model.Plan.Active.Length * sizeof(float) * 2);
        return (int)Math.Min(int.MaxValue, Math.Max(asked.Groups * 2, MemoryBudgetBytes / Math.Max(1, each)));
    }

    private EvidenceResult Run(CancellationToken cancellationToken)
    {
        int threads = request.Scenario.Request.Threads;
        Parallel.For(
            0,
            groups.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            i =>
            {
                HistoryReader reader = new(model, detectors, request);
                groups[i].Draw();
                before[i] = reader.Read(groups[i].Histories.AsSpan(0, Math.Max(2, request.Histories / groups.Length)));
                groups[i].Lead(cancellationToken);
                after[i] = reader.Read(groups[i].Histories);
            }
        );
        return new EvidenceResultBuilder(request, model, detectors, groups, before, after).Build();
    }
}
