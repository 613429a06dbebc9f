using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Finds sets of changes that leave little risk for what they cost. To choose such a set is a knapsack over a function that is nearly, but not
/// quite, submodular: greedy growing by risk removed for its cost and by risk removed, greedy shrinking, each improved by local search, the
/// best of all that were seen. Nothing is drawn by chance, ties fall to the cheaper, then to the smaller set: the same residuals give the same sets.
/// </summary>
internal sealed class SetSearch
{
    private const int ComplementsPaired = 12;
    private const int Few = 16;
    private const int SweepSteps = 6;

    private readonly SearchProblem problem;
    private readonly ResidualMemo memo;
    private readonly GreedyGrowth growth;
    private readonly LocalSearch local;
    private readonly ImmutableArray<CandidateSet> shrunk;

    /// <summary>Looks at every candidate alone, and takes away from all of them.</summary>
    /// <param name="problem">The candidates.</param>
    /// <param name="memo">Their residual risks.</param>
    public SetSearch(SearchProblem problem, ResidualMemo memo)
    {
        this.memo = memo;
        double nothing = memo.Of(CandidateSet.Empty);
        ImmutableArray<double> alone =
        [
            .. Enumerable
                .Range(0, problem.Count)
                .Select(candidate => nothing - memo.Of(CandidateSet.Empty.With(candidate))),
        ];
        shrunk = new GreedyShrinking(problem, memo, alone).Shrink();
        this.problem = problem with { Groups = [.. problem.Groups, .. Pairs(problem, alone)] };
        growth = new GreedyGrowth(this.problem, memo, shrunk[0]);
        local = new LocalSearch(this.problem, memo, Promise(alone));
    }

    /// <summary>The best set found for a budget.</summary>
    /// <param name="budget">What it may cost, 0 or more; infinite for no limit.</param>
    /// <param name="priceOfCost">How much risk a unit of cost weighs; 0 when the budget alone counts, 1 where both are money and only what pays is wanted.</param>
    public CandidateSet BestFor(double budget, double priceOfCost = 0)
    {
        CandidateSet fitting = shrunk.FirstOrDefault(set => problem.Fits(set, budget), CandidateSet.Empty);
        ImmutableArray<CandidateSet> starts =
        [
            growth.Grow(CandidateSet.Empty, budget, perCost: true)[^1],
            growth.Grow(CandidateSet.Empty, budget, perCost: false)[^1],
            growth.Grow(fitting, budget, perCost: true)[^1],
        ];
        // The best first: with many candidates the looks may not last for all.
        foreach (CandidateSet start in starts.Prepend(BestSeen(budget, priceOfCost)).Distinct())
        {
            local.Improve(start, budget, priceOfCost);
        }

        return BestSeen(budget, priceOfCost);
    }

    /// <summary>Looks at budgets between nothing and all that helps, so that the curve has points there.</summary>
    public void Sweep()
    {
        double largest = problem.CostOf(shrunk[0]);
        double smallest = problem.Costs.DefaultIfEmpty(1).Min();
        growth.Grow(CandidateSet.Empty, largest, perCost: true);
        for (int step = 0; step < SweepSteps; step++)
        {
            double budget = smallest * Math.Pow(Math.Max(1, largest / smallest), (step + 0.5) / SweepSteps);
            growth.Grow(BestSeen(budget, 0), budget, perCost: true);
            local.Improve(BestSeen(budget, 0), budget, 0);
        }
    }

    /// <summary>Of all sets that were seen those that no other beats in both cost and residual risk, cheapest first; the first is the empty one.</summary>
    public ImmutableArray<EvaluatedSet> Curve()
    {
        ImmutableArray<EvaluatedSet>.Builder curve = ImmutableArray.CreateBuilder<EvaluatedSet>();
        foreach (
            EvaluatedSet seen in memo
                .Seen.OrderBy(seen => problem.CostOf(seen.Set))
                .ThenBy(seen => seen.Residual)
                .ThenBy(seen => seen.Set, CandidateSet.Order)
        )
        {
            if (curve.Count == 0 || seen.Residual < curve[^1].Residual)
            {
                curve.Add(seen);
            }
        }

        return curve.ToImmutable();
    }

    /// <summary>Of all sets that were seen the one that leaves least risk for a budget.</summary>
    /// <param name="budget">What it may cost; infinite for no limit.</param>
    /// <param name="priceOfCost">How much risk a unit of cost weighs.</param>
    public CandidateSet BestSeen(double budget, double priceOfCost) =>
        memo
            .Seen.Where(seen => problem.Fits(seen.Set, budget))
            .OrderBy(seen => seen.Residual + (priceOfCost * problem.CostOf(seen.Set)))
            .ThenBy(seen => problem.CostOf(seen.Set))
            .ThenBy(seen => seen.Set, CandidateSet.Order)
            .First()
            .Set;

    // Two that are both needed when all is done, and that remove more together than one by one.
    private IEnumerable<CandidateSet> Pairs(SearchProblem searched, ImmutableArray<double> alone)
    {
        double nothing = memo.Of(CandidateSet.Empty);
        int[] paired =
        [
            .. (searched.Count <= Few ? searched.All : shrunk[0])
                .Members.OrderBy(candidate => alone[candidate])
                .ThenBy(candidate => searched.Costs[candidate])
                .ThenBy(candidate => candidate)
                .Take(searched.Count <= Few ? Few : ComplementsPaired),
        ];
        for (int i = 0; i < paired.Length; i++)
        {
            for (int j = 0; j < i && !memo.IsSpent; j++)
            {
                CandidateSet pair = CandidateSet.Empty.With(paired[i]).With(paired[j]);
                if (nothing - memo.Of(pair) > (alone[paired[i]] + alone[paired[j]]) * (1 + 1e-9))
                {
                    yield return pair;
                }
            }
        }
    }

    // The more of what a candidate removes alone and of how much it is missed from all that helps.
    private ImmutableArray<double> Promise(ImmutableArray<double> alone)
    {
        CandidateSet needed = shrunk[0];
        double all = memo.Of(needed);
        return
        [
            .. alone.Select(
                (removed, candidate) =>
                    needed.Contains(candidate) && !memo.IsSpent
                        ? Math.Max(removed, memo.Of(needed.Without(candidate)) - all)
                        : removed
            ),
        ];
    }
}
