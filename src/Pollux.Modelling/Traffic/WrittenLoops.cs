using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>
/// A controller that is steadily written to controls something. Where no source names a loop that it runs, it gets one, until the
/// site or its signals say better; traffic summed up does not tell one group of registers from another.
/// </summary>
internal static class WrittenLoops
{
    public const string Rule = "written-loop";

    public static void Apply(ModelDraft draft)
    {
        foreach (
            IGrouping<string, ProcessFlow> written in draft
                .ProcessFlows.All.Where(flow => flow.IsOperating && flow.IsSteady)
                .GroupBy(flow => flow.Server.Id, StringComparer.Ordinal)
        )
        {
            foreach (DraftAsset controller in draft.Of(written.Key))
            {
                if (
                    draft.Language.FindRole(controller.Type, "runs", "ControlLoop") is not null
                    && draft.Linked(controller, "runs").IsEmpty
                )
                {
                    Add(draft, controller, [.. written]);
                }
            }
        }
    }

    private static void Add(ModelDraft draft, DraftAsset controller, ImmutableArray<ProcessFlow> written)
    {
        ImmutableArray<RecordReference> records = FlowTexts.RecordsOf(written.Select(flow => flow.Flow));
        string clients = FlowTexts.List(written.Select(flow => flow.Client.Name));
        Grounds grounds = new(
            Rule,
            $"{controller.Name} is steadily written to by {clients}, and no loop of it is declared ({FlowTexts.Of(written[0].Flow)})",
            records
        );
        if (draft.Add($"loop of {controller.Name}", "ControlLoop", grounds) is { } loop)
        {
            draft.Link(controller, "runs", loop, grounds);
            draft.Report(
                TrafficRules.LoopAdded,
                FindingSeverity.Info,
                loop,
                $"{loop.Name} was added: {controller.Name} controls something that is not declared",
                $"It was made because {grounds.Reason}.",
                records
            );
        }
    }
}
