using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>A detector of one asset: what may report some of its attack steps.</summary>
/// <param name="Asset">The index of the asset.</param>
/// <param name="Kind">Its name in the language, such as <c>programDownload</c>; all of one kind work or are silent together.</param>
/// <param name="Nodes">The attack steps that it reports; the first of them to be performed is what it sees. At least one.</param>
/// <param name="TruePositiveRate">Probability, 0 to 1, that it reports the step.</param>
/// <param name="FalsePositiveRate">False alarms a day, 0 or more.</param>
/// <param name="Coverage">
/// Probability, 0 to 1, that its kind works at this site at all: its log source is collected, parsed and watched. An alarm of the kind
/// proves that it does.
/// </param>
public sealed record SiteDetector(
    int Asset,
    string Kind,
    ImmutableArray<int> Nodes,
    double TruePositiveRate,
    double FalsePositiveRate,
    double Coverage
);

/// <summary>An alarm that a detector raised.</summary>
/// <param name="Detector">Its index in <see cref="EvidenceRequest.Detectors"/>.</param>
/// <param name="DaysAgo">How long before now, days, 0 or more.</param>
public readonly record struct DetectorAlarm(int Detector, double DaysAgo);
