using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Chooses where to look: the asset whose answer, is the attacker there, takes most of the uncertainty about the attack away; then the one
/// that takes most of what is left, and so on. For an answer that is sure, what it takes away is its own entropy given the answers before
/// (Lindley, Annals of Mathematical Statistics 27, 1956).
/// </summary>
internal static class LookChoice
{
    private const double LeastBits = 0.01;

    public static ImmutableArray<LookFirst> Choose(
        EvidenceResult result,
        ImmutableArray<PlaceBelief> places,
        ImmutableArray<ImmutableArray<int>> footholds,
        int most
    )
    {
        // One more than the histories: no attack at all, where every answer is no.
        double[] weights =
        [
            .. Enumerable.Range(0, result.After.Count).Select(i => result.UnderAttack.Value * result.After.WeightOf(i)),
            1 - result.UnderAttack.Value,
        ];
        (PlaceBelief Place, bool[] IsThere)[] open =
        [
            .. places
                .Where(place => place.Now.Value is > 0 and < 1)
                .Select(place =>
                    (
                        place,
                        Enumerable
                            .Range(0, result.After.Count)
                            .Select(i => EvidencePictureBuilder.IsAt(result.After, i, footholds[place.Asset], 0))
                            .Append(false)
                            .ToArray()
                    )
                ),
        ];
        int[] group = new int[weights.Length];
        ImmutableArray<LookFirst>.Builder chosen = ImmutableArray.CreateBuilder<LookFirst>();
        while (chosen.Count < most && open.Length > 0)
        {
            double[] bits = Array.ConvertAll(open, one => Bits(weights, group, 1 << chosen.Count, one.IsThere));
            int best = Array.IndexOf(bits, bits.Max());
            if (bits[best] < LeastBits)
            {
                break;
            }

            for (int i = 0; i < group.Length; i++)
            {
                group[i] = (2 * group[i]) + (open[best].IsThere[i] ? 1 : 0);
            }

            chosen.Add(new LookFirst(open[best].Place.Asset, open[best].Place.Now.Value, bits[best]));
            open = [.. open.Where((_, i) => i != best)];
        }

        return chosen.ToImmutable();
    }

    // The entropy of an answer within each group of those that gave the same answers so far.
    private static double Bits(double[] weights, int[] group, int groups, bool[] isThere)
    {
        double[] all = new double[groups];
        double[] yes = new double[groups];
        for (int i = 0; i < weights.Length; i++)
        {
            all[group[i]] += weights[i];
            yes[group[i]] += isThere[i] ? weights[i] : 0;
        }

        double sum = 0;
        for (int i = 0; i < groups; i++)
        {
            sum += all[i] <= 0 ? 0 : all[i] * Entropy(yes[i] / all[i]);
        }

        return sum;
    }

    private static double Entropy(double p) =>
        p is > 0 and < 1 ? -((p * Math.Log2(p)) + ((1 - p) * Math.Log2(1 - p))) : 0;
}
