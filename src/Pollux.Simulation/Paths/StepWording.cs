using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>
/// The nodes of a graph in words. Pollux's own language has sentences, labels and techniques for its steps; a step of another language is
/// called what its author calls it, with the text that the author gave it.
/// </summary>
public sealed class StepWording
{
    private readonly AttackGraph graph;
    private readonly LanguagePack? pack;
    private readonly Lazy<Assessments.ZoneTable> zones;

    /// <summary>Words for a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="pack">The pack of its language; null for a language without one.</param>
    public StepWording(AttackGraph graph, LanguagePack? pack)
    {
        this.graph = graph;
        this.pack = pack;
        zones = new(() => new Assessments.ZoneTable(graph));
    }

    /// <summary>The full name of a node, <c>asset:step</c>.</summary>
    public string NameOf(int node) => graph.NameOf(node);

    /// <summary>The name of a node's asset.</summary>
    public string AssetOf(int node) => graph.AssetOf(node).Name;

    /// <summary>What an asset of that type is called, in the singular.</summary>
    public string TypeOf(int node) => pack?.WordsOfAsset(graph.AssetOf(node).Type).Label ?? graph.AssetOf(node).Type;

    /// <summary>The zone that a node's asset stands in; null when the model does not say, or the asset is the zone.</summary>
    public string? ZoneOf(int node)
    {
        int zone = zones.Value[graph.AssetIndexOf(node)];
        return zone < 0 || zone == graph.AssetIndexOf(node) ? null : graph.Model.Assets[zone].Name;
    }

    /// <summary>A step's or a defence's short name, such as <c>full control</c>.</summary>
    public string LabelOf(int node)
    {
        (string type, LanguageStep step) = (graph.AssetOf(node).Type, graph.StepOf(node));
        string? label =
            step.Type == StepType.Defense
                ? pack?.WordsOfDefense(type, step.Name)?.Label
                : pack?.WordsOfStep(type, step.Name)?.Label;
        return string.IsNullOrEmpty(label) ? step.Name : label;
    }

    /// <summary>What happens, one sentence as far as the language has one; else the label.</summary>
    public string SentenceOf(int node)
    {
        (string type, LanguageStep step) = (graph.AssetOf(node).Type, graph.StepOf(node));
        string? sentence =
            step.Type == StepType.Defense
                ? pack?.WordsOfDefense(type, step.Name)?.Label
                : pack?.WordsOfStep(type, step.Name)?.Sentence;
        return string.IsNullOrEmpty(sentence) ? LabelOf(node) : sentence;
    }

    /// <summary>Asset and step in words, such as <c>chlorine dosing: manipulated on purpose</c>.</summary>
    public string TitleOf(int node) => $"{AssetOf(node)}: {LowerFirst(LabelOf(node))}";

    /// <summary>The techniques of a step; none where the language names none.</summary>
    public ImmutableArray<TechniqueEntry> TechniquesOf(int node) =>
        pack?.WordsOfStep(graph.AssetOf(node).Type, graph.StepOf(node).Name)?.Techniques ?? [];

    private static string LowerFirst(string label) =>
        label.Length > 1 && char.IsUpper(label[0]) && !char.IsUpper(label[1])
            ? char.ToLowerInvariant(label[0]) + label[1..]
            : label;
}
