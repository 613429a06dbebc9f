using System.Collections.Immutable;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Paths;

/// <summary>
/// Which assets of a model are equal in everything but their name: of one type, with the same defences, linked in the same roles to
/// assets that are equal themselves. Twenty people of one office are; the one of them who may log in at the plant is not. (Colour
/// refinement: classes are split until nothing tells the members of one apart.)
/// </summary>
internal sealed class EqualAssets
{
    // A class split later than that is told apart by something so far away that it is no other way for an attacker.
    private const int MaximumRounds = 8;

    private readonly int[] classOf;

    /// <summary>Finds the classes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="named">Nodes that stand for themselves, such as entries and goals: their assets equal no other.</param>
    public EqualAssets(AttackGraph graph, IEnumerable<int> named)
    {
        InstanceModel model = graph.Model;
        ImmutableArray<(int Neighbour, string Role)>[] links = LinksOf(model);
        Dictionary<int, string> marks = [];
        foreach (int node in named)
        {
            marks[graph.AssetIndexOf(node)] = graph.AssetOf(node).Name;
        }

        classOf = Number(model.Assets.Length, asset => Describe(model.Assets[asset], marks.GetValueOrDefault(asset)));
        int classes = Count();
        for (int round = 0; round < MaximumRounds; round++)
        {
            int[] before = [.. classOf];
            classOf = Number(
                model.Assets.Length,
                asset =>
                    $"{before[asset]}|"
                    + string.Join(
                        '|',
                        links[asset]
                            .Select(link => $"{link.Role} {before[link.Neighbour]}")
                            .Order(StringComparer.Ordinal)
                    )
            );
            if (Count() == classes)
            {
                break;
            }

            classes = Count();
        }

        Members = Gather();
    }

    /// <summary>The assets of each class, ascending.</summary>
    public ImmutableArray<ImmutableArray<int>> Members { get; }

    /// <summary>The class of an asset.</summary>
    public int this[int asset] => classOf[asset];

    /// <summary>The nodes of a step on all assets that equal that of a node, ascending; the node itself is among them.</summary>
    public ImmutableArray<int> EqualsOf(AttackGraph graph, int node)
    {
        int offset = node - graph.NodesOf(graph.AssetIndexOf(node)).First;
        return [.. Members[classOf[graph.AssetIndexOf(node)]].Select(asset => graph.NodesOf(asset).First + offset)];
    }

    /// <summary>A number that two nodes share when they are the same step of equal assets.</summary>
    public int KindOf(AttackGraph graph, int node)
    {
        int asset = graph.AssetIndexOf(node);
        return node - graph.NodesOf(asset).First + graph.NodesOf(Members[classOf[asset]][0]).First;
    }

    /// <summary>Nodes that a scenario names.</summary>
    public static IEnumerable<int> NamedBy(SimulationRequest request, IEnumerable<int> goals) =>
        request.Entries.Concat(goals).Concat(request.Overrides.Select(change => change.Node));

    private int Count() => classOf.Length == 0 ? 0 : classOf.Max() + 1;

    private ImmutableArray<ImmutableArray<int>> Gather()
    {
        ImmutableArray<int>.Builder[] members =
        [
            .. Enumerable.Range(0, Count()).Select(_ => ImmutableArray.CreateBuilder<int>()),
        ];
        for (int asset = 0; asset < classOf.Length; asset++)
        {
            members[classOf[asset]].Add(asset);
        }

        return [.. members.Select(builder => builder.ToImmutable())];
    }

    // Classes are numbered by their first asset, so the numbers depend on the model alone.
    private static int[] Number(int assets, Func<int, string> describe)
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        int[] numbers = new int[assets];
        for (int asset = 0; asset < assets; asset++)
        {
            string description = describe(asset);
            if (!known.TryGetValue(description, out int number))
            {
                known.Add(description, number = known.Count);
            }

            numbers[asset] = number;
        }

        return numbers;
    }

    private static string Describe(InstanceAsset asset, string? mark) =>
        $"{asset.Type}|{mark}|{string.Join('|', asset.Defenses.Select(pair => $"{pair.Key}={pair.Value:R}"))}";

    private static ImmutableArray<(int Neighbour, string Role)>[] LinksOf(InstanceModel model)
    {
        var links = new ImmutableArray<(int, string)>.Builder[model.Assets.Length];
        for (int asset = 0; asset < links.Length; asset++)
        {
            links[asset] = ImmutableArray.CreateBuilder<(int, string)>();
        }

        foreach (InstanceLink link in model.Links)
        {
            links[link.Left].Add((link.Right, $"{link.LeftField}>{link.RightField}"));
            links[link.Right].Add((link.Left, $"{link.RightField}<{link.LeftField}"));
        }

        return [.. links.Select(builder => builder.ToImmutable())];
    }
}
