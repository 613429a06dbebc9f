namespace Pollux.Simulation.Distributions;

/// <summary>
/// <see cref="NormalCurve.UpperTail"/> in a tenth of the time, to 1e-14 of its value: Taylor's series from the nearest of many
/// known points. The derivatives of the curve are its Hermite polynomials times its density (DLMF 18.5.5 and 18.9.1).
/// </summary>
internal static class NormalTable
{
    private const int Range = 16;
    private const double PointsPerUnit = 16;
    private const int Terms = 14;

    private static readonly double[] Tails =
    [
        .. Enumerable.Range(0, (Range * (int)PointsPerUnit) + 1).Select(i => NormalCurve.UpperTail(i / PointsPerUnit)),
    ];

    private static readonly double[] Densities =
    [
        .. Enumerable.Range(0, (Range * (int)PointsPerUnit) + 1).Select(i => NormalCurve.Density(i / PointsPerUnit)),
    ];

    private static readonly double[] Inverse = [0, .. Enumerable.Range(1, Terms + 1).Select(n => 1.0 / n)];

    /// <summary>Probability of more than <paramref name="z"/>.</summary>
    public static double UpperTail(double z)
    {
        double distance = Math.Abs(z);
        if (!(distance < Range))
        {
            // Beyond 39 deviations it is less than the least number; the other way, 1 to the last bit.
            return z > 39 ? 0
                : z < 0 ? 1
                : NormalCurve.UpperTail(z);
        }

        int nearest = (int)Math.Round(distance * PointsPerUnit);
        double at = nearest / PointsPerUnit;
        double step = distance - at;
        double before = 0;
        double current = 1;
        double sum = 1;
        for (int n = 1; n <= Terms; n++)
        {
            (before, current) = (current, -((at * current) + (step * before)) * step * Inverse[n]);
            sum += current * Inverse[n + 1];
        }

        double tail = Tails[nearest] - (Densities[nearest] * step * sum);
        return z < 0 ? 1 - tail : tail;
    }
}
