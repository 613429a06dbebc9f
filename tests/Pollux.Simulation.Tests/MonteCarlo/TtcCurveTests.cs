using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.MonteCarlo;

public sealed class TtcCurveTests
{
    private static readonly AttackGraph Single = new TestLanguage()
        .Asset("Host", Or("start", null, To("fall")), Or("fall", Ttc("Exponential", 1)))
        .Unfold("h : Host");

    [Fact]
    public void A_curve_is_that_of_the_closed_form_within_its_band()
    {
        TtcCurve curve = CurveOf(seed: 1, samples: 4_000, horizon: null);
        curve.Points.Length.ShouldBe(TtcCurve.MaximumPoints + 1);
        curve.BandHalfWidth.ShouldBe(0.021473, 1e-6);
        foreach (TtcPoint point in curve.Points)
        {
            (1 - Math.Exp(-point.Days)).ShouldBeInRange(point.BandLow, point.BandHigh);
        }
    }

    [Fact]
    public void The_whole_curve_lies_in_its_band_as_often_as_promised_and_in_the_pointwise_one_less_often()
    {
        int inBand = 0;
        int inPointwise = 0;
        for (ulong seed = 1; seed <= 300; seed++)
        {
            TtcCurve curve = CurveOf(seed, 200, null);
            bool IsIn(Func<TtcPoint, double> low, Func<TtcPoint, double> high) =>
                curve.Points.All(point =>
                    1 - Math.Exp(-point.Days) is var truth && truth >= low(point) && truth <= high(point)
                );
            inBand += IsIn(point => point.BandLow, point => point.BandHigh) ? 1 : 0;
            inPointwise += IsIn(point => point.Low, point => point.High) ? 1 : 0;
        }

        inBand.ShouldBeGreaterThan(276);
        inPointwise.ShouldBeLessThan(276);
    }

    [Fact]
    public void A_curve_ends_at_the_horizon_where_the_rest_is_later_than_that()
    {
        TtcCurve curve = CurveOf(seed: 3, samples: 2_000, horizon: 1);
        curve.Points[^1].Days.ShouldBe(1);
        curve.Points[^1].Probability.ShouldBe((double)curve.Reached / curve.Samples);
        curve.Points[^1].Probability.ShouldBe(1 - Math.Exp(-1), 0.04);
        curve.Points.Select(point => point.Probability).ShouldBeInOrder();
        CurveOf(seed: 3, samples: 2_000, horizon: null).Points[^1].Probability.ShouldBe(1);
    }

    [Fact]
    public void A_step_that_was_never_reached_is_level_at_nothing_but_not_certainly_so()
    {
        TtcCurve curve = TtcCurve.Of([double.PositiveInfinity, double.PositiveInfinity], 30);
        curve.Points.Select(point => (point.Days, point.Probability, point.Low)).ShouldBe([(0, 0, 0), (30, 0, 0)]);
        curve.Points[^1].High.ShouldBeGreaterThan(0.5);
        curve.Points[^1].BandHigh.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Samples_of_one_time_count_together()
    {
        TtcCurve curve = TtcCurve.Of([2, 2, 2, 5], null);
        curve.Points.Select(point => (point.Days, point.Probability)).ShouldBe([(0, 0), (2, 0.75), (5, 1)]);
    }

    private static TtcCurve CurveOf(ulong seed, int samples, double? horizon)
    {
        SimulationResult result = MonteCarloRun.Run(
            Single,
            new SimulationRequest
            {
                Entries = [Single.FindNode("h:start")],
                Samples = samples,
                Seed = seed,
                HorizonDays = horizon,
                WatchedSets =
                [
                    [Single.FindNode("h:fall")],
                ],
                Threads = 1,
            },
            cancellationToken: TestContext.Current.CancellationToken
        );
        return TtcCurve.Of(result.WatchedSets[0], horizon);
    }
}
