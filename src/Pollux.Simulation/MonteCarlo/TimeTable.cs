using System.Collections.Concurrent;
using System.Globalization;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>The times of all active steps in the first samples of a run, a row for each sample; for percentiles.</summary>
internal sealed class TimeTable
{
    // One cache line of floats: a row is read in whole lines.
    private const int ColumnsAtOnce = 16;

    private readonly float[][] rows;

    public TimeTable(int columns, int rowCount)
    {
        rows = new float[rowCount][];
        for (int i = 0; i < rowCount; i++)
        {
            rows[i] = GC.AllocateUninitializedArray<float>(columns);
        }
    }

    public int RowCount => rows.Length;

    /// <summary>The row of a sample; empty for samples beyond the table.</summary>
    public Span<float> Row(int sample) => sample < rows.Length ? rows[sample] : [];

    /// <summary>The 5 %, 50 % and 95 % points of every column in the first rows, over its finite values; null where there is none.</summary>
    public (double P05, double P50, double P95)?[] Percentiles(
        int rowCount,
        int columns,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var result = new (double, double, double)?[columns];
        if (columns == 0)
        {
            return result;
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.ForEach(
            Partitioner.Create(0, (columns + ColumnsAtOnce - 1) / ColumnsAtOnce, 64),
            options,
            range =>
            {
                float[][] block = [.. Enumerable.Range(0, ColumnsAtOnce).Select(_ => new float[rowCount])];
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    int first = i * ColumnsAtOnce;
                    PercentilesOf(rowCount, first, Math.Min(ColumnsAtOnce, columns - first), block, result);
                }
            }
        );
        return result;
    }

    private void PercentilesOf(int rowCount, int first, int width, float[][] block, (double, double, double)?[] result)
    {
        Span<int> counts = stackalloc int[ColumnsAtOnce];
        foreach (float[] row in rows.AsSpan(0, rowCount))
        {
            for (int column = 0; column < width; column++)
            {
                float time = row[first + column];
                if (float.IsFinite(time))
                {
                    block[column][counts[column]++] = time;
                }
            }
        }

        for (int column = 0; column < width; column++)
        {
            Span<float> times = block[column].AsSpan(0, counts[column]);
            if (!times.IsEmpty)
            {
                result[first + column] = (
                    Shortest(OrderStatistic.Quantile(times, 0.05)),
                    Shortest(OrderStatistic.Quantile(times, 0.50)),
                    Shortest(OrderStatistic.Quantile(times, 0.95))
                );
            }
        }
    }

    // The seven digits that a float holds, not the sixteen that its conversion would pretend to: 0.3, not 0.30000001192092896.
    private static double Shortest(float value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
