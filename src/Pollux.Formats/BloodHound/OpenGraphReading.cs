using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>
/// Reads a graph in BloodHound's OpenGraph form: nodes with kinds and properties, edges with a kind between them. Nodes and edges of
/// kinds that Pollux does not know hold nothing for a twin.
/// </summary>
internal sealed class OpenGraphReading(ContentHash input, DiagnosticBag diagnostics, InputLimits limits)
{
    private const string Nodes = "graph.nodes";
    private const string Edges = "graph.edges";

    private readonly DirectoryGraph graph = new();
    private readonly List<PendingEdge> pending = [];

    /// <summary>Reads the file; null when it cannot be used as a whole.</summary>
    public ImportedDocument? Read(CancellationToken cancellationToken)
    {
        DirectoryRecords records = new(graph, limits);
        string? maker = null;
        bool hasGraph = false;
        using JsonRecordReader reader = new(input.Hashed, [Nodes, Edges], diagnostics, limits);
        foreach (JsonRecord record in reader.Read(cancellationToken))
        {
            hasGraph |= record.Path is Nodes or Edges;
            switch (record.Path)
            {
                case Nodes:
                    KeepNode(record.Value, records);
                    break;
                case Edges:
                    KeepEdge(record.Value, records);
                    break;
                case "metadata":
                    maker = Excerpt.OneLineOrNull(record.Value.Text("source_kind"), 100);
                    break;
            }
        }

        if (!hasGraph)
        {
            diagnostics.Add(BloodHoundRules.NoObjects, "The graph has neither nodes nor edges.", 1);
            return null;
        }

        AddEdges(records);
        string document = maker is null ? "OpenGraph" : $"OpenGraph of {maker}";
        return records.Finish(new Source("bloodhound", document, input.Short, null, IsComplete: false));
    }

    private void KeepNode(JsonItem item, DirectoryRecords records)
    {
        if (Excerpt.OneLineOrNull(item.Text("id"), 200) is not { } id)
        {
            records.Refused++;
            diagnostics.Add(BloodHoundRules.NoIdentifier, item, "The node has no id.");
            return;
        }

        DirectoryKind kind = (item["kinds"]?.Items ?? [])
            .Select(name => DirectoryKinds.Of(name.StringOrNull))
            .FirstOrDefault(found => found != DirectoryKind.Unknown);
        JsonItem? properties = item["properties"];
        int self = graph.Node(id, kind);
        DirectoryNode node = graph.Nodes[self];
        node.IsDescribed = true;
        ObjectProperties.Read(node, properties, item);
        AssetStatement[] statements = [.. records.Facts.Of(self, properties, null)];
        if (statements.Length == 0)
        {
            records.Ignored++;
        }
        else
        {
            records.Add($"node {node.Id}", self, statements, graph.Edges.Length);
        }
    }

    private void KeepEdge(JsonItem item, DirectoryRecords records)
    {
        string? kind = Excerpt.OneLineOrNull(item.Text("kind"), 80);
        if (kind is null || End(item["start"]) is not { } from || End(item["end"]) is not { } to)
        {
            records.Refused++;
            diagnostics.Add(BloodHoundRules.BadEdge, item, "The edge has no kind, or no start or end.", kind);
            return;
        }

        if (pending.Count >= limits.Facts)
        {
            throw new InputLimitException($"The graph has more than {limits.Facts} edges.");
        }

        pending.Add(new PendingEdge(kind, from, to, item.Place));
    }

    // An end is a node's id, or with match_by "name" its name.
    private static EdgeEnd? End(JsonItem? item) =>
        Excerpt.OneLineOrNull(item?.Text("value"), 300) is { } value
            ? new EdgeEnd(value, item!.Text("match_by") ?? "id", DirectoryKinds.Of(item.Text("kind")))
            : null;

    private void AddEdges(DirectoryRecords records)
    {
        Dictionary<string, int?> byName = new(StringComparer.OrdinalIgnoreCase);
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            if (graph.Nodes[node].Name is { } name)
            {
                byName[name] = byName.ContainsKey(name) ? null : node;
            }
        }

        EdgeMeaning meaning = new(graph, new DirectoryReferences(graph));
        foreach (PendingEdge edge in pending)
        {
            if (Find(edge.From, byName) is not { } from || Find(edge.To, byName) is not { } to)
            {
                records.Refused++;
                diagnostics.Add(
                    BloodHoundRules.BadEdge,
                    $"An end of the edge {edge.Kind} is no single node of this file.",
                    edge.Place.Line,
                    edge.Place.Column,
                    record: edge.Kind
                );
                continue;
            }

            bool isNew = graph.Add(edge.Kind, from, to);
            DirectoryEdge added = new(graph.Kind(edge.Kind), from, to);
            if (meaning.Of(added) is null)
            {
                records.Ignored++;
                continue;
            }

            records.AddEdge(added, isNew);
        }
    }

    private int? Find(EdgeEnd end, Dictionary<string, int?> byName) =>
        end.MatchBy switch
        {
            "id" => graph.Node(end.Value, end.Kind),
            "name" => byName.GetValueOrDefault(end.Value),
            _ => null,
        };

    private readonly record struct EdgeEnd(string Value, string MatchBy, DirectoryKind Kind);

    private readonly record struct PendingEdge(string Kind, EdgeEnd From, EdgeEnd To, (int Line, int Column) Place);
}
