namespace Pollux.Simulation.MonteCarlo;

/// <summary>An interval for a probability that was estimated by counting.</summary>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
public readonly record struct ProportionInterval(double Low, double High)
{
    /// <summary>The quantile of the standard normal distribution for a two-sided 95 % interval.</summary>
    public const double NormalQuantile95 = 1.959963984540054;

    /// <summary>
    /// The score interval of Wilson (JASA 22, 1927), without continuity correction: keeps its level near 0 and 1, where
    /// Monte Carlo results often are, and never has width 0. Source of the advice: Brown, Cai, DasGupta, Statistical Science 16 (2001).
    /// </summary>
    /// <param name="successes">How often it happened.</param>
    /// <param name="trials">Of how many, 1 or more.</param>
    /// <param name="z">How many standard errors wide to each side.</param>
    public static ProportionInterval Wilson(int successes, int trials, double z = NormalQuantile95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return Wilson((double)successes / trials, trials, z);
    }

    /// <summary>The same for a share that is as well known as by so many independent trials.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="trials">How many trials it is worth, above 0; need not be whole.</param>
    /// <param name="z">How many standard errors wide to each side.</param>
    public static ProportionInterval Wilson(double share, double trials, double z = NormalQuantile95)
    {
        double square = z * z / trials;
        double middle = (share + (square / 2)) / (1 + square);
        double half = z / (1 + square) * Math.Sqrt((share * (1 - share) / trials) + (square / (4 * trials)));
        return new ProportionInterval(
            share <= 0 ? 0 : Math.Max(0, middle - half),
            share >= 1 ? 1 : Math.Min(1, middle + half)
        );
    }
}
