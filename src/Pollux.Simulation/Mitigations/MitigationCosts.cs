using System.Globalization;
using Pollux.Language.Packs;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Mitigations;

/// <summary>What the classes of cost are in the site's money; where the site does not say, only their relation.</summary>
internal sealed class MitigationCosts(Revision? revision)
{
    // The asset that carries what the site says of itself; no language has its type.
    private const string SiteType = "Site";

    private readonly Asset? site = revision?.Assets.FirstOrDefault(asset =>
        string.Equals(asset.Type, SiteType, StringComparison.Ordinal)
    );

    /// <summary>The currency of the site, or empty.</summary>
    public string Currency => site?.Property(Properties.Currency) ?? "";

    /// <summary>The sentences that the site wants printed with every result.</summary>
    public IEnumerable<string> Assumptions => site?.PropertyValues(Properties.Assumption) ?? [];

    /// <summary>The cost in money, or null.</summary>
    public double? InMoney(CostClass cost, int times)
    {
        string? text = site?.Property(
            cost switch
            {
                CostClass.Low => Properties.MitigationCostLow,
                CostClass.High => Properties.MitigationCostHigh,
                _ => Properties.MitigationCostMedium,
            }
        );
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount) && amount > 0
            ? amount * times
            : null;
    }

    /// <summary>True when the site says what each class costs, so that sums of different classes are sums of money.</summary>
    public bool AreInMoney =>
        InMoney(CostClass.Low, 1) is not null
        && InMoney(CostClass.Medium, 1) is not null
        && InMoney(CostClass.High, 1) is not null;

    /// <summary>The cost in money where the site says what each class costs, else in person-days.</summary>
    public double Of(MitigationCandidate candidate) =>
        (AreInMoney ? InMoney(candidate.Cost, candidate.Times) : null) ?? Relative(candidate.Cost, candidate.Times);

    /// <summary>The cost in person-days of the class's meaning: a day, a project of a month, an investment of a year; for ranking only.</summary>
    public static double Relative(CostClass cost, int times) =>
        times
        * cost switch
        {
            CostClass.Low => 1.0,
            CostClass.High => 200.0,
            _ => 20.0,
        };

    /// <summary>The class in the words of results.</summary>
    public static string Word(CostClass cost) =>
        cost switch
        {
            CostClass.Low => "low",
            CostClass.High => "high",
            _ => "medium",
        };
}
