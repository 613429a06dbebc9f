using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>
/// How long zones were watched, as their traffic in each source shows: from the first of it to the last. A source that saw fewer than
/// half of a zone's devices did not watch the zone.
/// </summary>
internal sealed class WatchedZones
{
    private readonly ModelDraft draft;
    private readonly SortedDictionary<string, Dictionary<DraftAsset, Watch>> bySource = new(StringComparer.Ordinal);

    public WatchedZones(ModelDraft draft, ImmutableArray<JudgedFlow> flows)
    {
        this.draft = draft;
        foreach (JudgedFlow flow in flows)
        {
            foreach (Sourced<FlowActivity> activity in flow.Verdict.Flow.Activities)
            {
                if (activity.Value is { First: { } first, Last: { } last })
                {
                    Note(activity.Record.SourceKey, flow.From, flow.Client, (first, last));
                    Note(activity.Record.SourceKey, flow.To, flow.Server, (first, last));
                }
            }
        }
    }

    /// <summary>How long one source or another watched both; a time that several did counts once.</summary>
    public TimeSpan Together(DraftAsset first, DraftAsset second)
    {
        List<(DateTimeOffset First, DateTimeOffset Last)> spans = [];
        foreach (Dictionary<DraftAsset, Watch> zones in bySource.Values)
        {
            if (
                zones.TryGetValue(first, out Watch? one)
                && zones.TryGetValue(second, out Watch? other)
                && IsWatched(first, one)
                && IsWatched(second, other)
            )
            {
                spans.Add(
                    (one.First > other.First ? one.First : other.First, one.Last < other.Last ? one.Last : other.Last)
                );
            }
        }

        TimeSpan together = TimeSpan.Zero;
        DateTimeOffset until = DateTimeOffset.MinValue;
        foreach ((DateTimeOffset start, DateTimeOffset end) in spans.OrderBy(span => span.First))
        {
            DateTimeOffset from = start > until ? start : until;
            if (end > from)
            {
                together += end - from;
                until = end;
            }
        }

        return together;
    }

    // Switches and firewalls pass traffic on and have little of their own. Of the Internet nobody sees half.
    private bool IsWatched(DraftAsset zone, Watch watch) =>
        draft.Language.IsA(zone.Type, "Internet")
        || 2 * watch.Devices.Count
            >= draft.Linked(zone, "devices").Count(device => !draft.Language.IsA(device.Type, "NetworkDevice"));

    private void Note(
        string source,
        ImmutableArray<DraftAsset> zones,
        DraftAsset? device,
        (DateTimeOffset First, DateTimeOffset Last) span
    )
    {
        if (!bySource.TryGetValue(source, out Dictionary<DraftAsset, Watch>? known))
        {
            bySource.Add(source, known = []);
        }

        foreach (DraftAsset zone in zones)
        {
            if (!known.TryGetValue(zone, out Watch? watch))
            {
                known.Add(zone, watch = new Watch(span.First, span.Last));
            }

            watch.First = span.First < watch.First ? span.First : watch.First;
            watch.Last = span.Last > watch.Last ? span.Last : watch.Last;
            if (device is not null)
            {
                watch.Devices.Add(device);
            }
        }
    }

    private sealed class Watch(DateTimeOffset first, DateTimeOffset last)
    {
        public DateTimeOffset First { get; set; } = first;

        public DateTimeOffset Last { get; set; } = last;

        public HashSet<DraftAsset> Devices { get; } = [];
    }
}
