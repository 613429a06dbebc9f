using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>In which order to make the changes of a set: each time the one that then removes most for its cost.</summary>
internal static class PlanOrder
{
    public static ImmutableArray<int> Of(CandidateSet set, SearchProblem problem, ResidualMemo memo)
    {
        ImmutableArray<int>.Builder order = ImmutableArray.CreateBuilder<int>(set.Count);
        List<int> left = [.. set.Members];
        CandidateSet made = CandidateSet.Empty;
        Dictionary<int, double> latest = left.ToDictionary(member => member, _ => double.MaxValue);
        while (left.Count > 0)
        {
            int next = Best(left, made, latest, problem, memo);
            bool removesNothing = latest[next] <= 0;
            if (removesNothing)
            {
                // It needs another one to help; what is missed most comes first, and then all is looked at again.
                next = left.MaxBy(member =>
                    ((memo.Of(set.Without(member)) - memo.Of(set)) / problem.Costs[member], -member)
                );
            }

            order.Add(next);
            left.Remove(next);
            made = made.With(next);
            foreach (int member in left.Where(_ => removesNothing))
            {
                latest[member] = double.MaxValue;
            }
        }

        return order.ToImmutable();
    }

    // Lazy, as GreedyGrowth: what one removed when last looked at is taken for the most that it can.
    private static int Best(
        List<int> left,
        CandidateSet made,
        Dictionary<int, double> latest,
        SearchProblem problem,
        ResidualMemo memo
    )
    {
        HashSet<int> fresh = [];
        while (true)
        {
            int best = left.MaxBy(member => (latest[member] / problem.Costs[member], -member));
            if (!fresh.Add(best))
            {
                return best;
            }

            latest[best] = memo.Of(made) - memo.Of(made.With(best));
        }
    }
}
