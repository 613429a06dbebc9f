using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;

namespace Pollux.Modelling.Traffic;

/// <summary>
/// Ties devices to the controllers that they were seen using: an engineering station programs them; a screen shows, a server
/// supervises and a historian records the loops that they run. What the site says of a device and a controller is better.
/// </summary>
internal static class TrafficRoles
{
    public const string Rule = "observed-use";

    private static readonly ImmutableArray<(string Type, string Role)> LoopRoles =
    [
        ("OperatorStation", "shows"),
        ("ControlServer", "supervises"),
        ("Historian", "records"),
    ];

    public static void Apply(ModelDraft draft)
    {
        foreach (ProcessFlow flow in draft.ProcessFlows.All)
        {
            foreach (DraftAsset client in draft.Of(flow.Client.Id))
            {
                foreach (DraftAsset server in draft.Of(flow.Server.Id))
                {
                    if (flow.IsProgramming)
                    {
                        Program(draft, client, server, flow);
                    }

                    if (flow.IsOperating || flow.IsSteady)
                    {
                        Watch(draft, client, server, flow);
                    }
                }
            }
        }
    }

    private static void Program(ModelDraft draft, DraftAsset client, DraftAsset server, ProcessFlow flow)
    {
        if (draft.Linked(server, "stations").Contains(client))
        {
            return;
        }

        Grounds grounds = Because(client, $"loaded logic into {server.Name} or out of it", flow);
        bool isLinked = draft.Link(client, "programs", server, grounds);
        bool isDeclared = server.Twin!.PropertyValues(Properties.Standing).Contains("declared", StringComparer.Ordinal);
        if (isDeclared && draft.Language.IsA(server.Type, "Controller"))
        {
            draft.Report(
                TrafficRules.ProgrammedByOther,
                FindingSeverity.High,
                server,
                $"{server.Name} was programmed by {client.Name}, which is not declared to",
                $"Traffic shows that {grounds.Reason}; the site does not say that it programs it."
                    + (isLinked ? "" : $" As a {client.Type} it is not modelled to."),
                grounds.Records
            );
        }
    }

    private static void Watch(ModelDraft draft, DraftAsset client, DraftAsset server, ProcessFlow flow)
    {
        ImmutableArray<DraftAsset> loops = [.. draft.Linked(server, "runs"), .. draft.Linked(server, "forwards")];
        foreach ((string type, string role) in LoopRoles)
        {
            // Where the site says which loops of the controller the device sees, the others are none of its business.
            if (!draft.Language.IsA(client.Type, type) || draft.Linked(client, role).Any(loop => loops.Contains(loop)))
            {
                continue;
            }

            string verb = flow.IsOperating ? "writes to" : "reads from";
            foreach (DraftAsset loop in loops)
            {
                draft.Link(client, role, loop, Because(client, $"{verb} {server.Name}, which runs {loop.Name}", flow));
            }
        }
    }

    private static Grounds Because(DraftAsset client, string what, ProcessFlow flow) =>
        new(Rule, $"{client.Name} {what} ({FlowTexts.Of(flow.Flow)})", FlowTexts.RecordsOf([flow.Flow]));
}
