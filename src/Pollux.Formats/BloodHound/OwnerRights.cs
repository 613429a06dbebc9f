namespace Pollux.Formats.BloodHound;

/// <summary>
/// What owning an object, or being able to take it, is worth: the owner may write its access list, unless the list names OWNER RIGHTS
/// (MS-ADTS 5.1.3.3.1), or the directory blocks that for computers (dSHeuristics 29, BlockOwnerImplicitRights).
/// </summary>
internal static class OwnerRights
{
    private const int BlockOwnerImplicitRights = 28;

    /// <summary>Adds <c>Owns</c> and <c>WriteOwner</c> where they give control.</summary>
    public static void Derive(DirectoryGraph graph)
    {
        (int Raw, string Kind)[] kinds = [(graph.Kind("OwnsRaw"), "Owns"), (graph.Kind("WriteOwnerRaw"), "WriteOwner")];
        DirectoryEdge[] stated = graph.Edges.ToArray();
        foreach (DirectoryEdge edge in stated)
        {
            foreach ((int raw, string kind) in kinds)
            {
                if (edge.Kind == raw && GivesControl(graph, edge, isOwner: kind == "Owns"))
                {
                    graph.Add(kind, edge.From, edge.To);
                }
            }
        }
    }

    private static bool GivesControl(DirectoryGraph graph, DirectoryEdge edge, bool isOwner)
    {
        DirectoryNode target = graph.Nodes[edge.To];
        if (isOwner ? target.LimitsOwner : target.LimitsNewOwner)
        {
            return false;
        }

        return target.Kind != DirectoryKind.Computer
            || !IsBlocked(graph, target)
            || IsAdministration(graph.Nodes[edge.From].Id);
    }

    private static bool IsBlocked(DirectoryGraph graph, DirectoryNode target) =>
        target.DomainSid is { } sid
        && graph.FindNode(sid) is { } domain
        && graph.Nodes[domain].Heuristics is { Length: > BlockOwnerImplicitRights } heuristics
        && heuristics[BlockOwnerImplicitRights] == '1';

    // Domain Admins, Enterprise Admins and Administrators keep the rights of an owner.
    private static bool IsAdministration(string id) =>
        id.EndsWith("-512", StringComparison.Ordinal)
        || id.EndsWith("-519", StringComparison.Ordinal)
        || id.EndsWith("-S-1-5-32-544", StringComparison.Ordinal);
}
