namespace Pollux.Simulation.Distributions;

/// <summary>The probabilities of a binomial distribution as weighted points.</summary>
internal static class BinomialSpread
{
    // Below it a probability changes nothing, even a billion times over.
    private const double Negligible = 1e-30;

    /// <summary>All values whose probability matters, or as many groups of neighbours as are permitted.</summary>
    /// <param name="trials">0 to 1e9.</param>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="maximumPoints">Most points; beyond, neighbours become one point at their mean.</param>
    public static WeightedTimes Of(int trials, double probability, int maximumPoints)
    {
        int mode = (int)Math.Min(trials, Math.Floor((trials + 1.0) * probability));
        double odds = probability / (1 - probability);
        double peak = BetaCurve.BinomialMass(trials, mode, probability);
        List<double> below = [];
        double mass = peak;
        for (int k = mode; k > 0 && mass > Negligible; k--)
        {
            mass *= k / ((trials - k + 1.0) * odds);
            below.Add(mass);
        }

        below.Reverse();
        int first = mode - below.Count;
        List<double> masses = [.. below, peak];
        mass = peak;
        for (int k = mode; k < trials && mass > Negligible; k++)
        {
            mass *= (trials - k) * odds / (k + 1.0);
            masses.Add(mass);
        }

        return WeightedTimes.OfValues([.. masses.Select((share, i) => ((double)first + i, share))], maximumPoints);
    }
}
