using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Networks;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>
/// Traffic that was answered ran over a way, whatever is declared and configured: where nothing permits it, a conduit by evidence
/// stands for that way, and it is a finding.
/// </summary>
internal static class ObservedWays
{
    public const string Rule = "observed-way";

    /// <summary>
    /// How sure an observed way is still one: what ran may have been closed since, or an address may stand for another device
    /// (assumption, see <c>docs/modelling.md</c>). What it lacks to 1 is the chance that the conduit is closed.
    /// </summary>
    public const double Confidence = 0.9;

    public static void Apply(ModelDraft draft)
    {
        ImmutableArray<Flow> flows = draft.Twin.Revision.Flows;
        if (flows.IsEmpty)
        {
            return;
        }

        FlowJudge judge = new(draft);
        ImmutableArray<JudgedFlow> judged = [.. flows.Select(judge.Judge)];
        draft.Traffic = [.. judged.Select(flow => flow.Verdict)];
        UnusedWays.Report(draft, [.. judge.Permitting], judged);
        foreach (((DraftAsset From, DraftAsset To) ends, ImmutableArray<JudgedFlow> shadows) in Shadows(draft, judged))
        {
            Add(draft, ends, shadows);
        }

        OutsideTraffic.Report(draft, judged);
    }

    private static IEnumerable<((DraftAsset From, DraftAsset To), ImmutableArray<JudgedFlow>)> Shadows(
        ModelDraft draft,
        ImmutableArray<JudgedFlow> judged
    ) =>
        judged
            .Where(flow => flow.Verdict.Way == FlowWay.NotPermitted && flow.Verdict.Flow.Total.Answered is true)
            .Select(flow => (Ends: Ends(draft, flow), Flow: flow))
            .Where(pair => pair.Ends is { From: not null, To: not null })
            .GroupBy(pair => (From: pair.Ends.From!, To: pair.Ends.To!), pair => pair.Flow)
            .OrderBy(way => way.Key.From.Name, StringComparer.Ordinal)
            .ThenBy(way => way.Key.To.Name, StringComparer.Ordinal)
            .Select(way => (way.Key, way.ToImmutableArray()));

    // Where a device stands in several zones, the first stands for all: which cable it took nobody saw.
    private static (DraftAsset? From, DraftAsset? To) Ends(ModelDraft draft, JudgedFlow flow)
    {
        DraftAsset? Outside() =>
            InternetAccess.Internet(draft, new Grounds(Rule, flow.Text, FlowTexts.RecordsOf([flow.Verdict.Flow])));
        return (
            flow.From.FirstOrDefault() ?? (flow.Verdict.Flow.ClientId is null ? Outside() : null),
            flow.To.FirstOrDefault() ?? (flow.Verdict.Flow.ServiceId is null ? Outside() : null)
        );
    }

    private static void Add(ModelDraft draft, (DraftAsset From, DraftAsset To) ends, ImmutableArray<JudgedFlow> flows)
    {
        (DraftAsset from, DraftAsset to) = ends;
        ImmutableArray<RecordReference> records = FlowTexts.RecordsOf(flows.Select(flow => flow.Verdict.Flow));
        string reason = $"observed, not declared: {flows[0].Text}, and {flows[0].Verdict.Reason}";
        Grounds grounds = new(Rule, reason, records);
        if (draft.Add($"{from.Name} to {to.Name} as observed", "Conduit", grounds) is not { } conduit)
        {
            return;
        }

        draft.Link(conduit, "from", from, grounds);
        draft.Link(conduit, "to", to, grounds);
        foreach (JudgedFlow flow in flows)
        {
            foreach (DraftAsset service in flow.Services)
            {
                draft.Link(
                    conduit,
                    "permits",
                    service,
                    new Grounds(Rule, flow.Text, FlowTexts.RecordsOf([flow.Verdict.Flow]))
                );
            }
        }

        double confidence =
            Confidence
            * flows.SelectMany(flow => flow.Verdict.Flow.Activities).Max(activity => activity.Record.Confidence);
        draft.Defend(
            conduit,
            "blocked",
            1 - confidence,
            new Grounds(
                Rule,
                "it was observed, not declared: it may have been closed since, or an address mistaken",
                records
            )
        );
        if (!flows[0].IsOutside)
        {
            bool isOfProcess = flows.Any(flow =>
                flow.Server is { } server && InternetAccess.IsOfProcess(draft, server)
            );
            draft.Report(
                TrafficRules.ShadowPath,
                isOfProcess ? FindingSeverity.High : FindingSeverity.Medium,
                conduit,
                $"Shadow path from {from.Name} to {to.Name}: {FlowTexts.List(flows.Select(NameOf))}",
                $"{flows[0].Text}: {flows[0].Verdict.Reason}{(flows.Length > 1 ? $"; {flows.Length - 1} more flow(s) likewise" : "")}.",
                records
            );
        }
    }

    private static string NameOf(JudgedFlow flow) =>
        flow.Services is [var service, ..] ? service.Name : $"{flow.Verdict.Flow.Service} on {flow.Server?.Name}";
}
