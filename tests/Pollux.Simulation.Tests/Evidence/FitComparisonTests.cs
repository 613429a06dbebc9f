using System.Collections.Immutable;
using Pollux.Simulation.Evidence;

namespace Pollux.Simulation.Tests.Evidence;

public sealed class FitComparisonTests
{
    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order_with_ties_half()
    {
        (double area, double error) = FitComparison.AreaUnderCurve([1, 2, 3, 3], [0, 2, 3]);

        // Above 0: all four. Above 2: two, and one as high. Above 3: none, and two as high.
        area.ShouldBe((4 + 2.5 + 1) / 12, 1e-12);
        error.ShouldBeInRange(0.1, 0.35);
    }

    [Fact]
    public void The_error_is_that_of_the_paper()
    {
        // Hanley and McNeil 1982 at an area of a half: Q1 = Q2 = 1/3.
        ImmutableArray<double> same = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        (double area, double error) = FitComparison.AreaUnderCurve(same, same);
        area.ShouldBe(0.5, 1e-12);
        error.ShouldBe(Math.Sqrt((0.25 + (99 * (1 / 3.0 - 0.25)) + (99 * (1 / 3.0 - 0.25))) / 10_000), 1e-12);
    }

    [Fact]
    public void What_one_attack_hardly_tells_many_do()
    {
        SignalPower speed = Compare(0.5)[FitSignal.MeanSpeed];
        speed.Area.ShouldBeInRange(0.6, 0.68);
        speed.Mean.ShouldBe(speed.MeanAssumed + 0.5, 0.01);
        speed.Pooled[0].ShouldBeInRange(0.3, 0.6);
        speed.Pooled[1].ShouldBeInRange(0.75, 0.95);
    }

    [Fact]
    public void Worlds_that_are_alike_are_told_apart_as_often_as_warnings_are_false()
    {
        SignalPower speed = Compare(0)[FitSignal.MeanSpeed];
        speed.Area.ShouldBe(0.5, 0.001);
        speed.Pooled.ShouldAllBe(share => Math.Abs(share - FitComparison.FalseWarnings) < 0.02);
    }

    [Fact]
    public void Each_doubt_is_counted_by_its_own_verdict()
    {
        Dictionary<FitSignal, SignalPower> powers = Compare(0.5);
        powers[FitSignal.Attacker].Warned.ShouldBe(1);
        powers[FitSignal.Attacker].WarnedAssumed.ShouldBe(0);
        powers[FitSignal.Speed].Warned.ShouldBe(0);
        powers[FitSignal.WorstDetector].Mean.ShouldBe(Math.Log(7), 1e-9);
        powers[FitSignal.Surprise].Mean.ShouldBe(12, 1e-9);
        powers[FitSignal.Surprise].MeanAssumed.ShouldBe(10, 1e-9);
    }

    // Logarithms of speed are spread evenly, with a standard deviation of about 1; no attack at the end must not count.
    private static Dictionary<FitSignal, SignalPower> Compare(double slower)
    {
        CalibrationResult Result(double shift, FitVerdict attacker, double surprise) =>
            new(
                CalibrationWorld.AsAssumed,
                [
                    .. Enumerable.Range(0, 400).Select(i => Case(true, shift + (i / 115.0), attacker, surprise)),
                    Case(false, 1e3, attacker, 1e3),
                ]
            );

        return FitComparison
            .Of(Result(slower, FitVerdict.FitsPoorly, 12), Result(0, FitVerdict.Fits, 10))
            .ToDictionary(power => power.Signal);
    }

    private static CalibrationCase Case(bool isAttacked, double logSpeed, FitVerdict attacker, double surprise) =>
        new(
            isAttacked,
            1,
            new EvidenceFit(
                attacker,
                [
                    new(FitDoubtKind.Speed, "", Math.Exp(logSpeed), 0.2, 0.2, 1, FitVerdict.Fits),
                    new(FitDoubtKind.Attacker, "state", 3, 0.2, 0.5, 4, attacker),
                    new(FitDoubtKind.Detector, "a", 0.2, 0.05, 0.2, 5, FitVerdict.Fits),
                    new(FitDoubtKind.Detector, "b", 0.3, 0.05, 0.3, 7, FitVerdict.Fits),
                ]
            ),
            -surprise,
            Alarms: 1,
            Stages: 1,
            Effective: 1,
            []
        );
}
