using System.Collections.Immutable;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of crown jewels and of their paths.</summary>
internal static class JewelFigures
{
    private const string NoTimeLost =
        "A step takes as long as the language says; a capable attacker who knows the site wastes no time.";

    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new("/expectedLoss", "expectedLoss", ExpectedLossOfAll) { Leaves = FigureRule.OfEstimate },
        new("/jewels", "jewels.reached", ReachedJewels) { Leaves = [] },
        new("/jewels/*/probability", "jewel:{0}.probability", Probability) { Leaves = FigureRule.OfEstimate },
        Time("p05", 0.05, ttc => ttc.P05),
        Time("p50", 0.5, ttc => ttc.P50),
        Time("p95", 0.95, ttc => ttc.P95),
        new("/jewels/*/loss", "jewel:{0}.loss", Loss) { Leaves = ["/low", "/likely", "/high", "/mean"] },
        new("/jewels/*/expectedLoss", "jewel:{0}.expectedLoss", ExpectedLoss) { Leaves = FigureRule.OfEstimate },
        new("/jewels/*/curve", "jewel:{0}.curve", Curve)
        {
            Leaves = ["/*/days", "/*/probability", "/*/low", "/*/high"],
        },
        new("/jewels/*/path/share", "jewel:{0}.path.share", PathShare),
        new("/jewels/*/path/hops/*/days", "jewel:{0}.hop:{1}.days", HopDays),
        new("/jewels/*/path/hops/*/defenses/*/probability", "jewel:{0}.hop:{1}.defense:{2}", Defense),
    ];

    private static FigureAccount ExpectedLossOfAll(FigureScope scope)
    {
        Estimate loss = scope.Assessment.ExpectedLoss ?? new Estimate(0, 0, 0);
        return new FigureAccount(
            "Expected loss of one attack",
            scope.Assessment.ExpectedLoss is null ? "unknown" : AssessmentText.Money(loss, scope.Assessment.Currency),
            $"What one attack costs on average within {scope.Horizon}: in each simulated attack, the means of all losses that came true, a loss that several crown jewels share counted once.",
            $"mean over {scope.Run.Samples} attacks = {FigureScope.Number(loss.Value)}; 95 % interval: mean +- 1.96 x standard deviation / sqrt({scope.Run.Samples}) "
                + "(with one priced crown jewel: the interval of its probability times the mean loss)."
        )
        {
            Inputs =
            [
                .. scope.Assessment.Jewels.Select(jewel => new ExplanationInput(
                    jewel.Title,
                    jewel.Loss is { } range
                        ? $"{AssessmentText.Percent(jewel.Probability.Value)} of attacks; {scope.Mean(range)}"
                        : "no loss in money"
                )),
            ],
            RestsOn = [.. scope.Assessment.Jewels.SelectMany(scope.SaidOfJewel).Distinct(StringComparer.Ordinal)],
            Assumptions = scope.Assumptions("The interval is that of the simulation, not of the ranges of the losses."),
            Changes = ["See mitigation:1 and the figures jewel:N.expectedLoss."],
        };
    }

    private static FigureAccount ReachedJewels(FigureScope scope)
    {
        ImmutableArray<JewelResult> jewels = scope.Assessment.Jewels;
        return new FigureAccount(
            "Crown jewels that can be reached",
            $"{jewels.Count(jewel => jewel.Probability.Value > 0)} of {jewels.Length}",
            $"How many crown jewels fell in at least one of {scope.Run.Samples} simulated attacks.",
            "Counted: "
                + string.Join(
                    "; ",
                    jewels.Select(jewel => $"{jewel.Title} in {scope.CountOf(jewel.Probability.Value)}")
                )
                + "."
        )
        {
            RestsOn = [.. jewels.SelectMany(scope.SaidOfJewel).Distinct(StringComparer.Ordinal)],
            Assumptions =
            [
                "Not reached is no proof: an event of that many attacks may have a probability of up to 3 / samples.",
            ],
            Changes = ["Name other crown jewels in the site description."],
        };
    }

    private static FigureAccount Probability(FigureScope scope) =>
        new(
            $"Probability: {scope.Jewel.Title}",
            AssessmentText.Percent(scope.Jewel.Probability),
            $"The share of simulated attacks in which '{scope.Jewel.Asset}:{scope.Jewel.Step}' came true within {scope.Horizon}. It is the chance that an attack succeeds, given that one is made.",
            scope.Wilson(scope.Jewel.Probability)
        )
        {
            Inputs =
            [
                new ExplanationInput(
                    "attacks that got there",
                    $"{scope.CountOf(scope.Jewel.Probability.Value)} of {scope.Run.Samples}"
                ),
                new ExplanationInput("attacker", scope.Run.Attacker),
            ],
            RestsOn = [.. scope.SaidOfJewel(scope.Jewel), .. FigureScope.DefensesOf(scope.Jewel)],
            Assumptions = scope.AttackAssumptions(NoTimeLost),
            Changes = scope.Mitigations(scope.Jewel),
        };

    private static FigureRule Time(string property, double share, Func<TimeToCompromise, double?> time) =>
        new(
            $"/jewels/*/ttc/{property}",
            "jewel:{0}.ttc." + property,
            scope =>
            {
                double? days = time(scope.Jewel.Ttc);
                int rank = (int)Math.Ceiling((share * scope.Run.Samples) - 1e-9);
                return new FigureAccount(
                    $"{100 * share:0} % by: {scope.Jewel.Title}",
                    AssessmentText.Time(days, scope.Run.HorizonDays),
                    $"The time within which {100 * share:0} % of all simulated attacks had got there, those that never did included; never replaced by the time of the successful ones.",
                    days is { } known
                        ? $"the {rank}th smallest of {scope.Run.Samples} times (nearest rank): {FigureScope.Number(known)} days"
                        : $"fewer than {rank} of {scope.Run.Samples} attacks got there within {scope.Horizon}"
                )
                {
                    Inputs =
                    [
                        new ExplanationInput(
                            "attacks that got there",
                            $"{scope.CountOf(scope.Jewel.Probability.Value)}"
                        ),
                    ],
                    RestsOn = [.. FigureScope.DefensesOf(scope.Jewel)],
                    Assumptions = [NoTimeLost, "Working time of the attacker, not the time that it stays unseen."],
                    Changes = scope.Mitigations(scope.Jewel),
                };
            }
        );

    private static FigureAccount Loss(FigureScope scope) =>
        new(
            $"Loss when it comes true: {scope.Jewel.Title}",
            scope.Jewel.Loss is { } range
                ? $"{scope.Money(range.Likely)} ({AssessmentText.Money(range.Low, "")} to {AssessmentText.Money(range.High, "")})"
                : "unknown",
            "What the site description says that it costs: least plausible, most likely and greatest plausible figure.",
            scope.Jewel.Loss is { } known ? scope.Mean(known) : "Nobody says."
        )
        {
            RestsOn = [.. scope.SaidOfJewel(scope.Jewel)],
            Assumptions = ["The mean of a PERT range weighs the most likely figure four times (Malcolm et al. 1959)."],
            Changes = ["Another figure under 'losses' or 'crownJewels' in the site description."],
        };

    private static FigureAccount ExpectedLoss(FigureScope scope)
    {
        LossRange? range = scope.Jewel.Loss;
        return new FigureAccount(
            $"Expected loss: {scope.Jewel.Title}",
            scope.Jewel.ExpectedLoss is { } loss ? AssessmentText.Money(loss, scope.Assessment.Currency) : "unknown",
            $"Probability times the mean of the loss, for one attack within {scope.Horizon}.",
            range is null
                ? "No loss in money is known."
                : $"{FigureScope.Number(scope.Jewel.Probability.Value)} x {FigureScope.Number(range.Mean)}; interval: that of the probability, {FigureScope.Number(scope.Jewel.Probability.Low)} to {FigureScope.Number(scope.Jewel.Probability.High)}, times the mean. {scope.Mean(range)}."
        )
        {
            Inputs =
            [
                new ExplanationInput("probability", AssessmentText.Percent(scope.Jewel.Probability)),
                new ExplanationInput("mean loss", range is null ? "unknown" : scope.Money(range.Mean)),
            ],
            RestsOn = [.. scope.SaidOfJewel(scope.Jewel)],
            Assumptions = scope.Assumptions("The interval is that of the simulation, not of the range of the loss."),
            Changes = scope.Mitigations(scope.Jewel),
        };
    }

    private static FigureAccount Curve(FigureScope scope) =>
        new(
            $"Share of attacks that had got there, by time: {scope.Jewel.Title}",
            $"{scope.Jewel.Curve.Length} points up to {scope.Horizon}",
            "At each time the share of all simulated attacks that had got there by then, with its 95 % interval.",
            $"times sorted; at the k-th of them k / {scope.Run.Samples}, with Wilson's score interval; at most 48 times are shown, and the horizon"
        )
        {
            Inputs =
            [
                .. scope
                    .Jewel.Curve.Where((_, index) => index % 12 == 0 || index == scope.Jewel.Curve.Length - 1)
                    .Select(point => new ExplanationInput(
                        AssessmentText.Time(point.Days),
                        AssessmentText.Percent(new Estimate(point.Probability, point.Low, point.High))
                    )),
            ],
            Assumptions = scope.AttackAssumptions(NoTimeLost),
            Changes = scope.Mitigations(scope.Jewel),
        };

    private static FigureAccount PathShare(FigureScope scope) =>
        new(
            $"Share of the most likely path: {scope.Jewel.Title}",
            AssessmentText.Percent(scope.Jewel.Path!.Share),
            "Of the attacks that got there, the share whose fastest way was exactly this chain. A small share means that there are many ways, not that this one is unlikely.",
            $"in each attack the critical path is followed back from the goal; {FigureScope.Number(scope.Jewel.Path.Share)} of {scope.CountOf(scope.Jewel.Probability.Value)} attacks took this one"
        )
        {
            Inputs = [new ExplanationInput("steps of the path", $"{scope.Jewel.Path.Hops.Length}")],
            RestsOn = [.. FigureScope.DefensesOf(scope.Jewel)],
            Assumptions = scope.AttackAssumptions(NoTimeLost),
            Changes = scope.Mitigations(scope.Jewel),
        };

    private static FigureAccount HopDays(FigureScope scope)
    {
        ImmutableArray<PathHop> hops = scope.Jewel.Path!.Hops;
        PathHop hop = hops[scope.At[1]];
        double before = scope.At[1] == 0 ? 0 : hops[scope.At[1] - 1].Days;
        return new FigureAccount(
            $"Time at step {scope.At[1] + 1} of the path, {hop.FullName}: {scope.Jewel.Title}",
            AssessmentText.Time(hop.Days),
            $"Typical time since the attack began when this step is done along this path: {hop.Words}",
            $"median time of the previous step, {FigureScope.Number(before)} days, and what this one adds in the median: {FigureScope.Number(hop.Days - before)} days"
        )
        {
            Inputs = [.. hop.Techniques.Select(technique => new ExplanationInput(technique.Id, technique.Name))],
            RestsOn =
            [
                .. hop.Because,
                .. hop.Defenses.Select(defense =>
                    $"{defense.Words}, {AssessmentText.State(defense)}: {defense.Reason}"
                ),
            ],
            Assumptions =
            [
                NoTimeLost,
                "The sum of medians is not the median of the sum; it says what each step is good for.",
            ],
            Changes = ["A defence of this step that is switched on, or another time class of the step."],
        };
    }

    private static FigureAccount Defense(FigureScope scope)
    {
        PathHop hop = scope.Jewel.Path!.Hops[scope.At[1]];
        HopDefense defense = hop.Defenses[scope.At[2]];
        return new FigureAccount(
            $"Probability that a defence works, {defense.FullName}",
            AssessmentText.State(defense),
            $"'{defense.Words}' would stop this step: {hop.Words} In each simulated attack it is on or off by this probability.",
            defense.IsKnown
                ? $"{FigureScope.Number(defense.Probability)}, as the twin has it"
                : $"{FigureScope.Number(defense.Probability)}, the default of the language, because nobody says"
        )
        {
            Inputs =
            [
                .. defense.Mitigations.Select(id => new ExplanationInput("ATT&CK mitigation", id)),
                .. defense.Requirement is { } requirement
                    ? [new ExplanationInput("IEC 62443-3-3", requirement)]
                    : Array.Empty<ExplanationInput>(),
            ],
            RestsOn = [defense.Reason],
            Assumptions = defense.IsKnown
                ? []
                : ["Nobody says how it stands: look, and say it in the site description."],
            Changes = ["A control in the site description, or a source that sees it."],
        };
    }
}
