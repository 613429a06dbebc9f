using System.Collections.Immutable;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>What there is to show of a twin.</summary>
internal sealed record TwinOverview(
    Revision Revision,
    ImmutableArray<ZoneOverview> Zones,
    ImmutableArray<DeviceOverview> Devices,
    ImmutableArray<SourceOverview> Sources
)
{
    /// <summary>The devices that filter.</summary>
    public ImmutableArray<FilteringAsset> Filters { get; init; } = [];

    public IEnumerable<DeviceOverview> Unplaced => Devices.Where(device => device.Zones.IsEmpty);

    public static TwinOverview Of(TwinInput input, DateTimeOffset now)
    {
        Revision revision = input.Revision;
        Dictionary<string, Asset> assets = revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        ILookup<string, AssetLink> links = revision.Links.ToLookup(link => link.FromId, StringComparer.Ordinal);
        ILookup<string, Asset> parts = revision
            .Assets.Where(asset => asset.ParentId is not null)
            .ToLookup(asset => asset.ParentId!, StringComparer.Ordinal);
        DeviceOverview[] devices =
        [
            .. revision
                .Assets.Where(asset => IsDevice(asset, input, links))
                .OrderBy(asset => asset.Name, StringComparer.Ordinal)
                .Select(asset => ToDevice(asset, input, links[asset.Id], parts[asset.Id], assets)),
        ];
        return new TwinOverview(revision, ToZones(input, devices, assets), [.. devices], ToSources(input.Twin, now))
        {
            Filters = SiteReach.Of(revision).Devices,
        };
    }

    // Without the language's types a device shows by having an address or a zone.
    private static bool IsDevice(Asset asset, TwinInput input, ILookup<string, AssetLink> links) =>
        input.Types.IsEmpty
            ? asset.ParentId is null
                && (
                    asset.Identifiers.Any(identifier => identifier.Kind == IdentifierKind.IpAddress)
                    || links[asset.Id].Any(IsZoneLink)
                )
            : input.Types.IsA(asset.Type, "Device");

    private static bool IsZoneLink(AssetLink link) => string.Equals(link.Role, "zones", StringComparison.Ordinal);

    private static DeviceOverview ToDevice(
        Asset asset,
        TwinInput input,
        IEnumerable<AssetLink> links,
        IEnumerable<Asset> parts,
        Dictionary<string, Asset> assets
    )
    {
        AssetLink[] own = [.. links];
        HashSet<string> services =
        [
            .. own.Where(link => link.Role is "services").Select(link => link.ToId),
            .. parts.Where(part => input.Types.IsA(part.Type, "Service")).Select(part => part.Id),
        ];
        HashSet<string> software =
        [
            .. own.Where(link => link.Role is "software").Select(link => link.ToId),
            .. parts.Where(part => input.Types.IsA(part.Type, "Software")).Select(part => part.Id),
        ];
        return new DeviceOverview(
            asset,
            [.. own.Where(IsZoneLink).Select(link => assets[link.ToId].Name).Order(StringComparer.Ordinal)],
            services.Count,
            software.Count,
            asset.Provenance.Select(record => record.At).Max()
        );
    }

    private static ImmutableArray<ZoneOverview> ToZones(
        TwinInput input,
        DeviceOverview[] devices,
        Dictionary<string, Asset> assets
    )
    {
        HashSet<string> linked =
        [
            .. input.Revision.Links.Where(IsZoneLink).Select(link => link.ToId),
            .. input.Revision.Assets.Where(asset => input.Types.IsA(asset.Type, "Zone")).Select(asset => asset.Id),
        ];
        ILookup<string, DeviceOverview> byZone = devices
            .SelectMany(device => device.Zones.Select(zone => (zone, device)))
            .ToLookup(pair => pair.zone, pair => pair.device, StringComparer.Ordinal);
        return
        [
            .. linked
                .Select(id => assets[id])
                .OrderByDescending(zone => zone.Property(Properties.Level) ?? "", StringComparer.Ordinal)
                .ThenBy(zone => zone.Name, StringComparer.Ordinal)
                .Select(zone => new ZoneOverview(zone, [.. byZone[zone.Name]])),
        ];
    }

    private static ImmutableArray<SourceOverview> ToSources(SiteTwin twin, DateTimeOffset now) =>
        [
            .. twin.Sources.Select(source => new SourceOverview(
                source.Source,
                source.Records,
                source.Source.At is { } at ? Math.Round((now - at).TotalDays, 2) : null
            )),
        ];
}

/// <summary>A zone with the devices in it.</summary>
internal sealed record ZoneOverview(Asset Zone, ImmutableArray<DeviceOverview> Devices)
{
    public int Services => Devices.Sum(device => device.Services);

    public int Software => Devices.Sum(device => device.Software);
}

/// <summary>A device: the names of its zones, how many services and products it has, when it was last seen.</summary>
internal sealed record DeviceOverview(
    Asset Device,
    ImmutableArray<string> Zones,
    int Services,
    int Software,
    DateTimeOffset? LastSeen
)
{
    public string Addresses =>
        string.Join(
            ", ",
            Device
                .Identifiers.Where(identifier => identifier.Kind == IdentifierKind.IpAddress)
                .Select(identifier => identifier.Value)
                .Distinct(StringComparer.Ordinal)
        );
}

/// <summary>A source, how many records it has, and how many days ago it was true (null when it does not say).</summary>
internal sealed record SourceOverview(Source Source, int Records, double? AgeDays);
