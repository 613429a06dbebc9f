using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Modelling.Instances;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>Finds the nodes that a user names as <c>asset:step</c>.</summary>
public static class StepReferences
{
    private const int MaximumCommas = 16;

    /// <summary>Finds entry points.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="names">Each <c>asset:step</c> (the last colon separates) or several with commas between; a name may hold up to 15 itself.</param>
    /// <param name="source">Where the names come from, for diagnostics, such as <c>--entry</c>.</param>
    /// <returns>The nodes found, each once, in the order given; every name that is not an attack step is reported.</returns>
    public static Diagnosed<NodeSet> FindEntries(AttackGraph graph, IEnumerable<string> names, string source)
    {
        DiagnosticBag bag = new(source);
        ImmutableArray<int>.Builder nodes = ImmutableArray.CreateBuilder<int>();
        foreach (string name in names.SelectMany(name => Split(graph, name)))
        {
            if (Find(graph, name, bag) is not { } node)
            {
                continue;
            }

            if (!graph.StepOf(node).IsAttackStep)
            {
                bag.Add(
                    AttackGraphRules.EntryIsNoAttackStep,
                    $"'{name}' is a step of kind {graph.StepOf(node).Type}, not an attack step.",
                    record: name
                );
            }
            else if (!nodes.Contains(node))
            {
                nodes.Add(node);
            }
        }

        return bag.With(new NodeSet(nodes.ToImmutable()));
    }

    /// <summary>Finds one node; null, with a diagnostic that suggests the nearest name, when there is none.</summary>
    public static int? Find(AttackGraph graph, string name, DiagnosticBag diagnostics)
    {
        int node = graph.FindNode(name);
        if (node >= 0)
        {
            return node;
        }

        int colon = name.LastIndexOf(':');
        int asset = colon < 0 ? -1 : graph.FindAsset(name[..colon]);
        (string message, string? suggestion) = asset switch
        {
            _ when colon < 0 => ($"'{name}' has no colon between asset and step.", null),
            < 0 => (
                $"There is no asset '{name[..colon]}' in the model.",
                Spelling.Nearest(name[..colon], graph.Model.Assets.Select(candidate => candidate.Name)) is { } near
                    ? $"{near}:{name[(colon + 1)..]}"
                    : null
            ),
            _ => UnknownStep(graph, asset, name[(colon + 1)..]),
        };
        diagnostics.Add(
            AttackGraphRules.UnknownStep,
            message,
            record: name,
            hint: suggestion is null ? null : $"Did you mean '{suggestion}'?"
        );
        return null;
    }

    private static (string Message, string? Suggestion) UnknownStep(AttackGraph graph, int asset, string step)
    {
        InstanceAsset instance = graph.Model.Assets[asset];
        if (graph.TypeOf(asset) is not { } type)
        {
            return ($"The asset '{instance.Name}' has the unknown type '{instance.Type}', so it has no steps.", null);
        }

        IEnumerable<string> steps = type.Steps.Select(candidate => candidate.Name);
        return (
            $"The asset '{instance.Name}' ({type.Name}) has no step '{step}'.",
            Spelling.Nearest(step, steps) is { } near ? $"{instance.Name}:{near}" : null
        );
    }

    // A name may hold commas itself, so parts are joined again where that gives a name that the graph has.
    private static List<string> Split(AttackGraph graph, string names)
    {
        if (graph.FindNode(names) >= 0 || !names.Contains(',', StringComparison.Ordinal))
        {
            return [names];
        }

        string[] parts = names.Split(',');
        List<string> found = [];
        for (int first = 0; first < parts.Length; first++)
        {
            int last = Enumerable
                .Range(first, Math.Min(parts.Length - first, MaximumCommas))
                .FirstOrDefault(end => graph.FindNode(Joined(parts, first, end)) >= 0, first);
            string name = Joined(parts, first, last);
            found.AddRange(name.Length > 0 ? [name] : (string[])[]);
            first = last;
        }

        return found;
    }

    private static string Joined(string[] parts, int first, int last) =>
        string.Join(',', parts.AsSpan(first, last - first + 1)!).Trim();
}

/// <summary>Some nodes of a graph.</summary>
public sealed record NodeSet(ImmutableArray<int> Nodes);
