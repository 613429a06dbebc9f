using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Networks;
using Pollux.Twin.Flows;

namespace Pollux.Modelling.Traffic;

/// <summary>Notices traffic between the site and the Internet: one finding for each zone, direction and standing.</summary>
internal static class OutsideTraffic
{
    public static void Report(ModelDraft draft, ImmutableArray<JudgedFlow> judged)
    {
        foreach (
            IGrouping<(string Zone, bool IsInbound, bool IsPermitted), JudgedFlow> flows in judged
                .Where(flow =>
                    flow.IsOutside && flow.Inside is not null && flow.Verdict.Flow.Total.Answered is not false
                )
                .GroupBy(flow =>
                    (
                        ZoneOf(flow),
                        flow.Verdict.Flow.ClientId is null,
                        flow.Verdict.Way is FlowWay.Declared or FlowWay.Configured
                    )
                )
        )
        {
            Report(draft, flows.Key, [.. flows]);
        }
    }

    private static void Report(
        ModelDraft draft,
        (string Zone, bool IsInbound, bool IsPermitted) what,
        ImmutableArray<JudgedFlow> flows
    )
    {
        ImmutableArray<JudgedFlow> ofProcess =
        [
            .. flows.Where(flow => InternetAccess.IsOfProcess(draft, flow.Inside!)),
        ];
        FindingSeverity severity = (what.IsPermitted, ofProcess.IsEmpty) switch
        {
            (true, true) => FindingSeverity.Info,
            (true, false) => FindingSeverity.Medium,
            (false, true) => what.IsInbound ? FindingSeverity.High : FindingSeverity.Medium,
            (false, false) => FindingSeverity.High,
        };
        string names = FlowTexts.List(ofProcess.Concat(flows).Select(flow => flow.Inside!.Name));
        JudgedFlow first = ofProcess.IsEmpty ? flows[0] : ofProcess[0];
        string permitted = what.IsPermitted ? "" : ", which nothing permits";
        draft.Report(
            TrafficRules.OutsideTraffic,
            severity,
            first.Inside,
            what.IsInbound
                ? $"The Internet uses services in {what.Zone}{permitted}: {names}"
                : $"Devices in {what.Zone} use services in the Internet{permitted}: {names}",
            $"{first.Text}: {first.Verdict.Reason}{(flows.Length > 1 ? $"; {flows.Length - 1} more flow(s) likewise" : "")}.",
            FlowTexts.RecordsOf(flows.Select(flow => flow.Verdict.Flow))
        );
    }

    private static string ZoneOf(JudgedFlow flow) =>
        (flow.Verdict.Flow.ClientId is null ? flow.To : flow.From) is [var zone, ..] ? zone.Name : "no zone";
}
