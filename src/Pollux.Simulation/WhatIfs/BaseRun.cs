using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.WhatIfs;

/// <summary>A run as it is, kept sample by sample: when each active step was reached, and which one it followed.</summary>
internal sealed class BaseRun
{
    private readonly double[][] times;
    private readonly int[][] followed;
    private readonly int[] reached;

    public BaseRun(SimulationPlan plan, SimulationRequest request, CancellationToken cancellationToken)
    {
        Plan = plan;
        times = new double[request.Samples][];
        followed = new int[request.Samples][];
        int count = plan.Active.Length;
        reached = new int[count];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = request.Threads > 0 ? request.Threads : Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        Parallel.For(
            0,
            request.Samples,
            options,
            () => new SampleWorker(plan, request),
            (sample, _, worker) =>
            {
                worker.Run((uint)sample, []);
                times[sample] = GC.AllocateUninitializedArray<double>(count);
                followed[sample] = GC.AllocateUninitializedArray<int>(count);
                worker.CopyTo(times[sample], followed[sample]);
                return worker;
            },
            worker =>
            {
                lock (reached)
                {
                    for (int step = 0; step < count; step++)
                    {
                        reached[step] += worker.Counts[step];
                    }
                }
            }
        );
    }

    /// <summary>The plan of the run.</summary>
    public SimulationPlan Plan { get; }

    /// <summary>Bytes for one sample of a plan.</summary>
    public static long BytesOfSample(SimulationPlan plan) => (sizeof(double) + sizeof(int)) * (long)plan.Active.Length;

    /// <summary>When a node is reached in a sample, days; infinite for never.</summary>
    public double TimeOf(int sample, int node)
    {
        int step = Plan.ActiveOf[node];
        return step >= 0 ? times[sample][step]
            : Plan.IsCertain(node) ? 0
            : double.PositiveInfinity;
    }

    /// <summary>In how many samples a node is reached.</summary>
    public int ReachedOf(int node)
    {
        int step = Plan.ActiveOf[node];
        return step >= 0 ? reached[step]
            : Plan.IsCertain(node) ? times.Length
            : 0;
    }

    /// <summary>The node that a reached node followed in a sample; -1 where it started by itself.</summary>
    public int PredecessorOf(int sample, int node)
    {
        int step = Plan.ActiveOf[node];
        if (step < 0)
        {
            return Plan.CertainPredecessor[node];
        }

        int before = followed[sample][step];
        return before switch
        {
            int.MinValue => -1,
            < 0 => ~before,
            _ => Plan.Active[before],
        };
    }
}
