using System.Globalization;
using System.Text;
using Pollux.Language.Packaging;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Formats.AttackGraphs;

/// <summary>
/// Writes an attack graph as lines <c>type TAB parent TAB child</c> by full name, sorted by bytes; a node without children as
/// <c>type TAB name TAB</c>.
/// </summary>
public static class EdgeListWriter
{
    /// <summary>The lines, each ended by a line feed. Control characters in names are written as <c>\u0009</c>.</summary>
    public static void Write(AttackGraph graph, TextWriter writer)
    {
        string[] names = [.. Enumerable.Range(0, graph.NodeCount).Select(node => Printable(graph.NameOf(node)))];
        int[] byName = [.. Enumerable.Range(0, names.Length)];
        Array.Sort([.. names], byName, Utf8Order.For(names));
        int[] rank = new int[names.Length];
        for (int i = 0; i < byName.Length; i++)
        {
            rank[byName[i]] = i;
        }

        // A tab is below every character of a printable name, so sorting by type, then parent, then child sorts the lines.
        IEnumerable<IGrouping<string, int>> byType = byName
            .GroupBy(node => LangspecNames.Of(graph.StepOf(node).Type))
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, int> group in byType)
        {
            foreach (int node in group)
            {
                WriteNode(graph, writer, $"{group.Key}\t{names[node]}\t", node, names, rank);
            }
        }
    }

    private static void WriteNode(
        AttackGraph graph,
        TextWriter writer,
        string start,
        int node,
        string[] names,
        int[] rank
    )
    {
        int[] children = graph.ChildrenOf(node).ToArray();
        if (children.Length == 0)
        {
            writer.Write(start);
            writer.Write('\n');
        }

        Array.Sort(Array.ConvertAll(children, child => rank[child]), children);
        foreach (int child in children)
        {
            writer.Write(start);
            writer.Write(names[child]);
            writer.Write('\n');
        }
    }

    private static string Printable(string name)
    {
        if (!name.Any(char.IsControl))
        {
            return name;
        }

        StringBuilder text = new(name.Length + 8);
        foreach (char unit in name)
        {
            text.Append(
                char.IsControl(unit)
                    ? "\\u" + ((int)unit).ToString("x4", CultureInfo.InvariantCulture)
                    : unit.ToString()
            );
        }

        return text.ToString();
    }
}
