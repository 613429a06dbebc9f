using System.Collections.Immutable;
using Pollux.Simulation.Risk;
using Pollux.Twin.Assets;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of a year.</summary>
internal static class RiskFigures
{
    private const string Whole =
        "The plant is whole again before the next attack of a year, so losses of several attacks add up.";

    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new("/risk/expectedAnnualLoss", "risk.expectedAnnualLoss", Expected) { Leaves = FigureRule.OfEstimate },
        new("/risk/anyLoss", "risk.anyLoss", AnyLoss) { Leaves = FigureRule.OfEstimate },
        Quantile("median", "risk.median", "Median loss of a year", 0.5, risk => risk.Median),
        Quantile("p90", "risk.p90", "Loss that one year in ten passes (P90)", 0.9, risk => risk.P90),
        Quantile("p95", "risk.p95", "Loss that one year in twenty passes (P95)", 0.95, risk => risk.P95),
        Quantile("p99", "risk.p99", "Loss that one year in a hundred passes (P99)", 0.99, risk => risk.P99),
        new("/risk/worst", "risk.worst", Worst),
        new("/risk/appetite", "risk.appetite", Appetite),
        new("/risk/aboveAppetite", "risk.aboveAppetite", AboveAppetite) { Leaves = FigureRule.OfEstimate },
        new("/risk/curve", "risk.curve", Curve) { Leaves = ["/*/loss", "/*/probability", "/*/low", "/*/high"] },
        new("/risk/frequency", "risk.frequency", Frequency) { Leaves = ["/low", "/likely", "/high", "/mean"] },
        new("/risk/years", "risk.years", Years),
        new("/risk/contributions/*", "risk.loss:{0}", Contribution)
        {
            Leaves =
            [
                "/perAttack/value",
                "/perAttack/low",
                "/perAttack/high",
                "/range/low",
                "/range/likely",
                "/range/high",
                "/range/mean",
                "/expectedAnnualLoss/value",
                "/expectedAnnualLoss/low",
                "/expectedAnnualLoss/high",
                "/share",
                "/shareInBadYears",
            ],
        },
    ];

    private static RiskResult Risk(FigureScope scope) => scope.Assessment.Risk!;

    private static FigureAccount Expected(FigureScope scope)
    {
        RiskResult risk = Risk(scope);
        Estimate attack = scope.Assessment.ExpectedLoss!;
        return Account(
            scope,
            "Expected annual loss",
            AssessmentText.Money(risk.ExpectedAnnualLoss, scope.Assessment.Currency),
            "What is lost in a year on average, over many years: attacks that begin in a year times what one costs on average (FAIR: loss event frequency times loss magnitude).",
            $"{FigureScope.Number(risk.Frequency.Mean)} attacks a year x {FigureScope.Number(attack.Value)} = {FigureScope.Number(risk.ExpectedAnnualLoss.Value)}; interval: that of the loss of one attack (expectedLoss), {FigureScope.Number(attack.Low)} to {FigureScope.Number(attack.High)}, times the same"
        );
    }

    private static FigureAccount AnyLoss(FigureScope scope) =>
        Account(
            scope,
            "Probability of a year with any loss",
            AssessmentText.Percent(Risk(scope).AnyLoss),
            "The share of simulated years in which at least one attack caused at least one loss.",
            Share(scope, Risk(scope).AnyLoss, "0")
        );

    private static FigureRule Quantile(
        string property,
        string id,
        string words,
        double share,
        Func<RiskResult, Estimate> quantile
    ) =>
        new(
            $"/risk/{property}",
            id,
            scope =>
            {
                RiskResult risk = Risk(scope);
                return Account(
                    scope,
                    words,
                    AssessmentText.Money(quantile(risk), scope.Assessment.Currency),
                    $"{100 * share:0} % of the simulated years lose no more than this.",
                    $"the {Math.Ceiling((share * risk.Years) - 1e-9):0}th smallest loss of {risk.Years} years (nearest rank); interval: the losses at the ranks {100 * share:0} % +- 1.96 x sqrt({share:0.##} x {1 - share:0.##} / {Trials(scope):0}) of all years"
                );
            }
        )
        {
            Leaves = FigureRule.OfEstimate,
        };

    private static FigureAccount Worst(FigureScope scope) =>
        Account(
            scope,
            "Worst simulated year",
            scope.Money(Risk(scope).Worst),
            $"The greatest loss of any of {Risk(scope).Years} simulated years. It grows with the number of years: a worst case has no limit but that of the ranges.",
            $"the largest of {Risk(scope).Years} losses"
        );

    private static FigureAccount Appetite(FigureScope scope) =>
        new(
            "Risk appetite",
            Risk(scope).Appetite is { } appetite ? scope.Money(appetite) : "not said",
            "The greatest loss in a year that the site accepts. A line in the picture, no result.",
            Risk(scope).Appetite is null ? "Nobody says." : "As the site description says."
        )
        {
            RestsOn = [.. scope.SaidOfSite(Properties.RiskAppetite)],
            Changes = ["risk: {appetite: 2M} in the site description."],
        };

    private static FigureAccount AboveAppetite(FigureScope scope) =>
        Account(
            scope,
            "Probability that a year loses more than the appetite",
            Risk(scope).AboveAppetite is { } above ? AssessmentText.Percent(above) : "no appetite is said",
            "The share of simulated years whose loss is above the appetite.",
            Risk(scope).AboveAppetite is { } known
                ? Share(scope, known, scope.Money(Risk(scope).Appetite!.Value))
                : "The site description names no appetite."
        );

    private static FigureAccount Curve(FigureScope scope) =>
        Account(
            scope,
            "Loss exceedance curve",
            $"{Risk(scope).Curve.Length} points from 0 to {scope.Money(Risk(scope).Worst)}",
            "For each sum the share of simulated years that lose more than it, with its 95 % interval.",
            $"years sorted by loss; at a sum x the count of years above x over {Risk(scope).Years}, with Wilson's score interval for {Trials(scope):0} trials"
        );

    private static FigureAccount Frequency(FigureScope scope)
    {
        AttackFrequency frequency = Risk(scope).Frequency;
        return new FigureAccount(
            "Attacks that begin in a year",
            RiskText.Of(frequency),
            frequency.IsKnown
                ? "How many attacks of this attacker begin in a year. The rate of each simulated year is drawn from the range, the number of attacks from a Poisson distribution of that rate."
                : "Nobody says how often the site is attacked. Exactly one attack in every year is assumed, so that the figures of a year are those of one attack.",
            $"mean of the PERT range ({FigureScope.Number(frequency.Low)} + 4 x {FigureScope.Number(frequency.Likely)} + {FigureScope.Number(frequency.High)}) / 6 = {FigureScope.Number(frequency.Mean)} a year"
        )
        {
            RestsOn =
            [
                .. scope.SaidOfSite(
                    Properties.AttacksPerYearLow,
                    Properties.AttacksPerYearLikely,
                    Properties.AttacksPerYearHigh
                ),
            ],
            Assumptions = ["Attacks of a year do not depend on each other, nor on how the last one went."],
            Changes = ["risk: {attacksPerYear: {low: 0.1, likely: 0.3, high: 1}} in the site description."],
        };
    }

    private static FigureAccount Years(FigureScope scope) =>
        new(
            "Simulated years",
            $"{Risk(scope).Years}",
            $"How many years were put together from the {scope.Run.Samples} simulated attacks.",
            $"{AnnualLosses.DefaultYears}, fewer where attacks come often: at most 2 million attacks in all, at least 1000 years"
        )
        {
            Assumptions = [Whole],
            Changes = ["Only the frequency of attacks."],
        };

    private static FigureAccount Contribution(FigureScope scope)
    {
        LossContribution part = Risk(scope).Contributions[scope.At[0]];
        double attacks = Risk(scope).Frequency.Mean;
        return new FigureAccount(
            $"Contribution of the loss '{part.Name}'",
            $"{AssessmentText.Money(part.ExpectedAnnualLoss, scope.Assessment.Currency)} a year, {AssessmentText.Percent(part.Share)} of the mean, {AssessmentText.Percent(part.ShareInBadYears)} of bad years",
            "Its part of the expected annual loss (the parts add up to the whole), and its share of what the worst tenth of the years loses.",
            $"{FigureScope.Number(attacks)} attacks a year x {FigureScope.Number(part.PerAttack.Value)} x {FigureScope.Number(part.Range.Mean)} = {FigureScope.Number(part.ExpectedAnnualLoss.Value)}. Probability in an attack: {scope.Wilson(part.PerAttack)} Size: {scope.Mean(part.Range)}."
        )
        {
            Inputs = [.. part.Jewels.Select(jewel => new ExplanationInput("caused by", jewel))],
            RestsOn =
            [
                .. scope.SaidOf(part.Name, Properties.LossLow, Properties.LossLikely, Properties.LossHigh),
                .. scope.SaidOfSite(Properties.AttacksPerYearLikely),
            ],
            Assumptions = [Whole],
            Changes = ["The range of this loss in the site description; a mitigation on the way to what causes it."],
        };
    }

    private static FigureAccount Account(FigureScope scope, string words, string value, string meaning, string formula)
    {
        RiskResult risk = Risk(scope);
        return new FigureAccount(words, value, meaning, formula)
        {
            Inputs =
            [
                new ExplanationInput("attacks a year", RiskText.Of(risk.Frequency)),
                new ExplanationInput("simulated years", $"{risk.Years}"),
                new ExplanationInput("simulated attacks to draw from", $"{scope.Run.Samples}"),
                .. risk.Contributions.Select(part => new ExplanationInput(
                    $"loss '{part.Name}'",
                    $"{AssessmentText.Percent(part.PerAttack.Value)} of attacks; {scope.Mean(part.Range)}"
                )),
            ],
            RestsOn =
            [
                .. scope.SaidOfSite(
                    Properties.AttacksPerYearLow,
                    Properties.AttacksPerYearLikely,
                    Properties.AttacksPerYearHigh,
                    Properties.RiskAppetite
                ),
                .. scope.Assessment.Jewels.SelectMany(scope.SaidOfJewel).Distinct(StringComparer.Ordinal),
            ],
            Assumptions = scope.Assumptions(Whole),
            Changes =
            [
                .. scope
                    .Assessment.Mitigations.Take(3)
                    .Select((mitigation, index) => $"'{mitigation.Title}' (mitigation:{index + 1})."),
                "Another frequency, range of a loss or appetite in the site description.",
            ],
        };
    }

    private static string Share(FigureScope scope, Estimate share, string sum) =>
        $"{Math.Round(share.Value * Risk(scope).Years):0} of {Risk(scope).Years} years above {sum} = {FigureScope.Number(share.Value)}; "
        + $"interval by Wilson's score for {Trials(scope):0} trials, that is 1 / (attacks a year / attacks simulated + 1 / years): "
        + $"{FigureScope.Number(share.Low)} to {FigureScope.Number(share.High)}";

    private static double Trials(FigureScope scope) =>
        RiskAnalysis.Trials(Risk(scope).Frequency, scope.Run.Samples, Risk(scope).Years);
}
