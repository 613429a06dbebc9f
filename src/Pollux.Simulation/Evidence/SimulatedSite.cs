using System.Collections.Immutable;
using Pollux.Simulation.Chance;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Evidence;

/// <summary>An attack that is known, or none, and the alarms that it led to.</summary>
/// <param name="IsAttacked">Whether there is an attack.</param>
/// <param name="AgeDays">Days since it began.</param>
/// <param name="Times">By node: when, days from now; infinite for never.</param>
/// <param name="Alarms">True and false alarms.</param>
internal sealed record SimulatedCase(
    bool IsAttacked,
    double AgeDays,
    double[] Times,
    ImmutableArray<DetectorAlarm> Alarms
);

/// <summary>
/// Simulates attacks on a site and the alarms of its detectors, by random numbers of its own: none of them is used by the histories that the
/// answers rest on.
/// </summary>
internal sealed class SimulatedSite
{
    private readonly EvidenceRequest request;
    private readonly CalibrationWorld world;
    private readonly SimulationPlan plan;
    private readonly SimulationRequest attack;
    private readonly ulong seed;

    public SimulatedSite(EvidenceRequest request, CalibrationWorld world, ulong seed)
    {
        this.request = request;
        this.world = world;
        this.seed = StepKey.Of(seed, StepKey.OfName("simulated cases"));
        SimulationRequest simulation = request.Scenario.Request;
        attack = simulation with
        {
            Seed = this.seed,
            Attacker = world.Attacker ?? simulation.Attacker,
            HorizonDays = null,
        };
        plan = SimulationPlan.Create(request.Scenario.Graph, attack);
    }

    /// <summary>Simulates a case.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="isAttacked">Whether there is an attack.</param>
    public SimulatedCase Simulate(uint number, bool isAttacked)
    {
        StepChance chance = new(seed, number, StepKey.OfName("a simulated case"));
        double age = chance.NextUniform() * request.Assumptions.LookbackDays;
        double[] times = new double[request.Scenario.Graph.NodeCount];
        Array.Fill(times, double.PositiveInfinity);
        if (isAttacked)
        {
            SampleWorker worker = new(plan, attack);
            worker.Run(number, []);
            for (int node = 0; node < times.Length; node++)
            {
                int step = plan.ActiveOf[node];
                times[node] =
                    plan.IsCertain(node) ? -age
                    : step >= 0 ? (world.TimeFactor * worker.TimeOf(step)) - age
                    : double.PositiveInfinity;
            }
        }

        return new SimulatedCase(isAttacked, age, times, [.. Alarms(number, times)]);
    }

    private IEnumerable<DetectorAlarm> Alarms(uint number, double[] times)
    {
        EvidenceAssumptions assumptions = request.Assumptions;
        for (int i = 0; i < request.Detectors.Length; i++)
        {
            SiteDetector detector = request.Detectors[i];
            if (string.Equals(detector.Kind, world.DeadKind, StringComparison.Ordinal))
            {
                continue;
            }

            StepChance chance = new(seed, number, StepKey.Of(StepKey.OfName("a detector of a case"), (ulong)i));
            bool reports = chance.NextUniform() < detector.TruePositiveRate * world.TruePositiveFactor;
            double seen =
                detector.Nodes.Min(node => times[node]) - (Math.Log(chance.NextUniform()) * assumptions.DelayDays);
            if (reports && seen <= 0)
            {
                yield return new DetectorAlarm(i, -seen);
            }

            double rate = detector.FalsePositiveRate * world.FalsePositiveFactor;
            double ago = rate > 0 ? -Math.Log(chance.NextUniform()) / rate : double.PositiveInfinity;
            while (ago < assumptions.LookbackDays)
            {
                yield return new DetectorAlarm(i, ago);
                ago -= Math.Log(chance.NextUniform()) / rate;
            }
        }
    }
}
