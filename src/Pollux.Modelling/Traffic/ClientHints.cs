using System.Collections.Immutable;
using Pollux.Modelling.Devices;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Tables;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>What a device does with controllers, in the words of the table of device roles.</summary>
internal static class ClientHints
{
    /// <summary>It loaded logic into a controller.</summary>
    public const string Programs = "programs";

    /// <summary>It writes to many controllers.</summary>
    public const string Commands = "commands";

    /// <summary>It writes to a few.</summary>
    public const string Operates = "operates";

    /// <summary>It only reads, steadily, from many.</summary>
    public const string Records = "records";

    /// <summary>It only reads, steadily, from a few.</summary>
    public const string Watches = "watches";

    // A panel belongs to a machine or two; what speaks with more stands above them (assumption, see docs/modelling.md).
    private const int Many = 3;

    public static IEnumerable<DeviceHint> Of(Asset device, ModelDraft draft)
    {
        ImmutableArray<ProcessFlow> flows = [.. draft.ProcessFlows.Of(device)];
        ImmutableArray<ProcessFlow> programming = [.. flows.Where(flow => flow.IsProgramming)];
        ImmutableArray<ProcessFlow> operating = [.. flows.Where(flow => flow.IsOperating)];
        ImmutableArray<ProcessFlow> reading =
        [
            .. flows.Where(flow => flow.IsSteady && flow.Activity.Uses.Contains(Twin.Flows.FlowUse.Read)),
        ];
        if (!programming.IsEmpty)
        {
            yield return Hint(Programs, "loads logic into", programming);
        }
        else if (!operating.IsEmpty)
        {
            yield return Hint(Count(operating) >= Many ? Commands : Operates, "writes to", operating);
        }
        else if (!reading.IsEmpty)
        {
            yield return Hint(
                Count(reading) >= Many ? Records : Watches,
                "steadily reads, and only reads, from",
                reading
            );
        }
    }

    private static DeviceHint Hint(string word, string verb, ImmutableArray<ProcessFlow> flows) =>
        new(
            RoleHint.Use,
            word,
            1,
            "traffic",
            $"it {verb} {FlowTexts.List(flows.Select(flow => $"{flow.Server.Name} {flow.Flow.Service}").Order(StringComparer.Ordinal))} ({FlowTexts.Of(flows[0].Flow)})"
        );

    private static int Count(ImmutableArray<ProcessFlow> flows) =>
        flows.Select(flow => flow.Server.Id).Distinct(StringComparer.Ordinal).Count();
}
