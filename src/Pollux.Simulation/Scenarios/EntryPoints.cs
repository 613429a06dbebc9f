using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Scenarios;

/// <summary>Finds where the attacker begins.</summary>
public static class EntryPoints
{
    private const string InternetType = "Internet";
    private const string ReachedStep = "reached";

    /// <summary>The entry nodes in the order given, or every Internet's; empty, with an error, when there are none.</summary>
    public static ImmutableArray<int> Find(AttackGraph graph, ImmutableArray<string> names, DiagnosticBag diagnostics)
    {
        if (names.IsEmpty)
        {
            ImmutableArray<int> internet = Internet(graph);
            if (internet.IsEmpty)
            {
                diagnostics.Add(
                    new Diagnostic(
                        ScenarioRules.NoEntry,
                        "The twin has no Internet, and no entry is given: there is nowhere for an attacker to begin."
                    )
                );
            }

            return internet;
        }

        List<int> nodes = [];
        foreach (string name in names)
        {
            int node = graph.FindNode(name);
            if (node >= 0 && graph.StepOf(node).IsAttackStep)
            {
                nodes.Add(node);
            }
            else
            {
                diagnostics.Add(new Diagnostic(ScenarioRules.UnknownEntry, Unknown(graph, name)));
            }
        }

        return [.. nodes.Distinct()];
    }

    private static ImmutableArray<int> Internet(AttackGraph graph) =>
        [
            .. Enumerable
                .Range(0, graph.Model.Assets.Length)
                .Where(asset => graph.IsOfType(asset, InternetType))
                .Select(asset => graph.NodeOf(asset, ReachedStep))
                .Where(node => node >= 0),
        ];

    private static string Unknown(AttackGraph graph, string name)
    {
        int colon = name.LastIndexOf(':');
        int asset = colon < 0 ? -1 : graph.FindAsset(name[..colon]);
        return asset < 0
            ? $"The entry '{name}' names no asset of the model."
            : $"The {graph.Model.Assets[asset].Type} '{name[..colon]}' has no attack step '{name[(colon + 1)..]}'.";
    }
}
