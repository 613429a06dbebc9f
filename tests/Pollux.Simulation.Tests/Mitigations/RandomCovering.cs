using Pollux.Simulation.Mitigations;

namespace Pollux.Simulation.Tests.Mitigations;

/// <summary>
/// Random risks without a graph: each risk has a weight and one to four routes, a route is cut by any one of some candidates, and the risk
/// is gone when all its routes are cut. One route makes a covering, which is submodular; several make changes that help only together.
/// </summary>
internal static class RandomCovering
{
    public static (SearchProblem Problem, Func<ulong, double> Residual) Make(
        int instance,
        int fewest = 4,
        int most = 15
    )
    {
        RandomNumbers numbers = new(instance);
        int candidates = numbers.Next(fewest, most);
        (double Weight, ulong[] Routes)[] risks =
        [
            .. Enumerable
                .Range(0, numbers.Next(3, 25))
                .Select(_ =>
                    (
                        (double)numbers.Next(1, 30),
                        (ulong[])
                            [.. Enumerable.Range(0, numbers.Pick(1, 1, 2, 3, 4)).Select(_ => Cuts(numbers, candidates))]
                    )
                ),
        ];
        SearchProblem problem = new(
            [.. Enumerable.Range(0, candidates).Select(_ => 1 + Math.Floor(20 * numbers.Next()))],
            []
        );
        return (problem, set => risks.Sum(risk => risk.Routes.All(route => (route & set) != 0) ? 0 : risk.Weight));
    }

    private static ulong Cuts(RandomNumbers numbers, int candidates)
    {
        ulong cuts = 0;
        for (int i = numbers.Next(1, 3); i > 0; i--)
        {
            cuts |= 1UL << numbers.Next(0, candidates - 1);
        }

        return cuts;
    }
}
