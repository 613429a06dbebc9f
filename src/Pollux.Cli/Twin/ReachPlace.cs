using System.Collections.Immutable;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>A place of a question for reachability: parts that lie somewhere each.</summary>
/// <param name="Text">What the user wrote.</param>
/// <param name="Parts">Its addresses with one of them that tells where they are; null there for the outside.</param>
internal sealed record ReachPlace(string Text, ImmutableArray<(IntervalSet Addresses, UInt128? Where)> Parts)
{
    // RFC 1918 and RFC 4193: never outside.
    private static readonly IntervalSet Private = IntervalSet.Of(
        ((string[])["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]).Select(text =>
            AddressSets.ToInterval(text)!.Value
        )
    );

    /// <summary>All addresses of the place.</summary>
    public IntervalSet Addresses => IntervalSet.Of(Parts.SelectMany(part => part.Addresses.Intervals));

    /// <summary>Finds a place; null when the text means none.</summary>
    public static ReachPlace? Find(string text, Revision revision, SiteReach reach)
    {
        if (text is not "any" and not "any4" && AddressSets.ToInterval(text) is { } written)
        {
            return Of(text, [written]);
        }

        Asset? asset =
            revision.Assets.FirstOrDefault(found => string.Equals(found.Name, text, StringComparison.Ordinal))
            ?? revision.Assets.FirstOrDefault(found =>
                string.Equals(found.Name, text, StringComparison.OrdinalIgnoreCase)
            );
        if (asset is not null && Of(asset) is { IsEmpty: false } networks)
        {
            return Of(text, networks);
        }

        ImmutableArray<Interval> behind =
        [
            .. reach
                .Devices.SelectMany(device => device.Filter.Device.Interfaces)
                .Where(item =>
                    string.Equals(item.Zone, text, StringComparison.Ordinal)
                    || string.Equals(item.Name, text, StringComparison.Ordinal)
                )
                .SelectMany(item => item.Addresses)
                .Select(address => AddressSets.ToInterval(address))
                .OfType<Interval>(),
        ];
        if (!behind.IsEmpty)
        {
            return Of(text, behind);
        }

        bool isOutside =
            string.Equals(text, "internet", StringComparison.OrdinalIgnoreCase) || asset?.Type == "Internet";
        return isOutside
            ? new ReachPlace(text, [(AddressSets.AnyV4.Except(Private).Except(reach.Inside), null)])
            : null;
    }

    private static ReachPlace Of(string text, ImmutableArray<Interval> networks) =>
        new(text, [.. networks.Select(network => (IntervalSet.Of([network]), (UInt128?)network.First))]);

    private static ImmutableArray<Interval> Of(Asset asset) =>
        [
            .. asset
                .PropertyValues(Properties.Network)
                .Concat(
                    asset
                        .Identifiers.Where(identifier => identifier.Kind == IdentifierKind.IpAddress)
                        .Select(identifier => identifier.Value)
                )
                .Concat(asset.PropertyValues(Properties.Address))
                .Distinct(StringComparer.Ordinal)
                .Select(network => AddressSets.ToInterval(network))
                .OfType<Interval>(),
        ];
}
