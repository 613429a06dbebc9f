using System.Collections.Immutable;
using Pollux.Twin.Assets;
using Pollux.Twin.Flows;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Fidelity;

/// <summary>Measures a revision.</summary>
public sealed class FidelityMeasure
{
    private const string DeviceType = "Device";
    private const int MostSteps = 5;

    private readonly Revision revision;
    private readonly TypeHierarchy types;
    private readonly DateTimeOffset now;
    private readonly Dictionary<string, Asset> assets;
    private readonly ILookup<string, AssetLink> links;
    private readonly ILookup<string, Asset> parts;
    private readonly HashSet<string> declaring;

    private readonly ObservedTraffic traffic;

    private FidelityMeasure(
        Revision revision,
        TypeHierarchy types,
        DateTimeOffset now,
        ImmutableArray<FlowVerdict> verdicts
    )
    {
        this.revision = revision;
        this.types = types;
        this.now = now;
        traffic = new ObservedTraffic(revision, verdicts);
        assets = revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        links = revision.Links.ToLookup(link => link.FromId, StringComparer.Ordinal);
        parts = revision
            .Assets.Where(asset => asset.ParentId is not null)
            .ToLookup(asset => asset.ParentId!, StringComparer.Ordinal);
        declaring = [.. revision.Sources.Where(Precedence.IsDeclaring).Select(source => source.Key)];
    }

    /// <summary>Measures a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="types">The language's types, which say what a device is.</param>
    /// <param name="now">The time against which age is measured.</param>
    /// <param name="verdicts">How each flow of the revision fits what is known; none when nobody judged them: then explained is unknown.</param>
    /// <returns>The figures; null when the twin holds no device, so that there is nothing to measure.</returns>
    public static TwinFidelity? Of(
        Revision revision,
        TypeHierarchy types,
        DateTimeOffset now,
        ImmutableArray<FlowVerdict> verdicts = default
    ) => new FidelityMeasure(revision, types, now, verdicts.IsDefault ? [] : verdicts).Measure();

    private TwinFidelity? Measure()
    {
        DeviceFidelity[] devices =
        [
            .. revision
                .Assets.Where(asset => types.IsA(asset.Type, DeviceType))
                .Select(Measure)
                .OrderBy(device => device.Score.Total)
                .ThenBy(device => device.Name, StringComparer.Ordinal),
        ];
        if (devices.Length == 0)
        {
            return null;
        }

        ILookup<string, DeviceFidelity> byZone = devices
            .SelectMany(device =>
                (device.Zones.IsEmpty ? [""] : device.Zones).Select(zone => (Zone: zone, Device: device))
            )
            .ToLookup(pair => pair.Zone, pair => pair.Device, StringComparer.Ordinal);
        FidelityScore site = MeanOf(devices, traffic.Explained());
        return new TwinFidelity(
            now,
            site,
            [
                .. byZone
                    .Select(zone => new ZoneFidelity(
                        zone.Key,
                        MeanOf([.. zone], traffic.Explained(zone.Select(device => device.AssetId)))
                    ))
                    .OrderBy(zone => zone.Score.Total)
                    .ThenBy(zone => zone.Name, StringComparer.Ordinal),
            ],
            [.. devices],
            [
                .. byZone
                    .SelectMany(zone =>
                        Enum.GetValues<FidelityStepKind>()
                            .Select(kind => StepOf(kind, zone.Key, [.. zone], devices, site))
                    )
                    .Where(step => step.Devices > 0 && step.Gain > 0)
                    .OrderByDescending(step => step.Gain)
                    .ThenBy(step => step.Zone, StringComparer.Ordinal)
                    .ThenBy(step => step.Kind)
                    .Take(MostSteps),
            ]
        );
    }

    private DeviceFidelity Measure(Asset device)
    {
        AssetLink[] own = [.. links[device.Id]];
        Asset[] belonging =
        [
            .. own.Where(link => link.Role is "services" or "software").Select(link => assets[link.ToId]),
            .. parts[device.Id],
        ];
        RecordReference[] seen = [.. device.Provenance.Where(record => !declaring.Contains(record.SourceKey))];
        DateTimeOffset? last = seen.Max(record => record.At);
        ImmutableArray<string> zones =
        [
            .. own.Where(link => link.Role == Resolver.ZonesRole)
                .Select(link => assets[link.ToId].Name)
                .Order(StringComparer.Ordinal),
        ];
        bool Knows(Facet facet) =>
            facet switch
            {
                Facet.Seen => seen.Length > 0,
                Facet.Zone => !zones.IsEmpty,
                Facet.Type => device.Type != DeviceType,
                Facet.Product => Has(device, Properties.OperatingSystem)
                    || (
                        Has(device, Properties.Vendor)
                        && (Has(device, Properties.Product) || Has(device, Properties.Model))
                    ),
                Facet.Version => Has(device, Properties.Version)
                    || belonging.Any(part => Has(part, Properties.Version)),
                _ => belonging.Any(part => types.IsA(part.Type, "Service")) || Has(device, Properties.Status),
            };
        ImmutableArray<Facet> missing = [.. Enum.GetValues<Facet>().Where(facet => !Knows(facet))];
        return new DeviceFidelity(
            device.Id,
            device.Name,
            zones,
            new FidelityScore(
                1,
                    // What was never seen is as stale as can be; of what was seen at an unknown time nothing can be said.
                    last is { } at
                        ? FidelityScale.FreshnessOf((now - at).TotalDays)
                    : seen.Length == 0 ? 0
                    : null,
                1 - ((double)missing.Length / Enum.GetValues<Facet>().Length),
                FidelityScale.SurenessOf(device.Identifiers),
                traffic.Explained([device.Id])
            ),
            last,
            missing
        );
    }

    private static bool Has(Asset asset, string property) => asset.Property(property) is not null;

    private static FidelityScore MeanOf(IReadOnlyCollection<DeviceFidelity> devices, double? explained) =>
        new(
            devices.Count,
            Mean(devices.Select(device => device.Score.Freshness)),
            Mean(devices.Select(device => (double?)device.Score.Coverage))!.Value,
            Mean(devices.Select(device => (double?)device.Score.Identity))!.Value,
            explained
        );

    private static double? Mean(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? null : known.Sum() / known.Length;
    }

    private FidelityStep StepOf(
        FidelityStepKind kind,
        string zone,
        DeviceFidelity[] inZone,
        DeviceFidelity[] all,
        FidelityScore site
    )
    {
        if (kind == FidelityStepKind.Explain)
        {
            string[] touched = [.. inZone.Select(device => device.AssetId)];
            double? explained = traffic.ExplainedIfAllOf(touched);
            return new FidelityStep(
                kind,
                zone,
                inZone.Count(device => device.Score.Explained < 1),
                (site with { Explained = explained }).Total - site.Total
            );
        }

        Dictionary<string, DeviceFidelity> after = all.ToDictionary(device => device.AssetId, StringComparer.Ordinal);
        int changed = 0;
        foreach (DeviceFidelity device in inZone)
        {
            DeviceFidelity better = After(kind, device);
            changed += better.Score == device.Score ? 0 : 1;
            after[device.AssetId] = better;
        }

        return new FidelityStep(kind, zone, changed, MeanOf(after.Values, site.Explained).Total - site.Total);
    }

    // What the step could bring at most.
    private static DeviceFidelity After(FidelityStepKind kind, DeviceFidelity device)
    {
        Facet[] learned = kind switch
        {
            FidelityStepKind.Observe => [Facet.Seen, Facet.Product, Facet.Version, Facet.Services],
            FidelityStepKind.Place => [Facet.Zone],
            FidelityStepKind.Describe => [Facet.Type, Facet.Product, Facet.Version],
            _ => [],
        };
        int facets = Enum.GetValues<Facet>().Length;
        int missing = device.Missing.Except(learned).Count();
        FidelityScore score = device.Score with { Coverage = 1 - ((double)missing / facets) };
        return device with
        {
            Score = kind switch
            {
                FidelityStepKind.Observe => score with { Freshness = 1 },
                FidelityStepKind.Identify => score with { Identity = Math.Max(score.Identity, 0.95) },
                _ => score,
            },
        };
    }
}
