using System.Runtime.InteropServices;

namespace Pollux.Formats.BloodHound;

/// <summary>One edge: a kind and two nodes, by their numbers in the graph.</summary>
internal readonly record struct DirectoryEdge(int Kind, int From, int To);

/// <summary>
/// Objects of a directory and the edges between them, under BloodHound's names of kinds. Ids and kinds are held once; an edge is three
/// numbers, so that a collection of millions of edges fits in memory.
/// </summary>
internal sealed class DirectoryGraph
{
    private readonly Dictionary<string, int> nodeById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> kindByName = new(StringComparer.Ordinal);
    private readonly List<DirectoryNode> nodes = [];
    private readonly List<string> kinds = [];
    private readonly HashSet<DirectoryEdge> known = [];
    private readonly List<DirectoryEdge> edges = [];
    private readonly Dictionary<DirectoryEdge, int> causes = [];

    /// <summary>All nodes, by number.</summary>
    public IReadOnlyList<DirectoryNode> Nodes => nodes;

    /// <summary>All edges, each once, in the order in which they were added.</summary>
    public ReadOnlySpan<DirectoryEdge> Edges => CollectionsMarshal.AsSpan(edges);

    /// <summary>The node of an id, added when it is new.</summary>
    /// <param name="id">SID or GUID in any case.</param>
    /// <param name="kind">What the speaker takes it for; a known kind is not overruled by a reference.</param>
    public int Node(string id, DirectoryKind kind = DirectoryKind.Unknown)
    {
        string normal = id.ToUpperInvariant();
        if (!nodeById.TryGetValue(normal, out int number))
        {
            number = nodes.Count;
            nodeById.Add(normal, number);
            nodes.Add(new DirectoryNode(normal));
        }

        DirectoryNode node = nodes[number];
        node.Kind = node.Kind == DirectoryKind.Unknown ? kind : node.Kind;
        return number;
    }

    /// <summary>The node of an id; null when there is none.</summary>
    public int? FindNode(string id) => nodeById.TryGetValue(id.ToUpperInvariant(), out int number) ? number : null;

    /// <summary>The number of a kind of edge, added when it is new.</summary>
    public int Kind(string name)
    {
        if (!kindByName.TryGetValue(name, out int number))
        {
            number = kinds.Count;
            kindByName.Add(name, number);
            kinds.Add(name);
        }

        return number;
    }

    /// <summary>The name of a kind of edge.</summary>
    public string NameOf(int kind) => kinds[kind];

    /// <summary>Adds an edge unless it is there.</summary>
    /// <returns>True when it is new.</returns>
    public bool Add(string kind, int from, int to)
    {
        DirectoryEdge edge = new(Kind(kind), from, to);
        if (!known.Add(edge))
        {
            return false;
        }

        edges.Add(edge);
        return true;
    }

    /// <summary>Adds an edge that follows from others, with the node that makes it possible (a certificate template).</summary>
    public void Add(string kind, int from, int to, int cause)
    {
        if (Add(kind, from, to))
        {
            causes.Add(edges[^1], cause);
        }
    }

    /// <summary>The node that makes an edge possible, or null.</summary>
    public int? CauseOf(DirectoryEdge edge) => causes.TryGetValue(edge, out int cause) ? cause : null;

    /// <summary>True when the edge is there.</summary>
    public bool Has(string kind, int from, int to) =>
        kindByName.TryGetValue(kind, out int number) && known.Contains(new DirectoryEdge(number, from, to));

    /// <summary>Adds the nodes of another graph and its first edges.</summary>
    public void Merge(DirectoryGraph other, int edgesToTake)
    {
        int[] numbers = new int[other.nodes.Count];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = Take(other.nodes[index]);
        }

        int[] kindNumbers = [.. other.kinds.Select(Kind)];
        foreach (DirectoryEdge edge in other.Edges[..edgesToTake])
        {
            DirectoryEdge mine = new(kindNumbers[edge.Kind], numbers[edge.From], numbers[edge.To]);
            if (known.Add(mine))
            {
                edges.Add(mine);
            }
        }
    }

    /// <summary>For each node the nodes at the other end of its edges of some kinds.</summary>
    /// <param name="inbound">True for the edges that end in the node, false for those that begin in it.</param>
    /// <param name="kindNames">The kinds.</param>
    public Neighbours Neighbours(bool inbound, params ReadOnlySpan<string> kindNames)
    {
        bool[] wanted = new bool[kinds.Count];
        foreach (string name in kindNames)
        {
            if (kindByName.TryGetValue(name, out int number))
            {
                wanted[number] = true;
            }
        }

        return new Neighbours(nodes.Count, Edges, wanted, inbound);
    }

    private int Take(DirectoryNode theirs)
    {
        int number = Node(theirs.Id, theirs.Kind);
        DirectoryNode mine = nodes[number];
        if (theirs.IsDescribed)
        {
            // The record of an object knows best what it is. Where two describe it, the later one does, as with all facts.
            nodes[number] = mine.IsDescribed && theirs.Name is null ? mine : theirs;
        }
        else
        {
            mine.Name ??= theirs.Name;
            mine.DomainSid ??= theirs.DomainSid;
        }

        return number;
    }
}

/// <summary>Edges of some kinds by node, in compressed rows.</summary>
internal sealed class Neighbours
{
    private readonly int[] starts;
    private readonly int[] others;

    public Neighbours(int nodes, ReadOnlySpan<DirectoryEdge> edges, bool[] wanted, bool inbound)
    {
        starts = new int[nodes + 1];
        foreach (DirectoryEdge edge in edges)
        {
            starts[(inbound ? edge.To : edge.From) + 1] += wanted[edge.Kind] ? 1 : 0;
        }

        for (int node = 0; node < nodes; node++)
        {
            starts[node + 1] += starts[node];
        }

        others = new int[starts[nodes]];
        int[] next = starts.AsSpan(0, nodes).ToArray();
        foreach (DirectoryEdge edge in edges)
        {
            if (wanted[edge.Kind])
            {
                (int at, int other) = inbound ? (edge.To, edge.From) : (edge.From, edge.To);
                others[next[at]++] = other;
            }
        }
    }

    /// <summary>The nodes at the other end.</summary>
    public ReadOnlySpan<int> Of(int node) =>
        node + 1 < starts.Length ? others.AsSpan(starts[node]..starts[node + 1]) : [];
}
