using System.Collections.Immutable;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Resolution;

/// <summary>One thing while what is said of it is gathered.</summary>
internal sealed class AssetDraft(Mention leader, AssetDraft? parent)
{
    private readonly SortedDictionary<string, List<Claim<string>>> properties = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<Claim<DefenseValue>>> defenses = new(StringComparer.Ordinal);
    private readonly List<RecordReference> records = [];
    private readonly HashSet<Mention> declared = [];
    private readonly HashSet<(string Source, string? Application)> answers = [];
    private FindingDrafts? findings;

    public Mention Leader { get; } = leader;

    public AssetDraft? Parent { get; } = parent;

    public List<Mention> Mentions { get; } = new(1);

    public string Id { get; set; } = "";

    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The value of a property to believe, or null when nothing is known; for names.</summary>
    public string? Believed(string property) =>
        properties.TryGetValue(property, out List<Claim<string>>? claims)
            ? Precedence.Order(property, claims)[0].Value
            : null;

    /// <summary>True when the site's own word makes this mention its subject.</summary>
    public bool IsDeclared(Mention mention) => declared.Contains(mention);

    public void Add(AssetSaying saying)
    {
        if (records.Count == 0 || records[^1] != saying.Record)
        {
            records.Add(saying.Record);
        }

        if (saying.IsDeclared)
        {
            declared.Add(saying.Subject);
        }

        foreach (Fact fact in saying.Facts)
        {
            if (fact is PropertyFact property)
            {
                Add(properties, property.Name, new Claim<string>(property.Value, saying.Record, saying.IsDeclared));
            }
            else if (fact is DefenseFact defense)
            {
                DefenseValue value = new(defense.Probability, defense.Reason);
                Add(defenses, defense.Defense, new Claim<DefenseValue>(value, saying.Record, saying.IsDeclared));
            }
            else if (fact is FindingFact finding)
            {
                (findings ??= new FindingDrafts()).Add(finding, saying.Record);
            }
            else if (fact is ScanFact scan)
            {
                (findings ??= new FindingDrafts()).Add(scan, saying.Record);
            }
        }
    }

    /// <summary>Adds what an answer says of a service; once for each source and application, however many clients there are.</summary>
    public void AddAnswer(FlowSaying flow)
    {
        if (!answers.Add((flow.Record.SourceKey, flow.Activity.Application)))
        {
            return;
        }

        foreach (PropertyFact fact in AnsweredServices.FactsOf(flow))
        {
            Add(properties, fact.Name, new Claim<string>(fact.Value, flow.Record, IsDeclared: false));
        }
    }

    public Asset ToAsset() =>
        new(
            Id,
            Type,
            Name,
            Parent?.Id,
            [
                .. Leader
                    .Identifiers.All()
                    .OrderBy(identifier => identifier.Kind)
                    .ThenBy(identifier => identifier.Value, StringComparer.Ordinal)
                    .ThenBy(identifier => identifier.Scope, StringComparer.Ordinal),
            ],
            Ordered(properties, isDefense: false),
            Ordered(defenses, isDefense: true),
            ToProvenance()
        )
        {
            IsProposed = Mentions.TrueForAll(mention => mention.IsOfTraffic),
            Findings = findings?.ToFindings(Parent?.findings) ?? [],
        };

    // What no record states is known from the records that refer to it: one for each source is enough to say so.
    private ImmutableArray<RecordReference> ToProvenance()
    {
        IEnumerable<RecordReference> saying =
            records.Count > 0
                ? records.Concat(SeenInTraffic())
                : Mentions
                    .Select(mention => mention.Record)
                    .DistinctBy(record => record.SourceKey, StringComparer.Ordinal);
        return [.. saying.Distinct().OrderBy(record => record.At ?? DateTimeOffset.MinValue)];
    }

    // Traffic states nothing of what others describe, but it saw it: the newest record of each source says so.
    private IEnumerable<RecordReference> SeenInTraffic() =>
        Mentions
            .Where(mention => mention is { IsOfTraffic: true, IsThere: true })
            .GroupBy(mention => mention.Record.SourceKey, mention => mention.Record, StringComparer.Ordinal)
            .Select(source => source.MaxBy(record => record.At ?? DateTimeOffset.MinValue)!);

    private static void Add<T>(SortedDictionary<string, List<Claim<T>>> claims, string name, Claim<T> claim)
        where T : class
    {
        if (!claims.TryGetValue(name, out List<Claim<T>>? values))
        {
            claims.Add(name, values = new List<Claim<T>>(1));
        }

        values.Add(claim);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<Sourced<T>>> Ordered<T>(
        SortedDictionary<string, List<Claim<T>>> claims,
        bool isDefense
    )
        where T : class
    {
        ImmutableSortedDictionary<string, ImmutableArray<Sourced<T>>> empty = ImmutableSortedDictionary.Create<
            string,
            ImmutableArray<Sourced<T>>
        >(StringComparer.Ordinal);
        return claims.Count == 0
            ? empty
            : empty.AddRange(
                claims.Select(pair =>
                    KeyValuePair.Create(pair.Key, Precedence.Order(isDefense ? null : pair.Key, pair.Value))
                )
            );
    }
}
