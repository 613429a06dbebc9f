namespace Pollux.Simulation.Distributions;

/// <summary>
/// Logarithm and exponential that keep all digits near 1, where the plain ones lose them. Source: Higham, Accuracy and
/// Stability of Numerical Algorithms, 2nd edition, 1.14.1 and problem 1.5.
/// </summary>
internal static class NearOne
{
    /// <summary>ln(1 + x), x above -1; at -1 negative infinity.</summary>
    public static double LogOfOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x
            : x <= -1 || double.IsPositiveInfinity(x) ? Math.Log(sum)
            : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>e to the power of x, less 1.</summary>
    public static double ExponentialLessOne(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x
            : Math.Abs(x) > 1 ? power - 1
            : (power - 1) * (x / Math.Log(power));
    }
}
