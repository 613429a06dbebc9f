using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Campaigns;

/// <summary>Which nodes of an attack graph stand for which technique, by the tags of their steps.</summary>
public sealed class TechniqueMap
{
    private readonly AttackGraph graph;
    private readonly Dictionary<string, int> techniqueOfTag = new(StringComparer.Ordinal);
    private readonly int[][][] ofStep;

    private TechniqueMap(AttackGraph graph, PackTables tables)
    {
        this.graph = graph;
        List<TechniqueEntry> entries = Entries(graph.Language, tables);
        for (int i = 0; i < entries.Count; i++)
        {
            techniqueOfTag[entries[i].Tag] = i;
        }

        ofStep = [.. graph.Language.Types.Select(type => type.Steps.Select(Of).ToArray())];
        Techniques = Gather(entries);
    }

    /// <summary>The techniques that the language knows, by domain and id.</summary>
    public ImmutableArray<LanguageTechnique> Techniques { get; }

    /// <summary>Looks through a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tables">
    /// What the tags stand for. A tag of the form of a technique's id that no table explains counts as that id, of no known domain or version:
    /// so languages without tables can be used too.
    /// </param>
    public static TechniqueMap Of(AttackGraph graph, PackTables tables) => new(graph, tables);

    /// <summary>What stands for a campaign's technique: it itself, else its successor, else its parent or its sub-techniques.</summary>
    public TechniqueMatch Match(CampaignTechnique technique)
    {
        TechniqueMatch match = Find(technique.Key, TechniqueMatchKind.Exact);
        if (match.Kind != TechniqueMatchKind.Exact && technique.Successor is { } successor)
        {
            TechniqueMatch later = Find(successor, TechniqueMatchKind.Successor);
            match = later.Kind == TechniqueMatchKind.None ? match : later with { Kind = TechniqueMatchKind.Successor };
        }

        return match;
    }

    /// <summary>True when a node's step carries a technique at all.</summary>
    internal bool IsTechnique(int node) => TechniquesOf(node).Length > 0;

    /// <summary>Indexes in <see cref="Techniques"/> of what a node's step carries.</summary>
    internal ReadOnlySpan<int> TechniquesOf(int node) => ofStep[graph.TypeIndexOf(node)][graph.StepIndexOf(node)];

    private TechniqueMatch Find(TechniqueKey key, TechniqueMatchKind whenExact)
    {
        LanguageTechnique[] own = [.. Techniques.Where(known => known.Key.IsSameTechnique(key))];
        if (key.IsSubTechnique)
        {
            LanguageTechnique[] parent =
                own.Length > 0
                    ? own
                    : [.. Techniques.Where(known => known.Key.IsSameTechnique(key with { Id = key.ParentId }))];
            return Of(own.Length > 0 ? whenExact : TechniqueMatchKind.Parent, parent);
        }

        IEnumerable<LanguageTechnique> below = Techniques.Where(known =>
            known.Key.IsSubTechnique
            && known.Key.IsSameTechnique(key with { Id = known.Key.Id })
            && known.Key.ParentId == key.Id
        );
        return Of(own.Length > 0 ? whenExact : TechniqueMatchKind.SubTechniques, [.. own, .. below]);

        static TechniqueMatch Of(TechniqueMatchKind kind, LanguageTechnique[] found) =>
            new(found.Length == 0 ? TechniqueMatchKind.None : kind, [.. found]);
    }

    private int[] Of(LanguageStep step) =>
        step.IsAttackStep
            ? [.. step.Tags.Where(techniqueOfTag.ContainsKey).Select(tag => techniqueOfTag[tag]).Distinct()]
            : [];

    private ImmutableArray<LanguageTechnique> Gather(List<TechniqueEntry> entries)
    {
        List<int>[] nodes = [.. entries.Select(_ => new List<int>())];
        for (int node = 0; node < graph.NodeCount; node++)
        {
            foreach (int technique in TechniquesOf(node))
            {
                nodes[technique].Add(node);
            }
        }

        SortedSet<string>[] steps = [.. entries.Select(_ => new SortedSet<string>(StringComparer.Ordinal))];
        foreach (AssetType type in graph.Language.Types)
        {
            for (int i = 0; i < type.Steps.Length; i++)
            {
                foreach (int technique in ofStep[type.Index][i])
                {
                    steps[technique].Add($"{type.Steps[i].Owner.Name}.{type.Steps[i].Name}");
                }
            }
        }

        return
        [
            .. entries.Select(
                (entry, i) =>
                    new LanguageTechnique(
                        new TechniqueKey(entry.Domain, entry.Version, entry.Id),
                        entry.Name,
                        entry.Tactics,
                        [.. steps[i]],
                        [.. nodes[i]]
                    )
            ),
        ];
    }

    // Only what some step carries: a table may explain more than the language uses.
    private static List<TechniqueEntry> Entries(LanguageGraph language, PackTables tables) =>
        [
            .. language
                .Types.SelectMany(type => type.Steps)
                .Where(step => step.IsAttackStep)
                .SelectMany(step => step.Tags)
                .Distinct(StringComparer.Ordinal)
                .Select(tag => tables.Techniques.GetValueOrDefault(tag) ?? FromTag(tag))
                .OfType<TechniqueEntry>()
                .OrderBy(entry => new TechniqueKey(entry.Domain, entry.Version, entry.Id), TechniqueKey.Order),
        ];

    private static TechniqueEntry? FromTag(string tag)
    {
        string id = tag.Replace('_', '.');
        return TechniqueKey.IsId(id) ? new TechniqueEntry(tag, "", "", id, "", []) : null;
    }
}
