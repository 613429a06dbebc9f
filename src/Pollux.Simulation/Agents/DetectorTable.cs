using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Agents;

/// <summary>A detector on one node.</summary>
/// <param name="Node">The node whose performance it logs.</param>
/// <param name="Name">Its name in the language.</param>
/// <param name="TruePositiveRate">Probability that it logs a performance, 0 to 1; 1 when the language gives none.</param>
/// <param name="FalsePositiveRate">Probability, each turn, that it logs without one, 0 to 1.</param>
/// <param name="Context">Per label the nodes of which it reports one that was performed before.</param>
public sealed record NodeDetector(
    int Node,
    string Name,
    double TruePositiveRate,
    double FalsePositiveRate,
    ImmutableArray<KeyValuePair<string, ImmutableArray<int>>> Context
)
{
    /// <summary>All detectors of a graph, ascending by node, for each node in the order of the language.</summary>
    public static ImmutableArray<NodeDetector> AllOf(AttackGraph graph) => new DetectorTable(graph).All;
}

/// <summary>All detectors of a graph, by node.</summary>
internal sealed class DetectorTable
{
    private readonly int[] start;

    public DetectorTable(AttackGraph graph)
    {
        start = new int[graph.NodeCount + 1];
        ImmutableArray<NodeDetector>.Builder all = ImmutableArray.CreateBuilder<NodeDetector>();
        Lazy<PathEvaluator> evaluator = new(graph.CreateEvaluator);
        for (int node = 0; node < graph.NodeCount; node++)
        {
            start[node] = all.Count;
            foreach (LanguageDetector detector in graph.StepOf(node).Detectors)
            {
                all.Add(
                    new NodeDetector(
                        node,
                        detector.Specification.Name,
                        detector.Specification.TruePositiveRate ?? 1,
                        detector.Specification.FalsePositiveRate ?? 0,
                        detector.Context.IsEmpty ? [] : graph.DetectorContext(node, detector, evaluator.Value)
                    )
                );
            }
        }

        start[^1] = all.Count;
        All = all.ToImmutable();
        TrueRates = [.. All.Select(detector => detector.TruePositiveRate)];
        FalseAlarms = RareEvents.GroupsOf(All.Select(detector => detector.FalsePositiveRate));
    }

    /// <summary>All detectors, ascending by node.</summary>
    public ImmutableArray<NodeDetector> All { get; }

    /// <summary>The true positive rate of each.</summary>
    public double[] TrueRates { get; }

    /// <summary>Those that can log without cause, by their rate.</summary>
    public ImmutableArray<RareGroup> FalseAlarms { get; }

    /// <summary>Where the detectors of a node start, and where they end.</summary>
    public (int First, int End) Of(int node) => (start[node], start[node + 1]);
}
