using System.Globalization;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Risk;

/// <summary>How many attacks such as the one that is rehearsed begin in a year.</summary>
/// <param name="Low">Least plausible figure, 0 or more.</param>
/// <param name="Likely">Most likely figure.</param>
/// <param name="High">Greatest plausible figure, at most <see cref="MaximumPerYear"/>.</param>
/// <param name="IsKnown">False when nobody says: then exactly one attack a year is assumed, in every year.</param>
public sealed record AttackFrequency(double Low, double Likely, double High, bool IsKnown)
{
    /// <summary>The highest frequency that is simulated: one attack a day.</summary>
    public const double MaximumPerYear = 365;

    // The asset that carries what the site says of itself; no language has its type.
    private const string SiteType = "Site";

    /// <summary>Exactly one attack in every year, because nobody says.</summary>
    public static AttackFrequency Assumed { get; } = new(1, 1, 1, IsKnown: false);

    /// <summary>The mean, attacks a year: that of the PERT distribution over the range.</summary>
    public double Mean => (Low + (4 * Likely) + High) / 6;

    /// <summary>What the site says, or <see cref="Assumed"/>. A figure that is missing takes the place of the nearest one given.</summary>
    public static AttackFrequency Of(Revision revision)
    {
        double? low = SiteFigure(revision, Properties.AttacksPerYearLow, MaximumPerYear);
        double? likely = SiteFigure(revision, Properties.AttacksPerYearLikely, MaximumPerYear);
        double? high = SiteFigure(revision, Properties.AttacksPerYearHigh, MaximumPerYear);
        if (low is null && likely is null && high is null)
        {
            return Assumed;
        }

        double middle = likely ?? (low is { } from && high is { } to ? (from + to) / 2 : low ?? high!.Value);
        return new AttackFrequency(Math.Min(low ?? middle, middle), middle, Math.Max(high ?? middle, middle), true);
    }

    /// <summary>The greatest loss in a year that the site accepts; null when it does not say.</summary>
    public static double? AppetiteOf(Revision revision) => SiteFigure(revision, Properties.RiskAppetite, 1e15);

    private static double? SiteFigure(Revision revision, string property, double maximum) =>
        double.TryParse(
            revision
                .Assets.FirstOrDefault(asset => string.Equals(asset.Type, SiteType, StringComparison.Ordinal))
                ?.Property(property),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double figure
        )
        && figure >= 0
        && figure <= maximum
            ? figure
            : null;
}
