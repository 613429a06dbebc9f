using System.Collections.Immutable;
using Pollux.Formats.Input;

namespace Pollux.Formats.BloodHound;

/// <summary>Reads who is logged on to a computer, who is in its local groups and who may log on remotely.</summary>
internal sealed class ComputerAccess(DirectoryGraph graph)
{
    // Local groups that give access, by the list that version 4 and group policies have for each; RIDs of MS-DTYP 2.4.2.4.
    private static readonly ImmutableArray<(string List, string PolicyList, string Rid)> Groups =
    [
        ("LocalAdmins", "LocalAdmins", "544"),
        ("RemoteDesktopUsers", "RemoteDesktopUsers", "555"),
        ("DcomUsers", "DcomUsers", "562"),
        ("PSRemoteUsers", "PSRemoteUsers", "580"),
    ];

    private static readonly ImmutableArray<string> Sessions = ["Sessions", "PrivilegedSessions", "RegistrySessions"];

    /// <summary>Reads the record of a computer.</summary>
    public void Read(JsonItem item, int computer)
    {
        foreach (JsonItem session in Sessions.SelectMany(list => Results(item[list])))
        {
            // A session may be on another machine than the one that was asked.
            if (session.Text("UserSID") is { } user)
            {
                int on = session.Text("ComputerSID") is { } sid ? graph.Node(sid, DirectoryKind.Computer) : computer;
                graph.Add("HasSession", on, graph.Node(user, DirectoryKind.User));
            }
        }

        foreach (JsonItem trusted in item["AllowedToAct"]?.Items ?? [])
        {
            Add("AllowedToAct", trusted, computer);
        }

        foreach (JsonItem group in (item["LocalGroups"]?.Items ?? []).Where(IsCollected))
        {
            if (SharpHoundObject.Id(group) is { } id)
            {
                ReadGroup(graph.Node(id, DirectoryKind.LocalGroup), group, computer);
            }
        }

        foreach ((string list, _, string rid) in Groups)
        {
            if (item[list] is { } members && IsCollected(members))
            {
                ReadGroup(LocalGroup(computer, rid), members, computer);
            }
        }

        ReadRights(item, computer);
    }

    /// <summary>Reads the local groups that the policies of a domain or an organisational unit fill.</summary>
    public void ReadPolicies(JsonItem item)
    {
        JsonItem? changes = item["GPOChanges"];
        foreach (JsonItem affected in changes?["AffectedComputers"]?.Items ?? [])
        {
            if (SharpHoundObject.Id(affected) is not { } id)
            {
                continue;
            }

            int computer = graph.Node(id, DirectoryKind.Computer);
            foreach ((_, string list, string rid) in Groups)
            {
                AddMembers(changes![list]?.Items ?? [], LocalGroup(computer, rid), computer);
            }
        }
    }

    private static IEnumerable<JsonItem> Results(JsonItem? collected) =>
        collected?.IsArray == true ? collected.Items : collected?["Results"]?.Items ?? [];

    private static bool IsCollected(JsonItem list) => list["Collected"]?.Boolean != false;

    private int LocalGroup(int computer, string rid) =>
        graph.Node($"{graph.Nodes[computer].Id}-{rid}", DirectoryKind.LocalGroup);

    private void ReadGroup(int group, JsonItem list, int computer) => AddMembers(Results(list), group, computer);

    // A group without members is of no use to anybody.
    private void AddMembers(IEnumerable<JsonItem> members, int group, int computer)
    {
        bool any = false;
        foreach (JsonItem member in members)
        {
            any |= Add("MemberOfLocalGroup", member, group);
        }

        if (any)
        {
            graph.Add("LocalToComputer", group, computer);
        }
    }

    private void ReadRights(JsonItem item, int computer)
    {
        foreach (JsonItem right in (item["UserRights"]?.Items ?? []).Where(IsCollected))
        {
            if (right.Text("Privilege") is not { } privilege)
            {
                continue;
            }

            bool isRemoteLogon = privilege == "SeRemoteInteractiveLogonRight";
            graph.Nodes[computer].HasLogonRights |= isRemoteLogon;
            foreach (JsonItem holder in Results(right))
            {
                Add(isRemoteLogon ? "RemoteInteractiveLogonRight" : Excerpt.OneLine(privilege, 80), holder, computer);
            }
        }
    }

    private bool Add(string kind, JsonItem reference, int to)
    {
        if (SharpHoundObject.Id(reference) is not { } id)
        {
            return false;
        }

        graph.Add(kind, graph.Node(id, DirectoryKinds.Of(reference.Text("ObjectType"))), to);
        return true;
    }
}
