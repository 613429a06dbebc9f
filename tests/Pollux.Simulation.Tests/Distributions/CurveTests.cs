using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

/// <summary>Against figures computed with 40 digits (incomplete functions by their defining sums and integrals).</summary>
public sealed class CurveTests
{
    [Theory]
    [InlineData(0.5, 0.1, 0.34527915398142298)]
    [InlineData(0.001, 1e-05, 0.98912304469578267)]
    [InlineData(1e-05, 1e-300, 0.99312178077719956)]
    [InlineData(1, 2, 0.86466471676338731)]
    [InlineData(2.5, 4, 0.84376437242227767)]
    [InlineData(10, 3, 0.0011024881301154797)]
    [InlineData(10, 20, 0.99500458769169241)]
    [InlineData(100, 90, 0.15822098918643017)]
    [InlineData(999, 1030, 0.83679010199854429)]
    [InlineData(1000, 1000, 0.50420524418021551)]
    [InlineData(1000, 900, 0.00054990226571178292)]
    [InlineData(1500, 1700, 0.99999964631657029)]
    [InlineData(5000, 5300, 0.99998445488421448)]
    [InlineData(1e5, 100300, 0.82863631125120765)]
    [InlineData(1e9, 1000020000, 0.73645743733961797)]
    [InlineData(1e9, 999940000, 0.028887978217009705)]
    public void The_incomplete_gamma_function_is_exact(double shape, double x, double expected) =>
        GammaCurve.Lower(shape, x).ShouldBe(expected, 2e-14);

    [Theory]
    [InlineData(30, 0.001, 3.7663410203018768e-123)]
    [InlineData(2000, 1610, 4.1925713090813291e-21)]
    public void Its_lower_tail_keeps_its_digits(double shape, double x, double expected) =>
        (GammaCurve.Lower(shape, x) / expected).ShouldBe(1, 1e-7);

    [Theory]
    [InlineData(1e-8, 18.4206807381802089)]
    [InlineData(0.1, 2.2527126517342059)]
    [InlineData(0.5, 0.572364942924700087)]
    [InlineData(1, 0)]
    [InlineData(1.5, -0.120782237635245222)]
    [InlineData(3.25, 0.935801931108725358)]
    [InlineData(15.9, 27.6254932151686918)]
    [InlineData(16, 27.8992713838408916)]
    [InlineData(100.5, 361.435540467777622)]
    [InlineData(1e6, 12815504.5691476117)]
    public void The_logarithm_of_the_gamma_function_is_exact(double x, double expected) =>
        GammaCurve.LogGamma(x).ShouldBe(expected, 2e-14 * Math.Max(1, Math.Abs(expected)));

    [Fact]
    public void Ratios_of_gamma_functions_stay_exact_where_the_functions_are_huge()
    {
        // gamma(x + 2) / gamma(x) = x (x + 1).
        foreach (double x in new[] { 0.25, 3, 17.5, 1e3, 1e6, 1e9 })
        {
            (GammaCurve.Ratio(x, 2) / (x * (x + 1))).ShouldBe(1, 1e-13, $"{x}");
            (GammaCurve.Ratio(x + 2, -2) * (x * (x + 1))).ShouldBe(1, 1e-13, $"{x}");
        }
    }

    [Theory]
    [InlineData(10, 3, 0.3, 0.64961071840000003)]
    [InlineData(500, 12, 0.02, 0.79348159826290695)]
    [InlineData(1000, 700, 0.7, 0.51192748400714965)]
    [InlineData(1000, 650, 0.7, 0.00037387010544039361)]
    [InlineData(1000000, 500500, 0.5, 0.84158659584804238)]
    [InlineData(100, 0, 0.01, 0.3660323412732295)]
    [InlineData(20, 19, 0.99, 0.18209306240276928)]
    public void The_incomplete_beta_function_gives_binomial_probabilities(
        int trials,
        int successes,
        double probability,
        double expected
    ) => new BinomialTime(trials, probability).Cdf(successes).ShouldBe(expected, 1e-13);

    [Fact]
    public void Both_halves_of_the_incomplete_beta_function_fit_each_other()
    {
        foreach (double a in new[] { 0.5, 3, 40, 1e5, 1e9 })
        {
            foreach (double x in new[] { 0.01, 0.3, 0.5, 0.97 })
            {
                BetaCurve.Lower(a, a, x, 1 - x).ShouldBe(1 - BetaCurve.Lower(a, a, 1 - x, x), 1e-11, $"{a} {x}");
            }

            BetaCurve.Lower(a, a, 0.5, 0.5).ShouldBe(0.5, 1e-11, $"{a}");
        }
    }

    [Fact]
    public void The_fast_normal_tail_is_the_slow_one()
    {
        for (double z = -45; z <= 45; z += 0.0137)
        {
            double slow = NormalCurve.UpperTail(z);
            (slow == 0 ? NormalTable.UpperTail(z) + 1 : NormalTable.UpperTail(z) / slow).ShouldBe(1, 1e-11, $"{z}");
        }
    }

    [Fact]
    public void Near_one_no_digits_are_lost()
    {
        NearOne.LogOfOnePlus(1e-12).ShouldBe(1e-12 - 5e-25, 1e-27);
        NearOne.ExponentialLessOne(-1e-12).ShouldBe(-1e-12 + 5e-25, 1e-27);
        NearOne.LogOfOnePlus(-1).ShouldBe(double.NegativeInfinity);
        NearOne.ExponentialLessOne(double.NegativeInfinity).ShouldBe(-1);
        NearOne.LogOfOnePlus(2).ShouldBe(Math.Log(3), 1e-15);
        NearOne.ExponentialLessOne(1.5).ShouldBe(Math.Exp(1.5) - 1, 1e-15);
    }

    [Fact]
    public void The_least_time_is_found_to_the_last_bit()
    {
        foreach (double edge in new[] { 0, double.Epsilon, 1e-300, 0.1, 3, 1e300, double.MaxValue })
        {
            LeastTime.Where(days => days >= edge).ShouldBe(edge);
        }

        LeastTime.Where(_ => false).ShouldBe(double.PositiveInfinity);
    }
}
