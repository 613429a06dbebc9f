namespace Pollux.Simulation.Distributions;

/// <summary>
/// The gamma function and the distribution function of gamma variates. Absolute accuracy 1e-13 for shapes up to 1e9. Sources:
/// NIST Digital Library of Mathematical Functions (DLMF), as named below.
/// </summary>
internal static class GammaCurve
{
    private const double Asymptotic = 16;
    private const double LogRootOfTwoPi = 0.918938533204672741780329736406;
    private const int MaximumTerms = 100_000;

    /// <summary>The natural logarithm of the gamma function of x &gt; 0: Stirling's series (DLMF 5.11.1) after lifting x to 16.</summary>
    public static double LogGamma(double x)
    {
        double lifted = 1;
        for (; x < Asymptotic; x++)
        {
            lifted *= x;
        }

        return ((x - 0.5) * Math.Log(x)) - x + LogRootOfTwoPi + StirlingSeries(x) - Math.Log(lifted);
    }

    /// <summary>gamma(x + step) / gamma(x), both arguments above 0.</summary>
    public static double Ratio(double x, double step)
    {
        if (x < Asymptotic || x + step < Asymptotic)
        {
            return Math.Exp(LogGamma(x + step) - LogGamma(x));
        }

        // The difference of two Stirling series, with the large parts taken off each other before they are computed.
        double logarithm = ((x - 0.5) * NearOne.LogOfOnePlus(step / x)) + (step * Math.Log(x + step)) - step;
        return Math.Exp(logarithm + StirlingSeries(x + step) - StirlingSeries(x));
    }

    /// <summary>How far the logarithm of the gamma function of x &gt; 0 lies above Stirling's formula.</summary>
    public static double StirlingError(double x) =>
        x >= Asymptotic ? StirlingSeries(x) : LogGamma(x) - (((x - 0.5) * Math.Log(x)) - x + LogRootOfTwoPi);

    /// <summary>
    /// count ln(count / mean) + mean - count without cancellation. Source: Loader, Fast and Accurate Computation of Binomial
    /// Probabilities (2000), section 3.
    /// </summary>
    public static double Deviance(double count, double mean)
    {
        double difference = count - mean;
        if (Math.Abs(difference) > 0.1 * (count + mean))
        {
            return (count * Math.Log(count / mean)) - difference;
        }

        double v = difference / (count + mean);
        double sum = difference * v;
        double term = 2 * count * v;
        for (int odd = 3; odd < 100; odd += 2)
        {
            term *= v * v;
            double next = sum + (term / odd);
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    /// <summary>Probability that a gamma variate of a shape &gt; 0 and scale 1 is at most x.</summary>
    public static double Lower(double shape, double x)
    {
        if (x <= 0 || double.IsPositiveInfinity(x))
        {
            return x <= 0 ? 0 : 1;
        }

        if (shape >= UniformExpansion.LeastShape && Math.Abs(x - shape) < 0.2 * shape)
        {
            return UniformExpansion.Lower(shape, x);
        }

        return x < shape + 1 ? Rise(shape, x) * Series(shape, x) : 1 - (Rise(shape, x) * shape * Fraction(shape, x));
    }

    /// <summary>x^shape e^-x / gamma(shape + 1).</summary>
    private static double Rise(double shape, double x) =>
        shape < Asymptotic
            ? Math.Exp((shape * Math.Log(x)) - x - LogGamma(shape + 1))
            : Math.Exp(-StirlingSeries(shape) - Deviance(shape, x)) / Math.Sqrt(2 * Math.PI * shape);

    // DLMF 8.7.1: 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...
    private static double Series(double shape, double x)
    {
        double term = 1;
        double sum = 1;
        for (int n = 1; n < MaximumTerms && term > sum * 1e-17; n++)
        {
            term *= x / (shape + n);
            sum += term;
        }

        return sum;
    }

    // DLMF 8.9.2 in its even part, from the front by the method of Lentz.
    private static double Fraction(double shape, double x)
    {
        double b = x + 1 - shape;
        double c = 1e300;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n < MaximumTerms; n++)
        {
            double a = n * (shape - n);
            b += 2;
            d = 1 / Nonzero((a * d) + b);
            c = Nonzero(b + (a / c));
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

    // DLMF 5.11.1; below 1e-17 off from 16 on.
    private static double StirlingSeries(double x)
    {
        double square = 1 / (x * x);
        return (
                (1.0 / 12)
                - (
                    square
                    * (
                        (1.0 / 360)
                        - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square * SeriesEnd(square))))))
                    )
                )
            ) / x;
    }

    private static double SeriesEnd(double square) => (1.0 / 1188) - (square * ((691.0 / 360360) - (square / 156)));
}
