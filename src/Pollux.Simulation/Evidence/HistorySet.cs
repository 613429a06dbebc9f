using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Weighted histories of an attack, and when each of them performs each step, counted from now. What they say holds if there is an attack.
/// Immutable.
/// </summary>
public sealed class HistorySet
{
    // Two-sided 95 % points of Student's t by degrees of freedom 1 to 15; beyond, that of the normal distribution is near enough.
    private static readonly double[] StudentQuantiles =
    [
        12.706,
        4.303,
        3.182,
        2.776,
        2.571,
        2.447,
        2.365,
        2.306,
        2.262,
        2.228,
        2.201,
        2.179,
        2.160,
        2.145,
        2.131,
    ];

    private readonly int[] columnOf;
    private readonly bool[] isCertain;
    private readonly float[][] rows;
    private readonly float[] ages;
    private readonly double[] groupWeights;
    private readonly int groupSize;

    internal HistorySet(int[] columnOf, bool[] isCertain, float[][] rows, float[] ages, double[] groupWeights)
    {
        this.columnOf = columnOf;
        this.isCertain = isCertain;
        this.rows = rows;
        this.ages = ages;
        this.groupWeights = groupWeights;
        groupSize = rows.Length / groupWeights.Length;
        Effective = groupSize / groupWeights.Sum(weight => weight * weight);
    }

    /// <summary>How many histories.</summary>
    public int Count => rows.Length;

    /// <summary>
    /// How many histories of equal weight would say as much: less than <see cref="Count"/> as far as the groups disagree on how probable the
    /// evidence is.
    /// </summary>
    public double Effective { get; }

    /// <summary>The weight of a history; all together 1.</summary>
    public double WeightOf(int history) => groupWeights[history / groupSize] / groupSize;

    /// <summary>True when a node can be performed at all.</summary>
    internal bool IsPossible(int node) => isCertain[node] || columnOf[node] >= 0;

    /// <summary>When a history performs a node, days from now, negative when it already did; infinite for never within the forecast.</summary>
    public double TimeOf(int history, int node) =>
        isCertain[node] ? -ages[history]
        : columnOf[node] >= 0 ? rows[history][columnOf[node]]
        : double.PositiveInfinity;

    /// <summary>The probability that a node is performed by a time.</summary>
    /// <param name="node">The node.</param>
    /// <param name="days">Days from now, 0 for now; not beyond the forecast.</param>
    public Estimate ProbabilityBy(int node, double days) => Share(history => TimeOf(history, node) <= days);

    /// <summary>The same without its interval.</summary>
    public double ShareBy(int node, double days)
    {
        double sum = 0;
        for (int history = 0; history < rows.Length; history++)
        {
            sum += TimeOf(history, node) <= days ? groupWeights[history / groupSize] : 0;
        }

        return Math.Min(1, sum / groupSize);
    }

    /// <summary>The share of the weight for which something is true, with a 95 % interval of the simulation.</summary>
    public Estimate Share(Func<int, bool> isTrue)
    {
        Span<double> byGroup = stackalloc double[groupWeights.Length];
        for (int history = 0; history < rows.Length; history++)
        {
            byGroup[history / groupSize] += isTrue(history) ? 1.0 / groupSize : 0;
        }

        return OfGroups(byGroup);
    }

    /// <summary>
    /// A probability with its interval: the score interval of Wilson for the effective number of histories, or what the groups
    /// disagree by, whichever is wider.
    /// </summary>
    internal Estimate OfGroups(ReadOnlySpan<double> byGroup)
    {
        double mean = 0;
        for (int group = 0; group < byGroup.Length; group++)
        {
            mean += groupWeights[group] * byGroup[group];
        }

        mean = Math.Clamp(mean, 0, 1);
        double squares = 0;
        for (int group = 0; group < byGroup.Length; group++)
        {
            double difference = groupWeights[group] * (byGroup[group] - mean);
            squares += difference * difference;
        }

        int freedom = byGroup.Length - 1;
        double quantile = freedom <= StudentQuantiles.Length ? StudentQuantiles[freedom - 1] : 1.96;
        double half = quantile * Math.Sqrt(squares * byGroup.Length / freedom);
        const double z = 1.959963984540054;
        double square = z * z / Effective;
        double middle = (mean + (square / 2)) / (1 + square);
        double wilson = z / (1 + square) * Math.Sqrt((mean * (1 - mean) / Effective) + (square / (4 * Effective)));
        return new Estimate(
            mean,
            Math.Max(0, Math.Min(mean, Math.Min(mean - half, middle - wilson))),
            Math.Min(1, Math.Max(mean, Math.Max(mean + half, middle + wilson)))
        );
    }
}
