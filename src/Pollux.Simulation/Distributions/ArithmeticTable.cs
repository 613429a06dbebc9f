using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// The distribution function of an operation on two independent times, as points joined by straight lines. Each point is a mean
/// of exact values over weighted points of one side (<see cref="WeightedTimes"/>); where the line between two points is too
/// far off, there is another between them. Quantiles and moments are those of the lines, so all figures fit each other.
/// </summary>
internal sealed class ArithmeticTable
{
    private readonly double[] days;
    private readonly double[] shares;
    private readonly double total;

    private ArithmeticTable(double[] days, double[] shares, double total)
    {
        this.days = days;
        this.shares = shares;
        this.total = total;
    }

    /// <summary>Works out an operation on sides of which neither is always never.</summary>
    public static ArithmeticTable Of(
        TtcOperator operation,
        Distribution left,
        Distribution right,
        Resolution resolution
    )
    {
        WeightedTimes leftPoints = left.Spread(resolution);
        WeightedTimes rightPoints = right.Spread(resolution);
        bool isLeftKnown = IsLeftKnown(operation, (left, leftPoints), (right, rightPoints));
        WeightedTimes known = isLeftKnown ? leftPoints : rightPoints;
        Distribution free = isLeftKnown ? right : left;
        double Share(double days) =>
            known.Mean(
                value => ConditionalShare.Of(operation, new FixedSide(value, isLeftKnown), free, days),
                resolution.Tolerance / 10
            );
        double end = Share(double.MaxValue);
        TableBuilder builder = new(Share, end, resolution);
        builder.Add(OperandRange.Minimum(operation, left, right));
        builder.Add(OperandRange.Maximum(operation, left, right));
        builder.AddResults(operation, leftPoints, rightPoints);
        (double[] days, double[] shares) = builder.Build();
        return new ArithmeticTable(days, shares, Math.Max(shares[^1], end));
    }

    /// <summary>Share of results that are at most so many days.</summary>
    public double Cdf(double time)
    {
        int found = Array.BinarySearch(days, time);
        int above = ~found;
        return found >= 0 ? shares[found]
            : above == 0 ? 0
            : above == days.Length ? total
            : shares[above - 1]
                + ((shares[above] - shares[above - 1]) * ((time - days[above - 1]) / (days[above] - days[above - 1])));
    }

    /// <summary>The least time that a share of the results does not exceed.</summary>
    /// <param name="share">Above 0, up to 1.</param>
    /// <param name="maximum">What none of the finite results exceeds.</param>
    public double Quantile(double share, double maximum)
    {
        int above = FirstAtLeast(share);
        if (above == days.Length || above == 0)
        {
            return above == 0 ? days[0]
                : share >= total ? maximum
                : days[^1];
        }

        double low = days[above - 1];
        double high = days[above];
        double part = (share - shares[above - 1]) / (shares[above] - shares[above - 1]);
        return Math.BitIncrement(low) == high ? high : Math.Min(high, low + (part * (high - low)));
    }

    /// <summary>Mean of a power of the results that are finite, and for a power below 0 above 0; infinite where there is none.</summary>
    /// <param name="power">Any but 0.</param>
    /// <param name="maximum">What none of the finite results exceeds.</param>
    public double Moment(double power, double maximum)
    {
        double atZero = days[0] == 0 ? shares[0] : 0;
        double outer = Math.Max(LeastTail, TailStart * (total - atZero));
        double inner = outer * TailSlope;
        int first = power < 0 && days[0] == 0 ? FirstAtLeast(atZero + outer) : 0;
        int last = power > 0 && double.IsPositiveInfinity(maximum) ? LastAtMost(total - outer) : days.Length - 1;
        double sum = first == 0 && days[0] > 0 ? shares[0] * Math.Pow(days[0], power) : 0;
        for (int i = first + 1; i <= last; i++)
        {
            double share = shares[i] - shares[i - 1];
            sum += share > 0 ? share * Powers.MeanBetween(days[i - 1], days[i], power) : 0;
        }

        if (first > 0 && first < days.Length)
        {
            int slope = Math.Min(days.Length - 1, FirstAtLeast(atZero + inner));
            sum += PowerTail(power, (days[first], shares[first] - atZero), (days[slope], shares[slope] - atZero));
        }

        if (last < days.Length - 1)
        {
            int slope = LastAtMost(total - inner);
            sum += PowerTail(power, (days[last], total - shares[last]), (days[slope], total - shares[slope]));
        }

        return sum / (power < 0 ? total - atZero : total);
    }

    /// <summary>The results that are finite as weighted points: steps of the function are single values, the rest a continuum.</summary>
    public WeightedTimes Spread(Resolution resolution)
    {
        List<(double Days, double Weight)> steps = shares[0] > 0 ? [(days[0], shares[0])] : [];
        double[] rest = new double[shares.Length];
        for (int i = 1; i < shares.Length; i++)
        {
            double rise = shares[i] - shares[i - 1];
            bool isStep = rise > LeastStep && Math.BitIncrement(days[i - 1]) == days[i];
            rest[i] = rest[i - 1] + (isStep ? 0 : rise);
            if (isStep)
            {
                steps.Add((days[i], rise));
            }
        }

        double continuum = rest[^1] < LeastStep && steps.Count > 0 ? 0 : rest[^1] / shares[^1];
        ArithmeticTable smooth = new(days, rest, rest[^1]);
        return WeightedTimes.OfPanels(
            steps,
            continuum,
            share => smooth.QuantileOfContinuum(share * rest[^1]),
            resolution
        );
    }

    private double QuantileOfContinuum(double share) => share > 0 ? Quantile(share, days[^1]) : days[LastAtMost(0)];

    private const double LeastStep = 1e-9;

    // Where less than this share is left a tail counts as a power law, of the slope from a thousand times that share on.
    private const double TailStart = 1e-8;
    private const double LeastTail = 1e-9;
    private const double TailSlope = 1000;

    // A tail whose power law is within a thousandth of having no mean counts as having none; one too thin to have a slope as ending.
    private static double PowerTail(double power, (double Days, double Share) outer, (double Days, double Share) inner)
    {
        double edge = outer.Share * Math.Pow(outer.Days, power);
        if (outer.Share <= 0 || outer.Days == inner.Days || inner.Days == 0)
        {
            return outer.Share > 0 ? edge : 0;
        }

        double slope = Math.Log(inner.Share / outer.Share) / Math.Abs(Math.Log(outer.Days / inner.Days));
        double margin = slope - Math.Abs(power);
        return margin > 1e-3 ? edge * slope / margin : double.PositiveInfinity;
    }

    // The side that is cut into points: the one of which single values have a probability, so that the other is smooth, first the
    // one that has nothing else; else one that is much narrower, since the other is smooth beside it; else the one whose
    // distribution function takes longer.
    private static bool IsLeftKnown(
        TtcOperator operation,
        (Distribution Time, WeightedTimes Points) left,
        (Distribution Time, WeightedTimes Points) right
    )
    {
        if (left.Points.IsExact != right.Points.IsExact)
        {
            return left.Points.IsExact;
        }

        if (left.Time.HasAtoms != right.Time.HasAtoms)
        {
            return left.Time.HasAtoms;
        }

        bool isSum = operation is TtcOperator.Addition or TtcOperator.Subtraction;
        double leftWidth = left.Points.Spread(isSum);
        double rightWidth = right.Points.Spread(isSum);
        return leftWidth < rightWidth / MuchNarrower
            || (leftWidth < rightWidth * MuchNarrower && left.Time.IsCostly && !right.Time.IsCostly);
    }

    private const double MuchNarrower = 8;

    private int FirstAtLeast(double share)
    {
        int low = 0;
        int high = shares.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = shares[middle] >= share ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private int LastAtMost(double share)
    {
        int low = -1;
        int high = shares.Length - 1;
        while (low < high)
        {
            int middle = high - ((high - low) / 2);
            (low, high) = shares[middle] <= share ? (middle, high) : (low, middle - 1);
        }

        return Math.Max(0, low);
    }
}
