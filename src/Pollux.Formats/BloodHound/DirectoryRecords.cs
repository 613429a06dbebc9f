using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>Gathers the records of one file: for each its object, what its properties say, and which edges it states.</summary>
internal sealed class DirectoryRecords(DirectoryGraph graph, InputLimits limits)
{
    private readonly DirectoryReferences references = new(graph);
    private readonly List<Draft> drafts = [];
    private readonly Dictionary<string, int> recordById = new(StringComparer.Ordinal);
    private int facts;

    /// <summary>Records that hold nothing for a twin.</summary>
    public int Ignored { get; set; }

    /// <summary>Records that could not be used.</summary>
    public int Refused { get; set; }

    /// <summary>Reads facts of objects.</summary>
    public ObjectFacts Facts => new(graph, references);

    /// <summary>Adds a record.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="self">The node that it is of.</param>
    /// <param name="statements">What its properties say.</param>
    /// <param name="firstEdge">The number of the first edge that it states; the others follow up to the last one of the graph.</param>
    public void Add(string key, int self, IEnumerable<AssetStatement> statements, int firstEdge)
    {
        if (drafts.Count >= limits.Records)
        {
            throw new InputLimitException($"The document has more than {limits.Records} objects.");
        }

        facts += graph.Edges.Length - firstEdge;
        if (facts > limits.Facts)
        {
            throw new InputLimitException($"The objects have more than {limits.Facts} edges together.");
        }

        Draft draft = new(key, self, [.. statements], firstEdge, graph.Edges.Length);
        recordById.TryAdd(graph.Nodes[self].Id, drafts.Count);
        drafts.Add(draft);
    }

    /// <summary>True when there is a record of a node.</summary>
    public bool Has(int node) => recordById.ContainsKey(graph.Nodes[node].Id);

    /// <summary>Adds an edge that is a record of its own to that of one of its nodes, which then stands for both.</summary>
    /// <param name="edge">The edge, which means something.</param>
    /// <param name="isNew">False when the graph has it already.</param>
    public void AddEdge(DirectoryEdge edge, bool isNew)
    {
        if (OwnerOf(edge) is not { } owner)
        {
            Add($"node {graph.Nodes[edge.To].Id}", edge.To, [], graph.Edges.Length);
            drafts[^1].Later.Add(edge);
            return;
        }

        drafts[owner].Records++;
        if (isNew)
        {
            drafts[owner].Later.Add(edge);
        }
    }

    /// <summary>Derives what follows from the file alone, and makes the observations.</summary>
    public ImportedDocument Finish(Source source)
    {
        int stated = graph.Edges.Length;
        DerivedEdges.Derive(graph);
        EdgeStatements statements = new(graph, references);
        ImmutableArray<Observation> asStated = [.. drafts.Select(draft => draft.ToObservation(graph, statements))];
        DirectoryFragment fragment = new(graph, stated, asStated, recordById);
        return new ImportedDocument(source, fragment.WithDerived(graph, stated, OwnerOf), Ignored, Refused)
        {
            Directory = fragment,
        };
    }

    private int? OwnerOf(DirectoryEdge edge)
    {
        int? cause = graph.CauseOf(edge);
        return cause is { } node && recordById.TryGetValue(graph.Nodes[node].Id, out int record) ? record
            : recordById.TryGetValue(graph.Nodes[edge.To].Id, out record) ? record
            : recordById.TryGetValue(graph.Nodes[edge.From].Id, out record) ? record
            : null;
    }

    private sealed record Draft(string Key, int Self, ImmutableArray<Statement> Facts, int FirstEdge, int EndEdge)
    {
        public List<DirectoryEdge> Later { get; } = [];

        public int Records { get; set; } = 1;

        public Observation ToObservation(DirectoryGraph graph, EdgeStatements statements)
        {
            foreach (DirectoryEdge edge in graph.Edges[FirstEdge..EndEdge].ToArray().Concat(Later))
            {
                statements.Add(edge, Self);
            }

            return new Observation(Key, null, 1, [.. Facts, .. statements.Take()]) { Records = Records };
        }
    }
}
