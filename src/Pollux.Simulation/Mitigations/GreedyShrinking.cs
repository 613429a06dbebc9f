using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Begins with every change made and takes away, one after the other, the one that is missed least for what it costs. Defences of alternative
/// routes help only together: growing never sees them, for each alone removes nothing; shrinking does, for with all others there each
/// one is missed.
/// </summary>
/// <param name="problem">The candidates.</param>
/// <param name="memo">The residual risks.</param>
/// <param name="alone">What each candidate removes alone.</param>
internal sealed class GreedyShrinking(SearchProblem problem, ResidualMemo memo, ImmutableArray<double> alone)
{
    // With so few left, looking at all again costs little.
    private const int LookAtAll = 12;

    /// <summary>Sets from one as good as all candidates, without what adds nothing, down to the empty one.</summary>
    public ImmutableArray<CandidateSet> Shrink()
    {
        ImmutableArray<CandidateSet>.Builder path = ImmutableArray.CreateBuilder<CandidateSet>();
        CandidateSet set = WithoutIdle(problem.All);
        path.Add(set);
        double[] missed = new double[problem.Count];
        while (set.Count > 0 && !memo.IsSpent)
        {
            set = set.Without(LeastMissed(set, missed));
            path.Add(set);
        }

        return path.ToImmutable();
    }

    // Halves: most candidates are idle when all the others are there, so many can be taken away at one look. First those that remove least for
    // what they cost: of two that stop the same way the cheaper one shall stay.
    private CandidateSet WithoutIdle(CandidateSet set)
    {
        double residual = memo.Of(set);
        Stack<int[]> open = new();
        open.Push([
            .. set
                .Members.OrderBy(candidate => alone[candidate] / problem.Costs[candidate])
                .ThenByDescending(candidate => problem.Costs[candidate])
                .ThenBy(candidate => candidate),
        ]);
        while (open.TryPop(out int[]? part) && !memo.IsSpent)
        {
            CandidateSet smaller = set.Except(CandidateSet.Of(part));
            if (memo.Of(smaller) <= residual)
            {
                set = smaller;
            }
            else if (part.Length > 1)
            {
                open.Push(part[(part.Length / 2)..]);
                open.Push(part[..(part.Length / 2)]);
            }
        }

        return set;
    }

    private int LeastMissed(CandidateSet set, double[] missed)
    {
        double residual = memo.Of(set);
        ImmutableArray<int> members = set.Members;
        bool[] isFresh = new bool[problem.Count];
        if (members.Length <= LookAtAll)
        {
            Array.Clear(missed);
        }

        while (true)
        {
            int least = members.MinBy(candidate =>
                (missed[candidate] / problem.Costs[candidate], -problem.Costs[candidate], candidate)
            );
            if (isFresh[least])
            {
                return least;
            }

            missed[least] = memo.Of(set.Without(least)) - residual;
            isFresh[least] = true;
        }
    }
}
