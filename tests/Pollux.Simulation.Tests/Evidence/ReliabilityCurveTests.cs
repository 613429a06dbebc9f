using Pollux.Simulation.Chance;
using Pollux.Simulation.Evidence;

namespace Pollux.Simulation.Tests.Evidence;

public sealed class ReliabilityCurveTests
{
    [Fact]
    public void Predictions_that_come_true_as_often_as_they_say_lie_on_the_diagonal() =>
        ReliabilityCurve.Of(Predictions(p => p)).LargestDifference.ShouldBeLessThan(0.02);

    [Fact]
    public void Predictions_that_come_true_less_often_lie_below_it_by_as_much()
    {
        ReliabilityCurve curve = ReliabilityCurve.Of(Predictions(p => p * 0.7));
        curve.LargestDifference.ShouldBe(0.285, 0.02);
        curve.Bins.Length.ShouldBe(10);
    }

    [Fact]
    public void Bins_of_too_few_cases_are_put_together_and_none_is_lost()
    {
        Prediction[] few = [.. Predictions(p => p).Take(300)];
        ReliabilityCurve curve = ReliabilityCurve.Of(few);
        curve.Bins.Length.ShouldBeLessThan(10);
        curve.Bins.Sum(bin => bin.Count).ShouldBe(300);
    }

    [Fact]
    public void Too_few_cases_to_judge_by_are_not_a_difference_of_nothing()
    {
        Prediction[] wrong = [.. Enumerable.Range(0, 20).Select(i => new Prediction(i, 0.9, 0.5, CameTrue: false))];
        ReliabilityCurve.Of(wrong).LargestDifference.ShouldBe(0.9, 1e-12);
        ReliabilityCurve.Of([]).LargestDifference.ShouldBe(double.NaN);
    }

    private static Prediction[] Predictions(Func<double, double> truth)
    {
        StepChance chance = new(1, 2, 3);
        var predictions = new Prediction[40_000];
        for (int i = 0; i < predictions.Length; i++)
        {
            double p = chance.NextUniform();
            predictions[i] = new Prediction(i, p, 0.5, chance.NextUniform() < truth(p));
        }

        return predictions;
    }
}
