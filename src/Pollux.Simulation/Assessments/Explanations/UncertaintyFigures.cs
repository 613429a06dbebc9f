using System.Collections.Immutable;
using System.Globalization;
using Pollux.Simulation.Uncertainty;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of the second-order sample.</summary>
internal static class UncertaintyFigures
{
    private static readonly ImmutableArray<string> Band = ["/asWritten", "/low", "/median", "/high", "/mean"];

    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new("/uncertainty/draws", "judgements.draws", scope => Count(scope, "Draws", Of(scope).Draws, DrawsMeaning)),
        new(
            "/uncertainty/samples",
            "judgements.samples",
            scope => Count(scope, "Attacks of a draw", Of(scope).Samples, SamplesMeaning)
        ),
        new(
            "/uncertainty/parameters",
            "judgements.count",
            scope => Count(scope, "Judgements that were drawn", Of(scope).Parameters, ParametersMeaning)
        ),
        new("/uncertainty/answer", "judgements.answer", Answer) { Leaves = Band },
        new("/uncertainty/goals/*", "judgements:{0}.probability", Goal) { Leaves = Band },
    ];

    private const string DrawsMeaning =
        "How many sets of judgements were drawn; each has a slice of every judgement's range to itself.";

    private const string SamplesMeaning =
        "How many attacks were rehearsed with each set; they are the first attacks of the assessment itself.";

    private const string ParametersMeaning =
        "Time classes, chances of steps, defences that work to a degree, unknown flaws, and what the attacker can: whatever is a judgement of degree.";

    private static SecondOrderResult Of(FigureScope scope) => scope.Assessment.Uncertainty!;

    private static FigureAccount Count(FigureScope scope, string words, int count, string meaning) =>
        new(words, count.ToString(CultureInfo.InvariantCulture), meaning, $"counted: {count}")
        {
            Assumptions = scope.Assumptions(),
            Changes = ["--assumptions 0 draws none, which saves the attacks that it takes."],
        };

    private static FigureAccount Answer(FigureScope scope) =>
        Account(
            scope,
            scope.Assessment.Risk is null ? "Crown jewels that fall in an attack" : "Expected annual loss",
            Of(scope).Answer,
            scope.Answer
        );

    private static FigureAccount Goal(FigureScope scope) =>
        Account(
            scope,
            $"Probability of {scope.Assessment.Jewels[scope.At[0]].Title}",
            Of(scope).Goals[scope.At[0]],
            AssessmentText.Percent
        );

    private static FigureAccount Account(
        FigureScope scope,
        string words,
        UncertaintyBand band,
        Func<double, string> say
    ) =>
        new(
            $"{words}, with all judgements drawn anew",
            $"{say(band.Low)} to {say(band.High)}",
            "Where the figure lies when every judgement that it rests on is drawn from its range, all at once: below the first value in 5 % of the draws, above the second in 5 %.",
            $"of {Of(scope).Draws} draws, by nearest rank: 5 % {FigureScope.Number(band.Low)}, half {FigureScope.Number(band.Median)}, 95 % {FigureScope.Number(band.High)}; mean {FigureScope.Number(band.Mean)}; as written {FigureScope.Number(band.AsWritten)}"
        )
        {
            Assumptions =
            [
                "A median time is lognormal, 5 % below a third and 5 % above three times what is written; a probability is a beta distribution worth ten trials.",
                "A defence of which nobody says whether it is there is not drawn: see assumption:1 and the following.",
                .. scope.AttackAssumptions(),
            ],
            Changes =
            [
                "Finding out what an assumption really is narrows the band.",
                "More samples narrow the noise of each draw.",
            ],
        };
}
