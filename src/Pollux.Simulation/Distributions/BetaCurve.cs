namespace Pollux.Simulation.Distributions;

/// <summary>The beta distribution: what a probability may be when it is only known about as well as so many trials would tell.</summary>
public static class BetaCurve
{
    private const int Halvings = 100;
    private const double Smallest = 1e-300;

    // Lanczos' coefficients for g = 7, n = 9 (Godfrey 2001): relative error below 1e-14.
    private static ReadOnlySpan<double> Lanczos =>
        [
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7,
        ];

    /// <summary>Probability of at most <paramref name="x"/>: the regularised incomplete beta function.</summary>
    /// <param name="x">From 0 to 1.</param>
    /// <param name="alpha">Above 0.</param>
    /// <param name="beta">Above 0.</param>
    public static double Cumulative(double x, double alpha, double beta)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double factor = Math.Exp(
            LogGamma(alpha + beta) - LogGamma(alpha) - LogGamma(beta) + (alpha * Math.Log(x)) + (beta * Math.Log(1 - x))
        );
        return x < (alpha + 1) / (alpha + beta + 2)
            ? factor * Fraction(x, alpha, beta) / alpha
            : 1 - (factor * Fraction(1 - x, beta, alpha) / beta);
    }

    /// <summary>The point below which a share lies, by halving the interval: always the same steps, so always the same bits.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="alpha">Above 0.</param>
    /// <param name="beta">Above 0.</param>
    public static double Quantile(double share, double alpha, double beta)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Cumulative(middle, alpha, beta) < share)
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

    // The continued fraction of DLMF 8.17.22 by the modified method of Lentz (Thompson and Barnett, J. Comput. Phys. 64, 1986).
    private static double Fraction(double x, double a, double b)
    {
        double c = 1;
        double d = Guard(1 - ((a + b) * x / (a + 1)));
        d = 1 / d;
        double value = d;
        for (int m = 1; m <= 300; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Guard(1 + (even * d));
            c = Guard(1 + (even / c));
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Guard(1 + (odd * d));
            c = Guard(1 + (odd / c));
            double change = d * c;
            value *= change;
            if (Math.Abs(change - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }

    private static double Guard(double value) => Math.Abs(value) < Smallest ? Smallest : value;

    private static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }

        double t = x - 1;
        double sum = Lanczos[0];
        for (int i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (t + i);
        }

        double top = t + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((t + 0.5) * Math.Log(top)) - top + Math.Log(sum);
    }
}
