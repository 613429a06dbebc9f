using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Cli.Attack;

/// <summary>Looks up in the attack graph what a user names.</summary>
internal static class ScenarioNames
{
    /// <summary>The crown jewels of a twin; none for a model file.</summary>
    public static ImmutableArray<CrownJewel> JewelsOf(AttackInput attack, DiagnosticBag problems) =>
        attack.Site is { } site ? CrownJewel.Of(site.Input.Revision, site.Modelled, attack.Graph, problems) : [];

    /// <summary>Goals by name, by node; one that is a crown jewel of the twin keeps its loss.</summary>
    public static ImmutableArray<CrownJewel> Goals(
        AttackInput attack,
        string[] names,
        string source,
        DiagnosticBag problems
    )
    {
        Diagnosed<NodeSet> goals = StepReferences.FindEntries(attack.Graph, names, source);
        problems.AddRange(goals.Diagnostics);
        ILookup<int, CrownJewel> known = JewelsOf(attack, new DiagnosticBag("")).ToLookup(jewel => jewel.Node);
        return
        [
            .. goals
                .Value!.Nodes.Order()
                .Select(node => known[node].FirstOrDefault(CrownJewel.Named(attack.Graph, node))),
        ];
    }

    /// <summary>Changes of one kind; a name that is none, or no defence where one is switched, is reported.</summary>
    public static ImmutableArray<StepOverride> Overrides(
        AttackGraph graph,
        string[]? names,
        OverrideKind kind,
        DiagnosticBag problems
    )
    {
        ImmutableArray<StepOverride>.Builder changes = ImmutableArray.CreateBuilder<StepOverride>();
        foreach (string name in names ?? [])
        {
            if (StepReferences.Find(graph, name, problems) is not { } node)
            {
                continue;
            }

            if (kind != OverrideKind.Remove && graph.StepOf(node).Type != StepType.Defense)
            {
                problems.Add(AttackRules.BadOption, $"'{name}' is no defence, so it cannot be switched.");
                continue;
            }

            changes.Add(new StepOverride(node, kind));
        }

        return changes.ToImmutable();
    }
}
