using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>How long zones were watched, as their traffic in each source shows: from the first of it to the last.</summary>
internal sealed class WatchedZones
{
    private readonly SortedDictionary<string, Dictionary<DraftAsset, Span>> bySource = new(StringComparer.Ordinal);

    public WatchedZones(ImmutableArray<JudgedFlow> flows)
    {
        foreach (JudgedFlow flow in flows)
        {
            foreach (Sourced<FlowActivity> activity in flow.Verdict.Flow.Activities)
            {
                if (activity.Value is { First: { } first, Last: { } last })
                {
                    Note(activity.Record.SourceKey, flow.From.Concat(flow.To), new Span(first, last));
                }
            }
        }
    }

    /// <summary>How long the traffic of both was seen by one source or another; a time that several saw counts once.</summary>
    public TimeSpan Together(DraftAsset first, DraftAsset second)
    {
        List<Span> spans = [];
        foreach (Dictionary<DraftAsset, Span> zones in bySource.Values)
        {
            if (zones.TryGetValue(first, out Span one) && zones.TryGetValue(second, out Span other))
            {
                spans.Add(
                    new Span(
                        one.First > other.First ? one.First : other.First,
                        one.Last < other.Last ? one.Last : other.Last
                    )
                );
            }
        }

        TimeSpan together = TimeSpan.Zero;
        DateTimeOffset until = DateTimeOffset.MinValue;
        foreach (Span span in spans.OrderBy(span => span.First))
        {
            DateTimeOffset from = span.First > until ? span.First : until;
            if (span.Last > from)
            {
                together += span.Last - from;
                until = span.Last;
            }
        }

        return together;
    }

    private void Note(string source, IEnumerable<DraftAsset> zones, Span span)
    {
        if (!bySource.TryGetValue(source, out Dictionary<DraftAsset, Span>? known))
        {
            bySource.Add(source, known = []);
        }

        foreach (DraftAsset zone in zones)
        {
            known[zone] = known.TryGetValue(zone, out Span old)
                ? new Span(
                    old.First < span.First ? old.First : span.First,
                    old.Last > span.Last ? old.Last : span.Last
                )
                : span;
        }
    }

    private readonly record struct Span(DateTimeOffset First, DateTimeOffset Last);
}
