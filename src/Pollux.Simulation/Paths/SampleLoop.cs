using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Paths;

/// <summary>Runs the samples of a plan on several threads, for what looks at each of them.</summary>
internal static class SampleLoop
{
    private const int BatchSize = 16;

    /// <summary>Runs all samples of a request.</summary>
    /// <param name="request">How many samples, by which seed, on how many threads.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="makeLocal">Makes what each thread needs for itself.</param>
    /// <param name="visit">Told of each sample right after it ran; writes only what belongs to the sample's own number or to its thread.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    /// <returns>What the threads had for themselves, in no order that means anything.</returns>
    public static TLocal[] ForEach<TLocal>(
        SimulationRequest request,
        SimulationPlan plan,
        Func<TLocal> makeLocal,
        Action<SampleWorker, TLocal, int> visit,
        CancellationToken cancellationToken
    )
    {
        int batches = (request.Samples + BatchSize - 1) / BatchSize;
        int threads = Math.Min(batches, request.Threads > 0 ? request.Threads : Environment.ProcessorCount);
        TLocal[] locals = [.. Enumerable.Range(0, threads).Select(_ => makeLocal())];
        int next = -1;
        Parallel.ForEach(
            locals,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            local =>
            {
                SampleWorker worker = new(plan, request);
                while (!cancellationToken.IsCancellationRequested)
                {
                    int first = Interlocked.Increment(ref next) * BatchSize;
                    if (first >= request.Samples)
                    {
                        return;
                    }

                    for (int sample = first; sample < Math.Min(first + BatchSize, request.Samples); sample++)
                    {
                        worker.Run((uint)sample, []);
                        visit(worker, local, sample);
                    }
                }
            }
        );
        cancellationToken.ThrowIfCancellationRequested();
        return locals;
    }

    /// <summary>The time of a node in the worker's last sample, days; infinite when it was not reached.</summary>
    public static double TimeOf(SimulationPlan plan, SampleWorker worker, int node)
    {
        int step = plan.ActiveOf[node];
        return plan.IsCertain(node) ? 0
            : step >= 0 ? worker.TimeOf(step)
            : double.PositiveInfinity;
    }
}
