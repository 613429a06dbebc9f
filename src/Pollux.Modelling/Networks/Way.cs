using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Networks;

/// <summary>What is found out about the way from one zone to another.</summary>
internal sealed class Way
{
    private readonly SortedDictionary<string, DeviceFilter> devices = new(StringComparer.Ordinal);
    private readonly List<RecordReference> records = [];
    private string because = "no rule stops it";

    /// <summary>The devices between, by name.</summary>
    public ImmutableArray<(string Name, DeviceFilter Filter)> Devices =>
        [.. devices.Select(pair => (pair.Key, pair.Value))];

    /// <summary>Services that may be reached, with the rule that lets them.</summary>
    public Dictionary<DraftAsset, Permit> Permitted { get; } = [];

    /// <summary>Services that were asked for and may not be reached, with the reason as a sentence without its full stop.</summary>
    public Dictionary<DraftAsset, string> Denied { get; } = [];

    /// <summary>True when everything passes between two networks of the zones.</summary>
    public bool IsOpen { get; set; }

    /// <summary>True when anything passes, or may pass.</summary>
    public bool IsAnything { get; set; }

    /// <summary>True when not all lines of a device between were understood.</summary>
    public bool IsPartial => devices.Values.Any(filter => filter.Device.Reading.IsPartial);

    /// <summary>The records that the answers rest on.</summary>
    public ImmutableArray<RecordReference> Records =>
        [.. devices.Values.Select(filter => filter.Record).Concat(records).Distinct()];

    /// <summary>The first reason for which something passes.</summary>
    public string Because() => because;

    /// <summary>The model's asset of the first device between; null when it is left out of the model.</summary>
    public DraftAsset? DeviceOf(ModelDraft draft) =>
        devices.Values.SelectMany(filter => draft.Of(filter.AssetId)).FirstOrDefault();

    /// <summary>Notes the answer for all packets between two networks.</summary>
    public void Note(ReachAnswer answer)
    {
        foreach (HopPassages hop in answer.Hops)
        {
            devices[hop.Device] = hop.Filter;
        }

        if (records.Count == 0 && Passed(answer).ToArray() is [var (device, passage), ..])
        {
            because = Text(device, passage.By[^1]);
            records.AddRange(passage.By.Select(decision => decision.Rule?.Record).OfType<RecordReference>());
        }
    }

    /// <summary>Notes the answer for one service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isWhole">True when all devices between are known, so that what they stop is stopped.</param>
    public void Add(DraftAsset service, ReachAnswer answer, bool isWhole)
    {
        bool isDoubtful = answer.Doubts.Any(doubt => doubt.Value.Action == FilterAction.Permit);
        if (answer.Permitted.IsEmpty && !isDoubtful && !answer.IsGivenUp)
        {
            if (isWhole && Stopped(answer) is { } stopped)
            {
                Denied.TryAdd(service, stopped);
            }

            return;
        }

        ImmutableArray<(string Device, Passage Passage)> passed = [.. Passed(answer)];
        ImmutableArray<Sourced<FilterRule>> rules =
        [
            .. passed
                .SelectMany(pair => pair.Passage.By)
                .Select(decision => decision.Rule)
                .OfType<Sourced<FilterRule>>(),
            .. passed.IsEmpty ? answer.Doubts : [],
        ];
        string reason =
            passed.Length > 0 ? Text(passed[0].Device, passed[0].Passage.By[^1])
            : isDoubtful
                ? $"{answer.Hops[0].Device} '{answer.Doubts[0].Value.List}' line {answer.Doubts[0].Value.Line}, if it holds that {string.Join("; ", answer.Doubts[0].Value.Conditions)}"
            : $"{answer.Hops[0].Device}, whose rules are too many-sided to follow";
        Permitted.TryAdd(
            service,
            new Permit(
                reason,
                rules.Length > 0 && rules.All(rule => rule.Value.IsInspected),
                [.. rules.Select(rule => rule.Record).Distinct()]
            )
            {
                IsDoubtful = passed.IsEmpty,
            }
        );
        records.AddRange(rules.Select(rule => rule.Record));
    }

    private static IEnumerable<(string Device, Passage Passage)> Passed(ReachAnswer answer) =>
        answer.Permitted.IsEmpty
            ? []
            : answer.Hops.SelectMany(hop =>
                hop.Passages.Where(passage => passage.IsPermitted).Select(passage => (hop.Device, passage))
            );

    private static string? Stopped(ReachAnswer answer) =>
        answer
            .Hops.SelectMany(hop =>
                hop.Passages.Where(passage => !passage.IsPermitted).Select(passage => Text(hop.Device, passage.By[^1]))
            )
            .FirstOrDefault()
            is { } text
            ? $"It is stopped by {text}"
            : null;

    private static string Text(string device, Decision decision) =>
        $"{device} {decision.Reason}{(decision.Rule is { } rule ? $" ({rule.Value.Text})" : "")}";
}

/// <summary>Why a service may be reached.</summary>
/// <param name="Reason">The rule, as a clause.</param>
/// <param name="IsInspected">True when every rule that lets it pass inspects it.</param>
/// <param name="Records">The rules' records.</param>
internal sealed record Permit(string Reason, bool IsInspected, ImmutableArray<RecordReference> Records)
{
    /// <summary>True when it only passes if a condition holds that is not known.</summary>
    public bool IsDoubtful { get; init; }
}

/// <summary>A zone as filters see it.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Networks">Its networks; none for the outside.</param>
/// <param name="IsOutside">True for the Internet.</param>
internal sealed record Side(DraftAsset Zone, ImmutableArray<Interval> Networks, bool IsOutside);
