using System.Collections.Immutable;
using System.Globalization;
using Pollux.Simulation.Risk;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of the sensitivity analysis.</summary>
internal static class SensitivityFigures
{
    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new("/sensitivity/base", "assumptions.base", Base),
        new("/sensitivity/assumptions", "assumptions.count", Count),
        new("/sensitivity/screened", "assumptions.screened", Screened),
        new("/sensitivity/bars/*", "assumption:{0}", Bar)
        {
            Leaves = ["/atLow", "/atHigh", "/swing/value", "/swing/low", "/swing/high"],
        },
    ];

    private static SensitivityResult Of(FigureScope scope) => scope.Assessment.Sensitivity!;

    private static FigureAccount Base(FigureScope scope) =>
        new(
            $"The answer as it is: {Of(scope).Answer}",
            scope.Answer(Of(scope).Base),
            "Every assumption at its best guess: what the bars are drawn around.",
            scope.Assessment.Risk is { } risk
                ? $"{FigureScope.Number(risk.Frequency.Mean)} attacks a year x the mean loss of {scope.Run.Samples} attacks = {FigureScope.Number(Of(scope).Base)}"
                : $"mean over {scope.Run.Samples} attacks of the crown jewels that fell = {FigureScope.Number(Of(scope).Base)}"
        )
        {
            Assumptions = scope.Assumptions(),
            Changes = ["See assumption:1 and the following."],
        };

    private static FigureAccount Count(FigureScope scope) =>
        new(
            "Assumptions that were moved",
            Of(scope).Assumptions.ToString(CultureInfo.InvariantCulture),
            "How many things the answer rests on that no source says: time classes, chances of steps, defences of which nobody says, unknown flaws, losses, frequency, who attacks.",
            "Counted: each statement of the language that decides at least one step of this twin's graph, the attacker's profiles as one, each loss, and the frequency."
        )
        {
            Changes = ["Say in the site description how a defence stands: then it is no assumption any more."],
        };

    private static FigureAccount Screened(FigureScope scope) =>
        new(
            "Attacks of the first pass",
            Of(scope).Screened.ToString(CultureInfo.InvariantCulture),
            "Each assumption was first moved on so many attacks; those that moved the answer most were then moved on all.",
            $"the first {Of(scope).Screened} of {scope.Run.Samples}"
        )
        {
            Assumptions = ["What moves nothing in these attacks is not listed."],
            Changes = ["--samples below it."],
        };

    private static FigureAccount Bar(FigureScope scope)
    {
        SensitivityBar bar = Of(scope).Bars[scope.At[0]];
        return new FigureAccount(
            bar.Words,
            $"{scope.Answer(bar.AtLow)} to {scope.Answer(bar.AtHigh)}",
            $"The {Of(scope).Answer} with this assumption at either end of its range, {bar.Low} and {bar.High}, and everything else as it is ({scope.Answer(Of(scope).Base)}).",
            $"swing {FigureScope.Number(bar.AtHigh)} - {FigureScope.Number(bar.AtLow)} = {FigureScope.Number(bar.Swing.Value)}; 95 % interval over the same attacks: {FigureScope.Number(bar.Swing.Low)} to {FigureScope.Number(bar.Swing.High)}"
        )
        {
            Inputs =
            [
                new ExplanationInput("assumption", bar.Id),
                new ExplanationInput("low end", bar.Low),
                new ExplanationInput("high end", bar.High),
            ],
            RestsOn = [bar.Basis],
            Assumptions =
            [
                "Each assumption is moved alone; together they may do more or less than their sum.",
                "Ranges: a median time x/÷ 3; a probability as well known as by ten trials, 5 % to 95 % of its beta distribution; a defence of which nobody says, off and on.",
            ],
            Changes = ["Finding out what it really is: the range then becomes narrow, and so does the answer."],
        };
    }
}
