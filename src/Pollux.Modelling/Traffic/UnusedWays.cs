using System.Collections.Immutable;
using System.Globalization;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Networks;

namespace Pollux.Modelling.Traffic;

/// <summary>
/// Notices conduits and permissions that no traffic used. Only where sources watched both zones, together for long enough:
/// a capture at the wrong place sees nothing of a way that is used every day.
/// </summary>
internal static class UnusedWays
{
    public static void Report(ModelDraft draft, ImmutableArray<DraftAsset> conduits, ImmutableArray<JudgedFlow> flows)
    {
        WatchedZones watched = new(draft, flows);
        ILookup<DraftAsset, JudgedFlow> used = flows
            .Where(flow => flow.Verdict.Flow.Total.Answered is not false)
            .SelectMany(flow => flow.Over.Select(conduit => (conduit, flow)))
            .ToLookup(pair => pair.conduit, pair => pair.flow);
        foreach (DraftAsset conduit in conduits)
        {
            ImmutableArray<DraftAsset> permitted = draft.Linked(conduit, "permits");
            if (
                draft.Linked(conduit, "from") is [var from, ..]
                && draft.Linked(conduit, "to") is [var to, ..]
                && !IsClosed(draft, conduit, to)
                && watched.Together(from, to) is var time
                && time >= draft.Input.UnusedAfter
            )
            {
                HashSet<DraftAsset> usedServices = [.. used[conduit].SelectMany(flow => flow.Services)];
                ImmutableArray<DraftAsset> unused = [.. permitted.Where(service => !usedServices.Contains(service))];
                Report(draft, conduit, (from, to), unused, (!used[conduit].Any(), time));
            }
        }
    }

    // What permits nothing that is known is a finding of its own.
    private static bool IsClosed(ModelDraft draft, DraftAsset conduit, DraftAsset to) =>
        !draft.Language.IsA(to.Type, "Internet") && Reach.Over(draft, conduit).IsEmpty;

    private static void Report(
        ModelDraft draft,
        DraftAsset conduit,
        (DraftAsset From, DraftAsset To) ends,
        ImmutableArray<DraftAsset> unused,
        (bool IsAll, TimeSpan Time) seen
    )
    {
        if (!seen.IsAll && unused.IsEmpty)
        {
            return;
        }

        string days = Math.Floor(seen.Time.TotalDays).ToString(CultureInfo.InvariantCulture);
        string names = FlowTexts.List(unused.Select(service => service.Name));
        draft.Report(
            TrafficRules.Unused,
            FindingSeverity.Info,
            conduit,
            seen.IsAll ? $"{conduit.Name}: no traffic used it" : $"{conduit.Name}: no traffic used {names}",
            $"{ends.From.Name} and {ends.To.Name} were watched together for {days} days, and none of the traffic "
                + (unused.IsEmpty ? "ran over it." : $"went over it to {names}."),
            conduit.Existence.Records
        );
    }
}
