using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.WhatIfs;

/// <summary>
/// A scenario whose every sample is kept, so that a change of it costs only what the change can affect. Answers are those of a run
/// from the start, to the last bit. Safe for one question at a time.
/// </summary>
public sealed class WhatIf
{
    /// <summary>How much memory a kept run may take, in bytes; a larger one is not kept, and each question is a run from the start.</summary>
    public const long BaseBudgetBytes = 1024L * 1024 * 1024;

    private const int BatchSize = 16;

    private readonly AttackGraph graph;
    private readonly SimulationRequest request;
    private readonly SimulationPlan plan;
    private readonly BaseRun? run;
    private readonly byte[] kinds;
    private readonly ForkWorker?[] workers;
    private SimulationResult? fromTheStart;

    private WhatIf(AttackGraph graph, SimulationRequest request, long budgetBytes, CancellationToken cancellationToken)
    {
        this.graph = graph;
        this.request = request;
        plan = SimulationPlan.Create(graph, request);
        kinds = ForkWorker.KindsOf(graph);
        workers = new ForkWorker?[request.Threads > 0 ? request.Threads : Environment.ProcessorCount];
        run =
            BaseRun.BytesOfSample(plan) * request.Samples <= budgetBytes
                ? new BaseRun(plan, request, cancellationToken)
                : null;
        Times = run is null
            ? FromTheStart(cancellationToken).WatchedSets
            :
            [
                .. request.Watched.Select(node =>
                    ImmutableCollectionsMarshal.AsImmutableArray(
                        (double[])[.. Enumerable.Range(0, request.Samples).Select(sample => run.TimeOf(sample, node))]
                    )
                ),
            ];
    }

    /// <summary>True when the run is kept, false when it is too large and each question is a run from the start.</summary>
    public bool IsIncremental => run is not null;

    /// <summary>For each watched step of the request, its time in each sample as it is, days; positive infinity where it is not reached.</summary>
    public ImmutableArray<ImmutableArray<double>> Times { get; }

    /// <summary>Runs a request and keeps it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="request">What is rehearsed as it is; its watched steps are what answers tell the times of.</param>
    /// <param name="budgetBytes">How much memory the kept run may take.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the request is out of range, or a node is not of the graph.</exception>
    public static WhatIf Prepare(
        AttackGraph graph,
        SimulationRequest request,
        long budgetBytes = BaseBudgetBytes,
        CancellationToken cancellationToken = default
    )
    {
        MonteCarloRun.Check(graph, request);
        return new WhatIf(graph, request, budgetBytes, cancellationToken);
    }

    /// <summary>What happens with changes.</summary>
    /// <param name="changes">The changes, on top of those of the request; a later one of the same node wins.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    public WhatIfResult Ask(ImmutableArray<StepOverride> changes, CancellationToken cancellationToken = default)
    {
        SimulationRequest changed = request with { Overrides = [.. request.Overrides, .. changes] };
        MonteCarloRun.Check(graph, changed);
        Fork fork = Fork.Create(graph, plan, request, changes);
        if (run is null || !fork.IsIncremental)
        {
            return AskFromTheStart(changed, cancellationToken);
        }

        double[][] times = [.. request.Watched.Select(_ => new double[request.Samples])];
        int next = 0;
        Parallel.For(
            0,
            workers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = workers.Length },
            index =>
            {
                ForkWorker worker = workers[index] ??= new ForkWorker(graph, run, kinds, fork);
                worker.Use(fork);
                while (!cancellationToken.IsCancellationRequested)
                {
                    int first = (Interlocked.Increment(ref next) - 1) * BatchSize;
                    for (int sample = first; sample < Math.Min(first + BatchSize, request.Samples); sample++)
                    {
                        worker.Run(sample);
                        for (int i = 0; i < times.Length; i++)
                        {
                            times[i][sample] = worker.TimeOf(request.Watched[i]);
                        }
                    }

                    if (first >= request.Samples)
                    {
                        return;
                    }
                }
            }
        );
        cancellationToken.ThrowIfCancellationRequested();
        return new WhatIfResult([.. times.Select(ImmutableCollectionsMarshal.AsImmutableArray)], Changed());
    }

    private static SimulationRequest Bare(SimulationRequest request) =>
        request with
        {
            Watched = [],
            WatchedSets = [.. request.Watched.Select(node => ImmutableArray.Create(node))],
            Percentiles = false,
        };

    // Run at the first question that needs it, and kept: every other one compares with the same.
    private SimulationResult FromTheStart(CancellationToken cancellationToken) =>
        fromTheStart ??= MonteCarloRun.Run(graph, Bare(request), cancellationToken: cancellationToken);

    private WhatIfResult AskFromTheStart(SimulationRequest changed, CancellationToken cancellationToken)
    {
        SimulationResult was = FromTheStart(cancellationToken);
        SimulationResult now = MonteCarloRun.Run(graph, Bare(changed), cancellationToken: cancellationToken);
        return new WhatIfResult(
            now.WatchedSets,
            [
                .. Enumerable
                    .Range(0, graph.NodeCount)
                    .Where(node => was[node] != now[node])
                    .Select(node => new ChangedNode(node, was[node].Reached, now[node].Reached)),
            ]
        );
    }

    private ImmutableArray<ChangedNode> Changed()
    {
        ImmutableArray<ChangedNode>.Builder changed = ImmutableArray.CreateBuilder<ChangedNode>();
        for (int node = 0; node < graph.NodeCount; node++)
        {
            int before = 0;
            int after = 0;
            int different = 0;
            foreach (ForkWorker? worker in workers)
            {
                before += worker?.Before[node] ?? 0;
                after += worker?.After[node] ?? 0;
                different += worker?.Different[node] ?? 0;
            }

            if (different > 0)
            {
                int was = run!.ReachedOf(node);
                changed.Add(new ChangedNode(node, was, was - before + after));
            }
        }

        return changed.ToImmutable();
    }
}
