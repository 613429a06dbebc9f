using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

public sealed class BetaCurveTests
{
    [Theory]
    [InlineData(1, 1, 0.3, 0.3)]
    [InlineData(2, 1, 0.5, 0.25)]
    [InlineData(1, 3, 0.2, 0.488)]
    [InlineData(2, 2, 0.25, 0.15625)]
    [InlineData(0.5, 0.5, 0.25, 1.0 / 3)]
    [InlineData(9.5, 0.5, 1, 1)]
    public void It_agrees_with_the_closed_forms(double alpha, double beta, double x, double expected) =>
        BetaCurve.Lower(alpha, beta, x, 1 - x).ShouldBe(expected, 1e-12);

    [Fact]
    public void It_agrees_with_the_binomial_sum_of_whole_parameters()
    {
        // I_x(a, b) = P(Binomial(a + b - 1, x) >= a), DLMF 8.17.5.
        double sum = 0;
        for (int k = 7; k <= 9; k++)
        {
            sum += Choose(9, k) * Math.Pow(0.6, k) * Math.Pow(0.4, 9 - k);
        }

        BetaCurve.Lower(7, 3, 0.6, 1 - 0.6).ShouldBe(sum, 1e-12);
    }

    [Fact]
    public void A_quantile_leads_back_to_its_share()
    {
        foreach (double share in (double[])[0.001, 0.05, 0.5, 0.95])
        {
            foreach (double mean in (double[])[0.015, 0.15, 0.5, 0.9, 0.98])
            {
                double at = BetaCurve.Quantile(share, 10 * mean, 10 * (1 - mean));
                BetaCurve.Lower(10 * mean, 10 * (1 - mean), at, 1 - at).ShouldBe(share, 1e-9);
            }
        }
    }

    private static double Choose(int n, int k) =>
        Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
