using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Tests.MonteCarlo;

/// <summary>
/// The slow, simple version of the shortest-time semantics, for one sample: repeat "an or-step comes its own time after its
/// first parent, an and-step after its last" until nothing changes. No queue, no plan, no shortcuts.
/// </summary>
internal static class ShortestTimeOracle
{
    public static double[] Times(AttackGraph graph, SimulationRequest request, uint sample)
    {
        double[] times = new double[graph.NodeCount];
        double[] local = new double[graph.NodeCount];
        Array.Fill(times, double.PositiveInfinity);
        Dictionary<int, OverrideKind> overrides = request.Overrides.ToDictionary(
            change => change.Node,
            change => change.Kind
        );
        for (int node = 0; node < graph.NodeCount; node++)
        {
            StepChance chance = new(request.Seed, sample, graph.ChanceKeyOf(node));
            local[node] = CanDo(graph, request, node, sample)
                ? request.Attacker.TimeFactor * graph.TimeOf(node).Sample(ref chance)
                : double.PositiveInfinity;
            if (Starts(graph, request, overrides, node, sample))
            {
                times[node] = 0;
            }
        }

        for (bool changed = true; changed; )
        {
            changed = false;
            for (int node = 0; node < graph.NodeCount; node++)
            {
                double time = Removed(overrides, node)
                    ? double.PositiveInfinity
                    : TimeByParents(graph, times, node) + local[node];
                if (time < times[node])
                {
                    times[node] = time;
                    changed = true;
                }
            }
        }

        double horizon = request.HorizonDays ?? double.MaxValue;
        return Array.ConvertAll(times, time => time <= horizon ? time : double.PositiveInfinity);
    }

    private static bool CanDo(AttackGraph graph, SimulationRequest request, int node, uint sample) =>
        !graph.StepOf(node).IsAttackStep
        || graph
            .StepOf(node)
            .Tags.All(tag =>
                !request.Attacker.Capabilities.TryGetValue(tag, out double probability)
                || Draw(request, tag, sample) < probability
            );

    private static double Draw(SimulationRequest request, string tag, uint sample)
    {
        StepChance chance = new(
            request.Seed,
            sample,
            StepKey.Of(StepKey.OfName("capability of the attacker"), StepKey.OfName(tag))
        );
        return chance.NextUniform();
    }

    private static bool Removed(Dictionary<int, OverrideKind> overrides, int node) =>
        overrides.TryGetValue(node, out OverrideKind kind) && kind == OverrideKind.Remove;

    private static bool Starts(
        AttackGraph graph,
        SimulationRequest request,
        Dictionary<int, OverrideKind> overrides,
        int node,
        uint sample
    )
    {
        if (Removed(overrides, node))
        {
            return false;
        }

        StepChance chance = new(request.Seed, sample, graph.ChanceKeyOf(node));
        return graph.StepOf(node).Type switch
        {
            StepType.Defense => overrides.TryGetValue(node, out OverrideKind kind)
                ? kind == OverrideKind.DefenseOff
                : chance.NextUniform() >= graph.DefenseProbabilityOf(node),
            StepType.Exist or StepType.NotExist => graph.Holds(node),
            _ => request.Entries.Contains(node),
        };
    }

    private static double TimeByParents(AttackGraph graph, double[] times, int node)
    {
        double[] parents = [.. graph.ParentsOf(node).ToArray().Select(parent => times[parent])];
        return graph.StepOf(node).Type switch
        {
            StepType.Or => parents.DefaultIfEmpty(double.PositiveInfinity).Min(),
            StepType.And => parents.DefaultIfEmpty(double.PositiveInfinity).Max(),
            _ => double.PositiveInfinity,
        };
    }
}
