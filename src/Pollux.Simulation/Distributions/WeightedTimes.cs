using System.Collections.Immutable;
using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>A distribution of finite times as points with weights, so that a mean over it is a sum.</summary>
/// <param name="Days">The points, rising.</param>
/// <param name="Weights">The probability that each stands for; together 1.</param>
/// <param name="Singles">
/// How many points, the first ones, are single values; behind them come panels of four points each, which stand for a continuum.
/// </param>
internal sealed record WeightedTimes(ImmutableArray<double> Days, ImmutableArray<double> Weights, int Singles)
{
    /// <summary>True when the points are the only values there are.</summary>
    public bool IsExact => Singles == Days.Length;

    /// <summary>One value only.</summary>
    public static WeightedTimes Single(double days) => new([days], [1], 1);

    /// <summary>Single values; many become groups of neighbours, each at the mean of its values.</summary>
    /// <param name="values">Values and weights, rising; the weights need not sum to 1.</param>
    /// <param name="maximum">How many points at most.</param>
    public static WeightedTimes OfValues(IReadOnlyList<(double Days, double Weight)> values, int maximum)
    {
        int size = ((values.Count - 1) / maximum) + 1;
        double total = values.Sum(value => value.Weight);
        ImmutableArray<double>.Builder days = ImmutableArray.CreateBuilder<double>();
        ImmutableArray<double>.Builder weights = ImmutableArray.CreateBuilder<double>();
        for (int start = 0; start < values.Count; start += size)
        {
            double first = values[start].Days;
            double weight = 0;
            double above = 0;
            for (int i = start; i < Math.Min(values.Count, start + size); i++)
            {
                weight += values[i].Weight;
                above += values[i].Weight * (values[i].Days - first);
            }

            if (weight > 0)
            {
                days.Add(first + (above / weight));
                weights.Add(weight / total);
            }
        }

        return new WeightedTimes(days.ToImmutable(), weights.ToImmutable(), days.Count);
    }

    /// <summary>All results of an operation on two sides of single values; null when a side has others, or there are very many.</summary>
    public static WeightedTimes? OfPairs(
        TtcOperator operation,
        WeightedTimes left,
        WeightedTimes right,
        Resolution resolution
    )
    {
        if (!left.IsExact || !right.IsExact || (long)left.Days.Length * right.Days.Length > MostPairs)
        {
            return null;
        }

        SortedDictionary<double, double> weights = [];
        for (int i = 0; i < left.Days.Length; i++)
        {
            for (int j = 0; j < right.Days.Length; j++)
            {
                double days = ArithmeticTime.Apply(operation, left.Days[i], right.Days[j]);
                if (double.IsFinite(days))
                {
                    weights[days] = weights.GetValueOrDefault(days) + (left.Weights[i] * right.Weights[j]);
                }
            }
        }

        return OfValues([.. weights.Select(pair => (pair.Key, pair.Value))], resolution.MaximumValues);
    }

    private const int MostPairs = 16_384;

    /// <summary>A distribution by its quantiles, and by its probability of no time at all.</summary>
    public static WeightedTimes OfQuantiles(Distribution distribution, Resolution resolution)
    {
        double finite = distribution.ProbabilityFinite;
        double zero = Math.Min(1, distribution.Cdf(0) / finite);
        return OfPanels(
            zero > 0 ? [(0, zero)] : [],
            1 - zero,
            share => share == 0 ? distribution.Minimum : distribution.Quantile((zero + (share * (1 - zero))) * finite),
            resolution
        );
    }

    /// <summary>Single values, and a continuum at the points of panels of its probability.</summary>
    /// <param name="singles">Values and their probabilities, rising.</param>
    /// <param name="continuum">Probability of the continuum; with the singles together 1.</param>
    /// <param name="quantile">The quantile of a share, 0 to 1, of the continuum; an infinite one counts as the last that is not.</param>
    /// <param name="resolution">How many panels, and singles at most.</param>
    public static WeightedTimes OfPanels(
        IReadOnlyList<(double Days, double Weight)> singles,
        double continuum,
        Func<double, double> quantile,
        Resolution resolution
    )
    {
        if (continuum <= 0)
        {
            return OfValues(singles, resolution.MaximumValues);
        }

        WeightedTimes values = singles.Count == 0 ? None : OfValues(singles, resolution.MaximumValues);
        ImmutableArray<double>.Builder days = values.Days.ToBuilder();
        ImmutableArray<double>.Builder weights = ImmutableArray.CreateBuilder<double>();
        weights.AddRange(values.Weights.Select(weight => weight * (1 - continuum)));
        double last = 0;
        foreach (ProbabilityPanel panel in ProbabilityPanel.All(resolution))
        {
            for (int i = 0; i < FourPoints.Count; i++)
            {
                double place = panel.At(i);
                double next = quantile(panel.IsFromAbove ? 1 - place : place);
                last = double.IsFinite(next) ? next : last;
                days.Add(last);
                weights.Add(FourPoints.Weights[i] * panel.Width * continuum);
            }
        }

        return new WeightedTimes(days.ToImmutable(), weights.ToImmutable(), values.Days.Length);
    }

    private static WeightedTimes None { get; } = new([], [], 0);

    /// <summary>
    /// The mean of a function. Panels on which it is not smooth, as at the edge of what is possible, are halved until what is left
    /// to go wrong is below a tolerance; the quantiles in between come from the cubic through the four of the panel.
    /// </summary>
    public double Mean(Func<double, double> function, double tolerance)
    {
        double sum = 0;
        for (int i = 0; i < Singles; i++)
        {
            sum += Weights[i] * function(Days[i]);
        }

        double end = 0;
        for (int i = Singles; i < Days.Length; i += FourPoints.Count)
        {
            ReadOnlySpan<double> panel = Days.AsSpan(i, FourPoints.Count);
            // A panel begins where the one before it ends.
            double start = i > Singles && panel[0] == Days[i - 1] ? end : function(panel[0]);
            end = function(panel[3]);
            FourValues values = new(start, function(panel[1]), function(panel[2]), end);
            double width = Weights[i] / FourPoints.Weights[0];
            sum += values.IsSmooth(tolerance / width)
                ? values.Mean * width
                : HalvedMean(function, panel, (-1, 1), (width, tolerance));
        }

        return sum;
    }

    /// <summary>The mean of a power; for one below 0, over the points above 0.</summary>
    public double MeanOfPower(double power)
    {
        double sum = 0;
        double share = 0;
        for (int i = 0; i < Days.Length; i++)
        {
            if (Days[i] > 0 || power > 0)
            {
                share += Weights[i];
                sum += Weights[i] * Math.Pow(Days[i], power);
            }
        }

        return share > 0 ? sum / share : double.PositiveInfinity;
    }

    /// <summary>How far the middle half of the points spreads, as a difference or as the logarithm of a ratio.</summary>
    public double Spread(bool asDifference)
    {
        double low = Days[Days.Length / 4];
        double high = Days[Days.Length * 3 / 4];
        return asDifference ? high - low
            : low > 0 ? Math.Log(high / low)
            : double.PositiveInfinity;
    }

    // Both halves of a part of a panel; the part is from -1 to 1 when it is all of it.
    private static double HalvedMean(
        Func<double, double> function,
        ReadOnlySpan<double> panel,
        (double Low, double High) part,
        (double Width, double Tolerance) limit
    )
    {
        double middle = (part.Low + part.High) / 2;
        limit.Width /= 2;
        return PartMean(function, panel, (part.Low, middle), limit)
            + PartMean(function, panel, (middle, part.High), limit);
    }

    private static double PartMean(
        Func<double, double> function,
        ReadOnlySpan<double> panel,
        (double Low, double High) part,
        (double Width, double Tolerance) limit
    )
    {
        double middle = (part.Low + part.High) / 2;
        double inner = (part.High - part.Low) / 2 * FourPoints.Places[2];
        FourValues values = new(
            function(FourPoints.Between(panel, part.Low)),
            function(FourPoints.Between(panel, middle - inner)),
            function(FourPoints.Between(panel, middle + inner)),
            function(FourPoints.Between(panel, part.High))
        );
        return values.IsSmooth(limit.Tolerance / limit.Width)
            ? values.Mean * limit.Width
            : HalvedMean(function, panel, part, limit);
    }
}
