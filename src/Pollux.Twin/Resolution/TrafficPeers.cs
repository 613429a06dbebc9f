using Pollux.Twin.Flows;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>
/// Which of the mentioned things are things of the site. A site's traffic knows thousands of peers that are not: servers in the
/// Internet, and addresses that a scanner calls in vain.
/// </summary>
internal sealed class TrafficPeers
{
    private readonly HashSet<Mention> there = [];
    private readonly HashSet<Mention> known = [];
    private readonly Dictionary<Mention, bool> outside = new();
    private readonly Segments segments;

    public TrafficPeers(Mentions mentions, Segments segments)
    {
        this.segments = segments;
        foreach (Mention mention in mentions.All)
        {
            if (!mention.IsOfTraffic)
            {
                known.Add(mention.Leader);
            }

            if (mention.IsThere)
            {
                there.Add(mention.Leader);
            }
        }
    }

    /// <summary>True when the thing is there, and within the site.</summary>
    public bool IsAsset(Mention leader) =>
        there.Contains(leader) && !IsOutside(leader) && !(IsUnnamed(Root(leader), AddressScope.NoDevice));

    /// <summary>
    /// True when only traffic knows the thing, or what it belongs to, and only by public addresses in no zone's network.
    /// </summary>
    public bool IsOutside(Mention leader)
    {
        Mention root = Root(leader);
        if (!outside.TryGetValue(root, out bool isOutside))
        {
            isOutside = IsUnnamed(root, AddressScope.Public) && root.Identifiers.All().All(IsInNoSegment);
            outside.Add(root, isOutside);
        }

        return isOutside;
    }

    private static Mention Root(Mention leader)
    {
        Mention root = leader;
        while (root.Parent is { } parent)
        {
            root = parent.Leader;
        }

        return root;
    }

    private bool IsUnnamed(Mention root, AddressScope scope) =>
        !known.Contains(root)
        && root.Identifiers.All()
            .All(identifier =>
                identifier.Kind == IdentifierKind.IpAddress && AddressScopes.Of(identifier.Value) == scope
            );

    private bool IsInNoSegment(Identifier address) => segments.Of(address) is { Zone: null, Scope: "" };
}
