using Pollux.Diagnostics;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>
/// Unites the mentions that share an identifier, strongest kind first, parents before children; never against a stronger
/// identifier that says otherwise, and never by guess where several things could be meant.
/// </summary>
internal sealed class Uniting(List<Mention> mentions, TypeHierarchy types, DiagnosticBag diagnostics)
{
    // A name that more distinct things carry than this identifies nothing; also keeps the work linear.
    private const int MaximumGroups = 16;

    private readonly List<Mention>[] levels = ByDepth(mentions);
    private readonly HashSet<(string, string)> reported = [];

    /// <summary>Which identifier united which mentions, in the order of uniting.</summary>
    public List<Union> Unions { get; } = [];

    /// <summary>Unites by every kind of identifier but IP addresses.</summary>
    public void UniteByNames()
    {
        foreach (List<Mention> level in levels)
        {
            for (IdentifierKind kind = IdentifierKind.AssignedId; kind < IdentifierKind.IpAddress; kind++)
            {
                Unite(level, kind, null);
            }
        }
    }

    /// <summary>Unites by IP addresses too; what belongs to united things is looked at again.</summary>
    public void UniteByAddresses(Segments segments)
    {
        Unite(levels[0], IdentifierKind.IpAddress, segments);
        foreach (List<Mention> level in levels.Skip(1))
        {
            for (IdentifierKind kind = IdentifierKind.AssignedId; kind <= IdentifierKind.IpAddress; kind++)
            {
                Unite(level, kind, null);
            }
        }
    }

    private static List<Mention>[] ByDepth(List<Mention> mentions)
    {
        List<Mention>[] byDepth =
        [
            .. Enumerable
                .Range(0, mentions.Select(m => m.Depth).DefaultIfEmpty(0).Max() + 1)
                .Select(_ => new List<Mention>()),
        ];
        foreach (Mention mention in mentions)
        {
            byDepth[mention.Depth].Add(mention);
        }

        return byDepth;
    }

    private void Unite(List<Mention> level, IdentifierKind kind, Segments? segments)
    {
        Dictionary<SharedKey, List<Mention>> sharing = new();
        List<SharedKey> shared = [];
        foreach (Mention mention in level)
        {
            foreach (Identifier identifier in mention.Reference.Identifiers)
            {
                if (identifier.Kind != kind || KeyOf(mention, identifier, segments) is not { } key)
                {
                    continue;
                }

                if (!sharing.TryGetValue(key, out List<Mention>? others))
                {
                    sharing.Add(key, others = new List<Mention>(1));
                }
                else if (others.Count == 1)
                {
                    shared.Add(key);
                }

                others.Add(mention);
            }
        }

        foreach (SharedKey key in shared)
        {
            UniteSharing(key, sharing[key]);
        }
    }

    private SharedKey? KeyOf(Mention mention, Identifier identifier, Segments? segments)
    {
        // Without a language a name of a zone and a name of a device must still differ; an address is a device's anyway.
        bool isNetworkKind =
            identifier.Kind
            is IdentifierKind.Serial
                or IdentifierKind.Mac
                or IdentifierKind.Fqdn
                or IdentifierKind.HostName
                or IdentifierKind.IpAddress;
        string family = types.IsEmpty && isNetworkKind ? "" : types.Family(mention.Reference.Type);
        Segment? segment = segments is null ? new Segment(null, identifier.Scope) : segments.Of(identifier);
        return segment is { } known
            ? new SharedKey(mention.Parent?.Leader, family, identifier.Kind, identifier.Value, known)
            : null;
    }

    // Those with a stronger identifier of their own form groups first; the others join when there is only one group to join.
    private void UniteSharing(SharedKey key, List<Mention> sharing)
    {
        Mention[] leaders = [.. sharing.Select(mention => mention.Leader).Distinct()];
        if (leaders.Length < 2)
        {
            return;
        }

        if (key.Kind == IdentifierKind.HostName && AreListedApart(leaders))
        {
            ReportAmbiguity(leaders, key);
            return;
        }

        List<Mention> groups = [];
        foreach (Mention mention in sharing.Where(mention => HasStronger(mention.Leader, key.Kind)))
        {
            JoinFirstCompatible(groups, mention, key);
        }

        Mention? unnamed = null;
        foreach (Mention mention in sharing.Where(mention => !HasStronger(mention.Leader, key.Kind)))
        {
            if (groups.Count == 1)
            {
                Join(groups[0], mention, key);
            }
            else if (unnamed is null)
            {
                unnamed = mention;
                ReportAmbiguity(groups, key, mention);
            }
            else
            {
                Join(unnamed, mention, key);
            }
        }
    }

    private void JoinFirstCompatible(List<Mention> groups, Mention mention, SharedKey key)
    {
        (IdentifierKind Kind, string Mine, string Theirs)? conflict = null;
        foreach (Mention group in groups)
        {
            conflict = Conflict(mention.Leader, group.Leader, key.Kind);
            if (conflict is null)
            {
                Join(group, mention, key);
                return;
            }
        }

        if (groups.Count < MaximumGroups)
        {
            groups.Add(mention);
        }

        if (conflict is { } found)
        {
            ReportConflict(mention, key, found);
        }
    }

    private void Join(Mention group, Mention mention, SharedKey key)
    {
        Mention first = group.Leader;
        Mention second = mention.Leader;
        if (!ReferenceEquals(first, second))
        {
            Mention.Unite(first, second);
            Unions.Add(new Union(group, mention, key));
        }
    }

    private static bool HasStronger(Mention leader, IdentifierKind kind)
    {
        for (IdentifierKind stronger = IdentifierKind.AssignedId; stronger < kind; stronger++)
        {
            if (leader.Identifiers.Has(stronger))
            {
                return true;
            }
        }

        return false;
    }

    private static (IdentifierKind Kind, string Mine, string Theirs)? Conflict(
        Mention mine,
        Mention theirs,
        IdentifierKind by
    )
    {
        if (ReferenceEquals(mine, theirs))
        {
            return null;
        }

        for (IdentifierKind kind = IdentifierKind.AssignedId; kind < by; kind++)
        {
            if (mine.Identifiers.Of(kind).Any(theirs.Identifiers.Contains))
            {
                continue;
            }

            foreach (Identifier identifier in mine.Identifiers.Of(kind))
            {
                foreach (Identifier other in theirs.Identifiers.Of(kind))
                {
                    if (SameNamespace(identifier, other))
                    {
                        return (kind, identifier.Value, other.Value);
                    }
                }
            }
        }

        return null;
    }

    // A purl and a CPE, or the ids of two agents, differ without contradicting each other.
    private static bool SameNamespace(Identifier first, Identifier second) =>
        string.Equals(first.Scope, second.Scope, StringComparison.Ordinal)
        && (first.Kind != IdentifierKind.Product || Prefix(first.Value).SequenceEqual(Prefix(second.Value)));

    private static ReadOnlySpan<char> Prefix(string value)
    {
        int colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "" : value.AsSpan(0, colon);
    }

    private void ReportConflict(Mention mention, SharedKey key, (IdentifierKind Kind, string Mine, string Theirs) found)
    {
        if (reported.Add((key.Value, found.Mine)))
        {
            diagnostics.Add(
                new Diagnostic(
                    ResolutionRules.ConflictingIdentifiers,
                    $"Two things have the {Texts.Of(key.Kind)} '{key.Value}' but different values of {Texts.Of(found.Kind)} "
                        + $"('{found.Mine}' and '{found.Theirs}'); they are kept apart.",
                    new SourceLocation(mention.Record.SourceKey, Record: mention.Record.Record)
                )
            );
        }
    }

    // Factory names such as "localhost" are shared by many: a source that lists two records of one host name means two things.
    private static bool AreListedApart(Mention[] leaders)
    {
        Dictionary<string, string> recordBySource = new(StringComparer.Ordinal);
        return leaders.Any(leader =>
            !recordBySource.TryAdd(leader.Record.SourceKey, leader.Record.Record)
            && !string.Equals(recordBySource[leader.Record.SourceKey], leader.Record.Record, StringComparison.Ordinal)
        );
    }

    private void ReportAmbiguity(IReadOnlyList<Mention> meant, SharedKey key, Mention? kept = null)
    {
        if (meant.Count > 1 && reported.Add((key.Value, "")))
        {
            RecordReference record = (kept ?? meant[^1]).Record;
            diagnostics.Add(
                new Diagnostic(
                    ResolutionRules.AmbiguousIdentifier,
                    $"The {Texts.Of(key.Kind)} '{key.Value}' could mean {meant.Count} things, "
                        + $"'{Texts.Label(meant[0].Leader)}' among them; it merges nothing.",
                    new SourceLocation(record.SourceKey, Record: record.Record)
                )
            );
        }
    }
}

/// <summary>What mentions must share to be the same thing.</summary>
internal readonly record struct SharedKey(
    Mention? Parent,
    string Family,
    IdentifierKind Kind,
    string Value,
    Segment Segment
);

/// <summary>Two mentions were found to be the same thing.</summary>
internal readonly record struct Union(Mention First, Mention Second, SharedKey By);
