using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Modelling.Instances;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Makes candidates of the defences on critical paths that are off or uncertain: each alone, all of its kind together (an attacker
/// who is stopped at one account takes the next), and for flaws everything that one update of a device repairs.
/// </summary>
internal sealed class MitigationCandidates(AttackGraph graph, LanguagePack pack, DefenseReader defenses)
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

    // Closing every connection of a site at once is no advice; each one is looked at alone.

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

    // A class of None marks a fact that nobody can choose.
    private bool IsOpen(int node) =>
        graph.DefenseProbabilityOf(node) < 1
        && defenses.WordsOf(node) is { Cost: not CostClass.None }
        && !defenses.IsOfUnknownFlaw(node)
        && !(CutsConnection.Contains(graph.StepOf(node).Name) && carriers.Contains(graph.AssetIndexOf(node)));

    private bool IsChosenSingly(int node) => ChosenSingly.Any(type => graph.IsOfType(graph.AssetIndexOf(node), type));

    private bool IsPatch(int node) => string.Equals(graph.StepOf(node).Name, PatchedDefense, StringComparison.Ordinal);

    private MitigationCandidate Single(int node, double weight)
    {
        DefenseWords words = defenses.WordsOf(node)!;
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
            DefenseWords words = defenses.WordsOf(nodes[0])!;
            yield return new MitigationCandidate(
                $"{words.Label}: all {nodes.Length} of type {pack.WordsOfAsset(type).Label}",
                nodes,
                words.Cost,
                nodes.Length,
                weight
            );
        }
    }

    // One update of a device is one action, however many flaws it repairs.
    private IEnumerable<MitigationCandidate> OfDevice(int device, double weight)
    {
        if (device < 0)
        {
            yield break;
        }

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
        if (nodes.Length > 1)
        {
            yield return new MitigationCandidate(
                $"Update {graph.Model.Assets[device].Name} ({nodes.Length} vulnerabilities)",
                nodes,
                defenses.WordsOf(nodes[0])!.Cost,
                1,
                weight
            );
        }
    }

    private int DeviceOf(int node)
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

    private static int VulnerabilityOf(InstanceLink link, int device) =>
        link.Left == device && string.Equals(link.LeftField, AffectsRole, StringComparison.Ordinal) ? link.Right : -1;
}
