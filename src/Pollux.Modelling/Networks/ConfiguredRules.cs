using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Networks;

/// <summary>Notices rules that do nothing or too much, lists that nobody asks, and devices of which not all was understood.</summary>
internal static class ConfiguredRules
{
    public static void Apply(ModelDraft draft)
    {
        foreach (DeviceFilter filter in draft.Twin.Revision.Filters)
        {
            string name = draft.Twin.Find(filter.AssetId)?.Name ?? filter.AssetId;
            DraftAsset? device = draft.Of(filter.AssetId) is [var first, ..] ? first : null;
            ImmutableHashSet<string> asked = Asked(filter);
            ImmutableArray<Sourced<FilterRule>> rules =
            [
                .. filter.Rules.Where(rule => asked.Contains(rule.Value.List)),
            ];
            ReportOpen(draft, device, name, rules);
            ReportShadowed(draft, device, name, rules);
            ReportUnasked(draft, device, name, filter, asked);
            ReportPartial(draft, device, name, filter);
        }
    }

    // What a list that is asked leads to is asked too.
    private static ImmutableHashSet<string> Asked(DeviceFilter filter)
    {
        HashSet<string> asked = [.. filter.Device.Bindings.Select(binding => binding.List)];
        ILookup<string, string> targets = filter
            .Rules.Where(rule => rule.Value.Target is not null)
            .ToLookup(rule => rule.Value.List, rule => rule.Value.Target!, StringComparer.Ordinal);
        Queue<string> open = new(asked);
        while (open.TryDequeue(out string? list))
        {
            foreach (string target in targets[list].Where(asked.Add))
            {
                open.Enqueue(target);
            }
        }

        return [.. asked];
    }

    private static void ReportOpen(
        ModelDraft draft,
        DraftAsset? device,
        string name,
        ImmutableArray<Sourced<FilterRule>> rules
    )
    {
        foreach (Sourced<FilterRule> rule in rules.Where(rule => rule.Value.PermitsAnything))
        {
            draft.Report(
                ReachabilityRules.AnyToAny,
                FindingSeverity.Medium,
                device,
                $"{name}: '{rule.Value.List}' line {rule.Value.Line} lets everything pass",
                $"The rule is '{rule.Value.Text}'; whatever no rule before it stops passes.",
                [rule.Record]
            );
        }
    }

    private static void ReportShadowed(
        ModelDraft draft,
        DraftAsset? device,
        string name,
        ImmutableArray<Sourced<FilterRule>> rules
    )
    {
        foreach (ShadowedRule shadowed in RuleAudit.Shadowed(rules))
        {
            FilterRule rule = shadowed.Rule.Value;
            string lines = string.Join(", ", shadowed.By.Take(5).Select(by => by.Value.Line));
            draft.Report(
                shadowed.IsContradicted ? ReachabilityRules.Contradicted : ReachabilityRules.Redundant,
                shadowed.IsContradicted ? FindingSeverity.Low : FindingSeverity.Info,
                device,
                $"{name}: '{rule.List}' line {rule.Line} never decides",
                $"Everything that '{rule.Text}' fits is decided by line(s) {lines} before it.",
                [shadowed.Rule.Record, .. shadowed.By.Select(by => by.Record)]
            );
        }
    }

    private static void ReportUnasked(
        ModelDraft draft,
        DraftAsset? device,
        string name,
        DeviceFilter filter,
        ImmutableHashSet<string> asked
    )
    {
        foreach (
            IGrouping<string, Sourced<FilterRule>> list in filter.Rules.GroupBy(
                rule => rule.Value.List,
                StringComparer.Ordinal
            )
        )
        {
            if (!asked.Contains(list.Key))
            {
                draft.Report(
                    ReachabilityRules.NotBound,
                    FindingSeverity.Info,
                    device,
                    $"{name}: '{list.Key}' is asked nowhere",
                    $"The list has {list.Count()} rule(s), and no interface asks it for what passes.",
                    [list.First().Record]
                );
            }
        }
    }

    private static void ReportPartial(ModelDraft draft, DraftAsset? device, string name, DeviceFilter filter)
    {
        FilterReading reading = filter.Device.Reading;
        if (reading.IsPartial)
        {
            string first = reading.Doubtful.IsEmpty
                ? ""
                : $" The first is line {reading.Doubtful[0].Line}: '{reading.Doubtful[0].Text}'.";
            draft.Report(
                ReachabilityRules.Partial,
                FindingSeverity.Medium,
                device,
                $"{name}: reachability is partial",
                $"Reachability is partial, because {reading.DoubtfulCount} line(s) of device '{name}' were not understood.{first}",
                [filter.Record]
            );
        }
    }
}
