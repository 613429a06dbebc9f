using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Services;
using Pollux.Modelling.Tables;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>A client used a device of the process in a protocol of the process, and was answered.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Client">The client.</param>
/// <param name="Server">The device that answered.</param>
/// <param name="Activity">All that was seen.</param>
internal sealed record ProcessFlow(Flow Flow, Asset Client, Asset Server, FlowActivity Activity)
{
    // One answer to a question is no polling. A connection that polls may last for weeks and be one record, so bytes count too:
    // 64 KiB are about two thousand exchanges of Modbus (assumption, see docs/modelling.md).
    private const int FewestConnections = 3;
    private const long FewestBytes = 64 << 10;
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromMinutes(10);

    /// <summary>True when it goes on, as polling does.</summary>
    public bool IsSteady =>
        Activity.Bytes >= FewestBytes
        || (Flow.Connections >= FewestConnections && Activity.Last - Activity.First >= ShortestSpan);

    /// <summary>True when values or the device itself were changed.</summary>
    public bool IsOperating => Activity.Uses.Contains(FlowUse.Write) || Activity.Uses.Contains(FlowUse.Control);

    /// <summary>True when logic was loaded.</summary>
    public bool IsProgramming => Activity.Uses.Contains(FlowUse.Program);
}

/// <summary>The flows of a revision that run to controllers, field devices and gateways in protocols of the process.</summary>
internal sealed class ProcessFlows
{
    private static readonly ImmutableArray<string> ProcessServices = ["ControlService", "EngineeringService"];

    // An OPC UA server or an MQTT broker is asked by anybody; what answers in these protocols is at the process itself.
    private static readonly ImmutableArray<string> ProcessDevices = ["Controller", "FieldDevice", "Gateway"];

    private readonly ModelDraft draft;
    private readonly ILookup<string, ProcessFlow> byClient;

    public ProcessFlows(ModelDraft draft)
    {
        this.draft = draft;
        All = [.. draft.Twin.Revision.Flows.Select(Read).OfType<ProcessFlow>()];
        byClient = All.ToLookup(flow => flow.Client.Id, StringComparer.Ordinal);
    }

    /// <summary>All of them, in the revision's order.</summary>
    public ImmutableArray<ProcessFlow> All { get; }

    /// <summary>Those of one client.</summary>
    public IEnumerable<ProcessFlow> Of(Asset client) => byClient[client.Id];

    private ProcessFlow? Read(Flow flow)
    {
        if (
            flow.ClientId is not { } clientId
            || flow.ServiceId is not { } serviceId
            || draft.Twin.Find(clientId) is not { } client
            || draft.Twin.Find(serviceId) is not { ParentId: { } serverId } service
            || draft.Twin.Find(serverId) is not { } server
            || clientId == serverId
            || flow.Activities.IsEmpty
        )
        {
            return null;
        }

        FlowActivity activity = flow.Total;
        return activity.Answered is not false && IsOfProcess(service, server, flow)
            ? new ProcessFlow(flow, client, server, activity)
            : null;
    }

    private bool IsOfProcess(Asset service, Asset server, Flow flow)
    {
        ServiceFacts facts = draft.FactsOf(service);
        ImmutableArray<ProtocolRow> rows =
        [
            .. flow
                .Applications.Select(name => draft.Input.Tables.Protocols.FirstOrDefault(row => row.IsNamed(name)))
                .Append(facts.Row)
                .OfType<ProtocolRow>()
                .Distinct(),
        ];
        return (
                ProcessServices.Any(type => draft.Language.IsA(service.Type, type))
                || rows.Any(row => ProcessServices.Contains(row.Type, StringComparer.Ordinal))
            ) && (IsProcessDevice(server.Type) || rows.Any(row => IsOfDevices(row.Name)));
    }

    private bool IsOfDevices(string protocol) =>
        draft.Input.Tables.Roles.Any(row =>
            row.Hint == RoleHint.Protocol
            && IsProcessDevice(row.Type)
            && row.Patterns.Contains(protocol, StringComparer.OrdinalIgnoreCase)
        );

    private bool IsProcessDevice(string type) => ProcessDevices.Any(ancestor => draft.Language.IsA(type, ancestor));
}
