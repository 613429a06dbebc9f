using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Modelling.Instances;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Makes candidates of the defences on critical paths that are off or uncertain: each alone, all of its kind together (an attacker
/// who is stopped at one account takes the next), and for flaws everything that one update of a device repairs.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="pack">The words and costs of its language; null for a language without any, whose defences then all count as medium.</param>
/// <param name="defenses">How the defences stand.</param>
/// <param name="overrides">What a scenario has changed already: what is on there, or gone, is no candidate.</param>
internal sealed class MitigationCandidates(
    AttackGraph graph,
    LanguagePack? pack,
    DefenseReader defenses,
    ImmutableArray<StepOverride> overrides
)
{
    private const string PatchedDefense = "patched";
    private const string AffectsRole = "affects";
    private const string CarriedRole = "carried";

    // Rules of a firewall and flaws are decided one by one: closing every connection is no mitigation, it is a shutdown.
    private static readonly ImmutableArray<string> ChosenSingly = ["Conduit", "Vulnerability"];

    // A connection over which a control loop runs cannot be closed or made one-way without stopping the process.
    private static readonly ImmutableHashSet<string> CutsConnection = ["blocked", "oneWay"];

    private readonly ImmutableHashSet<int> carriers =
    [
        .. graph
            .Model.Links.Select(link =>
                string.Equals(link.RightField, CarriedRole, StringComparison.Ordinal) ? link.Left
                : string.Equals(link.LeftField, CarriedRole, StringComparison.Ordinal) ? link.Right
                : -1
            )
            .Where(asset => asset >= 0),
    ];

    private readonly ImmutableDictionary<int, OverrideKind> changed = overrides
        .GroupBy(change => change.Node)
        .ToImmutableDictionary(group => group.Key, group => group.Last().Kind);

    /// <summary>The candidates, the weightiest first.</summary>
    /// <param name="weightByDefense">The defences on critical paths, with the risk that goes through their steps.</param>
    public ImmutableArray<MitigationCandidate> Make(IReadOnlyDictionary<int, double> weightByDefense)
    {
        KeyValuePair<int, double>[] open =
        [
            .. weightByDefense.Where(pair => IsOpen(pair.Key)).OrderBy(pair => pair.Key),
        ];
        IEnumerable<MitigationCandidate> kinds = open.Where(pair => !IsPatch(pair.Key) && !IsChosenSingly(pair.Key))
            .GroupBy(pair => (graph.AssetOf(pair.Key).Type, graph.StepOf(pair.Key).Name))
            .SelectMany(group => OfKind(group.Key.Type, group.Key.Name, group.Sum(pair => pair.Value)));
        IEnumerable<MitigationCandidate> updates = open.Where(pair => IsPatch(pair.Key))
            .GroupBy(pair => DeviceOf(pair.Key))
            .SelectMany(group => OfDevice(group.Key, group.Sum(pair => pair.Value)));
        return
        [
            .. open.Select(pair => Single(pair.Key, pair.Value))
                .Concat(kinds)
                .Concat(updates)
                .DistinctBy(candidate => string.Join(' ', candidate.Nodes))
                .OrderByDescending(candidate => candidate.Weight)
                .ThenBy(candidate => candidate.Nodes.Length)
                .ThenBy(candidate => candidate.Title, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// What can be chosen by itself, none of it twice: each defence, and each update of a device with all that it repairs; by first node.
    /// </summary>
    /// <param name="weightByDefense">The defences on critical paths, with the risk that goes through their steps.</param>
    public ImmutableArray<MitigationCandidate> Indivisible(IReadOnlyDictionary<int, double> weightByDefense)
    {
        KeyValuePair<int, double>[] open = [.. weightByDefense.Where(pair => IsOpen(pair.Key))];
        return
        [
            .. open.Where(pair => !IsPatch(pair.Key))
                .Select(pair => Single(pair.Key, pair.Value))
                .Concat(
                    open.Where(pair => IsPatch(pair.Key))
                        .GroupBy(pair => DeviceOf(pair.Key))
                        .SelectMany(group =>
                            group.Key < 0
                                ? group.Select(pair => Single(pair.Key, pair.Value))
                                : [Update(group.Key, group.Sum(pair => pair.Value))]
                        )
                )
                .OrderBy(candidate => candidate.Nodes[0]),
        ];
    }

    /// <summary>The words, costs and standards of a defence.</summary>
    public DefenseWords WordsOf(int node) =>
        defenses.WordsOf(node) ?? new DefenseWords(graph.StepOf(node).Name, "", [], [], "", "", CostClass.Medium, "");

    /// <summary>The device that a flaw is of, or -1.</summary>
    public int DeviceOf(int node)
    {
        int vulnerability = graph.AssetIndexOf(node);
        foreach (InstanceLink link in graph.Model.Links)
        {
            if (link.Right == vulnerability && string.Equals(link.LeftField, AffectsRole, StringComparison.Ordinal))
            {
                return link.Left;
            }
        }

        return -1;
    }

    // A class of None marks a fact that nobody can choose.
    private bool IsOpen(int node) =>
        (
            changed.TryGetValue(node, out OverrideKind kind)
                ? kind == OverrideKind.DefenseOff
                : graph.DefenseProbabilityOf(node) < 1
        )
        && WordsOf(node) is { Cost: not CostClass.None }
        && !defenses.IsOfUnknownFlaw(node)
        && !(CutsConnection.Contains(graph.StepOf(node).Name) && carriers.Contains(graph.AssetIndexOf(node)));

    private bool IsChosenSingly(int node) => ChosenSingly.Any(type => graph.IsOfType(graph.AssetIndexOf(node), type));

    private bool IsPatch(int node) => string.Equals(graph.StepOf(node).Name, PatchedDefense, StringComparison.Ordinal);

    private MitigationCandidate Single(int node, double weight)
    {
        DefenseWords words = WordsOf(node);
        string asset = graph.AssetOf(node).Name;
        return new MitigationCandidate(
            IsPatch(node) ? $"Patch {asset}"
                : CutsConnection.Contains(graph.StepOf(node).Name) ? $"{words.Label}, if nothing needs it: {asset}"
                : $"{words.Label}: {asset}",
            [node],
            words.Cost,
            1,
            weight
        );
    }

    private IEnumerable<MitigationCandidate> OfKind(string type, string defense, double weight)
    {
        ImmutableArray<int> nodes =
        [
            .. Enumerable
                .Range(0, graph.Model.Assets.Length)
                .Where(asset => string.Equals(graph.Model.Assets[asset].Type, type, StringComparison.Ordinal))
                .Select(asset => graph.NodeOf(asset, defense))
                .Where(node => node >= 0 && IsOpen(node)),
        ];
        if (nodes.Length > 1)
        {
            DefenseWords words = WordsOf(nodes[0]);
            yield return new MitigationCandidate(
                $"{words.Label}: all {nodes.Length} of type {pack?.WordsOfAsset(type).Label ?? type}",
                nodes,
                words.Cost,
                nodes.Length,
                weight
            );
        }
    }

    private IEnumerable<MitigationCandidate> OfDevice(int device, double weight)
    {
        if (device >= 0 && Update(device, weight) is { Nodes.Length: > 1 } update)
        {
            yield return update;
        }
    }

    // One update of a device is one action, however many flaws it repairs.
    private MitigationCandidate Update(int device, double weight)
    {
        ImmutableArray<int> nodes =
        [
            .. graph
                .Model.Links.Select(link => VulnerabilityOf(link, device))
                .Where(asset => asset >= 0)
                .Distinct()
                .Order()
                .Select(asset => graph.NodeOf(asset, PatchedDefense))
                .Where(node => node >= 0 && IsOpen(node)),
        ];
        return nodes.Length == 1
            ? Single(nodes[0], weight)
            : new MitigationCandidate(
                $"Update {graph.Model.Assets[device].Name} ({nodes.Length} vulnerabilities)",
                nodes,
                WordsOf(nodes[0]).Cost,
                1,
                weight
            );
    }

    private static int VulnerabilityOf(InstanceLink link, int device) =>
        link.Left == device && string.Equals(link.LeftField, AffectsRole, StringComparison.Ordinal) ? link.Right : -1;
}
