using System.Collections.Immutable;

namespace Pollux.Formats.BloodHound;

/// <summary>Who administers a computer or may log on to it from afar, by its local groups and its logon right.</summary>
internal static class LocalAccess
{
    private const string RemoteDesktop = "CanRDP";

    // RIDs of the groups: MS-DTYP 2.4.2.4.
    private static readonly ImmutableArray<(string Rid, string Kind)> Groups =
    [
        ("-544", "AdminTo"),
        ("-555", RemoteDesktop),
        ("-562", "ExecuteDCOM"),
        ("-580", "CanPSRemote"),
    ];

    /// <summary>Adds the access that local groups give.</summary>
    public static void Derive(DirectoryGraph graph, Membership membership)
    {
        Neighbours groups = graph.Neighbours(inbound: true, "LocalToComputer");
        Neighbours members = graph.Neighbours(inbound: true, "MemberOfLocalGroup");
        Neighbours logonRights = graph.Neighbours(inbound: true, "RemoteInteractiveLogonRight");
        for (int computer = 0; computer < graph.Nodes.Count; computer++)
        {
            foreach ((string rid, string kind) in Groups)
            {
                if (FindGroup(graph, groups.Of(computer), computer, rid) is not { } group)
                {
                    continue;
                }

                IEnumerable<int> holders =
                    kind == RemoteDesktop && graph.Nodes[computer].HasLogonRights
                        ? WithRight(group, members.Of(group).ToArray(), logonRights.Of(computer).ToArray(), membership)
                        : members.Of(group).ToArray();
                foreach (int holder in holders)
                {
                    graph.Add(kind, holder, computer);
                }
            }
        }
    }

    // A domain controller has no groups of its own: the domain's are its. What a policy would put into its own has no effect.
    private static int? FindGroup(DirectoryGraph graph, ReadOnlySpan<int> groups, int computer, string rid)
    {
        int? found = null;
        foreach (int group in groups)
        {
            string id = graph.Nodes[group].Id;
            if (id.EndsWith(rid, StringComparison.Ordinal))
            {
                bool isOwn = id.StartsWith(graph.Nodes[computer].Id, StringComparison.Ordinal);
                found = found is null || !isOwn ? group : found;
            }
        }

        return found;
    }

    // The group opens the door, the right lets in: both are needed.
    private static IReadOnlyCollection<int> WithRight(int group, int[] members, int[] rights, Membership membership) =>
        rights.Contains(group) ? members : membership.InBoth(members, rights);
}
