using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Tests.Evidence;

/// <summary>Small sites whose answers can be worked out by hand.</summary>
internal static class EvidenceSite
{
    public static StepSpecification Watched(this StepSpecification step, string detector, double tpr, double fpr) =>
        step with
        {
            Detectors = [.. step.Detectors, new DetectorSpecification(detector, [], null, tpr, fpr)],
        };

    public static StepSpecification Tagged(this StepSpecification step, params string[] tags) =>
        step with
        {
            Tags = [.. tags],
        };

    public static EvidenceRequest Ask(
        AttackGraph graph,
        string entry,
        EvidenceAssumptions assumptions,
        params (string Detector, double DaysAgo)[] alarms
    )
    {
        ImmutableArray<SiteDetector> detectors = DetectorSet.Of(graph, _ => 1);
        return new EvidenceRequest(
            new Scenario(graph, new SimulationRequest { Entries = [graph.FindNode(entry)], Seed = 5 }, []),
            detectors,
            [.. alarms.Select(alarm => new DetectorAlarm(IndexOf(graph, detectors, alarm.Detector), alarm.DaysAgo))]
        )
        {
            Assumptions = assumptions,
        };
    }

    public static EvidenceResult Run(EvidenceRequest request) =>
        EvidenceRun.Run(request, TestContext.Current.CancellationToken);

    public static int IndexOf(AttackGraph graph, ImmutableArray<SiteDetector> detectors, string name) =>
        detectors
            .Select((detector, i) => (Name: $"{graph.Model.Assets[detector.Asset].Name}:{detector.Kind}", i))
            .Single(pair => pair.Name == name)
            .i;
}
