using Pollux.Simulation.Distributions;
using Pollux.Simulation.Evidence;

namespace Pollux.Simulation.Tests.Evidence;

public sealed class TimeShapeTests
{
    public static TheoryData<string, Distribution> Movable { get; } =
        new()
        {
            { "exponential", new ExponentialTime(0.4) },
            { "log-normal", new LogNormalTime(1.1, 0.9) },
            { "gated", new GatedTime(0.3, new LogNormalTime(1.1, 0.9)) },
        };

    [Theory]
    [MemberData(nameof(Movable))]
    public void A_shift_goes_around_the_circle_of_probability(string name, Distribution time)
    {
        Distribution open = time.WhenOpen;
        TimeShape shape = TimeShape.Of(time);
        foreach (double from in (double[])[0.01, 0.3, 0.5, 0.9])
        {
            foreach (double share in (double[])[-0.3, -0.02, 0.1])
            {
                double value = open.Quantile(from);
                shape.Shift(share, ref value).ShouldBeTrue(name);
                double to = from - share;
                open.Cdf(value).ShouldBe(to - Math.Floor(to), 1e-7, name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Movable))]
    public void A_stretch_weighs_what_the_density_of_the_stretched_time_does(string name, Distribution time)
    {
        Distribution open = time.WhenOpen;
        foreach (double ratio in (double[])[0.4, 1, 2.5])
        {
            double value = open.Quantile(0.6);
            double before = Density(open, value);
            double change = TimeShape.Of(time).Stretch(ratio, ref value);
            value.ShouldBe(ratio * open.Quantile(0.6), 1e-12, name);
            change.ShouldBe(Math.Log(ratio * Density(open, value) / before), 1e-5, name);
        }
    }

    [Fact]
    public void Never_stays_never_and_what_has_no_such_shape_stays()
    {
        double never = double.PositiveInfinity;
        TimeShape gated = TimeShape.Of(new GatedTime(0.3, new ExponentialTime(0.4)));
        gated.Stretch(2, ref never).ShouldBe(0);
        gated.Shift(0.1, ref never).ShouldBeFalse();
        never.ShouldBe(double.PositiveInfinity);

        double even = 3;
        TimeShape uniform = TimeShape.Of(new UniformTime(1, 5));
        uniform.Stretch(2, ref even).ShouldBe(0);
        uniform.Shift(0.1, ref even).ShouldBeFalse();
        even.ShouldBe(3);
    }

    private static double Density(Distribution time, double value)
    {
        double step = 1e-4 * value;
        return (time.Cdf(value + step) - time.Cdf(value - step)) / (2 * step);
    }
}
