using System.Collections.Immutable;

namespace Pollux.Twin.Fidelity;

/// <summary>How far a twin can be believed: how fresh, how complete and how surely recognised what it holds of its devices is.</summary>
/// <param name="Now">The time at which it was measured.</param>
/// <param name="Site">The whole site.</param>
/// <param name="Zones">Each zone, least faithful first, then by name; devices without a zone are under the empty name.</param>
/// <param name="Devices">Each device, least faithful first, then by name.</param>
/// <param name="Steps">What would raise the site's figure most, best first.</param>
public sealed record TwinFidelity(
    DateTimeOffset Now,
    FidelityScore Site,
    ImmutableArray<ZoneFidelity> Zones,
    ImmutableArray<DeviceFidelity> Devices,
    ImmutableArray<FidelityStep> Steps
);

/// <summary>
/// The figures, each from 0 (nothing) to 1 (all): of a device its own, of a zone and a site the mean over the devices. Unknown is not zero: what
/// cannot be said is null and left out of the mean. <paramref name="Explained"/> alone counts connections, not devices.
/// </summary>
/// <param name="Devices">How many devices it is over.</param>
/// <param name="Freshness">Half for every <see cref="FidelityScale.HalfLifeDays"/> days since a device was last seen; null where nobody says.</param>
/// <param name="Coverage">The share of <see cref="Facet"/>s that are known.</param>
/// <param name="Identity">How sure it is that what is said of a device is said of one device; see <see cref="FidelityScale"/>.</param>
/// <param name="Explained">
/// The share of observed connections that run between known devices, within a zone or over declared or configured ways, of those that
/// were not left without an answer: a device's own, those that touch a zone, all of a site; null when there are none.
/// </param>
public sealed record FidelityScore(int Devices, double? Freshness, double Coverage, double Identity, double? Explained)
{
    /// <summary>The mean of the figures that are known.</summary>
    public double Total
    {
        get
        {
            double[] known = [.. new[] { Freshness, Coverage, Identity, Explained }.OfType<double>()];
            return known.Sum() / known.Length;
        }
    }
}

/// <summary>A zone.</summary>
/// <param name="Name">Its name; empty for devices that are in no zone.</param>
/// <param name="Score">Its figures.</param>
public sealed record ZoneFidelity(string Name, FidelityScore Score);

/// <summary>A device.</summary>
/// <param name="AssetId">The asset.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zones">The names of its zones, sorted.</param>
/// <param name="Score">Its figures.</param>
/// <param name="LastSeen">When a source other than the site's own word last saw it; null when none did or none says when.</param>
/// <param name="Missing">What is not known of it.</param>
public sealed record DeviceFidelity(
    string AssetId,
    string Name,
    ImmutableArray<string> Zones,
    FidelityScore Score,
    DateTimeOffset? LastSeen,
    ImmutableArray<Facet> Missing
);

/// <summary>What should be known of every device.</summary>
public enum Facet
{
    /// <summary>A source other than the site's own word saw it.</summary>
    Seen,

    /// <summary>The zone that it stands in.</summary>
    Zone,

    /// <summary>What it is, more exactly than a device.</summary>
    Type,

    /// <summary>Vendor and product, or its operating system.</summary>
    Product,

    /// <summary>The version of its firmware or operating system, or of a product installed on it.</summary>
    Version,

    /// <summary>At least one service, or that a scan found none.</summary>
    Services,
}

/// <summary>Something to do, and what it would bring.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Zone">Where; empty for devices without a zone.</param>
/// <param name="Devices">How many devices it would tell more of.</param>
/// <param name="Gain">What the site's <see cref="FidelityScore.Total"/> would gain at most, 0 to 1.</param>
public sealed record FidelityStep(FidelityStepKind Kind, string Zone, int Devices, double Gain);

/// <summary>What can be done about a twin's fidelity.</summary>
public enum FidelityStepKind
{
    /// <summary>Scan a zone, or read its traffic: devices are seen, with services, products and versions.</summary>
    Observe,

    /// <summary>Take serial numbers or hardware addresses into the inventory: devices are surely told apart.</summary>
    Identify,

    /// <summary>Declare which zone devices stand in.</summary>
    Place,

    /// <summary>Say in the site description what devices are, with vendor, product and version.</summary>
    Describe,

    /// <summary>Declare devices that only traffic knows and the ways that traffic takes, or stop it.</summary>
    Explain,
}
