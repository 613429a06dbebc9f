using System.Collections.Immutable;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>What a reader of a plan must know.</summary>
internal sealed class PlanNotes(
    Scenario scenario,
    MitigationCatalogue catalogue,
    CandidateDiscovery discovery,
    bool isComplete
)
{
    public ImmutableArray<string> Of(PlannedSet best)
    {
        List<string> notes = [];
        bool hasMoney = scenario.Goals.Any(goal => goal.Loss is not null);
        int withoutLoss = scenario.Goals.Count(goal => goal.Loss is null);
        if (hasMoney && withoutLoss > 0)
        {
            notes.Add(
                $"Of {scenario.Goals.Length} goals {withoutLoss} have no loss in money, so nothing is done for them. Give them one, or name them alone with --goal."
            );
        }

        if (!catalogue.KnowsCosts)
        {
            notes.Add("Nobody says what changes of this language cost: each counts as 20 person-days.");
        }
        else if (!catalogue.CostsAreMoney)
        {
            notes.Add(
                "The site does not say what low, medium and high cost in money (mitigationCosts in the site description), so costs are person-days: 1, 20 and 200 for a class."
            );
        }

        PlannedChange[] tooDear =
        [
            .. best.Changes.Where(change => hasMoney && catalogue.CostsAreMoney && change.Missed.Value < change.Cost),
        ];
        if (tooDear.Length > 0)
        {
            notes.Add(
                $"Within the budget, but removing less than it costs: {string.Join("; ", tooDear.Select(change => change.Title))}."
            );
        }

        if (best.Changes.Any(change => change.Kind == ChangeKind.Segmentation))
        {
            notes.Add(
                "A connection is closed only where no control loop runs over it; whether people need it, the twin does not know. Exclude what must stay with --except."
            );
        }

        if (catalogue.KnowsCosts)
        {
            notes.Add(
                "Removing rights, group memberships and sessions is no candidate: they are links of the twin, not defences. Change the site description and plan again to see what that does."
            );
        }

        if (discovery.Left > 0)
        {
            notes.Add(
                $"{discovery.Left} more candidates stand on the ways; the {discovery.Found.Count} with most risk behind them were looked at."
            );
        }

        if (!isComplete)
        {
            notes.Add(
                "The search ended because it had attacked as many sets as it may; more evaluations may find a better one."
            );
        }

        notes.AddRange(catalogue.Costs.Assumptions);
        return [.. notes];
    }
}
