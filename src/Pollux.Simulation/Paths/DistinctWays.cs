using System.Collections.Immutable;

namespace Pollux.Simulation.Paths;

/// <summary>Ways that are one path to a reader: a leader and all that resemble it.</summary>
/// <param name="Leader">The way that is shown.</param>
/// <param name="Samples">The samples of all its ways, ascending.</param>
/// <param name="Ways">How many ways.</param>
internal sealed record DistinctWay(Way Leader, ImmutableArray<int> Samples, int Ways)
{
    // Leaders are looked for among so many of the most frequent ways; each is compared with all others.
    private const int MaximumLeaders = 256;

    // More are never shown; the rest counts as other ways.
    private const int MaximumDistinct = 64;

    /// <summary>
    /// Chooses leaders greedily: each time the way that most samples resemble that no leader before has taken; of equals the more frequent,
    /// then the earlier. Each sample belongs to the first leader that its way resembles.
    /// </summary>
    /// <param name="ways">All ways of a goal.</param>
    /// <param name="similarity">From which similarity on two ways are one path.</param>
    /// <returns>By the number of their samples, most first.</returns>
    public static ImmutableArray<DistinctWay> Choose(ImmutableArray<Way> ways, double similarity)
    {
        int[] leaders =
        [
            .. Enumerable
                .Range(0, ways.Length)
                .OrderByDescending(way => ways[way].Samples.Count)
                .ThenBy(way => way)
                .Take(MaximumLeaders),
        ];
        int[][] alike = [.. leaders.Select(leader => Resembling(ways, leader, similarity))];
        bool[] taken = new bool[ways.Length];
        List<DistinctWay> chosen = [];
        while (chosen.Count < MaximumDistinct)
        {
            int best = -1;
            int most = 0;
            for (int candidate = 0; candidate < leaders.Length; candidate++)
            {
                int samples = taken[leaders[candidate]]
                    ? 0
                    : alike[candidate].Sum(way => taken[way] ? 0 : ways[way].Samples.Count);
                (best, most) = samples > most ? (candidate, samples) : (best, most);
            }

            if (best < 0)
            {
                break;
            }

            int[] members = [.. alike[best].Where(way => !taken[way])];
            Array.ForEach(members, way => taken[way] = true);
            chosen.Add(
                new DistinctWay(
                    ways[leaders[best]],
                    [.. members.SelectMany(way => ways[way].Samples).Order()],
                    members.Length
                )
            );
        }

        return [.. chosen.OrderByDescending(way => way.Samples.Length)];
    }

    private static int[] Resembling(ImmutableArray<Way> ways, int leader, double similarity) =>
        [
            .. Enumerable
                .Range(0, ways.Length)
                .Where(way => way == leader || ways[way].SimilarityTo(ways[leader]) >= similarity),
        ];
}
