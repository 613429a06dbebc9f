using System.Collections.Immutable;
using Pollux.Simulation.Mitigations;
using Pollux.Twin.Assets;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of mitigations.</summary>
internal static class MitigationFigures
{
    private const string SameChance =
        "The same chance in both runs: the difference is the change and not luck. Changes do not simply add up.";

    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new("/mitigations/*/riskCut", "mitigation:{0}.removes", Removes) { Leaves = FigureRule.OfEstimate },
        new("/mitigations/*/cost", "mitigation:{0}.cost", Cost),
        new("/mitigations/*/cutPerCost", "mitigation:{0}.cutPerCost", CutPerCost),
        Effect("before", "Probability without it", effect => AssessmentText.Percent(effect.Before)),
        Effect("after", "Probability with it", effect => AssessmentText.Percent(effect.After)),
        EffectTime("medianBefore", "Half by, without it", effect => effect.MedianBefore),
        EffectTime("medianAfter", "Half by, with it", effect => effect.MedianAfter),
    ];

    private static MitigationResult Of(FigureScope scope) => scope.Assessment.Mitigations[scope.At[0]];

    private static FigureAccount Removes(FigureScope scope)
    {
        MitigationResult mitigation = Of(scope);
        bool isMoney = scope.Assessment.ExpectedLoss is not null;
        return Account(
            scope,
            "Risk that it removes",
            isMoney
                ? AssessmentText.Money(mitigation.RiskCut, scope.Assessment.Currency)
                : $"{AssessmentText.Percent(mitigation.RiskCut.Value)} points",
            isMoney
                ? $"Expected loss of one attack within {scope.Horizon} that it avoids."
                : "Probability that it removes, added up over the crown jewels.",
            $"mean over {scope.Run.Samples} attacks of (loss without it - loss with it) = {FigureScope.Number(mitigation.RiskCut.Value)}; 95 % interval by the standard error of these differences: {FigureScope.Number(mitigation.RiskCut.Low)} to {FigureScope.Number(mitigation.RiskCut.High)}"
        );
    }

    private static FigureAccount Cost(FigureScope scope)
    {
        MitigationResult mitigation = Of(scope);
        return Account(
            scope,
            "Cost",
            mitigation.Cost is { } cost ? scope.Money(cost) : $"unknown ({mitigation.CostClass})",
            "What it costs: the site's figure for the class of cost that the language gives the defence, for each asset that it is switched on at; one update of a device costs once.",
            mitigation.Cost is null
                ? "The site description names no cost of the class."
                : $"class {mitigation.CostClass}; {FigureScope.Number(mitigation.Cost.Value)} in all"
        ) with
        {
            RestsOn =
            [
                .. scope.SaidOfSite(
                    Properties.MitigationCostLow,
                    Properties.MitigationCostMedium,
                    Properties.MitigationCostHigh
                ),
            ],
            Changes = ["mitigationCosts: {low: 5k, medium: 40k, high: 250k} in the site description."],
        };
    }

    private static FigureAccount CutPerCost(FigureScope scope)
    {
        MitigationResult mitigation = Of(scope);
        return Account(
            scope,
            "Risk removed for one unit of cost",
            FigureScope.Number(mitigation.CutPerCost),
            "The order of the list.",
            mitigation.Cost is { } cost
                ? $"{FigureScope.Number(mitigation.RiskCut.Value)} / {FigureScope.Number(cost)}"
                : $"{FigureScope.Number(mitigation.RiskCut.Value)} / person-days of the class '{mitigation.CostClass}' (1, 20 or 200 for low, medium and high), for the order only"
        );
    }

    private static FigureRule Effect(string property, string words, Func<JewelEffect, string> value) =>
        new(
            $"/mitigations/*/effects/*/{property}",
            "mitigation:{0}.effect:{1}." + property,
            scope =>
            {
                JewelEffect effect = Of(scope).Effects[scope.At[1]];
                double share = property == "before" ? effect.Before : effect.After;
                return Account(
                    scope,
                    $"{words}, {effect.Asset}:{effect.Step}",
                    value(effect),
                    $"The share of the same simulated attacks that get there within {scope.Horizon}.",
                    $"{scope.CountOf(share)} of {scope.Run.Samples} = {FigureScope.Number(share)}"
                );
            }
        );

    private static FigureRule EffectTime(string property, string words, Func<JewelEffect, double?> time) =>
        new(
            $"/mitigations/*/effects/*/{property}",
            "mitigation:{0}.effect:{1}." + property,
            scope =>
            {
                JewelEffect effect = Of(scope).Effects[scope.At[1]];
                double? days = time(effect);
                return Account(
                    scope,
                    $"{words}, {effect.Asset}:{effect.Step}",
                    AssessmentText.Time(days, scope.Run.HorizonDays),
                    "The time within which half of all simulated attacks got there, those that never did included.",
                    days is { } known
                        ? $"the {Math.Ceiling((scope.Run.Samples / 2.0) - 1e-9):0}th smallest of {scope.Run.Samples} times: {FigureScope.Number(known)} days"
                        : $"fewer than half of {scope.Run.Samples} attacks got there within {scope.Horizon}"
                );
            }
        );

    private static FigureAccount Account(FigureScope scope, string words, string value, string meaning, string formula)
    {
        MitigationResult mitigation = Of(scope);
        return new FigureAccount($"{words}: {mitigation.Title}", value, meaning, formula)
        {
            Inputs =
            [
                .. mitigation.Defenses.Take(8).Select(defense => new ExplanationInput("switched on", defense)),
                .. mitigation.Defenses.Length > 8
                    ? [new ExplanationInput("and", $"{mitigation.Defenses.Length - 8} more")]
                    : Array.Empty<ExplanationInput>(),
                .. mitigation.Mitigations.Select(id => new ExplanationInput("ATT&CK mitigation", id)),
                .. mitigation.Requirements.Select(id => new ExplanationInput("IEC 62443-3-3", id)),
            ],
            Assumptions = scope.AttackAssumptions(SameChance),
            Changes = ["Other mitigations that are already in place; the assumptions above."],
        };
    }
}
