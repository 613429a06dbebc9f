using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>Finds the points between which a distribution function is nearly straight.</summary>
/// <param name="share">The distribution function.</param>
/// <param name="resolution">How nearly, and how many points at most.</param>
internal sealed class TableBuilder(Func<double, double> share, Resolution resolution)
{
    private const int StartsOfEachKind = 48;
    private readonly SortedSet<double> starts = [];

    /// <summary>A point to begin with; left out when it is not finite.</summary>
    public void Add(double days)
    {
        if (double.IsFinite(days) && days >= 0)
        {
            starts.Add(days);
        }
    }

    /// <summary>Results over the whole range of both sides; when both have few values only, all there are, each with its jump.</summary>
    public void AddResults(TtcOperator operation, WeightedTimes left, WeightedTimes right)
    {
        if (left.IsExact && right.IsExact && (long)left.Days.Length * right.Days.Length <= resolution.MaximumPoints / 2)
        {
            foreach (double value in left.Days.SelectMany(a => right.Days.Select(b => (a, b))).Select(Result))
            {
                Add(value);
                Add(Math.BitDecrement(value));
            }

            return;
        }

        for (int i = 0; i < StartsOfEachKind; i++)
        {
            double a = At(left, i);
            double b = At(right, i);
            Add(Result((a, b)));
            Add(Result((a, At(right, StartsOfEachKind - 1 - i))));
            Add(Result((a, At(right, StartsOfEachKind / 2))));
            Add(Result((At(left, StartsOfEachKind / 2), b)));
        }

        double Result((double Left, double Right) pair) => ArithmeticTime.Apply(operation, pair.Left, pair.Right);
    }

    /// <summary>The points, rising in both; at least one.</summary>
    public (double[] Days, double[] Shares) Build()
    {
        List<(double Days, double Share)> points = [.. starts.Select(days => (days, share(days)))];
        Queue<((double Days, double Share) Low, (double Days, double Share) High)> open = new(
            points.Zip(points.Skip(1))
        );
        // Level by level, so that where the points run out it is the finest that are missing.
        while (points.Count < resolution.MaximumPoints && open.TryDequeue(out var interval))
        {
            ((double Days, double Share) low, (double Days, double Share) high) = interval;
            double middle = Middle(low.Days, high.Days);
            if (high.Share - low.Share < Least || middle <= low.Days || middle >= high.Days)
            {
                continue;
            }

            (double Days, double Share) point = (middle, share(middle));
            points.Add(point);
            double part = (middle - low.Days) / (high.Days - low.Days);
            if (Math.Abs(point.Share - (low.Share + (part * (high.Share - low.Share)))) > Tolerance(point.Share))
            {
                open.Enqueue((low, point));
                open.Enqueue((point, high));
            }
        }

        points.Sort();
        double[] days = [.. points.Select(point => point.Days)];
        double[] shares = [.. points.Select(point => point.Share)];
        for (int i = 1; i < shares.Length; i++)
        {
            // Rounding of the sums must not let it fall.
            shares[i] = Math.Max(shares[i], shares[i - 1]);
        }

        return (days, shares);
    }

    private const double Least = 1e-12;

    // In the tails the tolerance is a thousandth of the tail.
    private double Tolerance(double at) =>
        Math.Min(resolution.Tolerance, 1e-3 * Math.Min(at, Math.Max(0, 1 - at))) + Least;

    private static double Middle(double low, double high) =>
        low > 0 && high / low > 2 ? Math.Sqrt(low) * Math.Sqrt(high) : low + ((high - low) / 2);

    private static double At(WeightedTimes times, int start) =>
        times.Days[(int)((long)start * (times.Days.Length - 1) / (StartsOfEachKind - 1))];
}
