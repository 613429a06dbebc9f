using System.Diagnostics;

namespace Pollux.Benchmarks;

/// <summary>What one run of something cost.</summary>
/// <param name="Processor">Processor time, milliseconds: what it costs on a core of its own, also when the machine is shared.</param>
/// <param name="Wall">Time on the clock, milliseconds.</param>
/// <param name="Bytes">Bytes allocated on the calling thread.</param>
internal readonly record struct Cost(double Processor, double Wall, long Bytes);

/// <summary>Measures one thing: a warm-up, then the median of five.</summary>
internal static class Measure
{
    /// <summary>The median cost, and the result of the last run.</summary>
    public static (Cost Cost, T Result) Median<T>(Func<T> run)
    {
        T result = run();
        Cost[] costs = new Cost[5];
        for (int i = 0; i < costs.Length; i++)
        {
            GC.Collect();
            (costs[i], result) = Once(run);
        }

        Array.Sort(costs, (left, right) => left.Processor.CompareTo(right.Processor));
        return (costs[2], result);
    }

    /// <summary>The cost of one run, and its result.</summary>
    public static (Cost Cost, T Result) Once<T>(Func<T> run)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Stopwatch watch = Stopwatch.StartNew();
        T result = run();
        return (
            new Cost(
                (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds,
                watch.Elapsed.TotalMilliseconds,
                GC.GetAllocatedBytesForCurrentThread() - bytes
            ),
            result
        );
    }
}
