using System.Globalization;

namespace Pollux.Simulation.Campaigns;

/// <summary>
/// Times of the first samples of a run, for percentiles: of each technique, of each phase in its order, and of the first report. A column
/// for each sample, so that threads write beside each other. Counts do not rest on it.
/// </summary>
internal sealed class CampaignTimes
{
    private readonly float[][] techniques;
    private readonly float[][] phases;
    private readonly float[] seen;

    public CampaignTimes(int techniqueCount, int phaseCount, int samples)
    {
        techniques = [.. Enumerable.Range(0, techniqueCount).Select(_ => new float[samples])];
        phases = [.. Enumerable.Range(0, phaseCount).Select(_ => new float[samples])];
        seen = new float[samples];
    }

    /// <summary>Bytes that one sample of a campaign needs.</summary>
    public static long BytesOf(Campaign campaign) =>
        sizeof(float) * (long)(campaign.Techniques.Length + campaign.Phases.Length + 1);

    /// <summary>Keeps a sample's times, if it is one of the first.</summary>
    public void Keep(int sample, ReadOnlySpan<double> technique, ReadOnlySpan<double> phase, double firstSeen)
    {
        if (sample >= seen.Length)
        {
            return;
        }

        for (int i = 0; i < techniques.Length; i++)
        {
            techniques[i][sample] = (float)technique[i];
        }

        for (int i = 0; i < phases.Length; i++)
        {
            phases[i][sample] = (float)phase[i];
        }

        seen[sample] = (float)firstSeen;
    }

    public double[] SortedTechnique(int index) => Sort(techniques[index]);

    public double[] SortedPhase(int index) => Sort(phases[index]);

    public double[] SortedSeen() => Sort(seen);

    // Seven digits are what a float holds; more would be pretence.
    private static double[] Sort(float[] times)
    {
        float[] sorted = [.. times];
        Array.Sort(sorted);
        return Array.ConvertAll(sorted, time => Shortest(time));
    }

    private static double Shortest(float time) =>
        float.IsFinite(time)
            ? double.Parse(time.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : double.PositiveInfinity;
}
