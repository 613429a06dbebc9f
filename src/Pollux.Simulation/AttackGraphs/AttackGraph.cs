using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>
/// A language unfolded over a model: a node for each step of each asset, an edge for each way that one step leads to another.
/// Nodes are numbered from 0 in the model's order of assets, then in the order of <see cref="AssetType.Steps"/>. Flat arrays;
/// immutable, safe for any number of threads.
/// </summary>
public sealed class AttackGraph
{
    private readonly int[] firstNode;
    private readonly AssetType[] typeOfAsset;
    private readonly int[] assetOfNode;
    private readonly int[] childStart;
    private readonly int[] children;
    private readonly int[] parentStart;
    private readonly int[] parents;
    private readonly bool[] holds;
    private readonly StepTimes times;
    private readonly StepTimes writtenTimes;
    private readonly ImmutableSortedDictionary<int, double> defenses;
    private readonly Lazy<Dictionary<string, int>> assetByName;

    internal AttackGraph(LanguageGraph language, InstanceModel model, AttackGraphArrays arrays)
    {
        Language = language;
        Model = model;
        firstNode = arrays.FirstNode;
        typeOfAsset = arrays.TypeOfAsset;
        assetOfNode = arrays.AssetOfNode;
        childStart = arrays.ChildStart;
        children = arrays.Children;
        holds = arrays.Holds;
        times = writtenTimes = arrays.Times;
        defenses = GraphParameters.AsWritten.Defenses;
        (parentStart, parents) = ParentsFrom(childStart, children);
        assetByName = new(() => IndexNames(model));
    }

    private AttackGraph(AttackGraph written, GraphParameters parameters)
    {
        Language = written.Language;
        Model = written.Model;
        firstNode = written.firstNode;
        typeOfAsset = written.typeOfAsset;
        assetOfNode = written.assetOfNode;
        childStart = written.childStart;
        children = written.children;
        parentStart = written.parentStart;
        parents = written.parents;
        holds = written.holds;
        assetByName = written.assetByName;
        writtenTimes = written.writtenTimes;
        times = writtenTimes.With(Language, parameters);
        defenses = parameters.Defenses;
    }

    /// <summary>The language.</summary>
    public LanguageGraph Language { get; }

    /// <summary>The model. Its assets of unknown types have no nodes.</summary>
    public InstanceModel Model { get; }

    /// <summary>How many nodes.</summary>
    public int NodeCount => assetOfNode.Length;

    /// <summary>How many edges; parallel ones count once.</summary>
    public int EdgeCount => children.Length;

    /// <summary>Unfolds a language over a model.</summary>
    /// <param name="language">The language.</param>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Checked for each asset.</param>
    /// <returns>The graph, always there; what does not fit the language is left out and reported.</returns>
    public static Diagnosed<AttackGraph> Build(
        LanguageGraph language,
        InstanceModel model,
        CancellationToken cancellationToken = default
    )
    {
        DiagnosticBag bag = new(model.Name);
        return bag.With(new AttackGraphBuilder(language, model, bag).Build(cancellationToken));
    }

    /// <summary>
    /// The same graph, its nodes, edges and random numbers shared, with these parameters in place of any others. Cheap: it
    /// depends on the size of the language, not on that of the model.
    /// </summary>
    public AttackGraph With(GraphParameters parameters) => new(this, parameters);

    /// <summary>The nodes that a node leads to, without duplicates, in the order of the language.</summary>
    public ReadOnlySpan<int> ChildrenOf(int node) =>
        children.AsSpan(childStart[node], childStart[node + 1] - childStart[node]);

    /// <summary>The nodes that lead to a node, without duplicates, ascending.</summary>
    public ReadOnlySpan<int> ParentsOf(int node) =>
        parents.AsSpan(parentStart[node], parentStart[node + 1] - parentStart[node]);

    /// <summary>The index in <see cref="InstanceModel.Assets"/> of the asset that a node belongs to.</summary>
    public int AssetIndexOf(int node) => assetOfNode[node];

    /// <summary>The asset that a node belongs to.</summary>
    public InstanceAsset AssetOf(int node) => Model.Assets[assetOfNode[node]];

    /// <summary>The type of an asset by its index; null when the language lacks it.</summary>
    public AssetType? TypeOf(int asset) => typeOfAsset[asset];

    /// <summary>True when an asset is of a type of that name or below; false too when the language has no such type.</summary>
    public bool IsOfType(int asset, string type) =>
        Language.TypesByName.TryGetValue(type, out AssetType? found) && typeOfAsset[asset]?.Is(found) == true;

    /// <summary>The step that a node is an instance of.</summary>
    public LanguageStep StepOf(int node)
    {
        int asset = assetOfNode[node];
        return typeOfAsset[asset].Steps[node - firstNode[asset]];
    }

    /// <summary>The index in <see cref="LanguageGraph.Types"/> of the type of a node's asset.</summary>
    internal int TypeIndexOf(int node) => typeOfAsset[assetOfNode[node]].Index;

    /// <summary>The index in <see cref="AssetType.Steps"/> of a node's step.</summary>
    internal int StepIndexOf(int node) => node - firstNode[assetOfNode[node]];

    /// <summary>The full name of a node, <c>asset:step</c>.</summary>
    public string NameOf(int node) => $"{AssetOf(node).Name}:{StepOf(node).Name}";

    /// <summary>For an existence node: whether it holds, that is whether an asset that it asks for is there (or, for <c>!E</c>, none is).</summary>
    public bool Holds(int node) => holds[node];

    /// <summary>True when at least one asset that an existence node asks for is there.</summary>
    public bool RequirementExists(int node) => StepOf(node).Type == StepType.NotExist ? !holds[node] : holds[node];

    /// <summary>How long the step of a node takes by itself, in days; zero for defences and existence steps.</summary>
    public Distribution TimeOf(int node)
    {
        int asset = assetOfNode[node];
        return times.TimeOf(typeOfAsset[asset], node - firstNode[asset]);
    }

    /// <summary>The probability that a defence node is on: the asset's own, else the language's default; 0 for other nodes.</summary>
    public double DefenseProbabilityOf(int node)
    {
        if (!defenses.IsEmpty && defenses.TryGetValue(node, out double changed))
        {
            return changed;
        }

        int asset = assetOfNode[node];
        LanguageStep step = StepOf(node);
        return
            step.Type == StepType.Defense
            && Model.Assets[asset].Defenses.TryGetValue(step.Name, out double given)
            && given is >= 0 and <= 1
            ? given
            : times.DefaultDefenseOf(typeOfAsset[asset], node - firstNode[asset]);
    }

    /// <summary>The key of a node's random numbers, from its full name.</summary>
    public ulong ChanceKeyOf(int node) =>
        StepKey.Of(StepKey.OfName(AssetOf(node).Name), StepKey.OfName(StepOf(node).Name));

    /// <summary>The nodes of an asset: first node and how many.</summary>
    public (int First, int Count) NodesOf(int asset) => (firstNode[asset], firstNode[asset + 1] - firstNode[asset]);

    /// <summary>The node of a step of an asset, or -1.</summary>
    public int NodeOf(int asset, string step)
    {
        if (typeOfAsset[asset] is not { } type)
        {
            return -1;
        }

        for (int i = 0; i < type.Steps.Length; i++)
        {
            if (string.Equals(type.Steps[i].Name, step, StringComparison.Ordinal))
            {
                return firstNode[asset] + i;
            }
        }

        return -1;
    }

    /// <summary>The index of the asset of a name, or -1.</summary>
    public int FindAsset(string name) => assetByName.Value.GetValueOrDefault(name, -1);

    /// <summary>The node of a full name, <c>asset:step</c>, where the last colon separates; -1 when there is none.</summary>
    public int FindNode(string fullName)
    {
        int colon = fullName.LastIndexOf(':');
        int asset = colon < 0 ? -1 : FindAsset(fullName[..colon]);
        return asset < 0 ? -1 : NodeOf(asset, fullName[(colon + 1)..]);
    }

    /// <summary>The nodes that a detector of a node may report the assets of, per label of its context.</summary>
    /// <param name="node">The node.</param>
    /// <param name="detector">A detector of its step.</param>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<int>>> DetectorContext(
        int node,
        LanguageDetector detector
    ) => DetectorContext(node, detector, CreateEvaluator());

    /// <summary>The same with an evaluator that serves for many.</summary>
    internal ImmutableArray<KeyValuePair<string, ImmutableArray<int>>> DetectorContext(
        int node,
        LanguageDetector detector,
        PathEvaluator evaluator
    ) =>
        [
            .. detector.Context.Select(pair =>
                KeyValuePair.Create(pair.Key, Targets(evaluator, assetOfNode[node], pair.Value))
            ),
        ];

    /// <summary>Evaluates expressions of the language on this model; for one thread.</summary>
    internal PathEvaluator CreateEvaluator() => new(Language, Model, typeOfAsset);

    private ImmutableArray<int> Targets(PathEvaluator evaluator, int asset, StepTarget target)
    {
        ImmutableArray<int>.Builder nodes = ImmutableArray.CreateBuilder<int>();
        evaluator.Begin(asset);
        foreach (int found in evaluator.Evaluate(target.Path))
        {
            int step = typeOfAsset[found].StepByName(target.NameIndex);
            if (step >= 0)
            {
                nodes.Add(firstNode[found] + step);
            }
        }

        return nodes.ToImmutable();
    }

    private static (int[] Start, int[] Parents) ParentsFrom(int[] firstChild, int[] targets)
    {
        int count = firstChild.Length - 1;
        int[] start = new int[count + 1];
        foreach (int child in targets)
        {
            start[child + 1]++;
        }

        for (int node = 0; node < count; node++)
        {
            start[node + 1] += start[node];
        }

        int[] next = start.AsSpan(0, count).ToArray();
        int[] sources = new int[targets.Length];
        for (int parent = 0; parent < count; parent++)
        {
            for (int edge = firstChild[parent]; edge < firstChild[parent + 1]; edge++)
            {
                sources[next[targets[edge]]++] = parent;
            }
        }

        return (start, sources);
    }

    private static Dictionary<string, int> IndexNames(InstanceModel model)
    {
        Dictionary<string, int> index = new(model.Assets.Length, StringComparer.Ordinal);
        for (int i = 0; i < model.Assets.Length; i++)
        {
            index.TryAdd(model.Assets[i].Name, i);
        }

        return index;
    }
}

/// <summary>What the builder hands over.</summary>
/// <param name="FirstNode">The first node of each asset, and the number of nodes at the end.</param>
/// <param name="TypeOfAsset">The type of each asset; null for an unknown one.</param>
/// <param name="AssetOfNode">The asset of each node.</param>
/// <param name="ChildStart">Where the children of each node start, and their number at the end.</param>
/// <param name="Children">The children.</param>
/// <param name="Holds">For existence nodes, whether they hold.</param>
/// <param name="Times">How long the steps of each type take.</param>
internal sealed record AttackGraphArrays(
    int[] FirstNode,
    AssetType[] TypeOfAsset,
    int[] AssetOfNode,
    int[] ChildStart,
    int[] Children,
    bool[] Holds,
    StepTimes Times
);
