using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Tests.Campaigns;

/// <summary>Small campaigns on small graphs.</summary>
internal static class Replays
{
    /// <summary>The step with techniques as tags.</summary>
    public static StepSpecification Tagged(this StepSpecification step, params string[] tags) =>
        step with
        {
            Tags = [.. tags],
        };

    /// <summary>The step with a detector of a rate.</summary>
    public static StepSpecification Seen(this StepSpecification step, string detector, double? rate) =>
        step with
        {
            Detectors = [.. step.Detectors, new DetectorSpecification(detector, [], null, rate, null)],
        };

    public static CampaignTechnique Technique(string id) => new(new TechniqueKey("", "", id), "", []);

    /// <summary>A sequence: each phase the ids of its techniques, with blanks; <c>any</c> in front of them lets one be enough.</summary>
    public static Campaign Sequence(params string[] phases)
    {
        List<CampaignTechnique> techniques = [];
        ImmutableArray<CampaignPhase>.Builder built = ImmutableArray.CreateBuilder<CampaignPhase>();
        foreach (string phase in phases)
        {
            string[] words = phase.Split(' ');
            bool any = words[0] == "any";
            List<int> used = [];
            foreach (string id in any ? words[1..] : words)
            {
                used.Add(techniques.Count);
                techniques.Add(Technique(id));
            }

            built.Add(new CampaignPhase(phase, any ? PhaseNeeds.Any : PhaseNeeds.All, [.. used]));
        }

        return new Campaign(
            "c1",
            "test",
            CampaignKind.Campaign,
            CampaignOrder.AsGiven,
            built.ToImmutable(),
            [.. techniques]
        );
    }

    public static SimulationRequest From(AttackGraph graph, string entry) =>
        new()
        {
            Entries = [graph.FindNode(entry)],
            Samples = 4_000,
            Seed = 11,
            Threads = 1,
        };

    public static ReplayResult Replay(
        AttackGraph graph,
        Campaign campaign,
        SimulationRequest? request = null,
        ReplayOptions? options = null,
        PackTables? tables = null
    ) =>
        new CampaignReplay(
            new Scenario(graph, request ?? From(graph, "h:start"), []),
            tables ?? PackTables.Empty,
            options ?? new ReplayOptions()
        ).Run(campaign, TestContext.Current.CancellationToken);

    public static ReplayOptions Strict { get; } = new() { Mode = ReplayMode.Strict };
}
