using System.Text;
using Pollux.Diagnostics.Rendering;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Paths;

namespace Pollux.Formats.AttackPaths;

/// <summary>
/// Writes the critical graph of all goals in Graphviz's language (graphviz.org/doc/info/lang.html): the thicker a line, the more attacks
/// go over it; dashed lines were needed but decided no attack's time.
/// </summary>
public static class CriticalGraphDot
{
    /// <summary>Writes the graph; nodes and edges in the order of the attack graph.</summary>
    public static void Write(Simulation.Paths.AttackPaths paths, StepWording words, TextWriter writer)
    {
        CriticalGraph critical = paths.Graph;
        AttackGraph graph = paths.Scenario.Graph;
        HashSet<int> goals = [.. paths.Goals.Select(goal => goal.Goal.Node)];
        HashSet<int> entries = [.. paths.Scenario.Request.Entries];
        writer.Write("digraph critical {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        foreach (CriticalNode node in critical.Nodes)
        {
            string look =
                goals.Contains(node.Node) ? ", style=filled, fillcolor=\"#f4b6a6\""
                : entries.Contains(node.Node) ? ", style=filled, fillcolor=\"#a6c8f4\""
                : !graph.StepOf(node.Node).IsAttackStep ? ", shape=ellipse"
                : graph.StepOf(node.Node).Type == StepType.And ? ", peripheries=2"
                : "";
            writer.Write(
                $"  n{node.Node} [label={Quoted($"{words.AssetOf(node.Node)}\n{words.LabelOf(node.Node)}\n{Percent(node.TreeShare)}")}"
                    + $", penwidth={Width(node.TreeShare)}{look}];\n"
            );
        }

        HashSet<int> kept = [.. critical.Nodes.Select(node => node.Node)];
        foreach (CriticalEdge edge in critical.Edges.Where(edge => kept.Contains(edge.From) && kept.Contains(edge.To)))
        {
            string look = edge.PathShare > 0 ? "" : ", style=dashed";
            writer.Write(
                $"  n{edge.From} -> n{edge.To} [label=\"{Percent(edge.TreeShare)}\", penwidth={Width(edge.TreeShare)}{look}];\n"
            );
        }

        writer.Write("}\n");
    }

    private static string Percent(double share) => $"{share * 100:0.#} %";

    private static string Width(double share) => $"{1 + (4 * share):0.##}";

    // In a quoted text of the language only the quote and the backslash mean something; control characters have no place in a label.
    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char character in text)
        {
            _ = character switch
            {
                '\n' => quoted.Append("\\n"),
                '"' or '\\' => quoted.Append('\\').Append(character),
                _ when TextRenderer.IsDeceptive(character) => quoted.Append('·'),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
