using System.Globalization;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Comparisons of amounts that are facts already.</summary>
internal static class SiteMoney
{
    /// <summary>True unless two of the figures low, likely and high are there and fall.</summary>
    public static bool Rises(IReadOnlyList<PropertyFact> facts)
    {
        decimal[] figures =
        [
            .. new[] { Properties.LossLow, Properties.LossLikely, Properties.LossHigh }
                .Select(name => facts.FirstOrDefault(fact => fact.Name == name))
                .OfType<PropertyFact>()
                .Select(Amount),
        ];
        return figures.Zip(figures.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    /// <summary>The amount of a fact that holds money.</summary>
    public static decimal Amount(PropertyFact fact) => decimal.Parse(fact.Value, CultureInfo.InvariantCulture);
}
