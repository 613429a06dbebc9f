using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Evidence;

/// <summary>Reads histories for people.</summary>
public static class EvidencePictureBuilder
{
    private const int NextShown = 12;
    private const int LooksShown = 6;

    /// <summary>Makes the picture.</summary>
    public static EvidencePicture Build(EvidenceResult result)
    {
        AttackGraph graph = result.Request.Scenario.Graph;
        ImmutableArray<ImmutableArray<int>> footholds = Footholds(graph);
        int[] assets = [.. Enumerable.Range(0, footholds.Length).Where(asset => !footholds[asset].IsEmpty)];
        ImmutableArray<PlaceBelief> places = [.. assets.Select(asset => Place(result, asset, footholds[asset]))];
        return new EvidencePicture(
            [.. Steps(result)],
            Sorted(places),
            Sorted([.. Zones(result, footholds)]),
            Steps(result, result.Next),
            Steps(result, result.Latest),
            [.. result.Request.Scenario.Goals.Select(goal => Goal(result, goal.Node))],
            LookChoice.Choose(result, places, footholds, LooksShown)
        );
    }

    /// <summary>
    /// By asset, the steps that mean that the attacker is there: those that break confidentiality or integrity; where a language says
    /// that of no step, every attack step.
    /// </summary>
    private static ImmutableArray<ImmutableArray<int>> Footholds(AttackGraph graph)
    {
        bool isMarked = graph.Language.Types.Any(type => type.Steps.Any(IsBreach));
        return
        [
            .. Enumerable
                .Range(0, graph.Model.Assets.Length)
                .Select(asset =>
                {
                    (int first, int count) = graph.TypeOf(asset) is null ? (0, 0) : graph.NodesOf(asset);
                    return Enumerable
                        .Range(first, count)
                        .Where(node => isMarked ? IsBreach(graph.StepOf(node)) : graph.StepOf(node).IsAttackStep)
                        .ToImmutableArray();
                }),
        ];
    }

    private static bool IsBreach(LanguageStep step) =>
        step.IsAttackStep && step.Risk is { Confidentiality: true } or { Integrity: true };

    private static IEnumerable<StepBelief> Steps(EvidenceResult result)
    {
        AttackGraph graph = result.Request.Scenario.Graph;
        double attack = result.UnderAttack.Value;
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (!graph.StepOf(node).IsAttackStep)
            {
                continue;
            }

            int step = node;
            if (result.After.ShareBy(node, result.Request.ForecastDays) > 0)
            {
                yield return new StepBelief(
                    node,
                    result.Request.Assumptions.AttackProbability * result.Before.ShareBy(node, 0),
                    And(result.UnderAttack, result.After.ProbabilityBy(node, 0)),
                    [.. EvidencePicture.Horizons.Select(days => attack * result.After.ShareBy(step, days))]
                );
            }
        }
    }

    private static IEnumerable<PlaceBelief> Zones(EvidenceResult result, ImmutableArray<ImmutableArray<int>> footholds)
    {
        ZoneTable zones = new(result.Request.Scenario.Graph);
        foreach (int zone in zones.Zones)
        {
            ImmutableArray<int> nodes =
            [
                .. Enumerable
                    .Range(0, footholds.Length)
                    .Where(asset => zones[asset] == zone)
                    .SelectMany(asset => footholds[asset]),
            ];
            if (!nodes.IsEmpty)
            {
                yield return Place(result, zone, nodes);
            }
        }
    }

    private static PlaceBelief Place(EvidenceResult result, int asset, ImmutableArray<int> nodes) =>
        new(
            asset,
            result.Request.Assumptions.AttackProbability
                * result.Before.Share(history => IsAt(result.Before, history, nodes, 0)).Value,
            And(result.UnderAttack, result.After.Share(history => IsAt(result.After, history, nodes, 0))),
            result.UnderAttack.Value * result.After.Share(history => IsAt(result.After, history, nodes, 1)).Value
        );

    /// <summary>Whether a history has performed one of some steps by a time.</summary>
    internal static bool IsAt(HistorySet histories, int history, ImmutableArray<int> nodes, double days)
    {
        foreach (int node in nodes.AsSpan())
        {
            if (histories.TimeOf(history, node) <= days)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<PlaceBelief> Sorted(ImmutableArray<PlaceBelief> places) =>
        [
            .. places
                .Where(place => place.Now.Value > 0 || place.Tomorrow > 0)
                .OrderByDescending(place => place.Now.Value),
        ];

    private static ImmutableArray<NextStep> Steps(EvidenceResult result, ImmutableArray<int> nodeOfHistory) =>
        [
            .. nodeOfHistory
                .Where(node => node >= 0)
                .Distinct()
                .Select(node => (Node: node, Share: result.After.Share(history => nodeOfHistory[history] == node)))
                .OrderByDescending(pair => pair.Share.Value)
                .ThenBy(pair => pair.Node)
                .Take(NextShown)
                .Select(pair => Step(result, nodeOfHistory, pair.Node, pair.Share)),
        ];

    private static NextStep Step(EvidenceResult result, ImmutableArray<int> nodeOfHistory, int node, Estimate share)
    {
        (double Time, double Weight)[] times =
        [
            .. Enumerable
                .Range(0, nodeOfHistory.Length)
                .Where(history => nodeOfHistory[history] == node)
                .Select(history => (result.After.TimeOf(history, node), result.After.WeightOf(history))),
        ];
        double total = times.Sum(pair => pair.Weight);
        return new NextStep(
            node,
            share,
            Quantile(times, 0.05 * total) ?? double.PositiveInfinity,
            Quantile(times, 0.5 * total) ?? double.PositiveInfinity,
            Quantile(times, 0.95 * total) ?? double.PositiveInfinity
        );
    }

    private static GoalForecast Goal(EvidenceResult result, int node)
    {
        (double Time, double Weight)[] times =
        [
            .. Enumerable
                .Range(0, result.After.Count)
                .Select(history => (result.After.TimeOf(history, node), result.After.WeightOf(history))),
        ];
        return new GoalForecast(
            node,
            And(result.UnderAttack, result.After.ProbabilityBy(node, 0)),
            [
                .. EvidencePicture.Horizons.Select(days =>
                    And(
                        result.UnderAttack,
                        result.After.ProbabilityBy(node, Math.Min(days, result.Request.ForecastDays))
                    )
                ),
            ],
            [
                .. EvidencePicture.Horizons.Select(days =>
                    result.Request.Assumptions.AttackProbability * result.Before.ShareBy(node, days)
                ),
            ],
            Quantile(times, 0.05),
            Quantile(times, 0.5),
            Quantile(times, 0.95)
        );
    }

    // The smallest time by which that much weight has come; null when it never does.
    private static double? Quantile((double Time, double Weight)[] times, double weight)
    {
        double sum = 0;
        foreach ((double time, double own) in times.OrderBy(pair => pair.Time))
        {
            sum += own;
            if (sum >= weight - 1e-12)
            {
                return double.IsFinite(time) ? time : null;
            }
        }

        return null;
    }

    private static Estimate And(Estimate attack, Estimate given) =>
        new(attack.Value * given.Value, attack.Low * given.Low, attack.High * given.High);
}
