using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Improves a set by small changes until none helps: take one away, add one or two, replace one by another or by two, two by one. With many
/// candidates only the most promising are tried. What a superset shows to be no better is never attacked (<see cref="ResidualMemo"/>).
/// </summary>
/// <param name="problem">The candidates.</param>
/// <param name="memo">The residual risks.</param>
/// <param name="promise">How much each candidate may remove, at most, as far as is known; larger is tried first.</param>
internal sealed class LocalSearch(SearchProblem problem, ResidualMemo memo, ImmutableArray<double> promise)
{
    private const int Width = 16;
    private const int PairWidth = 8;

    /// <summary>A set as good or better.</summary>
    /// <param name="set">Where to begin; fits the budget.</param>
    /// <param name="budget">What it may cost; infinite for no limit.</param>
    /// <param name="priceOfCost">How much risk a unit of cost weighs; 0 when the budget alone counts.</param>
    public CandidateSet Improve(CandidateSet set, double budget, double priceOfCost)
    {
        while (!memo.IsSpent)
        {
            Contest contest = new(problem, memo, set, budget, priceOfCost);
            if (!(Single(set, contest) || Swaps(set, contest) || Pairs(set, contest)))
            {
                break;
            }

            set = contest.Best;
        }

        return set;
    }

    private bool Single(CandidateSet set, Contest contest)
    {
        foreach (int member in set.Members)
        {
            contest.Enter(set.Without(member));
        }

        foreach (int candidate in Outside(set, Width))
        {
            contest.Enter(set.With(candidate));
        }

        return contest.HasWinner;
    }

    private bool Swaps(CandidateSet set, Contest contest)
    {
        foreach (int candidate in Outside(set, Width))
        {
            // What helps too little beside all of the set helps no more in the place of one of it.
            if (contest.CouldWin(set.With(candidate)))
            {
                foreach (int member in set.Members)
                {
                    contest.Enter(set.Without(member).With(candidate));
                }
            }
        }

        return contest.HasWinner;
    }

    private bool Pairs(CandidateSet set, Contest contest)
    {
        ImmutableArray<int> outside = Outside(set, problem.Count <= Width ? Width : PairWidth);
        ImmutableArray<int> members = set.Members;
        for (int i = 0; i < outside.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                CandidateSet larger = set.With(outside[i]).With(outside[j]);
                if (!contest.CouldWin(larger))
                {
                    continue;
                }

                contest.Enter(larger);
                foreach (int member in members)
                {
                    contest.Enter(larger.Without(member));
                }
            }

            foreach (int first in members)
            {
                foreach (int second in members.Where(second => second < first))
                {
                    contest.Enter(set.With(outside[i]).Without(first).Without(second));
                }
            }
        }

        return contest.HasWinner;
    }

    private ImmutableArray<int> Outside(CandidateSet set, int width) =>
        [
            .. problem
                .All.Except(set)
                .Members.OrderByDescending(candidate => promise[candidate] / problem.Costs[candidate])
                .ThenBy(candidate => candidate)
                .Take(width),
        ];

    /// <summary>Keeps the best of what enters, beginning with the set that is to be improved.</summary>
    private sealed class Contest
    {
        // Gains below this share of all risk are rounding.
        private const double Rounding = 1e-12;

        private readonly SearchProblem problem;
        private readonly ResidualMemo memo;
        private readonly double budget;
        private readonly double priceOfCost;
        private readonly double rounding;
        private double bestValue;
        private double bestCost;

        public Contest(SearchProblem problem, ResidualMemo memo, CandidateSet set, double budget, double priceOfCost)
        {
            this.problem = problem;
            this.memo = memo;
            this.budget = budget;
            this.priceOfCost = priceOfCost;
            rounding = Rounding * memo.Of(CandidateSet.Empty);
            Best = set;
            bestCost = problem.CostOf(set);
            bestValue = memo.Of(set) + (priceOfCost * bestCost);
        }

        public CandidateSet Best { get; private set; }

        public bool HasWinner { get; private set; }

        /// <summary>False when not even for nothing, and with parts of it taken away again, a set would be better.</summary>
        public bool CouldWin(CandidateSet set) => !memo.IsSpent && memo.Of(set) < bestValue - rounding;

        public void Enter(CandidateSet set)
        {
            double cost = problem.CostOf(set);
            double limit = bestValue - (priceOfCost * cost);
            bool isCheaper = cost < bestCost;
            if (
                memo.IsSpent
                || !problem.Fits(set, budget)
                || !memo.CouldBeBelow(set, isCheaper ? limit + rounding : limit - rounding)
            )
            {
                return;
            }

            double value = memo.Of(set) + (priceOfCost * cost);
            if (value < bestValue - rounding || (value <= bestValue && isCheaper))
            {
                (Best, bestValue, bestCost, HasWinner) = (set, value, cost, true);
            }
        }
    }
}
