using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Adds one change after the other, the best first, as long as the budget lasts. Lazy (Leskovec et al., Cost-effective outbreak
/// detection in networks, KDD 2007): what a change removed when it was last looked at is taken for the most that it can remove, so only those
/// at the top are looked at again. Risk is not quite submodular (two defences of two routes help only together), so with few candidates
/// all are looked at each time, and where nothing seems to help any more those are looked at again that are needed when all is done.
/// </summary>
internal sealed class GreedyGrowth
{
    // With so few, looking at all again costs little.
    private const int LookAtAll = 16;

    private readonly SearchProblem problem;
    private readonly ResidualMemo memo;
    private readonly ImmutableArray<CandidateSet> moves;
    private readonly double[] first;
    private readonly CandidateSet complements;

    /// <summary>Looks at every move alone.</summary>
    /// <param name="problem">The candidates; its groups are moves too.</param>
    /// <param name="memo">The residual risks.</param>
    /// <param name="complements">Candidates that may help only when others are there.</param>
    public GreedyGrowth(SearchProblem problem, ResidualMemo memo, CandidateSet complements)
    {
        this.problem = problem;
        this.memo = memo;
        this.complements = complements;
        moves =
        [
            .. Enumerable.Range(0, problem.Count).Select(candidate => CandidateSet.Empty.With(candidate)),
            .. problem.Groups,
        ];
        double nothing = memo.Of(CandidateSet.Empty);
        first = [.. moves.Select(move => nothing - memo.Of(move))];
    }

    /// <summary>The set grown from a start, every set on the way included; the last is the largest.</summary>
    /// <param name="start">What is done anyway; fits the budget.</param>
    /// <param name="budget">What all may cost; infinite for no limit.</param>
    /// <param name="perCost">Whether the best is what removes most for its cost, or most.</param>
    public ImmutableArray<CandidateSet> Grow(CandidateSet start, double budget, bool perCost)
    {
        ImmutableArray<CandidateSet>.Builder path = ImmutableArray.CreateBuilder<CandidateSet>();
        path.Add(start);
        double[] latest = [.. first];
        bool mayRefresh = true;
        while (!memo.IsSpent)
        {
            CandidateSet set = path[^1];
            int move = Best(set, budget, perCost, latest);
            if (move < 0 && mayRefresh && problem.Count > LookAtAll)
            {
                mayRefresh = false;
                LookAgain(set, latest);
                move = Best(set, budget, perCost, latest);
            }

            if (move < 0)
            {
                break;
            }

            path.Add(set.Union(moves[move]));
        }

        return path.ToImmutable();
    }

    private int Best(CandidateSet set, double budget, bool perCost, double[] latest)
    {
        double residual = memo.Of(set);
        double spent = problem.CostOf(set);
        double[] addedCosts = [.. moves.Select(move => AddedCost(set, move, spent, budget))];
        bool[] isFresh = new bool[moves.Length];
        if (problem.Count <= LookAtAll)
        {
            Array.Fill(latest, double.MaxValue);
        }

        while (true)
        {
            int best = -1;
            double bestScore = 0;
            for (int move = 0; move < moves.Length; move++)
            {
                if (addedCosts[move] <= 0)
                {
                    continue;
                }

                double score = perCost ? latest[move] / addedCosts[move] : latest[move];
                if (score > bestScore)
                {
                    (best, bestScore) = (move, score);
                }
            }

            if (best < 0 || isFresh[best])
            {
                return best;
            }

            latest[best] = residual - memo.Of(set.Union(moves[best]));
            isFresh[best] = true;
        }
    }

    // 0 for what adds nothing or does not fit.
    private double AddedCost(CandidateSet set, CandidateSet move, double spent, double budget)
    {
        CandidateSet larger = set.Union(move);
        return larger.Equals(set) || !problem.Fits(larger, budget) ? 0 : problem.CostOf(larger) - spent;
    }

    private void LookAgain(CandidateSet set, double[] latest)
    {
        double residual = memo.Of(set);
        if (!memo.CouldBeBelow(problem.All, residual))
        {
            return;
        }

        foreach (int candidate in complements.Except(set).Members)
        {
            latest[candidate] = residual - memo.Of(set.With(candidate));
        }
    }
}
