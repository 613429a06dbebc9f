namespace Pollux.Simulation.Distributions;

/// <summary>
/// The quadrature of Lobatto with four points, two of them the ends, exact for polynomials of degree 5. Source: Abramowitz and
/// Stegun, 25.4.32 and table 25.6.
/// </summary>
internal static class FourPoints
{
    public const int Count = 4;
    private const double Inner = 0.447213595499957939;

    /// <summary>The points, from -1 to 1.</summary>
    public static ReadOnlySpan<double> Places => [-1, -Inner, Inner, 1];

    /// <summary>Their weights; together 1.</summary>
    public static ReadOnlySpan<double> Weights => [1.0 / 12, 5.0 / 12, 5.0 / 12, 1.0 / 12];

    /// <summary>The value at a place of the cubic through values at the four points.</summary>
    /// <param name="values">At the four points, each 0 or more.</param>
    /// <param name="x">-1 to 1.</param>
    public static double Between(ReadOnlySpan<double> values, double x)
    {
        // Lagrange's form, in pairs: the outer points divide by 1 - 1/5, the inner by 1/5 - 1.
        double inside = (x * x) - 0.2;
        double outside = (x * x) - 1;
        double ends = (0.5 * values[3]) + (0.5 * values[0]) + (((0.5 * values[3]) - (0.5 * values[0])) * x);
        double middle = (0.5 * values[2]) + (0.5 * values[1]) + (((0.5 * values[2]) - (0.5 * values[1])) * x / Inner);
        // Rounding and a bend must not lead out of what lies around.
        return Math.Clamp((inside / 0.8 * ends) - (outside / 0.8 * middle), values[0], values[3]);
    }
}

/// <summary>A function at the four points.</summary>
internal readonly record struct FourValues(double First, double Second, double Third, double Fourth)
{
    // How many times farther apart the outer points are than the inner.
    private const double Apart = 2.2360679774997897;

    /// <summary>Its mean.</summary>
    public double Mean => (FourPoints.Weights[0] * (First + Fourth)) + (FourPoints.Weights[1] * (Second + Third));

    /// <summary>
    /// True when its third difference is below a limit and the second below ten times that: then it has no step and no corner
    /// that the mean would notice.
    /// </summary>
    public bool IsSmooth(double limit) =>
        Math.Abs(Fourth - First - (Apart * (Third - Second))) <= limit
        && Math.Abs(First + Fourth - Second - Third) <= 10 * limit;
}
