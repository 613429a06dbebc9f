using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>Finds the points between which a distribution function is nearly straight.</summary>
/// <param name="share">The distribution function.</param>
/// <param name="total">What it rises to.</param>
/// <param name="resolution">How nearly, and how many points at most.</param>
internal sealed class TableBuilder(Func<double, double> share, double total, Resolution resolution)
{
    private readonly int startsOfEachKind = Math.Min(48, resolution.MaximumPoints / 16);
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
        if (WeightedTimes.OfPairs(operation, left, right, resolution) is { } pairs)
        {
            foreach (double value in pairs.Days)
            {
                Add(value);
                Add(Math.BitDecrement(value));
            }

            return;
        }

        for (int i = 0; i < startsOfEachKind; i++)
        {
            double a = Start(left, i);
            double b = Start(right, i);
            Add(Result((a, b)));
            Add(Result((a, Start(right, startsOfEachKind - 1 - i))));
            Add(Result((a, Start(right, startsOfEachKind / 2))));
            Add(Result((Start(left, startsOfEachKind / 2), b)));
        }

        double Result((double Left, double Right) pair) => ArithmeticTime.Apply(operation, pair.Left, pair.Right);
    }

    /// <summary>The points, rising in both; at least one.</summary>
    public (double[] Days, double[] Shares) Build()
    {
        List<Point> points = [.. starts.Select(At)];
        Extend(points);
        // The line that rises most first, so that steps are found to the last bit, and where points run out it is in the far tails.
        PriorityQueue<(Point Low, Point High), double> open = new();
        foreach ((Point low, Point high) in points.Zip(points.Skip(1)))
        {
            open.Enqueue((low, high), low.Share - high.Share);
        }

        while (points.Count < resolution.MaximumPoints && open.TryDequeue(out (Point Low, Point High) line, out _))
        {
            foreach ((Point low, Point high) in Refine(line.Low, line.High, points))
            {
                open.Enqueue((low, high), low.Share - high.Share);
            }
        }

        points.Sort((one, other) => one.Days.CompareTo(other.Days));
        double[] days = [.. points.Select(point => point.Days)];
        double[] shares = [.. points.Select(point => point.Share)];
        for (int i = 1; i < shares.Length; i++)
        {
            // Rounding of the sums must not let it fall.
            shares[i] = Math.Max(shares[i], shares[i - 1]);
        }

        return (days, shares);
    }

    // The lines to look at instead of one that is off; none when it is not.
    private ReadOnlySpan<(Point Low, Point High)> Refine(Point low, Point high, List<Point> points)
    {
        double halfway = Middle(low.Days, high.Days);
        if (high.Share - low.Share < Least || halfway <= low.Days || halfway >= high.Days)
        {
            return [];
        }

        Point middle = At(halfway);
        points.Add(middle);
        if (IsOff(low, middle, high))
        {
            return new[] { (low, middle), (middle, high) };
        }

        // Where the function turns from bending up to bending down, the line may be right in the middle only.
        double quarter = low.Days + ((halfway - low.Days) / 2);
        if (quarter <= low.Days || quarter >= halfway)
        {
            return [];
        }

        Point left = At(quarter);
        points.Add(left);
        return IsOff(low, left, high) ? new[] { (low, left), (left, middle), (middle, high) } : [];
    }

    private bool IsOff(Point low, Point point, Point high)
    {
        double part = (point.Days - low.Days) / (high.Days - low.Days);
        return Math.Abs(point.Share - (low.Share + (part * (high.Share - low.Share)))) > Tolerance(point.Share);
    }

    // By ever larger factors, until next to nothing is beyond: heavy tails reach over hundreds of powers of ten.
    private void Extend(List<Point> points)
    {
        for (double factor = 2; points[^1].Share < total - End && points[^1].Days < double.MaxValue; factor *= factor)
        {
            points.Add(At(Math.Min(double.MaxValue, Math.Max(points[^1].Days, double.Epsilon) * factor)));
        }
    }

    private Point At(double days) => new(days, share(days));

    private readonly record struct Point(double Days, double Share);

    private const double End = 1e-10;
    private const double Least = 1e-12;

    // In the tails the tolerance is a small part of the tail, but not below what the points themselves are off by.
    private double Tolerance(double at) =>
        Math.Min(resolution.Tolerance, 5e-3 * Math.Min(at, Math.Max(0, total - at))) + (2e-3 * resolution.Tolerance);

    private static double Middle(double low, double high) =>
        low > 0 && high / low > 2 ? Math.Sqrt(low) * Math.Sqrt(high) : low + ((high - low) / 2);

    private double Start(WeightedTimes times, int start) =>
        times.Days[(int)((long)start * (times.Days.Length - 1) / (startsOfEachKind - 1))];
}
