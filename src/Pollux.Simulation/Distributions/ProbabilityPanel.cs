namespace Pollux.Simulation.Distributions;

/// <summary>A part of the probabilities from 0 to 1.</summary>
/// <param name="Low">Where it begins: the distance from 0, or from 1, where small distances keep their digits only so.</param>
/// <param name="Width">How long it is.</param>
/// <param name="IsFromAbove">True when it is measured from 1.</param>
internal readonly record struct ProbabilityPanel(double Low, double Width, bool IsFromAbove)
{
    /// <summary>
    /// Panels that fill 0 to 1, in rising order: each half falls into octaves, from 1/4 to 1/2, from 1/8 to 1/4 and so on, so that
    /// tails are followed too; the widest octaves are cut into equal panels.
    /// </summary>
    public static IEnumerable<ProbabilityPanel> All(Resolution resolution)
    {
        ProbabilityPanel[] lower = [.. LowerHalf(resolution)];
        return [.. lower, .. lower.Reverse().Select(panel => panel with { IsFromAbove = true })];
    }

    /// <summary>The place of one of its four points, measured as <see cref="Low"/> is; the points are in rising order.</summary>
    public double At(int point) =>
        Low + (Width * (0.5 + (FourPoints.Places[IsFromAbove ? FourPoints.Count - 1 - point : point] / 2)));

    private static IEnumerable<ProbabilityPanel> LowerHalf(Resolution resolution)
    {
        yield return new ProbabilityPanel(0, Math.ScaleB(0.5, -resolution.Octaves), false);
        for (int octave = resolution.Octaves; octave > 0; octave--)
        {
            double low = Math.ScaleB(0.5, -octave);
            int panels =
                octave == 1 ? 2 * resolution.PanelsOfOctave
                : octave <= WideOctaves ? resolution.PanelsOfOctave
                : 1;
            for (int i = 0; i < panels; i++)
            {
                yield return new ProbabilityPanel(low + (low * i / panels), low / panels, false);
            }
        }
    }

    private const int WideOctaves = 10;
}
