using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>Puts a plan together: the figures of the sets that the search chose, on all samples, and on as many that it never saw.</summary>
internal sealed class PlanWriter
{
    // Any number that is not zero: a seed that nobody gives by chance.
    private const ulong FreshAttacks = 0x9E37_79B9_7F4A_7C15;
    private const int CurvePoints = 10;

    private readonly Scenario scenario;
    private readonly MitigationCatalogue catalogue;
    private readonly MitigationOptions options;
    private readonly CandidateDiscovery discovery;
    private readonly PlanProblem problem;
    private readonly SearchProblem searched;
    private readonly ResidualMemo memo;
    private readonly MitigationRehearsal all;
    private readonly MitigationRehearsal fresh;
    private readonly double[] before;

    public PlanWriter(
        Scenario scenario,
        MitigationCatalogue catalogue,
        MitigationOptions options,
        CandidateDiscovery discovery,
        SearchState state,
        CancellationToken cancellationToken
    )
    {
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.options = options;
        this.discovery = discovery;
        (problem, searched, memo) = (state.Problem, state.Searched, state.Memo);
        int samples = scenario.Request.Samples;
        ulong seed = scenario.Request.Seed;
        all = new MitigationRehearsal(scenario, samples, seed, cancellationToken);
        fresh = new MitigationRehearsal(scenario, samples, seed ^ FreshAttacks, cancellationToken);
        before = problem.LossesWith(all, CandidateSet.Empty);
    }

    private LossModel Losses => problem.Losses;

    public MitigationPlan Write(CandidateSet best, PlanChoice choice, ImmutableArray<EvaluatedSet> curve)
    {
        // Asked for first: what follows attacks further sets, for the figures and not for the search.
        int sets = memo.Evaluations;
        bool isComplete = !memo.IsSpent;
        PlannedSet planned = Set(best);
        ImmutableArray<JointEffect> together = [.. JointChanges.Of(best, memo).Select(Joint)];
        return new MitigationPlan(
            Losses.HasMoney,
            catalogue.CostsAreMoney,
            catalogue.Currency.Length > 0 ? catalogue.Currency : scenario.Currency,
            options.Budget,
            Losses.MeanOf(before),
            planned,
            choice,
            Curve(curve, best),
            BestSingle(),
            Next(best),
            together,
            Idle(best),
            new PlanSearch(
                searched.Count,
                discovery.Left,
                sets,
                Math.Min(options.SearchSamples, scenario.Request.Samples),
                scenario.Request.Samples,
                isComplete
            ),
            new PlanNotes(scenario, catalogue, discovery, isComplete).Of(planned)
        );
    }

    private PlannedSet Set(CandidateSet set)
    {
        CandidateSet made = CandidateSet.Empty;
        ImmutableArray<PlannedChange>.Builder changes = ImmutableArray.CreateBuilder<PlannedChange>();
        double[] after = problem.LossesWith(all, set);
        foreach (int member in PlanOrder.Of(set, searched, memo))
        {
            made = made.With(member);
            changes.Add(
                Change(
                    member,
                    Losses.MeanOf(Difference(problem.LossesWith(all, set.Without(member)), after)),
                    Losses.MeanOf(problem.LossesWith(all, made))
                )
            );
        }

        double cost = searched.CostOf(set);
        double[] freshBefore = problem.LossesWith(fresh, CandidateSet.Empty);
        Estimate freshCut = Losses.MeanOf(Difference(freshBefore, problem.LossesWith(fresh, set)));
        return new PlannedSet(
            changes.ToImmutable(),
            cost,
            Losses.MeanOf(after),
            Losses.MeanOf(Difference(before, after)),
            Losses.MeanOf(freshBefore),
            freshCut,
            Losses.HasMoney && catalogue.CostsAreMoney && cost > 0 ? (freshCut.Value - cost) / cost : null,
            Effects(set)
        );
    }

    private PlannedChange Change(int candidate, Estimate missed, Estimate remaining)
    {
        MitigationCandidate change = discovery.Found[candidate];
        CandidateSet alone = CandidateSet.Empty.With(candidate);
        DefenseWords words = discovery.Source.WordsOf(change.Nodes[0]);
        (ChangeKind kind, string owner) = catalogue.Responsibilities.Of(
            change.Nodes[0],
            discovery.Source.DeviceOf(change.Nodes[0])
        );
        return new PlannedChange(
            change.Title,
            [.. change.Nodes.Select(scenario.Graph.NameOf)],
            kind,
            owner,
            MitigationCosts.Word(change.Cost),
            searched.Costs[candidate],
            Losses.MeanOf(Difference(before, problem.LossesWith(all, alone))),
            missed,
            remaining,
            Effects(alone),
            [.. words.Mitigations.Select(mitigation => mitigation.Id)],
            words.Requirement.Length > 0 ? [words.Requirement] : []
        );
    }

    private ImmutableArray<JewelEffect> Effects(CandidateSet set) =>
        GoalEffects.Of(scenario.Graph, scenario.Goals, all.Before, all.With(problem.DefensesOf(set)));

    private JointEffect Joint(CandidateSet group) =>
        new(
            Titles(group),
            Losses.MeanOf(Difference(before, problem.LossesWith(all, group))),
            group.Members.Sum(member =>
                Losses.MeanOf(Difference(before, problem.LossesWith(all, CandidateSet.Empty.With(member)))).Value
            )
        );

    private PlannedChange? BestSingle()
    {
        double nothing = memo.Of(CandidateSet.Empty);
        int best = BestByCost(
            Enumerable
                .Range(0, searched.Count)
                .Where(candidate =>
                    options.Budget is not { } budget || searched.Fits(CandidateSet.Empty.With(candidate), budget)
                ),
            candidate => nothing - memo.Of(CandidateSet.Empty.With(candidate))
        );
        if (best < 0)
        {
            return null;
        }

        double[] after = problem.LossesWith(all, CandidateSet.Empty.With(best));
        return Change(best, Losses.MeanOf(Difference(before, after)), Losses.MeanOf(after));
    }

    private PlannedChange? Next(CandidateSet set)
    {
        double residual = memo.Of(set);
        int best = BestByCost(
            searched.All.Except(set).Members.Where(candidate => memo.CouldBeBelow(set.With(candidate), residual)),
            candidate => residual - memo.Of(set.With(candidate))
        );
        if (best < 0)
        {
            return null;
        }

        double[] after = problem.LossesWith(all, set.With(best));
        return Change(best, Losses.MeanOf(Difference(problem.LossesWith(all, set), after)), Losses.MeanOf(after));
    }

    private int BestByCost(IEnumerable<int> candidates, Func<int, double> removes)
    {
        int best = -1;
        double bestRatio = 0;
        foreach (int candidate in candidates)
        {
            double ratio = removes(candidate) / searched.Costs[candidate];
            if (ratio > bestRatio)
            {
                (best, bestRatio) = (candidate, ratio);
            }
        }

        return best;
    }

    // Of many points those at which risk has fallen by a tenth of the way since the last, the ends, and the best set.
    private ImmutableArray<TradeOff> Curve(ImmutableArray<EvaluatedSet> curve, CandidateSet best)
    {
        double stride = (curve[0].Residual - curve[^1].Residual) / (CurvePoints - 1);
        List<CandidateSet> kept = [curve[0].Set];
        double last = curve[0].Residual;
        foreach (EvaluatedSet point in curve.Skip(1))
        {
            if (last - point.Residual >= stride || point.Set.Equals(curve[^1].Set) || point.Set.Equals(best))
            {
                kept.Add(point.Set);
                last = point.Residual;
            }
        }

        ImmutableArray<TradeOff>.Builder points = ImmutableArray.CreateBuilder<TradeOff>();
        foreach (CandidateSet set in kept)
        {
            TradeOff point = new(
                searched.CostOf(set),
                Losses.MeanOf(problem.LossesWith(all, set)),
                Titles(set),
                set.Equals(best)
            );
            if (points.Count == 0 || point.IsBest || point.Residual.Value < points[^1].Residual.Value)
            {
                points.Add(point);
            }
        }

        return points.ToImmutable();
    }

    private ImmutableArray<IdleChange> Idle(CandidateSet best)
    {
        double everything = memo.Of(searched.All);
        double nothing = memo.Of(CandidateSet.Empty);
        Dictionary<CandidateSet, double> seen = memo.Seen.ToDictionary(set => set.Set, set => set.Residual);
        HashSet<int> useful = [.. best.Members];
        foreach (EvaluatedSet set in memo.Seen)
        {
            foreach (int member in set.Set.Members)
            {
                if (
                    !useful.Contains(member)
                    && seen.TryGetValue(set.Set.Without(member), out double without)
                    && without > set.Residual
                )
                {
                    useful.Add(member);
                }
            }
        }

        return
        [
            .. searched
                .All.Members.Where(candidate =>
                    !useful.Contains(candidate)
                    && memo.Of(CandidateSet.Empty.With(candidate)) >= nothing
                    && memo.Of(searched.All.Without(candidate)) <= everything
                )
                .Select(candidate => new IdleChange(
                    discovery.Found[candidate].Title,
                    "Attacks that meet it have another way, and where the other ways are closed they are stopped without it."
                )),
        ];
    }

    private ImmutableArray<string> Titles(CandidateSet set) =>
        [.. set.Members.Select(member => discovery.Found[member].Title)];

    private static double[] Difference(double[] without, double[] with) =>
        [.. without.Zip(with, (more, less) => more - less)];
}

/// <summary>What a search leaves behind.</summary>
/// <param name="Problem">The candidates as sets of defences.</param>
/// <param name="Searched">Their costs.</param>
/// <param name="Memo">Their residual risks, as far as looked at.</param>
internal sealed record SearchState(PlanProblem Problem, SearchProblem Searched, ResidualMemo Memo);
