using System.Collections.Immutable;
using Pollux.Twin.Changes;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Resolution;

/// <summary>All that the observations of a twin say, flattened in import order, with every reference made a mention.</summary>
internal sealed class Mentions
{
    private readonly Dictionary<MentionKey, Mention> known = new();

    private Mentions() { }

    /// <summary>Every mention, in import order.</summary>
    public List<Mention> All { get; } = [];

    /// <summary>Every statement about an asset.</summary>
    public List<AssetSaying> Sayings { get; } = [];

    /// <summary>Every statement about a flow.</summary>
    public List<FlowSaying> Flows { get; } = [];

    public ImmutableArray<Sourced<ProductStatement>>.Builder Products { get; } =
        ImmutableArray.CreateBuilder<Sourced<ProductStatement>>();

    public ImmutableArray<Sourced<VulnerabilityStatement>>.Builder Vulnerabilities { get; } =
        ImmutableArray.CreateBuilder<Sourced<VulnerabilityStatement>>();

    /// <summary>Every statement about how a device filters, and every rule.</summary>
    public List<FilterSaying> Filters { get; } = [];

    public ImmutableArray<Sourced<ConfigurationStatement>>.Builder Configurations { get; } =
        ImmutableArray.CreateBuilder<Sourced<ConfigurationStatement>>();

    public static Mentions Of(SiteTwin twin)
    {
        Mentions mentions = new();
        SupersededRecords superseded = SupersededRecords.Of(twin);
        int source = 0;
        int observation = 0;
        foreach (SourceObservations edition in twin.Sources)
        {
            source++;
            foreach (Observation observed in edition.Observations)
            {
                observation++;
                if (!superseded.Contains(edition.Source, observed))
                {
                    mentions.Add(edition.Source, source, observed, observation);
                }
            }
        }

        return mentions;
    }

    private void Add(Source source, int sourceIndex, Observation observation, int observationIndex)
    {
        RecordReference record = new(
            source.Key,
            observation.Record,
            observation.At ?? source.At,
            observation.Confidence
        );
        Place place = new(
            record,
            sourceIndex,
            observationIndex,
            Precedence.IsDeclaring(source),
            Precedence.IsTraffic(source)
        );
        foreach (Statement statement in observation.Statements)
        {
            switch (statement)
            {
                case AssetStatement asset:
                    AddAsset(asset, place);
                    break;
                case FlowStatement flow:
                    AddFlow(flow, place);
                    break;
                case ProductStatement product:
                    Products.Add(new Sourced<ProductStatement>(product, record));
                    break;
                case VulnerabilityStatement vulnerability:
                    Vulnerabilities.Add(new Sourced<VulnerabilityStatement>(vulnerability, record));
                    break;
                case FilterStatement filter:
                    AddFilter(filter.Device, filter.Filter, null, place);
                    break;
                case FilterRuleStatement rule:
                    AddFilter(rule.Device, null, rule.Rule, place);
                    break;
                case ConfigurationStatement configurations:
                    Configurations.Add(new Sourced<ConfigurationStatement>(configurations, record));
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException(statement.GetType().Name);
            }
        }
    }

    private void AddAsset(AssetStatement statement, Place place)
    {
        Mention subject = Mentioned(statement.Asset, place);
        subject.MarkThere();
        ImmutableArray<Mention>.Builder others = ImmutableArray.CreateBuilder<Mention>();
        foreach (LinkFact link in statement.Facts.OfType<LinkFact>())
        {
            Mention other = Mentioned(link.Other, place);
            other.MarkThere();
            others.Add(other);
        }

        Sayings.Add(new AssetSaying(subject, statement.Facts, others.ToImmutable(), place.Record, place.IsDeclared));
    }

    // Whoever sends is there; whoever is called is there when it answers.
    private void AddFilter(AssetReference device, FilterDevice? filter, FilterRule? rule, Place place)
    {
        Mention subject = Mentioned(device, place);
        subject.MarkThere();
        Filters.Add(new FilterSaying(subject, filter, rule, place.Record));
    }

    private void AddFlow(FlowStatement statement, Place place)
    {
        Mention client = Mentioned(statement.Client, place);
        Mention service = Mentioned(statement.Service, place);
        client.MarkThere();
        if (statement.Activity.Answered is true)
        {
            service.MarkThere();
        }

        Flows.Add(new FlowSaying(client, service, statement.Activity, place.Record));
    }

    private Mention Mentioned(AssetReference reference, Place place)
    {
        Mention? parent = reference.Parent is null ? null : Mentioned(reference.Parent, place);

        // An address may turn out to be ambiguous, so that only within one record the same reference surely means the same.
        bool isAddressed = reference.Identifiers.Any(identifier => identifier.Kind == IdentifierKind.IpAddress);
        MentionKey key = new(reference, parent, isAddressed ? place.Observation : -place.Source);
        if (!known.TryGetValue(key, out Mention? mention))
        {
            mention = new Mention(reference, parent, All.Count, place.Record, place.IsTraffic);
            known.Add(key, mention);
            All.Add(mention);
        }

        return mention;
    }

    private readonly record struct Place(
        RecordReference Record,
        int Source,
        int Observation,
        bool IsDeclared,
        bool IsTraffic
    );

    private readonly record struct MentionKey(AssetReference Reference, Mention? Parent, int Within)
    {
        public bool Equals(MentionKey other) =>
            Within == other.Within
            && ReferenceEquals(Parent, other.Parent)
            && string.Equals(Reference.Type, other.Reference.Type, StringComparison.Ordinal)
            && Reference.Identifiers.AsSpan().SequenceEqual(other.Reference.Identifiers.AsSpan());

        public override int GetHashCode()
        {
            HashCode hash = new();
            hash.Add(Within);
            hash.Add(Parent?.Order ?? -1);
            hash.Add(Reference.Type, StringComparer.Ordinal);
            foreach (Identifier identifier in Reference.Identifiers)
            {
                hash.Add(identifier);
            }

            return hash.ToHashCode();
        }
    }
}

/// <summary>What one record says of one asset.</summary>
/// <param name="Subject">The asset.</param>
/// <param name="Facts">The facts.</param>
/// <param name="Others">The other ends of the link facts among them, in their order.</param>
/// <param name="Record">The record.</param>
/// <param name="IsDeclared">True when the source is the site's own word.</param>
internal sealed record AssetSaying(
    Mention Subject,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Mention> Others,
    RecordReference Record,
    bool IsDeclared
);

/// <summary>What one record says of one flow.</summary>
internal readonly record struct FlowSaying(
    Mention Client,
    Mention Service,
    FlowActivity Activity,
    RecordReference Record
);

/// <summary>What one record says of how a device filters.</summary>
/// <param name="Subject">The device.</param>
/// <param name="Device">How it filters; null when the record says a rule.</param>
/// <param name="Rule">The rule; null when the record says the rest.</param>
/// <param name="Record">The record.</param>
internal sealed record FilterSaying(Mention Subject, FilterDevice? Device, FilterRule? Rule, RecordReference Record);
