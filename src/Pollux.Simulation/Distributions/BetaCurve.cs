namespace Pollux.Simulation.Distributions;

/// <summary>
/// The distribution function of beta variates, by which that of binomial variates is known too. Absolute accuracy 1e-13 for
/// parameters up to 1e6, 1e-11 up to 1e9.
/// </summary>
internal static class BetaCurve
{
    private const int MaximumTerms = 1_000_000;
    private const int Halvings = 100;

    /// <summary>Probability that a beta variate of parameters a and b (each above 0) is at most x.</summary>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    /// <param name="x">0 to 1.</param>
    /// <param name="rest">1 - x, given by the caller because it may be known better than the difference.</param>
    public static double Lower(double a, double b, double x, double rest) =>
        x <= 0 ? 0
        : rest <= 0 ? 1
        : x <= (a + 1) / (a + b + 2) ? Rise(a, b, x, rest) / a * Fraction(a, b, x)
        : 1 - (Rise(b, a, rest, x) / b * Fraction(b, a, rest));

    /// <summary>The point below which a share lies, by halving the interval: always the same steps, so always the same bits.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    public static double Quantile(double share, double a, double b)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Lower(a, b, middle, 1 - middle) < share)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>Probability of exactly so many successes in independent trials.</summary>
    /// <param name="trials">0 or more.</param>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="probability">Of a success, between 0 and 1.</param>
    public static double BinomialMass(int trials, int successes, double probability)
    {
        double failing = 1 - probability;
        if (successes == 0 || successes == trials)
        {
            double logarithm = successes == 0 ? NearOne.LogOfOnePlus(-probability) : Math.Log(probability);
            return Math.Exp(trials * logarithm);
        }

        double failures = trials - successes;
        return Rise(successes, failures, probability, failing) * trials / ((double)successes * failures);
    }

    // x^a (1 - x)^b / B(a, b): Stirling's formula for the three gamma functions, its errors, and the deviances that are left
    // (Loader, Fast and Accurate Computation of Binomial Probabilities, 2000).
    private static double Rise(double a, double b, double x, double rest)
    {
        double sum = a + b;
        double exponent =
            GammaCurve.StirlingError(sum)
            - GammaCurve.StirlingError(a)
            - GammaCurve.StirlingError(b)
            - GammaCurve.Deviance(a, sum * x)
            - GammaCurve.Deviance(b, sum * rest);
        return Math.Exp(exponent) * Math.Sqrt(a * (b / sum) / (2 * Math.PI));
    }

    // DLMF 8.17.22, from the front by the method of Lentz, two steps at a time.
    private static double Fraction(double a, double b, double x)
    {
        double c = 1;
        double d = 1 / Nonzero(1 - ((a + b) * x / (a + 1)));
        double value = d;
        for (int m = 1; m < MaximumTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2.0 * m) - 1) * (a + (2.0 * m)));
            d = 1 / Nonzero(1 + (even * d));
            c = Nonzero(1 + (even / c));
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2.0 * m)) * (a + (2.0 * m) + 1));
            d = 1 / Nonzero(1 + (odd * d));
            c = Nonzero(1 + (odd / c));
            double change = c * d;
            value *= change;
            if (Math.Abs(change - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }

    private static double Nonzero(double value) => value == 0 ? 1e-300 : value;
}
