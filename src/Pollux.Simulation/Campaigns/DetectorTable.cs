using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Campaigns;

/// <summary>A detector of a step, with a known rate and a watched log.</summary>
/// <param name="Detector">Its index in <see cref="DetectorTable.Detectors"/>.</param>
/// <param name="Rate">Probability that it reports the step when it is performed, above 0 and at most 1.</param>
/// <param name="Key">The key of its random numbers, apart from the step's.</param>
internal readonly record struct StepDetector(int Detector, double Rate, ulong Key);

/// <summary>The detectors of the steps of a language, as far as somebody watches their logs.</summary>
internal sealed class DetectorTable
{
    private readonly AttackGraph graph;
    private readonly StepDetector[][][] ofStep;

    /// <summary>Looks through a language.</summary>
    /// <param name="graph">A graph of it.</param>
    /// <param name="tables">Say which log a detector needs; a detector that they do not name needs an unnamed one.</param>
    /// <param name="watched">The logs that are watched; null for all.</param>
    public DetectorTable(AttackGraph graph, PackTables tables, ImmutableArray<string>? watched)
    {
        this.graph = graph;
        Detectors =
        [
            .. graph
                .Language.Types.SelectMany(type => type.Steps)
                .SelectMany(step => step.Detectors)
                .Select(detector => detector.Specification.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => tables.Detectors.GetValueOrDefault(name) ?? new DetectorEntry(name, "", "")),
        ];
        Dictionary<string, int> indexes = Detectors
            .Select((entry, index) => KeyValuePair.Create(entry.Name, index))
            .ToDictionary(StringComparer.Ordinal);
        ofStep =
        [
            .. graph.Language.Types.Select(type =>
                type.Steps.Select(step => step.IsAttackStep ? Of(step, indexes, watched) : []).ToArray()
            ),
        ];
    }

    /// <summary>Every detector of the language, by name.</summary>
    public ImmutableArray<DetectorEntry> Detectors { get; }

    /// <summary>The detectors of a node's step.</summary>
    public ReadOnlySpan<StepDetector> Of(int node) => ofStep[graph.TypeIndexOf(node)][graph.StepIndexOf(node)];

    /// <summary>The key of a node's random numbers.</summary>
    public ulong KeyOf(int node) => graph.ChanceKeyOf(node);

    // A detector without a written rate says nothing about how often it sees something, so nothing is counted for it.
    private StepDetector[] Of(LanguageStep step, Dictionary<string, int> indexes, ImmutableArray<string>? watched) =>
        [
            .. step
                .Detectors.Where(detector => detector.Specification.TruePositiveRate is > 0)
                .Select(detector => new StepDetector(
                    indexes[detector.Specification.Name],
                    detector.Specification.TruePositiveRate!.Value,
                    StepKey.Of(StepKey.OfName("detector"), StepKey.OfName(detector.Specification.Name))
                ))
                .Where(detector =>
                    watched is not { } logs
                    || logs.Contains(Detectors[detector.Detector].Source, StringComparer.Ordinal)
                ),
        ];
}
