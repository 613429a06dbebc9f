using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Modelling;
using Pollux.Modelling.Instances;
using Pollux.Modelling.Vulnerabilities;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Uncertainty;

/// <summary>
/// Lists what a graph assumes: its time classes, the gates before times, the defences of which nobody says whether they are there, and
/// the flaws that nobody knows yet. What a source says (a defence with its record) is no assumption and not in the list.
/// </summary>
public sealed class UncertainParameters
{
    private const int ExamplesShown = 3;

    private readonly AttackGraph graph;
    private readonly LanguagePack? pack;

    private UncertainParameters(AttackGraph graph, LanguagePack? pack)
    {
        this.graph = graph;
        this.pack = pack;
    }

    /// <summary>The assumptions of a graph that decide at least one of its nodes, by id.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="pack">The words of its language; null to call steps by their names.</param>
    /// <param name="modelled">The twin that its model was made from, which knows what it assumed; null when there is none.</param>
    public static ImmutableArray<UncertainParameter> Of(
        AttackGraph graph,
        LanguagePack? pack = null,
        ModelledTwin? modelled = null
    )
    {
        UncertainParameters list = new(graph, pack);
        ILookup<StepType, int> nodes = Enumerable
            .Range(0, graph.NodeCount)
            .ToLookup(node => graph.StepOf(node).IsAttackStep ? StepType.Or : graph.StepOf(node).Type);
        return
        [
            .. list.Times(nodes[StepType.Or])
                .Concat(list.Gates(nodes[StepType.Or]))
                .Concat(list.Defaults(nodes[StepType.Defense]))
                .Concat(modelled is null ? [] : list.Assumed(nodes[StepType.Defense], modelled))
                .OrderBy(parameter => parameter.Id, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<UncertainParameter> Times(IEnumerable<int> steps) =>
        steps
            .Select(node => (Node: node, Class: TimeClasses.Of(graph.StepOf(node))))
            .Where(pair => pair.Class is not null)
            .GroupBy(pair => pair.Class!, pair => pair.Node, StringComparer.Ordinal)
            .Select(group => new UncertainParameter(
                $"time:{group.Key.Replace(" ", "", StringComparison.Ordinal)}",
                ParameterKind.Time,
                group.Key,
                $"Time for work such as: {Examples(group)}",
                $"The language gives {group.Key} days{Median(group.First())}; the median may be a third or three times that.",
                1,
                group.Count()
            ));

    private IEnumerable<UncertainParameter> Gates(IEnumerable<int> steps) =>
        steps
            .Where(node => graph.TimeOf(node) is GatedTime)
            .GroupBy(node => TimeClasses.KeyOf(graph.StepOf(node)), StringComparer.Ordinal)
            .Select(group => new UncertainParameter(
                $"gate:{group.Key.Replace(':', '.')}",
                ParameterKind.Gate,
                group.Key,
                $"Chance that it works at all: {Label(group.First())}",
                $"The language gives {((GatedTime)graph.TimeOf(group.First())).Probability:0.###}, a judgement worth ten trials.",
                ((GatedTime)graph.TimeOf(group.First())).Probability,
                group.Count()
            ));

    private IEnumerable<UncertainParameter> Defaults(IEnumerable<int> defenses) =>
        defenses
            .Where(node => !IsSaid(node) && !IsSaidByConnection(node))
            .GroupBy(node => TimeClasses.KeyOf(graph.StepOf(node)), StringComparer.Ordinal)
            .Select(group => (group.Key, Nodes: group, Best: graph.DefenseProbabilityOf(group.First())))
            .Select(group => new UncertainParameter(
                $"defense:{group.Key.Replace(':', '.')}",
                ParameterKind.DefaultDefense,
                group.Key,
                $"{Label(group.Nodes.First())}, where nobody says",
                group.Best switch
                {
                    <= 0 => "Nobody says whether it is there; the language counts it as off.",
                    >= 1 => "Nobody says whether it is there; the language counts it as on.",
                    _ =>
                        $"Nobody says; the language counts it as working {group.Best:0.##} of the time, a judgement worth ten trials.",
                },
                group.Best,
                group.Nodes.Count()
            ));

    private IEnumerable<UncertainParameter> Assumed(IEnumerable<int> defenses, ModelledTwin modelled) =>
        defenses
            .Where(node =>
                IsSaid(node)
                && graph.DefenseProbabilityOf(node) is > 0 and < 1
                && string.Equals(
                    modelled.AssetGrounds[graph.AssetIndexOf(node)].Existence.Rule,
                    UnknownFlaws.Rule,
                    StringComparison.Ordinal
                )
            )
            .GroupBy(node => (Step: graph.StepOf(node).Name, Best: graph.DefenseProbabilityOf(node)))
            .Select(group => new UncertainParameter(
                FormattableString.Invariant($"flaw:{group.Key.Step}={group.Key.Best}"),
                ParameterKind.AssumedDefense,
                $"{graph.AssetOf(group.First()).Type}:{group.Key.Step}",
                $"Flaws that nobody knows yet: {Label(group.First())}",
                $"Assumed {group.Key.Best:0.###} for each service that the Internet reaches, a judgement worth ten trials.",
                group.Key.Best,
                group.Count()
            )
            {
                Decides = [.. group.Order()],
            });

    // Whoever declares what a connection lets pass says that it is open; a defence of this name is a choice and no doubt.
    private bool IsSaidByConnection(int node) =>
        string.Equals(graph.StepOf(node).Name, "blocked", StringComparison.Ordinal)
        && graph.IsOfType(graph.AssetIndexOf(node), "Conduit");

    private bool IsSaid(int node)
    {
        InstanceAsset asset = graph.AssetOf(node);
        return asset.Defenses.TryGetValue(graph.StepOf(node).Name, out double said) && said is >= 0 and <= 1;
    }

    private string Examples(IEnumerable<int> nodes)
    {
        string[] labels =
        [
            .. nodes
                .GroupBy(node => TimeClasses.KeyOf(graph.StepOf(node)), StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Label(group.First()))
                .Distinct(StringComparer.Ordinal),
        ];
        string shown = string.Join("; ", labels.Take(ExamplesShown));
        return labels.Length > ExamplesShown ? $"{shown}; and {labels.Length - ExamplesShown} more" : shown;
    }

    private string Label(int node)
    {
        LanguageStep step = graph.StepOf(node);
        string type = graph.AssetOf(node).Type;
        return step.IsAttackStep
            ? pack?.WordsOfStep(type, step.Name)?.Label ?? TimeClasses.KeyOf(step)
            : pack?.WordsOfDefense(type, step.Name)?.Label ?? TimeClasses.KeyOf(step);
    }

    private string Median(int node)
    {
        Distribution time = graph.TimeOf(node) is GatedTime gate ? gate.Inner : graph.TimeOf(node);
        return time.Quantile(0.5) is { } days && double.IsFinite(days) ? $" (median {AssessmentText.Time(days)})" : "";
    }
}
