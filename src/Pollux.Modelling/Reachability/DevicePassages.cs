using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Reachability;

/// <summary>
/// What a device lets pass from one of its interfaces to another. Every place that has a list must let a packet pass; what no list
/// decides before it goes out is treated by the device's default.
/// </summary>
public sealed class DevicePassages
{
    private readonly FirstMatch rules;

    /// <summary>Prepares a device.</summary>
    public DevicePassages(DeviceFilter filter)
    {
        Filter = filter;
        rules = new FirstMatch(filter.Rules);
    }

    /// <summary>The device.</summary>
    public DeviceFilter Filter { get; }

    /// <summary>Follows packets through the device.</summary>
    /// <param name="from">The interface that they come in by.</param>
    /// <param name="to">The interface that they go out by.</param>
    /// <param name="packets">The packets.</param>
    /// <returns>Disjoint passages that together are the packets given; null when there are too many to tell apart.</returns>
    public ImmutableArray<Passage>? Follow(FilterInterface from, FilterInterface to, HeaderSpace packets)
    {
        try
        {
            List<Passage> stopped = [];
            List<Flow> flows = packets.IsEmpty ? [] : [new Flow(packets, [], [], IsDecided: false)];
            flows = Ask(FilterPlace.Entry, from, (from, to), flows, stopped);
            flows = Ask(FilterPlace.Through, null, (from, to), flows, stopped);
            flows = [.. flows.Select(flow => Default(flow, from, to, stopped)).OfType<Flow>()];
            flows = Ask(FilterPlace.Exit, to, (from, to), flows, stopped);
            return [.. flows.Select(flow => new Passage(flow.Space, true, flow.By, flow.Doubts)), .. stopped];
        }
        catch (SpaceTooLargeException)
        {
            return null;
        }
    }

    private List<Flow> Ask(
        FilterPlace place,
        FilterInterface? at,
        (FilterInterface From, FilterInterface To) way,
        List<Flow> flows,
        List<Passage> stopped
    )
    {
        IEnumerable<IGrouping<int, FilterBinding>> steps = Filter
            .Device.Bindings.Where(binding => binding.Place == place && IsAt(binding, at))
            .GroupBy(binding => binding.Step)
            .OrderBy(step => step.Key);
        return steps.Aggregate(flows, (open, step) => Ask(step, way, open, stopped));
    }

    private List<Flow> Ask(
        IEnumerable<FilterBinding> step,
        (FilterInterface From, FilterInterface To) way,
        List<Flow> flows,
        List<Passage> stopped
    )
    {
        List<Flow> passed = [];
        List<Flow> open = flows;
        foreach (FilterBinding binding in step)
        {
            List<Flow> next = [];
            foreach (Flow flow in open)
            {
                foreach (RuleShare share in rules.Divide(binding.List, flow.Space, way.From, way.To))
                {
                    Sort(binding, flow, share, next, passed, stopped);
                }
            }

            open = next;
        }

        return [.. passed, .. open];
    }

    private static void Sort(
        FilterBinding binding,
        Flow flow,
        RuleShare share,
        List<Flow> open,
        List<Flow> passed,
        List<Passage> stopped
    )
    {
        bool? isPermitted = share.Rule is { } rule
            ? rule.Value.Action == FilterAction.Permit
            : binding.AtEnd switch
            {
                FilterEnd.Permit => true,
                FilterEnd.Deny => false,
                _ => null,
            };
        ImmutableArray<Sourced<FilterRule>> doubts = flow.Doubts.AddRange(
            isPermitted is { } permitted
                ? share.Doubts.Where(doubt =>
                    doubt.Value.Action != (permitted ? FilterAction.Permit : FilterAction.Deny)
                )
                : share.Doubts
        );
        if (isPermitted is null)
        {
            open.Add(flow with { Space = share.Space, Doubts = doubts });
            return;
        }

        Decision decision = new(
            share.Rule,
            share.Rule is { } decided
                ? $"'{binding.List}' line {decided.Value.Line}"
                : $"the end of '{binding.List}', where no rule fits"
        );
        if (isPermitted.Value)
        {
            passed.Add(new Flow(share.Space, flow.By.Add(decision), doubts, IsDecided: true));
        }
        else
        {
            stopped.Add(new Passage(share.Space, false, flow.By.Add(decision), doubts));
        }
    }

    private Flow? Default(Flow flow, FilterInterface from, FilterInterface to, List<Passage> stopped)
    {
        if (flow.IsDecided)
        {
            return flow;
        }

        (bool isPermitted, string reason) = Default(from, to);
        Decision decision = new(null, reason);
        if (isPermitted)
        {
            return flow with { By = flow.By.Add(decision), IsDecided = true };
        }

        stopped.Add(new Passage(flow.Space, false, flow.By.Add(decision), flow.Doubts));
        return null;
    }

    private (bool IsPermitted, string Reason) Default(FilterInterface from, FilterInterface to) =>
        Filter.Device.Default switch
        {
            FilterDefault.Permit => (true, "no list is asked, and the device forwards"),
            FilterDefault.SameZone when from.Zone is { } zone && zone == to.Zone => (
                true,
                $"both sides are in zone '{zone}'"
            ),
            FilterDefault.SecurityLevel => ByLevel(from, to),
            _ => (false, "no rule permits it"),
        };

    private (bool IsPermitted, string Reason) ByLevel(FilterInterface from, FilterInterface to)
    {
        int lower = from.SecurityLevel ?? 0;
        int higher = to.SecurityLevel ?? 0;
        string levels = $"no list is asked on '{from.Label}', and its security level {lower}";
        return lower == higher
            ? Filter.Device.PermitsSameLevel
                ? (true, $"{levels} is that of '{to.Label}', which same-security-traffic permits")
                : (false, $"{levels} is that of '{to.Label}'")
            : lower > higher
                ? (true, $"{levels} is above that of '{to.Label}' ({higher})")
                : (false, $"{levels} is below that of '{to.Label}' ({higher})");
    }

    private static bool IsAt(FilterBinding binding, FilterInterface? at) =>
        binding.Interface is null
        || (
            at is not null
            && (
                string.Equals(binding.Interface, at.Name, StringComparison.Ordinal)
                || string.Equals(binding.Interface, at.Zone, StringComparison.Ordinal)
            )
        );

    private sealed record Flow(
        HeaderSpace Space,
        ImmutableArray<Decision> By,
        ImmutableArray<Sourced<FilterRule>> Doubts,
        bool IsDecided
    );
}
