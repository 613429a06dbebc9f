using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>
/// What one file says of a directory. A collection is many files, and some of what they say follows only from several of them
/// together: see <see cref="DirectoryCollections"/>.
/// </summary>
public sealed class DirectoryFragment
{
    private readonly ImmutableArray<Observation> asStated;
    private readonly Dictionary<string, int> recordById;

    internal DirectoryFragment(
        DirectoryGraph graph,
        int stated,
        ImmutableArray<Observation> asStated,
        Dictionary<string, int> recordById
    )
    {
        Graph = graph;
        Stated = stated;
        this.asStated = asStated;
        this.recordById = recordById;
    }

    /// <summary>How many edges the file states, with those that follow from them alone.</summary>
    public int Edges => Graph.Edges.Length;

    internal DirectoryGraph Graph { get; }

    /// <summary>How many of its edges its records state; those behind them were derived from these.</summary>
    internal int Stated { get; }

    /// <summary>Which of the document's observations is that of an object; null when the file has no record of it.</summary>
    internal int? ObservationOf(DirectoryNode node) => recordById.TryGetValue(node.Id, out int index) ? index : null;

    /// <summary>The document's observations with what follows from its records.</summary>
    /// <param name="graph">The graph in which it was derived: that of the file, or of its whole collection.</param>
    /// <param name="stated">How many of the graph's edges are stated.</param>
    /// <param name="ownerOf">Which of the observations an edge belongs to; null for none of them.</param>
    internal ImmutableArray<Observation> WithDerived(
        DirectoryGraph graph,
        int stated,
        Func<DirectoryEdge, int?> ownerOf
    )
    {
        SortedDictionary<int, List<DirectoryEdge>> byOwner = [];
        int contains = graph.Kind(EdgeMeaning.Contains);
        ReadOnlySpan<DirectoryEdge> edges = graph.Edges;
        for (int number = 0; number < edges.Length; number++)
        {
            bool isDerived = number >= stated || edges[number].Kind == contains;
            if (isDerived && ownerOf(edges[number]) is { } owner)
            {
                byOwner.TryAdd(owner, []);
                byOwner[owner].Add(edges[number]);
            }
        }

        EdgeStatements statements = new(graph, new DirectoryReferences(graph));
        Observation[] observations = [.. asStated];
        foreach ((int owner, List<DirectoryEdge> owned) in byOwner)
        {
            owned.ForEach(edge => statements.AddDerived(edge));
            observations[owner] = observations[owner] with
            {
                Statements = observations[owner].Statements.AddRange(statements.Take()),
            };
        }

        return [.. observations];
    }
}

/// <summary>Makes the statements that edges of one record mean, one for each thing, in a stable order.</summary>
internal sealed class EdgeStatements(DirectoryGraph graph, DirectoryReferences references)
{
    private readonly EdgeMeaning meaning = new(graph, references);
    private readonly Dictionary<AssetReference, List<Fact>> factsBySubject = new(ReferenceEqualityComparer.Instance);
    private readonly List<AssetReference> subjects = [];

    /// <summary>Adds what a stated edge means.</summary>
    /// <param name="edge">The edge. What it means to be contained depends on other records, and counts as derived.</param>
    /// <param name="self">The node of the record that says it; the links of one thing are then one statement.</param>
    public void Add(DirectoryEdge edge, int self)
    {
        if (graph.NameOf(edge.Kind) != EdgeMeaning.Contains)
        {
            AddMeaning(edge, self);
        }
    }

    /// <summary>Adds what an edge means that follows from others.</summary>
    public void AddDerived(DirectoryEdge edge) => AddMeaning(edge, edge.To);

    private void AddMeaning(DirectoryEdge edge, int self)
    {
        if (meaning.Of(edge) is { } link)
        {
            // Said of the end that the record is of.
            if (edge.To == self)
            {
                FactsOf(link.To).Add(new LinkFact(link.BackRole, link.From));
            }
            else
            {
                FactsOf(link.From).Add(new LinkFact(link.Role, link.To));
            }
        }

        AddWeakness(edge);
    }

    /// <summary>The statements so far, and begins anew.</summary>
    public ImmutableArray<Statement> Take()
    {
        ImmutableArray<Statement> taken =
        [
            .. subjects.Select(subject => new AssetStatement(subject, [.. factsBySubject[subject].Distinct()])),
        ];
        subjects.Clear();
        factsBySubject.Clear();
        return taken;
    }

    // Open to whoever has any account, a way through certificates is what "hardened" denies. Open to some only, it is exactly theirs, and
    // the link says so: to call the directory soft would give the way to everybody.
    private void AddWeakness(DirectoryEdge edge)
    {
        string kind = graph.NameOf(edge.Kind);
        if (
            !EdgeMeaning.IsCertificateAbuse(kind)
            || graph.Nodes[edge.To].Kind != DirectoryKind.Domain
            || !WellKnownGroups.IsBroad(graph.Nodes[edge.From].Id)
        )
        {
            return;
        }

        string who = graph.Nodes[edge.From].Name ?? graph.Nodes[edge.From].Id;
        string through =
            graph.CauseOf(edge) is { } template && graph.Nodes[template].Name is { } name
                ? $" through the certificate template {name}"
                : "";
        List<Fact> facts = FactsOf(references.Directory(edge.To));
        if (!facts.OfType<DefenseFact>().Any())
        {
            string escalation = kind["ADCS".Length..];
            facts.Add(new DefenseFact("hardened", 0, $"{escalation}: {who} can become anybody{through}."));
        }
    }

    private List<Fact> FactsOf(AssetReference subject)
    {
        if (!factsBySubject.TryGetValue(subject, out List<Fact>? facts))
        {
            factsBySubject.Add(subject, facts = []);
            subjects.Add(subject);
        }

        return facts;
    }
}
