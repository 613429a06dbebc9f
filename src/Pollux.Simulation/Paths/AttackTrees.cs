using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Paths;

/// <summary>The attacks of a scenario: when each goal fell in each sample, and what was needed for it.</summary>
internal sealed class AttackTrees
{
    /// <summary>How many trees are kept at most, those of all goals together; a tree holds some hundred nodes.</summary>
    public const int MaximumTrees = 100_000;

    private AttackTrees(Scenario scenario)
    {
        Scenario = scenario;
        int goals = Math.Max(1, scenario.Goals.Length);
        Traced = Math.Min(scenario.Request.Samples, Math.Max(1, MaximumTrees / goals));
        Times = [.. scenario.Goals.Select(_ => new double[scenario.Request.Samples])];
        Trees = [.. scenario.Goals.Select(_ => new AttackTree?[Traced])];
        NeedsAttacker = FindAttackers(scenario.Graph, scenario.Request);
    }

    /// <summary>What was rehearsed.</summary>
    public Scenario Scenario { get; }

    /// <summary>How many samples, the first ones, have trees.</summary>
    public int Traced { get; }

    /// <summary>For each goal its time in each sample, days; infinite where it was not reached.</summary>
    public double[][] Times { get; }

    /// <summary>For each goal its tree in each traced sample; null where it was not reached.</summary>
    public AttackTree?[][] Trees { get; }

    /// <summary>For each node of the graph, whether nothing but an attacker can bring it about.</summary>
    public bool[] NeedsAttacker { get; }

    /// <summary>Attacks.</summary>
    public static AttackTrees Collect(Scenario scenario, CancellationToken cancellationToken)
    {
        AttackTrees trees = new(scenario);
        SimulationPlan plan = SimulationPlan.Create(scenario.Graph, scenario.Request);
        SampleLoop.ForEach(
            scenario.Request,
            plan,
            () => new TreeTracer(scenario.Graph, plan, trees.NeedsAttacker),
            (worker, tracer, sample) => trees.Keep(worker, plan, tracer, sample),
            cancellationToken
        );
        return trees;
    }

    private void Keep(SampleWorker worker, SimulationPlan plan, TreeTracer tracer, int sample)
    {
        for (int goal = 0; goal < Times.Length; goal++)
        {
            int node = Scenario.Goals[goal].Node;
            double time = SampleLoop.TimeOf(plan, worker, node);
            Times[goal][sample] = time;
            if (sample < Traced && double.IsFinite(time))
            {
                Trees[goal][sample] = tracer.Trace(worker, node);
            }
        }
    }

    private static bool[] FindAttackers(AttackGraph graph, SimulationRequest request)
    {
        Reachability nobody = new(graph, request with { Entries = [] });
        nobody.Search([]);
        bool[] needs = new bool[graph.NodeCount];
        for (int node = 0; node < needs.Length; node++)
        {
            needs[node] = !nobody.Reached[node];
        }

        return needs;
    }
}
