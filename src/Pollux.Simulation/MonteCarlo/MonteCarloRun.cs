using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>Attacks a graph many times and counts.</summary>
public sealed class MonteCarloRun
{
    /// <summary>
    /// How much memory the times for percentiles may take, in bytes; beyond it only as many first samples as fit are kept for
    /// them. All counts and means always rest on all samples.
    /// </summary>
    public const long PercentileBudgetBytes = 768L * 1024 * 1024;

    internal const int BatchSize = 16;

    private readonly AttackGraph graph;
    private readonly SimulationRequest request;
    private readonly SimulationPlan plan;
    private readonly TimeTable table;
    private readonly double[][] watchedTimes;
    private readonly TracedPath?[][] watchedPaths;
    private readonly double[][] watchedSetTimes;
    private readonly IProgress<SimulationProgress>? progress;
    private readonly Lock progressLock = new();
    private int nextBatch;
    private int limit;
    private int done;

    private MonteCarloRun(AttackGraph graph, SimulationRequest request, IProgress<SimulationProgress>? progress)
    {
        this.graph = graph;
        this.request = request;
        this.progress = progress;
        plan = SimulationPlan.Create(graph, request);
        long rowBytes = Math.Max(1L, sizeof(float) * (long)plan.Active.Length);
        int rows = request.Percentiles
            ? (int)Math.Min(request.Samples, Math.Max(1, PercentileBudgetBytes / rowBytes))
            : 0;
        table = new TimeTable(plan.Active.Length, rows);
        watchedTimes = [.. request.Watched.Select(_ => new double[request.Samples])];
        watchedPaths = [.. request.Watched.Select(_ => new TracedPath?[request.Samples])];
        watchedSetTimes = [.. request.WatchedSets.Select(_ => new double[request.Samples])];
    }

    /// <summary>Runs all samples of a request.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="request">What to rehearse; nodes are nodes of the graph.</param>
    /// <param name="progress">Told of the samples done, never by two threads at once; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    /// <returns>The result; the same bytes for the same graph and request, however many threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the request is out of range, or a node is not of the graph.</exception>
    public static SimulationResult Run(
        AttackGraph graph,
        SimulationRequest request,
        IProgress<SimulationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        Check(graph, request);
        return new MonteCarloRun(graph, request, progress).Run(cancellationToken);
    }

    internal static void Check(AttackGraph graph, SimulationRequest request)
    {
        if (request.Samples is < 1 or > SimulationRequest.MaximumSamples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request),
                request.Samples,
                "The number of samples is out of range."
            );
        }

        if (request.Threads < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request),
                request.Threads,
                "A number of threads is 0 or more."
            );
        }

        if (request.HorizonDays is { } days && !(days >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(request), days, "A horizon is 0 days or more.");
        }

        if (request.Precision is { HalfWidth: not > 0 } precision)
        {
            throw new ArgumentOutOfRangeException(nameof(request), precision.HalfWidth, "A precision is above 0.");
        }

        IEnumerable<int> nodes = request
            .Entries.Concat(request.Watched)
            .Concat(request.Precision?.Steps ?? [])
            .Concat(request.WatchedSets.SelectMany(set => set))
            .Concat(request.Overrides.Select(change => change.Node));
        foreach (int node in nodes)
        {
            if ((uint)node >= (uint)graph.NodeCount)
            {
                throw new ArgumentOutOfRangeException(nameof(request), node, "A node is not of this graph.");
            }
        }
    }

    private SimulationResult Run(CancellationToken cancellationToken)
    {
        int batches = (request.Samples + BatchSize - 1) / BatchSize;
        int threads = Math.Min(batches, request.Threads > 0 ? request.Threads : Environment.ProcessorCount);
        SampleWorker[] workers = [.. Enumerable.Range(0, threads).Select(_ => new SampleWorker(plan, request))];
        PathTracer[] tracers = [.. workers.Select(_ => new PathTracer(plan))];
        foreach (int checkpoint in Precision.Checkpoints(request))
        {
            limit = checkpoint;
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                index => RunBatches(workers[index], tracers[index], cancellationToken)
            );
            cancellationToken.ThrowIfCancellationRequested();
            if (request.Precision?.IsReached(checkpoint, node => ReachedOf(workers, node), graph) == true)
            {
                break;
            }
        }

        int samples = limit;
        int rows = Math.Min(table.RowCount, samples);
        (double P05, double P50, double P95)?[] percentiles = table.Percentiles(
            rows,
            rows > 0 ? plan.Active.Length : 0,
            threads,
            cancellationToken
        );
        return new SimulationResult(
            graph,
            request with
            {
                Samples = samples,
            },
            rows,
            Summarise(workers, percentiles, samples),
            Watch(samples),
            [.. watchedSetTimes.Select(times => Kept(times, samples))]
        );
    }

    private static ImmutableArray<double> Kept(double[] times, int samples) =>
        ImmutableCollectionsMarshal.AsImmutableArray(samples == times.Length ? times : times[..samples]);

    private int ReachedOf(SampleWorker[] workers, int node)
    {
        int step = plan.ActiveOf[node];
        return step >= 0 ? workers.Sum(worker => worker.Counts[step])
            : plan.IsCertain(node) ? limit
            : 0;
    }

    private void RunBatches(SampleWorker worker, PathTracer tracer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            int first = (Interlocked.Increment(ref nextBatch) - 1) * BatchSize;
            if (first >= limit)
            {
                // What was taken in vain is there for the next round.
                Interlocked.Decrement(ref nextBatch);
                return;
            }

            int end = Math.Min(first + BatchSize, limit);
            for (int sample = first; sample < end; sample++)
            {
                worker.Run((uint)sample, table.Row(sample));
                KeepWatched(worker, tracer, sample);
            }

            Report(end - first);
        }
    }

    private void KeepWatched(SampleWorker worker, PathTracer tracer, int sample)
    {
        for (int i = 0; i < watchedTimes.Length; i++)
        {
            int node = request.Watched[i];
            double time = TimeOf(worker, node);
            watchedTimes[i][sample] = time;
            if (double.IsFinite(time))
            {
                watchedPaths[i][sample] = tracer.Trace(worker, node);
            }
        }

        for (int i = 0; i < watchedSetTimes.Length; i++)
        {
            double first = double.PositiveInfinity;
            foreach (int node in request.WatchedSets[i].AsSpan())
            {
                first = Math.Min(first, TimeOf(worker, node));
            }

            watchedSetTimes[i][sample] = first;
        }
    }

    private double TimeOf(SampleWorker worker, int node)
    {
        int step = plan.ActiveOf[node];
        return plan.IsCertain(node) ? 0
            : step >= 0 ? worker.TimeOf(step)
            : double.PositiveInfinity;
    }

    private void Report(int samples)
    {
        if (progress is null)
        {
            return;
        }

        lock (progressLock)
        {
            done += samples;
            progress.Report(new SimulationProgress(done, request.Samples));
        }
    }

    private ImmutableArray<StepResult> Summarise(
        SampleWorker[] workers,
        (double P05, double P50, double P95)?[] percentiles,
        int samples
    )
    {
        var results = new StepResult[graph.NodeCount];
        for (int node = 0; node < results.Length; node++)
        {
            double? zero = request.Percentiles ? 0 : null;
            results[node] = plan.IsCertain(node)
                ? new StepResult(samples, samples, 0, zero, zero, zero)
                : new StepResult(0, samples, null, null, null, null);
        }

        for (int step = 0; step < plan.Active.Length; step++)
        {
            int reached = 0;
            FixedSum sum = default;
            foreach (SampleWorker worker in workers)
            {
                reached += worker.Counts[step];
                sum.Add(worker.Sums[step]);
            }

            if (reached > 0)
            {
                (double P05, double P50, double P95)? points = step < percentiles.Length ? percentiles[step] : null;
                results[plan.Active[step]] = new StepResult(
                    reached,
                    samples,
                    sum.Mean(reached),
                    points?.P05,
                    points?.P50,
                    points?.P95
                );
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }

    private ImmutableArray<WatchedStep> Watch(int samples) =>
        [
            .. request.Watched.Select(
                (node, i) =>
                    new WatchedStep(
                        node,
                        Kept(watchedTimes[i], samples),
                        CriticalPathFinder.Find(graph, watchedPaths[i].AsSpan(0, samples))
                    )
            ),
        ];
}
