using System.Collections.Immutable;
using System.Text;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Risk;

namespace Pollux.Formats.HtmlReports;

/// <summary>The loss exceedance curve: the probability that a year loses more than a sum, with its 95 % band and the appetite as a line.</summary>
internal static class ExceedancePicture
{
    private const double Left = 44;
    private const double Right = 560;
    private const double Top = 24;
    private const double Bottom = 240;

    public static HtmlBuilder Draw(RiskResult risk, string currency)
    {
        double top = Math.Clamp(Math.Ceiling(risk.AnyLoss.High * 10) / 10, 0.1, 1);
        double greatest = GreatestShown(risk);
        double X(double loss) => Left + ((Right - Left) * Math.Clamp(loss / greatest, 0, 1));
        double Y(double probability) => Bottom - ((Bottom - Top) * Math.Clamp(probability / top, 0, 1));
        HtmlBuilder svg = new();
        svg.Add(
            $"""<svg viewBox="0 0 600 284" role="img" aria-label="Loss exceedance curve: a year loses anything with {AssessmentText.Percent(risk.AnyLoss.Value)}, more than {AssessmentText.Money(risk.P90.Value, currency)} with 10 %">"""
        );
        for (int level = 0; level <= 4; level++)
        {
            double probability = top * level / 4;
            svg.Add($"""<path class="ax" d="M{Left} {Y(probability)}H{Right}"/>""");
            svg.Add($"""<text class="end" x="{Left - 6}" y="{Y(probability) + 4}">{100 * probability} %</text>""");
        }

        foreach (double tick in Ticks(greatest))
        {
            svg.Add($"""<path class="ax" d="M{X(tick)} {Bottom}v4"/>""");
            svg.Add(
                $"""<text class="mid" x="{X(tick)}" y="{Bottom + 18}">{AssessmentText.Money(tick, tick > 0 ? "" : currency)}</text>"""
            );
        }

        svg.Add($"""<text class="t3 end" x="{Right}" y="{Bottom + 34}">loss of a year, {currency}</text>""");
        DrawCurve(svg, risk.Curve, greatest, X, Y);
        DrawAppetite(svg, risk, currency, X, Y);
        svg.Add($"""<circle class="dot" cx="{X(risk.P90.Value)}" cy="{Y(0.1)}" r="4"/>""");
        svg.Add(
            $"""<text class="fg" x="{X(risk.P90.Value) + 9}" y="{Y(0.1) - 6}">one year in ten: {AssessmentText.Money(risk.P90.Value, currency)}</text></svg>"""
        );
        return svg;
    }

    // Beyond what one year in two hundred loses the curve is a line on the axis; the worst year is said in words.
    private static double GreatestShown(RiskResult risk)
    {
        double shown = risk.Curve.LastOrDefault(point => point.Probability >= 0.002)?.Loss ?? 0;
        return Math.Max(Math.Max(shown, risk.P99.Value), Math.Max(1, (risk.Appetite ?? 0) * 1.15));
    }

    // 1, 2 or 5 times a power of ten apart, four to eight of them.
    private static IEnumerable<double> Ticks(double greatest)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(greatest)));
        double step = (greatest / power) switch
        {
            < 2 => power / 4,
            < 5 => power / 2,
            _ => power,
        };
        for (double tick = 0; tick <= greatest; tick += step)
        {
            yield return tick;
        }
    }

    private static void DrawCurve(
        HtmlBuilder svg,
        ImmutableArray<ExceedancePoint> curve,
        double greatest,
        Func<double, double> x,
        Func<double, double> y
    )
    {
        ExceedancePoint[] shown = [.. curve.Where(point => point.Loss <= greatest)];
        if (shown.Length < 2)
        {
            return;
        }

        StringBuilder line = new("M");
        StringBuilder band = new("M");
        foreach (ExceedancePoint point in shown)
        {
            line.Append($"{HtmlBuilder.N(x(point.Loss))} {HtmlBuilder.N(y(point.Probability))}L");
            band.Append($"{HtmlBuilder.N(x(point.Loss))} {HtmlBuilder.N(y(point.High))}L");
        }

        foreach (ExceedancePoint point in shown.AsEnumerable().Reverse())
        {
            band.Append($"{HtmlBuilder.N(x(point.Loss))} {HtmlBuilder.N(y(point.Low))}L");
        }

        svg.Add($"""<path class="band" d="{band.ToString(0, band.Length - 1)}Z"/>""");
        svg.Add($"""<path class="curve" d="{line.ToString(0, line.Length - 1)}"/>""");
    }

    private static void DrawAppetite(
        HtmlBuilder svg,
        RiskResult risk,
        string currency,
        Func<double, double> x,
        Func<double, double> y
    )
    {
        if (risk is not { Appetite: { } appetite, AboveAppetite: { } above })
        {
            return;
        }

        double at = x(appetite);
        bool isRight = at > 330;
        svg.Add($"""<path class="limit" d="M{at} {Top - 8}V{Bottom}"/>""");
        svg.Add(
            $"""<text class="{(isRight ? "lim end" : "lim")}" x="{(isRight ? at - 6 : at + 6)}" y="{Top}">appetite {AssessmentText.Money(appetite, currency)}: passed in {AssessmentText.Percent(above.Value)} of years</text>"""
        );
        svg.Add($"""<circle class="dot" cx="{at}" cy="{y(above.Value)}" r="4"/>""");
    }
}
