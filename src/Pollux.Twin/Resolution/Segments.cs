using Pollux.Diagnostics;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>
/// In which network segment an IP address is meant. An address means one thing only within its segment: the scope that its
/// source gives, else the one zone whose network holds it, else, when no zone does, the rest of the site.
/// </summary>
internal sealed class Segments
{
    private readonly Networks networks = new();
    private readonly Dictionary<string, Mention> zoneByName = new(StringComparer.Ordinal);
    private readonly HashSet<Mention> zones = [];
    private readonly SortedDictionary<string, (int Count, string Example)> overlaps = new(StringComparer.Ordinal);
    private readonly DiagnosticBag diagnostics;

    public Segments(Mentions mentions, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        foreach (AssetSaying saying in mentions.Sayings)
        {
            int link = 0;
            foreach (Fact fact in saying.Facts)
            {
                if (fact is PropertyFact { Name: Properties.Network } network)
                {
                    AddNetwork(saying, network.Value);
                }
                else if (fact is LinkFact { Role: var role })
                {
                    Mention other = saying.Others[link++];
                    if (string.Equals(role, Resolver.ZonesRole, StringComparison.Ordinal))
                    {
                        AddZone(other.Leader);
                    }
                }
            }
        }
    }

    public bool IsZone(Mention leader) => zones.Contains(leader);

    /// <summary>The segment of an address; null when several zones could be meant, which is noted.</summary>
    public Segment? Of(Identifier address)
    {
        if (address.Scope.Length > 0)
        {
            return zoneByName.TryGetValue(address.Scope, out Mention? named)
                ? new Segment(named, "")
                : new Segment(null, address.Scope);
        }

        List<Mention> holding = networks.ZonesOf(address.Value);
        return holding.Count switch
        {
            0 => new Segment(null, ""),
            1 => new Segment(holding[0], ""),
            _ => Overlap(holding, address.Value),
        };
    }

    /// <summary>Adds one diagnostic for each set of zones whose networks overlap where there are addresses.</summary>
    public void Report()
    {
        foreach ((string names, (int count, string example)) in overlaps)
        {
            diagnostics.Add(
                ResolutionRules.OverlappingZones,
                $"{count} mention(s) of addresses such as {example} lie in the networks of the zones {names}; "
                    + "they are merged with nothing by address, and placed in no zone by it."
            );
        }
    }

    private void AddNetwork(AssetSaying saying, string network)
    {
        Mention zone = saying.Subject.Leader;
        AddZone(zone);
        if (!networks.TryAdd(network, zone))
        {
            diagnostics.Add(
                new Diagnostic(
                    ResolutionRules.UnreadableNetwork,
                    $"The network '{network}' of {Texts.Label(zone)} is not in CIDR form; it places no device.",
                    new SourceLocation(saying.Record.SourceKey, Record: saying.Record.Record)
                )
            );
        }
    }

    private void AddZone(Mention zone)
    {
        if (!zones.Add(zone))
        {
            return;
        }

        foreach (Identifier identifier in zone.Identifiers.Of(IdentifierKind.Name))
        {
            zoneByName.TryAdd(identifier.Value, zone);
        }
    }

    private Segment? Overlap(List<Mention> holding, string address)
    {
        string names = string.Join(", ", holding.Select(zone => $"'{Texts.Label(zone)}'"));
        overlaps[names] = overlaps.TryGetValue(names, out (int Count, string Example) seen)
            ? (seen.Count + 1, seen.Example)
            : (1, address);
        return null;
    }
}

/// <summary>A network segment: a zone, or a scope that only its source knows, or (both empty) the rest of the site.</summary>
internal readonly record struct Segment(Mention? Zone, string Scope);
