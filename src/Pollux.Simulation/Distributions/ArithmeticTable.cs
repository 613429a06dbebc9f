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
        bool isLeftKnown = IsLeftKnown(left, right);
        WeightedTimes known = isLeftKnown ? leftPoints : rightPoints;
        Distribution free = isLeftKnown ? right : left;
        double Share(double days)
        {
            double sum = 0;
            for (int i = 0; i < known.Days.Length; i++)
            {
                sum += known.Weights[i] * ConditionalShare.Of(operation, new(known.Days[i], isLeftKnown), free, days);
            }

            return sum;
        }

        TableBuilder builder = new(Share, resolution);
        builder.Add(OperandRange.Minimum(operation, left, right));
        builder.Add(OperandRange.Maximum(operation, left, right));
        builder.AddResults(operation, leftPoints, rightPoints);
        (double[] days, double[] shares) = builder.Build();
        return new ArithmeticTable(days, shares, Math.Max(shares[^1], Share(double.MaxValue)));
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
            return above == 0 ? days[0] : maximum;
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
        int first = power < 0 && days[0] == 0 ? FirstAtLeast(atZero + TailStart) : 0;
        int last = power > 0 && double.IsPositiveInfinity(maximum) ? LastAtMost(total - TailStart) : days.Length - 1;
        double sum = first == 0 && days[0] > 0 ? shares[0] * Math.Pow(days[0], power) : 0;
        for (int i = first + 1; i <= last; i++)
        {
            sum += (shares[i] - shares[i - 1]) * Powers.MeanBetween(days[i - 1], days[i], power);
        }

        if (first > 0)
        {
            int inner = FirstAtLeast(atZero + TailSlopeStart);
            sum += PowerTail(power, (days[first], shares[first] - atZero), (days[inner], shares[inner] - atZero));
        }

        if (last < days.Length - 1)
        {
            int inner = LastAtMost(total - TailSlopeStart);
            sum += PowerTail(power, (days[last], total - shares[last]), (days[inner], total - shares[inner]));
        }

        return sum / (power < 0 ? total - atZero : total);
    }

    // Beyond these shares a tail counts as a power law, of the slope between the two; where there is such a tail at all it is one.
    private const double TailStart = 1e-8;
    private const double TailSlopeStart = 1e-5;

    // A tail whose power law is within a thousandth of having no mean counts as having none.
    private static double PowerTail(double power, (double Days, double Share) outer, (double Days, double Share) inner)
    {
        double slope = Math.Log(inner.Share / outer.Share) / Math.Abs(Math.Log(outer.Days / inner.Days));
        double margin = slope - Math.Abs(power);
        double edge = outer.Share * Math.Pow(outer.Days, power);
        return double.IsPositiveInfinity(slope) ? edge
            : margin > 1e-3 ? edge * slope / margin
            : double.PositiveInfinity;
    }

    // The side that is cut into points: the one with single values of a probability, so that the other is smooth; else the one
    // whose distribution function takes longer.
    private static bool IsLeftKnown(Distribution left, Distribution right) =>
        left.HasAtoms == right.HasAtoms ? left.IsCostly && !right.IsCostly : left.HasAtoms;

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
