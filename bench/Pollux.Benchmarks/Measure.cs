using System.Diagnostics;

namespace Pollux.Benchmarks;

/// <summary>Measures one thing: a warm-up, then the median of five.</summary>
internal static class Measure
{
    /// <summary>The median time in milliseconds, the bytes that one run allocates on this thread, and its result.</summary>
    public static (double Milliseconds, long Bytes, T Result) Median<T>(Func<T> run)
    {
        T result = run();
        double[] times = new double[5];
        long bytes = 0;
        for (int i = 0; i < times.Length; i++)
        {
            GC.Collect();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            result = run();
            times[i] = watch.Elapsed.TotalMilliseconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(times);
        return (times[2], bytes, result);
    }
}
