using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Campaigns;

/// <summary>Turns what was counted into a result.</summary>
internal sealed class ReplayReader(
    Scenario scenario,
    ReplayOptions options,
    DetectorTable detectors,
    ReplayRun run,
    ObstacleFinder obstacles
)
{
    private const int PlacesShown = 3;
    private const double DetectedScore = 0.8;

    private AttackGraph Graph => scenario.Graph;

    public ReplayResult Read(int campaign)
    {
        CampaignPlan plan = run.PlanOf(campaign);
        ImmutableArray<TechniqueResult> techniques =
        [
            .. plan.Campaign.Techniques.Select((_, technique) => ReadTechnique(campaign, technique)),
        ];
        ImmutableArray<PhaseResult> phases = [.. plan.Campaign.Phases.Select((_, phase) => ReadPhase(campaign, phase))];
        return new ReplayResult(
            scenario,
            plan.Campaign,
            options,
            run.PercentileSamples,
            techniques,
            phases,
            FindStop(plan, techniques, phases),
            ReadDetection(campaign, phases)
        );
    }

    private TechniqueResult ReadTechnique(int campaign, int index)
    {
        CampaignPlan plan = run.PlanOf(campaign);
        TechniqueMatch match = plan.Matches[index];
        CampaignTechnique technique = plan.Campaign.Techniques[index];
        ImmutableArray<int> nodes = plan.Nodes[index];
        if (nodes.IsEmpty)
        {
            return new TechniqueResult(
                technique,
                match,
                match.Kind == TechniqueMatchKind.None ? TechniqueState.NotModelled : TechniqueState.NotApplicable,
                null,
                null,
                null,
                [],
                0,
                [],
                null,
                null,
                [],
                null,
                []
            );
        }

        int done = run.Sum(campaign, thread => thread.Done[index]);
        int seen = run.Sum(campaign, thread => thread.SeenDoing[index]);
        (ImmutableArray<TechniqueDefense> mitigations, double mitigated) = ReadDefenses(nodes);
        return new TechniqueResult(
            technique,
            match,
            done == 0 ? TechniqueState.Prevented : TechniqueState.Done,
            Share(done),
            Share(run.Sum(campaign, thread => thread.DoneInOrder[index])),
            SampleTimes.Ttc(run.TimesOf(campaign).SortedTechnique(index)),
            Places(nodes),
            nodes.Where(node => run.Reached[node] > 0).Select(Graph.AssetIndexOf).Distinct().Count(),
            ReadDetectors(nodes),
            done == 0 ? null : Estimate.OfShare(seen, done),
            ((run.Samples - done) + (DetectedScore * seen)) / run.Samples,
            mitigations,
            mitigated,
            done == 0 ? obstacles.Find(nodes, tryDecisive: false) : []
        );
    }

    private ImmutableArray<TechniquePlace> Places(ImmutableArray<int> nodes) =>
        [
            .. nodes
                .Where(node => run.Reached[node] > 0)
                .OrderByDescending(node => run.Reached[node])
                .ThenBy(node => node)
                .Take(PlacesShown)
                .Select(node => new TechniquePlace(node, (double)run.Reached[node] / run.Samples)),
        ];

    private ImmutableArray<TechniqueDetector> ReadDetectors(ImmutableArray<int> nodes)
    {
        SortedDictionary<int, (double Low, double High)> rates = [];
        foreach (int node in nodes)
        {
            foreach (StepDetector detector in detectors.Of(node))
            {
                (double low, double high) = rates.GetValueOrDefault(detector.Detector, (detector.Rate, detector.Rate));
                rates[detector.Detector] = (Math.Min(low, detector.Rate), Math.Max(high, detector.Rate));
            }
        }

        return
        [
            .. rates.Select(pair =>
            {
                DetectorEntry entry = detectors.Detectors[pair.Key];
                return new TechniqueDetector(entry.Name, entry.Source, entry.Text, pair.Value.Low, pair.Value.High);
            }),
        ];
    }

    private (ImmutableArray<TechniqueDefense> Defenses, double Mitigated) ReadDefenses(ImmutableArray<int> nodes)
    {
        double stopped = 0;
        List<(int Node, double Probability)> acting = [];
        foreach (int node in nodes)
        {
            double passes = 1;
            foreach (int defense in ActingDefenses.On(Graph, node).Distinct())
            {
                double works = ProbabilityOf(defense);
                acting.Add((defense, works));
                passes *= 1 - works;
            }

            stopped += 1 - passes;
        }

        IEnumerable<TechniqueDefense> grouped = acting
            .GroupBy(item => (Type: Graph.StepOf(item.Node).Owner.Name, Graph.StepOf(item.Node).Name))
            .Select(group => new TechniqueDefense(
                group.Key.Type,
                group.Key.Name,
                group.Min(item => item.Node),
                group.Select(item => item.Node).Distinct().Count(),
                group.Average(item => item.Probability)
            ));
        return (
            [
                .. grouped
                    .OrderByDescending(defense => defense.Count)
                    .ThenBy(defense => defense.Type, StringComparer.Ordinal)
                    .ThenBy(defense => defense.Name, StringComparer.Ordinal),
            ],
            stopped / nodes.Length
        );
    }

    private double ProbabilityOf(int defense)
    {
        double probability = Graph.DefenseProbabilityOf(defense);
        foreach (StepOverride change in scenario.Request.Overrides)
        {
            probability = change switch
            {
                { Kind: OverrideKind.DefenseOn } when change.Node == defense => 1,
                { Kind: OverrideKind.DefenseOff } when change.Node == defense => 0,
                _ => probability,
            };
        }

        return probability;
    }

    private PhaseResult ReadPhase(int campaign, int index)
    {
        CampaignPlan plan = run.PlanOf(campaign);
        int known = plan.Phases[index].Length;
        return known == 0
            ? new PhaseResult(plan.Campaign.Phases[index], 0, null, null, null)
            : new PhaseResult(
                plan.Campaign.Phases[index],
                known,
                Share(run.Sum(campaign, thread => thread.PassedAlone[index])),
                Share(run.Sum(campaign, thread => thread.PassedInOrder[index])),
                SampleTimes.Ttc(run.TimesOf(campaign).SortedPhase(index))
            );
    }

    private CampaignStop? FindStop(
        CampaignPlan plan,
        ImmutableArray<TechniqueResult> techniques,
        ImmutableArray<PhaseResult> phases
    )
    {
        int stop = -1;
        for (int phase = 0; phase < phases.Length && stop < 0; phase++)
        {
            stop = phases[phase].InOrder is { } share && share.Value < options.StopBelow ? phase : -1;
        }

        if (stop < 0)
        {
            return null;
        }

        // Of a phase that needs all, only those that fail are in the way.
        int[] inTheWay =
        [
            .. plan.Phases[stop]
                .Where(technique => techniques[technique].Done is not { } done || done.Value < options.StopBelow),
        ];
        int[][] searched =
            plan.Campaign.Phases[stop].Needs == PhaseNeeds.All
                ? [.. inTheWay.Select(technique => new[] { technique })]
                : [inTheWay];
        IEnumerable<Obstacle> found = searched.SelectMany(together =>
            obstacles.Find(
                [.. together.SelectMany(technique => plan.Nodes[technique]).Distinct().Order()],
                tryDecisive: true
            )
        );
        return new CampaignStop(stop, [.. Missing(plan, inTheWay), .. found]);
    }

    // Techniques for which the twin has nothing.
    private static IEnumerable<Obstacle> Missing(CampaignPlan plan, int[] techniques)
    {
        string[] types =
        [
            .. techniques
                .Where(technique => plan.Matches[technique].Nodes.IsEmpty)
                .SelectMany(technique => plan.Matches[technique].Techniques)
                .SelectMany(technique => technique.Steps)
                .Select(step => step.Split('.')[0])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return types.Length == 0
            ? []
            : [new Obstacle(ObstacleKind.NoAsset, "", "", -1, -1, 0, null) { Types = [.. types] }];
    }

    private DetectionResult ReadDetection(int campaign, ImmutableArray<PhaseResult> phases)
    {
        int last = -1;
        for (int phase = 0; phase < phases.Length; phase++)
        {
            last = phases[phase].InOrder is null ? last : phase;
        }

        int through = last < 0 ? 0 : run.Sum(campaign, thread => thread.PassedInOrder[last]);
        return new DetectionResult(
            Share(run.Sum(campaign, thread => thread.Seen)),
            through == 0 ? null : Estimate.OfShare(run.Sum(campaign, thread => thread.SeenBeforeThrough), through),
            SampleTimes.Ttc(run.TimesOf(campaign).SortedSeen()),
            [
                .. detectors
                    .Detectors.Select(
                        (entry, index) =>
                            new DetectorShare(
                                entry.Name,
                                entry.Source,
                                entry.Text,
                                (double)run.Sum(campaign, thread => thread.Fired[index]) / run.Samples
                            )
                    )
                    .Where(detector => detector.Share > 0)
                    .OrderByDescending(detector => detector.Share)
                    .ThenBy(detector => detector.Name, StringComparer.Ordinal),
            ]
        );
    }

    private Estimate Share(int count) => Estimate.OfShare(count, run.Samples);
}
