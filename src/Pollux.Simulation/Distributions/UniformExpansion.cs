namespace Pollux.Simulation.Distributions;

/// <summary>
/// The distribution function of gamma variates of large shape near their mean, where series take many terms. Source: DLMF 8.12.4,
/// 8.12.7 and 8.12.8 (Temme, SIAM J. Math. Anal. 10, 1979). The coefficients are the power series of c0, c1, c2, worked
/// out in exact fractions; what is left out is below 1e-14.
/// </summary>
internal static class UniformExpansion
{
    public const double LeastShape = 1000;

    public static double Lower(double shape, double x)
    {
        double eta = Math.Sqrt(2 * GammaCurve.Deviance(shape, x) / shape);
        eta = x < shape ? -eta : eta;
        double rest = (((Sum(C2, eta) / shape) + Sum(C1, eta)) / shape) + Sum(C0, eta);
        return NormalTable.UpperTail(-eta * Math.Sqrt(shape))
            - (Math.Exp(-0.5 * shape * eta * eta) / Math.Sqrt(2 * Math.PI * shape) * rest);
    }

    private static ReadOnlySpan<double> C0 =>
        [
            -0.33333333333333331,
            0.083333333333333329,
            -0.014814814814814815,
            0.0011574074074074073,
            0.00035273368606701942,
            -0.0001787551440329218,
            3.9192631785224377e-05,
            -2.185448510679992e-06,
            -1.85406221071516e-06,
            8.2967113409530865e-07,
            -1.7665952736826078e-07,
            6.7078535434014984e-09,
            1.0261809784240309e-08,
            -4.3820360184533529e-09,
            9.1476995822367902e-10,
        ];

    private static ReadOnlySpan<double> C1 =>
        [
            -0.0018518518518518519,
            -0.003472222222222222,
            0.0026455026455026454,
            -0.00099022633744855963,
            0.00020576131687242798,
            -4.018775720164609e-07,
            -1.8098550334489977e-05,
            7.6491609160811098e-06,
            -1.6120900894563446e-06,
            4.647127802807434e-09,
            1.3786334469157209e-07,
        ];

    private static ReadOnlySpan<double> C2 =>
        [
            0.0041335978835978834,
            -0.0026813271604938273,
            0.0007716049382716049,
            2.0093878600823047e-06,
            -0.0001073665322636516,
            5.2923448829120125e-05,
            -1.2760635188618728e-05,
        ];

    private static double Sum(ReadOnlySpan<double> coefficients, double eta)
    {
        double value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * eta) + coefficients[i];
        }

        return value;
    }
}
