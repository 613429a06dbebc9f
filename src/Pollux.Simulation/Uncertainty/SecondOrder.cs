using System.Collections.Immutable;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Uncertainty;

/// <summary>
/// A second-order sample: draws the parameters that an answer rests on, rehearses the same attacks with each set, and looks how far the
/// answer moves. Parameters are drawn by a Latin hypercube (McKay, Beckman, Conover, Technometrics 21, 1979): each of the draws has a
/// slice of every parameter's range to itself, so that fifty draws cover all of it.
/// </summary>
public static class SecondOrder
{
    /// <summary>Draws and rehearses.</summary>
    /// <param name="scenario">What is rehearsed; its attacker's capabilities are uncertain too.</param>
    /// <param name="parameters">What it rests on; see <see cref="UncertainParameters"/>.</param>
    /// <param name="draws">How many sets of parameters, 2 or more.</param>
    /// <param name="answer">The figure of interest from the goals' times in each sample: for each goal, in days, infinite where not reached.</param>
    /// <param name="progress">Told of the draws done; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    public static SecondOrderResult Run(
        Scenario scenario,
        ImmutableArray<UncertainParameter> parameters,
        int draws,
        Func<IReadOnlyList<ImmutableArray<double>>, double> answer,
        IProgress<SimulationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        ImmutableArray<ImmutableArray<double>> written = Times(scenario, scenario.Graph, cancellationToken);
        double[] answers = new double[draws];
        double[][] goals = [.. scenario.Goals.Select(_ => new double[draws])];
        double[][] shares = [.. parameters.Select(parameter => Shares(scenario, parameter.Id, draws))];
        KeyValuePair<string, double>[] capabilities = [.. Uncertain(scenario.Request.Attacker)];
        double[][] capabilityShares =
        [
            .. capabilities.Select(pair => Shares(scenario, $"capability:{pair.Key}", draws)),
        ];
        for (int draw = 0; draw < draws; draw++)
        {
            GraphParameters set = GraphParameters.AsWritten;
            for (int i = 0; i < parameters.Length; i++)
            {
                set = parameters[i].Set(set, parameters[i].ValueAt(shares[i][draw]));
            }

            ImmutableArray<ImmutableArray<double>> times = Times(
                WithAttacker(scenario, capabilities, [.. capabilityShares.Select(of => of[draw])]),
                scenario.Graph.With(set),
                cancellationToken
            );
            answers[draw] = answer(times);
            for (int goal = 0; goal < goals.Length; goal++)
            {
                goals[goal][draw] = ShareOf(times[goal]);
            }

            progress?.Report(new SimulationProgress(draw + 1, draws));
        }

        return new SecondOrderResult(
            draws,
            scenario.Request.Samples,
            parameters.Length + capabilities.Length,
            UncertaintyBand.Of(answer(written), answers),
            [.. goals.Select((values, goal) => UncertaintyBand.Of(ShareOf(written[goal]), values))]
        );
    }

    private static double ShareOf(ImmutableArray<double> times) => (double)times.Count(double.IsFinite) / times.Length;

    private static ImmutableArray<ImmutableArray<double>> Times(
        Scenario scenario,
        AttackGraph graph,
        CancellationToken cancellationToken
    ) =>
        MonteCarloRun
            .Run(
                graph,
                scenario.Request with
                {
                    Precision = null,
                    Watched = [],
                    WatchedSets = [.. scenario.Goals.Select(goal => ImmutableArray.Create(goal.Node))],
                    Percentiles = false,
                },
                cancellationToken: cancellationToken
            )
            .WatchedSets;

    // What a profile never or always can is a decision, not a guess.
    private static IEnumerable<KeyValuePair<string, double>> Uncertain(AttackerProfile attacker) =>
        attacker.Capabilities.Where(pair => pair.Value is > 0 and < 1);

    private static Scenario WithAttacker(
        Scenario scenario,
        KeyValuePair<string, double>[] capabilities,
        double[] shares
    )
    {
        AttackerProfile attacker = scenario.Request.Attacker;
        ImmutableSortedDictionary<string, double> drawn = attacker.Capabilities.SetItems(
            capabilities.Select(
                (pair, i) =>
                    KeyValuePair.Create(
                        pair.Key,
                        BetaCurve.Quantile(
                            shares[i],
                            UncertainParameter.ProbabilityWeight * pair.Value,
                            UncertainParameter.ProbabilityWeight * (1 - pair.Value)
                        )
                    )
            )
        );
        return scenario with { Request = scenario.Request with { Attacker = attacker with { Capabilities = drawn } } };
    }

    // One number from each slice, in an order of the parameter's own (Fisher and Yates).
    private static double[] Shares(Scenario scenario, string id, int draws)
    {
        StepChance chance = new(scenario.Request.Seed, 0, StepKey.Of(StepKey.OfName("uncertain"), StepKey.OfName(id)));
        double[] shares = [.. Enumerable.Range(0, draws).Select(slice => (double)slice)];
        for (int i = draws - 1; i > 0; i--)
        {
            int other = (int)(chance.NextUniform() * (i + 1));
            (shares[i], shares[other]) = (shares[other], shares[i]);
        }

        for (int i = 0; i < draws; i++)
        {
            shares[i] = (shares[i] + chance.NextUniform()) / draws;
        }

        return shares;
    }
}
