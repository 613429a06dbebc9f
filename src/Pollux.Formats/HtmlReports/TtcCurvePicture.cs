using System.Collections.Immutable;
using System.Text;
using Pollux.Simulation.Assessments;

namespace Pollux.Formats.HtmlReports;

/// <summary>The share of simulated attacks that had reached a goal by a time, with its 95 % band, on a logarithmic axis of time.</summary>
internal static class TtcCurvePicture
{
    private const double Left = 44;
    private const double Right = 470;
    private const double Top = 16;
    private const double Bottom = 214;

    private static readonly ImmutableArray<double> Ticks = [1.0 / 24, 0.25, 1, 3, 10, 30, 100, 365, 1_000, 3_650];

    public static HtmlBuilder Draw(JewelResult jewel, double horizonDays)
    {
        HtmlBuilder svg = new();
        double first = FirstTime(jewel, horizonDays);
        double X(double days) => Place(days, first, horizonDays);
        string reached = AssessmentText.Percent(jewel.Probability.Value);
        string never = AssessmentText.Percent(1 - jewel.Probability.Value);
        string horizon = AssessmentText.Time(horizonDays);
        svg.Add(
            $"""<svg viewBox="0 0 600 246" role="img" aria-label="{jewel.Title}: reached in {reached} of the simulated attacks within {horizon}, half by {AssessmentText.Time(jewel.Ttc.P50, horizonDays)}">"""
        );
        foreach (double level in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            svg.Add($"""<path class="ax" d="M{Left} {Y(level)}H{Right}"/>""");
            svg.Add($"""<text class="end" x="{Left - 6}" y="{Y(level) + 4}">{level * 100} %</text>""");
        }

        foreach (double tick in Ticks.Where(tick => tick >= first && tick < horizonDays * 0.7))
        {
            svg.Add($"""<path class="ax" d="M{X(tick)} {Bottom}v4"/>""");
            svg.Add($"""<text class="mid" x="{X(tick)}" y="{Bottom + 18}">{AssessmentText.Time(tick)}</text>""");
        }

        svg.Add(
            $"""<path class="ax" d="M{Right} {Bottom}v4"/><text class="mid" x="{Right}" y="{Bottom + 18}">{horizon}</text>"""
        );
        DrawCurve(svg, jewel.Curve, X);
        DrawMark(svg, jewel.Ttc.P05, 0.05, "5 % by", X);
        DrawMark(svg, jewel.Ttc.P50, 0.5, "half by", X);
        double end = Math.Clamp(Y(jewel.Probability.Value), Top + 6, Bottom - 16);
        svg.Add($"""<text class="att" x="{Right + 8}" y="{end + 4}">{reached} reached</text>""");
        svg.Add($"""<text x="{Right + 8}" y="{end + 19}">{never} never in {horizon}</text></svg>""");
        return svg;
    }

    private static void DrawCurve(HtmlBuilder svg, ImmutableArray<CurvePoint> curve, Func<double, double> x)
    {
        if (curve.Length < 2)
        {
            return;
        }

        StringBuilder line = new("M");
        StringBuilder band = new("M");
        foreach (CurvePoint point in curve)
        {
            line.Append($"{HtmlBuilder.N(x(point.Days))} {HtmlBuilder.N(Y(point.Probability))}L");
            band.Append($"{HtmlBuilder.N(x(point.Days))} {HtmlBuilder.N(Y(point.High))}L");
        }

        foreach (CurvePoint point in curve.Reverse())
        {
            band.Append($"{HtmlBuilder.N(x(point.Days))} {HtmlBuilder.N(Y(point.Low))}L");
        }

        svg.Add($"""<path class="band" d="{band.ToString(0, band.Length - 1)}Z"/>""");
        svg.Add($"""<path class="curve" d="{line.ToString(0, line.Length - 1)}"/>""");
    }

    private static void DrawMark(HtmlBuilder svg, double? days, double level, string words, Func<double, double> x)
    {
        if (days is not { } time)
        {
            return;
        }

        double at = x(time);
        bool isLeft = at > 150;
        svg.Add(
            $"""<path class="ax2" d="M{at} {Y(level)}V{Bottom}"/><circle class="dot" cx="{at}" cy="{Y(level)}" r="4"/>"""
        );
        svg.Add(
            $"""<text class="{(isLeft ? "fg end" : "fg")}" x="{(isLeft ? at - 9 : at + 9)}" y="{Y(level) - 6}">{words} {AssessmentText.Time(time)}</text>"""
        );
    }

    // The axis begins at the tick below the first sample that arrived, so that hours and months both fill the picture.
    private static double FirstTime(JewelResult jewel, double horizonDays)
    {
        double earliest = jewel.Curve.FirstOrDefault(point => point.Probability > 0)?.Days ?? 1;
        double start = Ticks.LastOrDefault(tick => tick <= earliest, Ticks[0]);
        return Math.Min(start, horizonDays / 30);
    }

    private static double Place(double days, double first, double horizonDays) =>
        Left
        + ((Right - Left) * Math.Clamp(Math.Log(Math.Max(days, 1e-9) / first) / Math.Log(horizonDays / first), 0, 1));

    private static double Y(double probability) => Bottom - ((Bottom - Top) * Math.Clamp(probability, 0, 1));
}
