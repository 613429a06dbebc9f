using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>The things of a twin that the nodes of a directory are, each made once.</summary>
internal sealed class DirectoryReferences(DirectoryGraph graph)
{
    /// <summary>The scope of the ids that a directory assigns: SIDs and GUIDs are unique in the world, other tools' ids are others.</summary>
    public const string Scope = "directory";

    // The ids of a graph that some other tool made; two of them may use the same.
    private const string OtherScope = "opengraph";

    private readonly Dictionary<(int Node, string Type), AssetReference> made = [];

    /// <summary>An account; of a computer its own account, with which it logs on to the domain.</summary>
    public AssetReference Account(int node) => Of(node, "Account");

    /// <summary>A domain.</summary>
    public AssetReference Directory(int node) => Of(node, "Directory");

    /// <summary>A computer, as others refer to it.</summary>
    public AssetReference Computer(int node) => Of(node, "Computer");

    /// <summary>A person who has an account.</summary>
    public AssetReference Person(int node) => Of(node, "Person");

    /// <summary>
    /// The holder of rights that a node is. A container, an organisational unit, a policy or an authority counts as a group: who
    /// controls it holds what it gives.
    /// </summary>
    public AssetReference Principal(int node) =>
        graph.Nodes[node].Kind switch
        {
            DirectoryKind.User or DirectoryKind.Computer => Account(node),
            DirectoryKind.Unknown => Of(node, "Principal"),
            _ => Of(node, "Group"),
        };

    private static string ScopeOf(string id) =>
        id.Contains("S-1-", StringComparison.Ordinal) || Guid.TryParse(id, out _) ? Scope : OtherScope;

    private AssetReference Of(int node, string type)
    {
        if (!made.TryGetValue((node, type), out AssetReference? reference))
        {
            reference = new(
                type,
                [new Identifier(IdentifierKind.AssignedId, graph.Nodes[node].Id, ScopeOf(graph.Nodes[node].Id))]
            );
            made.Add((node, type), reference);
        }

        return reference;
    }
}
