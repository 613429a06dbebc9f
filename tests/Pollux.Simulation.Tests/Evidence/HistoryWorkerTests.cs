using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Evidence;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Tests.Evidence;

public sealed class HistoryWorkerTests
{
    [Fact]
    public void A_history_of_the_same_chances_is_the_same_as_a_sample()
    {
        AttackGraph graph = CalibrationTests.Plant();
        SimulationRequest simulation = new() { Entries = [graph.FindNode("inet:reached")], Seed = 3 };
        EvidenceRequest request = new(new Scenario(graph, simulation, []), DetectorSet.Of(graph, _ => 1), []);
        HistoryModel model = new(request);
        HistoryWorker worker = new(model, new DetectorArrays(model.Plan, request, _ => true));
        SampleWorker oracle = new(model.Plan, simulation);
        double[] chances = new double[model.Size];
        for (uint sample = 0; sample < 200; sample++)
        {
            for (int i = 0; i < chances.Length; i++)
            {
                chances[i] = model.Draw(i, simulation.Seed, sample);
            }

            worker.Play(chances, 0, double.MaxValue, all: true);
            oracle.Run(sample, []);
            for (int step = 0; step < model.Plan.Active.Length; step++)
            {
                worker.TimeOf(step).ShouldBe(oracle.TimeOf(step));
            }
        }
    }

    [Fact]
    public void What_leads_to_no_detector_changes_no_weight()
    {
        AttackGraph graph = CalibrationTests.Plant();
        SimulationRequest simulation = new() { Entries = [graph.FindNode("inet:reached")] };
        EvidenceRequest request = new(new Scenario(graph, simulation, []), DetectorSet.Of(graph, _ => 0.9), []);
        HistoryModel model = new(request);
        HistoryWorker worker = new(model, new DetectorArrays(model.Plan, request, _ => true));
        double[] chances = new double[model.Size];
        int reached = 0;
        for (uint sample = 0; sample < 50; sample++)
        {
            for (int i = 0; i < chances.Length; i++)
            {
                chances[i] = model.Draw(i, 1, sample);
            }

            worker.Play(chances, 0, 20, all: true);
            double whole = worker.Weigh(20, 1, 0, 0);
            reached += worker.Reached;
            worker.Play(chances, 0, 20, all: false);
            worker.Weigh(20, 1, 0, 0).ShouldBe(whole, 1e-9);
            reached -= worker.Reached;

            // Nor does a chance that the history did not ask for.
            StepChance other = new(9, sample, 1);
            for (int i = 0; i < chances.Length; i++)
            {
                chances[i] = worker.HasAsked(i) ? chances[i] : model.Draw(i, 2, (uint)(other.NextUniform() * 1000));
            }

            worker.Play(chances, 0, 20, all: false);
            worker.Weigh(20, 1, 0, 0).ShouldBe(whole, 1e-9);
        }

        reached.ShouldBeGreaterThan(0);
    }
}
