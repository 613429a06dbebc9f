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

    /// <summary>False when a loss is said to be lognormal and lacks the two figures that make it one, or has a third that has no place in it.</summary>
    public static bool HasItsShape(IReadOnlyList<PropertyFact> facts)
    {
        if (!facts.Any(fact => fact is { Name: Properties.LossShape, Value: "lognormal" }))
        {
            return true;
        }

        PropertyFact? low = facts.FirstOrDefault(fact => fact.Name == Properties.LossLow);
        PropertyFact? high = facts.FirstOrDefault(fact => fact.Name == Properties.LossHigh);
        return low is not null
            && high is not null
            && Amount(low) > 0
            && Amount(low) < Amount(high)
            && facts.All(fact => fact.Name != Properties.LossLikely);
    }

    /// <summary>The amount of a fact that holds money.</summary>
    public static decimal Amount(PropertyFact fact) => decimal.Parse(fact.Value, CultureInfo.InvariantCulture);
}
