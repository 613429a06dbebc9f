using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Formats.HtmlReports;

/// <summary>Points with their intervals on a scale that a whole column shares, and bars of shares.</summary>
internal static class IntervalPictures
{
    private const double Width = 150;

    /// <summary>A figure and its interval on a scale from 0 to <paramref name="scale"/>.</summary>
    public static HtmlBuilder Interval(Estimate estimate, double scale)
    {
        double X(double value) => 3 + ((Width - 6) * Math.Clamp(value / (scale > 0 ? scale : 1), 0, 1));
        double low = X(estimate.Low);
        HtmlBuilder svg = new();
        svg.Add(
            $"""<svg class="iv" viewBox="0 0 150 14" aria-hidden="true"><rect class="track" y="5" width="150" height="4" rx="2"/>"""
        );
        svg.Add(
            $"""<rect class="bar" x="{low}" y="3.5" width="{Math.Max(1.5, X(estimate.High) - low)}" height="7" rx="2"/>"""
        );
        svg.Add($"""<path class="tick" d="M{X(estimate.Value)} 1V13"/></svg>""");
        return svg;
    }

    /// <summary>Risk by zone: how likely each zone is reached, with its interval, and the loss whose most likely path leads through it.</summary>
    public static HtmlBuilder Zones(ImmutableArray<ZoneResult> zones, string currency, double horizonDays)
    {
        const double left = 210;
        const double right = 640;
        double height = (zones.Length * 30) + 34;
        double X(double probability) => left + ((right - left) * Math.Clamp(probability, 0, 1));
        HtmlBuilder svg = new();
        svg.Add(
            $"""<svg viewBox="0 0 1060 {height}" role="img" aria-label="Probability that each zone is reached, the same figures as in the table below">"""
        );
        foreach (double level in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            svg.Add(
                $"""<path class="ax" d="M{X(level)} 8V{height - 24}"/><text class="mid" x="{X(level)}" y="{height - 8}">{level * 100} %</text>"""
            );
        }

        for (int index = 0; index < zones.Length; index++)
        {
            ZoneResult zone = zones[index];
            double y = 12 + (index * 30);
            svg.Add(
                $"""<text class="fg end" x="{left - 12}" y="{y + 14}">{Short(zone.Name, 28)}<title>{zone.Name}</title></text>"""
            );
            svg.Add(
                $"""<rect class="bar2" x="{left}" y="{y + 2}" width="{X(zone.Reached.Value) - left}" height="15" rx="2"/>"""
            );
            svg.Add(
                $"""<path class="whisk" d="M{X(zone.Reached.Low)} {y + 9.5}H{X(zone.Reached.High)}M{X(zone.Reached.Low)} {y + 6}v7M{X(zone.Reached.High)} {y + 6}v7"/>"""
            );
            string loss = zone.LossThrough is { } money and > 0
                ? $" · {AssessmentText.Money(money, currency)} of loss leads through it"
                : "";
            svg.Add(
                $"""<text x="{right + 16}" y="{y + 14}">{AssessmentText.Percent(zone.Reached.Value)}, half by {AssessmentText.Time(zone.MedianDays, horizonDays)}{loss}</text>"""
            );
        }

        svg.Add($"</svg>");
        return svg;
    }

    /// <summary>A text cut to a number of characters, the last an ellipsis; the whole belongs into a title.</summary>
    public static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
