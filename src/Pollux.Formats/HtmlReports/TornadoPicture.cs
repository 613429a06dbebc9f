using Pollux.Simulation.Risk;

namespace Pollux.Formats.HtmlReports;

/// <summary>A tornado: for each assumption the answer at both ends of its range, the widest on top, around the answer as it is.</summary>
internal static class TornadoPicture
{
    private const double Left = 470;
    private const double Right = 910;
    private const double Row = 34;

    public static HtmlBuilder Draw(SensitivityResult sensitivity, Func<double, string> words)
    {
        double least = sensitivity.Bars.Min(bar => Math.Min(sensitivity.Base, Math.Min(bar.AtLow, bar.AtHigh)));
        double most = sensitivity.Bars.Max(bar => Math.Max(sensitivity.Base, Math.Max(bar.AtLow, bar.AtHigh)));
        double width = most > least ? most - least : 1;
        double X(double answer) => Left + ((Right - Left) * Math.Clamp((answer - least) / width, 0, 1));
        double height = (sensitivity.Bars.Length * Row) + 44;
        HtmlBuilder svg = new();
        svg.Add(
            $"""<svg viewBox="0 0 1060 {height}" role="img" aria-label="Tornado of {sensitivity.Answer}, the same figures as in the table below">"""
        );
        for (int index = 0; index < sensitivity.Bars.Length; index++)
        {
            DrawBar(svg, sensitivity.Bars[index], 8 + (index * Row), X, words);
        }

        double at = X(sensitivity.Base);
        svg.Add($"""<path class="ax2" d="M{at} 4V{height - 30}"/>""");
        svg.Add(
            $"""<text class="fg mid" x="{at}" y="{height - 12}">as it is: {words(sensitivity.Base)}</text></svg>"""
        );
        return svg;
    }

    private static void DrawBar(
        HtmlBuilder svg,
        SensitivityBar bar,
        double y,
        Func<double, double> x,
        Func<double, string> words
    )
    {
        double low = x(bar.AtLow);
        double high = x(bar.AtHigh);
        (double from, double to) = low <= high ? (low, high) : (high, low);
        (string atFrom, string atTo) = low <= high ? (bar.Low, bar.High) : (bar.High, bar.Low);
        svg.Add(
            $"""<text class="fg end" x="{Left - 118}" y="{y + 17}">{IntervalPictures.Short(bar.Words, 44)}<title>{bar.Words}. {bar.Basis}</title></text>"""
        );
        svg.Add(
            $"""<rect class="bar2" x="{from}" y="{y + 4}" width="{Math.Max(1.5, to - from)}" height="18" rx="2"/>"""
        );
        svg.Add(
            $"""<text class="end" x="{from - 6}" y="{y + 17}">{IntervalPictures.Short(atFrom, 18)}<title>{words(Math.Min(bar.AtLow, bar.AtHigh))}</title></text>"""
        );
        svg.Add(
            $"""<text x="{to + 6}" y="{y + 17}">{IntervalPictures.Short(atTo, 22)}<title>{words(Math.Max(bar.AtLow, bar.AtHigh))}</title></text>"""
        );
    }
}
