using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Evidence;

/// <summary>The detectors that a language gives the assets of a model.</summary>
public static class DetectorSet
{
    /// <summary>The true positive rate of a detector of which the language says none. An assumption.</summary>
    public const double UnknownTruePositiveRate = 0.5;

    /// <summary>The false alarms a day of a detector of which the language says none. An assumption.</summary>
    public const double UnknownFalsePositiveRate = 0.02;

    /// <summary>All detectors of a graph, by asset and in the language's order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="coverage">By kind, the probability that it works at this site.</param>
    public static ImmutableArray<SiteDetector> Of(AttackGraph graph, Func<string, double> coverage)
    {
        ImmutableArray<SiteDetector>.Builder detectors = ImmutableArray.CreateBuilder<SiteDetector>();
        Dictionary<string, int> ofAsset = new(StringComparer.Ordinal);
        int asset = -1;
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (graph.AssetIndexOf(node) != asset)
            {
                asset = graph.AssetIndexOf(node);
                ofAsset.Clear();
            }

            foreach (LanguageDetector detector in graph.StepOf(node).Detectors)
            {
                string kind = detector.Specification.Name;
                if (ofAsset.TryGetValue(kind, out int known))
                {
                    detectors[known] = detectors[known] with { Nodes = detectors[known].Nodes.Add(node) };
                    continue;
                }

                ofAsset.Add(kind, detectors.Count);
                detectors.Add(
                    new SiteDetector(
                        asset,
                        kind,
                        [node],
                        detector.Specification.TruePositiveRate ?? UnknownTruePositiveRate,
                        detector.Specification.FalsePositiveRate ?? UnknownFalsePositiveRate,
                        coverage(kind)
                    )
                );
            }
        }

        return detectors.ToImmutable();
    }
}
