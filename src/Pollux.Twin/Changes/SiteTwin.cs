using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Twin.Files;
using Pollux.Twin.Observations;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Changes;

/// <summary>
/// Everything that was observed of one site, by source, before anything is merged: the content of a <c>SITE.twin</c> file.
/// Immutable; <see cref="Merge"/> gives a new one that shares structure with this one.
/// </summary>
public sealed class SiteTwin
{
    private readonly ImmutableDictionary<string, int> positionByKey;
    private readonly ImmutableDictionary<string, int> positionByCompleteDocument;
    private readonly ImmutableDictionary<string, ImmutableList<SourceObservations>> earlierByDocument;

    private SiteTwin(
        string site,
        ImmutableList<SourceObservations> sources,
        ImmutableDictionary<string, int> positionByKey,
        ImmutableDictionary<string, int> positionByCompleteDocument,
        ImmutableDictionary<string, ImmutableList<SourceObservations>> earlierByDocument
    )
    {
        this.earlierByDocument = earlierByDocument;
        Site = site;
        Sources = sources;
        this.positionByKey = positionByKey;
        this.positionByCompleteDocument = positionByCompleteDocument;
    }

    /// <summary>How many earlier editions of a document are kept; the oldest beyond are forgotten.</summary>
    public const int MostEarlierEditions = 20;

    /// <summary>The site's name.</summary>
    public string Site { get; }

    /// <summary>The sources in the order in which they were first imported; a newer edition takes the older one's place.</summary>
    public ImmutableList<SourceObservations> Sources { get; }

    /// <summary>A twin of which nothing is known yet.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static SiteTwin Empty(string site)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(site);
        ImmutableDictionary<string, int> none = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);
        return new SiteTwin(
            site,
            [],
            none,
            none,
            ImmutableDictionary.Create<string, ImmutableList<SourceObservations>>(StringComparer.Ordinal)
        );
    }

    /// <summary>The earlier editions of a complete document that the twin holds, oldest first; they count only for the past.</summary>
    public ImmutableList<SourceObservations> EarlierEditions(Source source) =>
        source.IsComplete ? earlierByDocument.GetValueOrDefault(source.DocumentKey, []) : [];

    /// <summary>The twin without earlier editions, for what has no past that anybody asks for, such as daily feeds.</summary>
    public SiteTwin WithoutEarlierEditions() =>
        earlierByDocument.IsEmpty
            ? this
            : new SiteTwin(Site, Sources, positionByKey, positionByCompleteDocument, earlierByDocument.Clear());

    /// <summary>
    /// The twin as it was known at a time: without sources that are newer, and of each complete document the newest edition that is not. Sources
    /// that do not say their time count always.
    /// </summary>
    /// <param name="time">The time.</param>
    public SiteTwin AsOf(DateTimeOffset time)
    {
        SiteTwin past = Empty(Site);
        foreach (SourceObservations source in Sources)
        {
            SourceObservations? then = EarlierEditions(source.Source)
                .Add(source)
                .FindLast(edition => edition.Source.At is null || edition.Source.At <= time);
            past = then is null ? past : past.Add(then);
        }

        return past;
    }

    /// <summary>Every time at which something was learned, ascending: those of all sources and of their earlier editions.</summary>
    public ImmutableArray<DateTimeOffset> Times() =>
        [
            .. Sources
                .SelectMany(source => EarlierEditions(source.Source).Add(source))
                .Select(edition => edition.Source.At)
                .OfType<DateTimeOffset>()
                .Distinct()
                .Order(),
        ];

    /// <summary>
    /// Adds what one reading of a source says. A record that this edition already has with the same content is a duplicate;
    /// merging the same reading twice changes nothing. Of a complete document the newest edition takes the place of the others, which are
    /// kept for the past only (<see cref="AsOf"/>): an older
    /// one that arrives late is kept out, all its records counted as duplicates, with a diagnostic (where no time is known, the
    /// editions' numbers decide, and without those the last to arrive counts as newest). The same edition read again with other
    /// content adds its records, since nobody can say which reading is right; for a complete document that is said.
    /// </summary>
    public MergeResult Merge(Source source, ImmutableArray<Observation> observations)
    {
        (ImmutableArray<Observation> sorted, int dropped) = SourceObservations.Normalise(observations);
        if (positionByKey.TryGetValue(source.Key, out int known))
        {
            return MergeReading(known, source, sorted, dropped);
        }

        if (source.IsComplete && positionByCompleteDocument.TryGetValue(source.DocumentKey, out int other))
        {
            Source present = Sources[other].Source;
            return IsOlder(source, present)
                ? new MergeResult(
                    this,
                    SourceObservations.RecordsOf(observations),
                    false,
                    [Superseded(source, present)]
                )
                : new MergeResult(Succeed(other, new SourceObservations(source, sorted)), dropped, true, []);
        }

        return new MergeResult(Add(new SourceObservations(source, sorted)), dropped, true, []);
    }

    /// <summary>
    /// Merges all observations into one revision: assets with identity, provenance and the values to believe. Runs in time
    /// proportional to the observations (times a logarithm for sorting).
    /// </summary>
    /// <param name="types">The types of the language; without them types are combined only where a source declares them.</param>
    /// <returns>A revision, always, and what could not be decided.</returns>
    public Diagnosed<Revision> Resolve(TypeHierarchy? types = null) =>
        Resolver.Resolve(this, types ?? TypeHierarchy.None);

    private MergeResult MergeReading(int position, Source source, ImmutableArray<Observation> sorted, int dropped)
    {
        SourceObservations present = Sources[position];
        ILookup<string, Observation> presentByRecord = present.Observations.ToLookup(
            observation => observation.Record,
            StringComparer.Ordinal
        );
        Observation[] added =
        [
            .. sorted.Where(observation => !Contains(presentByRecord[observation.Record], observation)),
        ];
        int duplicates = dropped + SourceObservations.RecordsOf(sorted) - SourceObservations.RecordsOf(added);
        if (added.Length == 0 && !(source.At > present.Source.At))
        {
            return new MergeResult(this, duplicates, false, []);
        }

        Source newest = source.At > present.Source.At ? source : present.Source;
        ImmutableArray<Observation> merged =
            added.Length == 0
                ? present.Observations
                : SourceObservations.Normalise([.. present.Observations, .. added]).Sorted;
        return new MergeResult(
            Replace(position, new SourceObservations(newest, merged)),
            duplicates,
            true,
            source.IsComplete && added.Length > 0 ? [Ambiguous(source, added.Length)] : []
        );
    }

    private static bool IsOlder(Source source, Source present) =>
        source.At is { } at && present.At is { } presentAt
            ? at < presentAt
            : long.TryParse(source.Edition, out long edition)
                && long.TryParse(present.Edition, out long presentEdition)
                && edition < presentEdition;

    private static bool Contains(IEnumerable<Observation> present, Observation observation)
    {
        string? content = null;
        foreach (Observation candidate in present)
        {
            content ??= TwinLines.ContentOf(observation);
            if (string.Equals(TwinLines.ContentOf(candidate), content, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static Diagnostic Superseded(Source source, Source present) =>
        new(
            ChangeRules.SupersededEdition,
            $"Edition '{source.Edition}' of {source.Format} document '{source.Document}' is older than edition "
                + $"'{present.Edition}', which the twin holds; it is left out."
        );

    private static Diagnostic Ambiguous(Source source, int added) =>
        new(
            ChangeRules.AmbiguousEdition,
            $"Edition '{source.Edition}' of {source.Format} document '{source.Document}' was read before with other content; "
                + $"{added} records were added to it and none taken away."
        );

    private SiteTwin Add(SourceObservations added) =>
        With(Sources.Add(added), Sources.Count, added.Source, positionByKey);

    // Two editions that each count as newer than the other take turns; each is kept once.
    private SiteTwin Succeed(int position, SourceObservations successor)
    {
        SourceObservations former = Sources[position];
        string document = former.Source.DocumentKey;
        ImmutableList<SourceObservations> earlier = earlierByDocument
            .GetValueOrDefault(document, [])
            .RemoveAll(edition =>
                string.Equals(edition.Source.Key, former.Source.Key, StringComparison.Ordinal)
                || string.Equals(edition.Source.Key, successor.Source.Key, StringComparison.Ordinal)
            )
            .Add(former);
        SiteTwin replaced = Replace(position, successor);
        return new SiteTwin(
            Site,
            replaced.Sources,
            replaced.positionByKey,
            replaced.positionByCompleteDocument,
            earlierByDocument.SetItem(
                document,
                earlier.Count > MostEarlierEditions
                    ? earlier.RemoveRange(0, earlier.Count - MostEarlierEditions)
                    : earlier
            )
        );
    }

    private SiteTwin Replace(int position, SourceObservations replacement) =>
        With(
            Sources.SetItem(position, replacement),
            position,
            replacement.Source,
            positionByKey.Remove(Sources[position].Source.Key)
        );

    private SiteTwin With(
        ImmutableList<SourceObservations> sources,
        int position,
        Source source,
        ImmutableDictionary<string, int> keys
    ) =>
        new(
            Site,
            sources,
            keys.SetItem(source.Key, position),
            source.IsComplete
                ? positionByCompleteDocument.SetItem(source.DocumentKey, position)
                : positionByCompleteDocument,
            earlierByDocument
        );
}

/// <summary>What a merge did.</summary>
/// <param name="Twin">The twin after it; the same object when nothing changed.</param>
/// <param name="Duplicates">How many of the records given the twin already held, or held in a newer edition.</param>
/// <param name="Changed">True when the twin after it differs from the one before.</param>
/// <param name="Diagnostics">What was odd; empty when nothing was.</param>
public sealed record MergeResult(SiteTwin Twin, int Duplicates, bool Changed, ImmutableArray<Diagnostic> Diagnostics);
