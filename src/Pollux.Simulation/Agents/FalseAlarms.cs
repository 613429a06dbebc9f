using System.Collections.Immutable;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Agents;

/// <summary>
/// Draws how often each detector logs without cause in an episode, when the episode is over: no agent acts on it, so it need not be
/// known before. In a large site false alarms outnumber everything else that happens.
/// </summary>
/// <remarks>
/// Each detector and turn is a trial. Where alarms are rare the gaps between them are drawn, else for each detector their number,
/// which is binomial; both give the same distribution, and which is taken depends on the number of turns only.
/// </remarks>
internal sealed class FalseAlarms(ImmutableArray<RareGroup> groups)
{
    // So many gaps take about as long as one draw from the binomial distribution.
    private const double AlarmsWorthCounting = 40;
    private static readonly ulong Stream = StepKey.OfName("false alarms of the detectors");
    private static readonly ulong WhenStream = StepKey.OfName("turns of false alarms");

    /// <summary>Draws the alarms of an episode.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="turns">How many turns it took; the start is one more trial.</param>
    /// <param name="counts">Where the alarms of each detector are added.</param>
    /// <param name="alarmed">Told the detector and the turn of each alarm, in no order of turns; null when nobody looks.</param>
    public void Draw(ulong seed, uint episode, int turns, long[] counts, Action<int, int>? alarmed)
    {
        StepChance chance = new(seed, episode, Stream);
        int trials = turns + 1;
        foreach (RareGroup group in groups.AsSpan())
        {
            if (group.Rate * trials < AlarmsWorthCounting)
            {
                DrawGaps(group, trials, ref chance, counts, alarmed);
            }
            else
            {
                foreach (int detector in group.Members.AsSpan())
                {
                    int count = BinomialTime.Draw(trials, group.Rate, ref chance);
                    counts[detector] += count;
                    Spread(
                        new StepChance(seed, episode, StepKey.Of(WhenStream, (ulong)detector)),
                        detector,
                        count,
                        trials,
                        alarmed
                    );
                }
            }
        }
    }

    // All trials of the group in a row, one detector after the other.
    private static void DrawGaps(
        RareGroup group,
        int trials,
        ref StepChance chance,
        long[] counts,
        Action<int, int>? alarmed
    )
    {
        long all = (long)trials * group.Members.Length;
        for (long trial = group.Gap(ref chance); trial < all; trial += 1 + group.Gap(ref chance))
        {
            int detector = group.Members[(int)(trial / trials)];
            counts[detector]++;
            alarmed?.Invoke(detector, (int)(trial % trials));
        }
    }

    // Which turns, all sets of so many alike (Floyd; Bentley, "Programming pearls", CACM 30, 1987).
    private static void Spread(StepChance chance, int detector, int count, int trials, Action<int, int>? alarmed)
    {
        if (alarmed is null)
        {
            return;
        }

        HashSet<int> chosen = new(count);
        for (int last = trials - count; last < trials; last++)
        {
            int turn = (int)(chance.NextUniform() * (last + 1));
            turn = chosen.Add(turn) ? turn : last;
            chosen.Add(turn);
            alarmed(detector, turn);
        }
    }
}
