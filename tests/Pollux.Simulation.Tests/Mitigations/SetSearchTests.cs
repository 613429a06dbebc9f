using System.Collections.Immutable;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.Risk;

namespace Pollux.Simulation.Tests.Mitigations;

public sealed class SetSearchTests(ITestOutputHelper output)
{
    private const int Instances = 200;
    private static readonly ImmutableArray<double> BudgetShares = [0.1, 0.2, 0.35, 0.5, 0.75];

    [Fact]
    public void On_random_attack_graphs_the_set_found_is_within_2_percent_of_the_best_of_all_sets()
    {
        Score[] scores = new Score[Instances];
        Parallel.For(
            0,
            Instances,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 2,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            instance =>
            {
                RandomDefenceProblem random = RandomDefenceProblem.Make(instance);
                MitigationRehearsal rehearsal = new(
                    random.Scenario,
                    random.Scenario.Request.Samples,
                    random.Scenario.Request.Seed,
                    TestContext.Current.CancellationToken
                );
                LossModel losses = new(random.Scenario.Goals);
                Func<ulong, double> oracle = random.Oracle();
                scores[instance] = Compare(
                    random.Problem,
                    set =>
                        losses
                            .MeanOf(
                                losses.PerSample(
                                    rehearsal.With(set.Members.Select(member => random.Defenses[member])),
                                    rehearsal.Samples
                                )
                            )
                            .Value,
                    oracle
                );
            }
        );
        ShouldBeGood("attack graphs", scores);
    }

    [Fact]
    public void On_random_coverings_with_changes_that_help_only_together_it_is_too()
    {
        Score[] scores = new Score[Instances];
        Parallel.For(
            0,
            Instances,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 2,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            instance =>
            {
                (SearchProblem problem, Func<ulong, double> residual) = RandomCovering.Make(instance);
                scores[instance] = Compare(problem, set => residual(Word(set)), residual);
            }
        );
        ShouldBeGood("coverings", scores);
    }

    [Fact]
    public void With_more_candidates_than_it_looks_at_one_by_one_it_is_still_near_the_best()
    {
        Score[] scores = new Score[40];
        Parallel.For(
            0,
            scores.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 2,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            instance =>
            {
                (SearchProblem problem, Func<ulong, double> residual) = RandomCovering.Make(1_000 + instance, 17, 18);
                scores[instance] = Compare(problem, set => residual(Word(set)), residual);
            }
        );
        Tell("larger coverings", scores);
        scores.Count(score => score.Worst >= 0.9).ShouldBeGreaterThanOrEqualTo(scores.Length * 8 / 10);
    }

    private static Score Compare(SearchProblem problem, Func<CandidateSet, double> residual, Func<ulong, double> oracle)
    {
        ResidualMemo memo = new(residual, MitigationOptions.DefaultEvaluations);
        SetSearch search = new(problem, memo);
        double before = memo.Of(CandidateSet.Empty);
        before.ShouldBe(oracle(0), 1e-9);
        double total = problem.CostOf(problem.All);
        double[] best = BruteForce(problem, oracle, [.. BudgetShares.Select(share => share * total)]);
        double worst = 1;
        double worstGreedy = 1;
        double leftBefore = double.MaxValue;
        for (int budget = 0; budget < BudgetShares.Length; budget++)
        {
            CandidateSet found = search.BestFor(BudgetShares[budget] * total);
            problem.Fits(found, BudgetShares[budget] * total).ShouldBeTrue();
            double left = oracle(Word(found));
            memo.Of(found).ShouldBe(left, 1e-9);
            left.ShouldBeGreaterThanOrEqualTo(best[budget] - 1e-9);
            left.ShouldBeLessThanOrEqualTo(leftBefore + 1e-9);
            leftBefore = left;
            double possible = before - best[budget];
            worst = Math.Min(worst, possible <= 1e-12 ? 1 : (before - left) / possible);
            double greedy = oracle(PlainGreedy(problem, oracle, BudgetShares[budget] * total));
            worstGreedy = Math.Min(worstGreedy, possible <= 1e-12 ? 1 : (before - greedy) / possible);
        }

        int matter = Enumerable
            .Range(0, problem.Count)
            .Count(candidate =>
                oracle(Word(problem.All)) < oracle(Word(problem.All.Without(candidate)))
                || oracle(1UL << candidate) < before
            );
        return new Score(problem.Count, worst, worstGreedy, matter, memo.Evaluations);
    }

    // What is usually done: again and again the change that removes most for its cost.
    private static ulong PlainGreedy(SearchProblem problem, Func<ulong, double> oracle, double budget)
    {
        ulong set = 0;
        double left = budget * (1 + 1e-9);
        while (true)
        {
            int best = -1;
            double bestRatio = 0;
            for (int candidate = 0; candidate < problem.Count; candidate++)
            {
                ulong larger = set | (1UL << candidate);
                double ratio = (oracle(set) - oracle(larger)) / problem.Costs[candidate];
                if (larger != set && problem.Costs[candidate] <= left && ratio > bestRatio)
                {
                    (best, bestRatio) = (candidate, ratio);
                }
            }

            if (best < 0)
            {
                return set;
            }

            set |= 1UL << best;
            left -= problem.Costs[best];
        }
    }

    private static double[] BruteForce(SearchProblem problem, Func<ulong, double> oracle, double[] budgets)
    {
        double[] best = new double[budgets.Length];
        Array.Fill(best, double.MaxValue);
        for (ulong set = 0; set < 1UL << problem.Count; set++)
        {
            double cost = 0;
            for (int candidate = 0; candidate < problem.Count; candidate++)
            {
                cost += (set >> candidate & 1) == 0 ? 0 : problem.Costs[candidate];
            }

            double left = oracle(set);
            for (int budget = 0; budget < budgets.Length; budget++)
            {
                if (left < best[budget] && cost <= budgets[budget] * (1 + 1e-9))
                {
                    best[budget] = left;
                }
            }
        }

        return best;
    }

    private static ulong Word(CandidateSet set) => set.Members.Aggregate(0UL, (word, member) => word | (1UL << member));

    private void ShouldBeGood(string what, Score[] scores)
    {
        Tell(what, scores);
        double share = scores.Count(score => score.Worst >= 0.98) / (double)scores.Length;
        share.ShouldBeGreaterThanOrEqualTo(0.95);
        // Else the instances would show nothing: greedy choices alone do not get there.
        (scores.Count(score => score.WorstGreedy >= 0.98) / (double)scores.Length).ShouldBeLessThan(0.95);
    }

    private void Tell(string what, Score[] scores)
    {
        double share = scores.Count(score => score.Worst >= 0.98) / (double)scores.Length;
        double optimal = scores.Count(score => score.Worst >= 1 - 1e-9) / (double)scores.Length;
        output.WriteLine(
            $"{what}: {scores.Length} instances of {scores.Min(score => score.Candidates)} to {scores.Max(score => score.Candidates)} candidates, "
                + $"{BudgetShares.Length} budgets each; within 2 % of the best cut at every budget in {share:P1}, the best itself in {optimal:P1}, "
                + $"worst {scores.Min(score => score.Worst):P1} (greedy alone: {scores.Count(score => score.WorstGreedy >= 0.98) / (double)scores.Length:P1}, worst {scores.Min(score => score.WorstGreedy):P1}; {scores.Average(score => score.Matter):F1} candidates matter); {scores.Average(score => score.Evaluations):F0} sets attacked on average, {scores.Max(score => score.Evaluations)} at most"
        );
    }

    /// <summary>Of one instance the least share of the best cut over its budgets.</summary>
    private readonly record struct Score(int Candidates, double Worst, double WorstGreedy, int Matter, int Evaluations);
}
