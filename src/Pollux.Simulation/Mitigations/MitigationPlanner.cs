using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Plans what to change on a site: finds candidates on the ways that simulated attacks take, searches the best set of them for a budget under
/// common random numbers, and says what each change of it adds. The same scenario and options give the same plan on any number of threads.
/// </summary>
public sealed class MitigationPlanner
{
    // A best set opens the eye for ways that it leaves; more rounds hardly find any.
    private const int MaximumRounds = 3;
    private const double SearchShare = 0.8;

    private readonly Scenario scenario;
    private readonly MitigationCatalogue catalogue;
    private readonly MitigationOptions options;
    private readonly IProgress<AssessmentProgress>? progress;
    private readonly MitigationRehearsal rehearsal;
    private readonly CandidateDiscovery discovery;
    private readonly PlanProblem problem;
    private readonly ResidualMemo memo;

    private MitigationPlanner(
        Scenario scenario,
        MitigationCatalogue catalogue,
        MitigationOptions options,
        IProgress<AssessmentProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.options = options;
        this.progress = progress;
        rehearsal = new MitigationRehearsal(
            scenario,
            Math.Min(options.SearchSamples, scenario.Request.Samples),
            scenario.Request.Seed,
            cancellationToken
        );
        discovery = new CandidateDiscovery(scenario, catalogue, rehearsal, options);
        problem = new PlanProblem(scenario.Graph, scenario.Goals, catalogue.Costs, discovery.Found);
        memo = new ResidualMemo(Residual, options.MaximumEvaluations);
    }

    /// <summary>Plans.</summary>
    /// <param name="scenario">What is rehearsed; its samples are those of the plan's figures.</param>
    /// <param name="candidates">What may be changed.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how far it is; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of range.</exception>
    public static MitigationPlan Plan(
        Scenario scenario,
        MitigationCatalogue candidates,
        MitigationOptions options,
        IProgress<AssessmentProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (Math.Min(options.SearchSamples, Math.Min(options.MaximumEvaluations, options.MaximumCandidates)) < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, "A number of the options is below 1.");
        }

        if (options.Budget is { } budget && !(budget >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), budget, "A budget is 0 or more.");
        }

        return new MitigationPlanner(scenario, candidates, options, progress, cancellationToken).Plan(
            cancellationToken
        );
    }

    private MitigationPlan Plan(CancellationToken cancellationToken)
    {
        progress?.Report(new AssessmentProgress("looking for what could be changed", 0));
        discovery.Search();
        (SetSearch search, SearchProblem searched, CandidateSet best, PlanChoice choice) = Search();
        for (int round = 0; round < MaximumRounds && !memo.IsSpent && discovery.LookWith(Of(best)) > 0; round++)
        {
            discovery.Search();
            (search, searched, best, choice) = Search();
        }

        progress?.Report(new AssessmentProgress("working out the figures", SearchShare));
        return new PlanWriter(
            scenario,
            catalogue,
            options,
            discovery,
            new SearchState(problem, searched, memo),
            cancellationToken
        ).Write(best, choice, search.Curve());
    }

    private double Residual(CandidateSet set)
    {
        double share = Math.Min(1, (double)memo.Evaluations / options.MaximumEvaluations);
        progress?.Report(new AssessmentProgress("searching the best set of changes", SearchShare * share));
        return problem.ResidualWith(rehearsal, set);
    }

    private IEnumerable<MitigationCandidate> Of(CandidateSet set) =>
        set.Members.Select(member => discovery.Found[member]);

    private (SetSearch Search, SearchProblem Problem, CandidateSet Best, PlanChoice Choice) Search()
    {
        SearchProblem searched = problem.ToSearch();
        SetSearch search = new(searched, memo);
        if (options.Budget is { } budget)
        {
            search.BestFor(budget);
            search.Sweep();
            // The sweep may have come by a better one.
            return (search, searched, search.BestSeen(budget, 0), PlanChoice.Budget);
        }

        if (catalogue.CostsAreMoney && problem.Losses.HasMoney)
        {
            search.BestFor(double.PositiveInfinity, priceOfCost: 1);
            search.Sweep();
            return (search, searched, search.BestSeen(double.PositiveInfinity, 1), PlanChoice.Return);
        }

        search.Sweep();
        return (search, searched, Knee(search.Curve(), searched), PlanChoice.Knee);
    }

    // The point furthest below the line from doing nothing to doing all that helps; where none lies below it, all that helps.
    private static CandidateSet Knee(ImmutableArray<EvaluatedSet> curve, SearchProblem searched)
    {
        double cost = searched.CostOf(curve[^1].Set);
        double cut = curve[0].Residual - curve[^1].Residual;
        return cost <= 0 || cut <= 0
            ? CandidateSet.Empty
            : curve
                .MaxBy(point =>
                {
                    double share = searched.CostOf(point.Set) / cost;
                    return (((curve[0].Residual - point.Residual) / cut) - share, share);
                })
                .Set;
    }
}
