using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Uncertainty;

namespace Pollux.Simulation.Risk;

/// <summary>What a sensitivity analysis looks at.</summary>
/// <param name="Scenario">What is rehearsed.</param>
/// <param name="Parameters">The assumptions of its graph.</param>
/// <param name="Attackers">Everybody who might attack instead; may be empty.</param>
/// <param name="Frequency">How often attacks begin.</param>
public sealed record SensitivityInput(
    Scenario Scenario,
    ImmutableArray<UncertainParameter> Parameters,
    ImmutableArray<AttackerProfile> Attackers,
    AttackFrequency Frequency
);

/// <summary>Moves one assumption at a time and attacks again, by the same chance.</summary>
public sealed class SensitivityAnalysis
{
    /// <summary>On how many first attacks every assumption is tried before the strongest are tried on all.</summary>
    public const int ScreeningSamples = 256;

    private readonly SensitivityInput input;
    private readonly LossModel losses;
    private readonly ImmutableArray<double> before;
    private readonly IReadOnlyList<ImmutableArray<double>> times;
    private readonly double attacks;
    private readonly CancellationToken cancellationToken;

    private SensitivityAnalysis(
        SensitivityInput input,
        IReadOnlyList<ImmutableArray<double>> times,
        CancellationToken cancellationToken
    )
    {
        this.input = input;
        this.times = times;
        this.cancellationToken = cancellationToken;
        losses = new LossModel(input.Scenario.Goals);
        before = [.. losses.PerSample(times, input.Scenario.Request.Samples)];
        attacks = losses.HasMoney ? input.Frequency.Mean : 1;
    }

    /// <summary>Analyses.</summary>
    /// <param name="input">What to look at.</param>
    /// <param name="times">The goals' times in each sample as the scenario is, infinite where not reached.</param>
    /// <param name="maximumBars">How many assumptions to list.</param>
    /// <param name="progress">Told of the share done; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    public static SensitivityResult Of(
        SensitivityInput input,
        IReadOnlyList<ImmutableArray<double>> times,
        int maximumBars,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default
    ) => new SensitivityAnalysis(input, times, cancellationToken).Run(maximumBars, progress);

    private SensitivityResult Run(int maximumBars, IProgress<double>? progress)
    {
        int screened = Math.Min(ScreeningSamples, before.Length);
        List<(UncertainParameter Parameter, double Swing)> strong = [];
        for (int index = 0; index < input.Parameters.Length; index++)
        {
            UncertainParameter parameter = input.Parameters[index];
            double swing = Swing(parameter, screened).Swing.Value;
            if (swing != 0)
            {
                strong.Add((parameter, swing));
            }

            progress?.Report((index + 1.0) / (input.Parameters.Length + maximumBars));
        }

        UncertainParameter[] chosen =
        [
            .. strong
                .OrderByDescending(pair => Math.Abs(pair.Swing))
                .ThenBy(pair => pair.Parameter.Id, StringComparer.Ordinal)
                .Take(maximumBars)
                .Select(pair => pair.Parameter),
        ];
        IEnumerable<SensitivityBar> bars = chosen
            .Select(parameter => Swing(parameter, before.Length))
            .Concat(Attackers())
            .Concat(losses.HasMoney ? [.. Losses(), Frequency()] : []);
        return new SensitivityResult(
            losses.HasMoney ? "expected annual loss" : "expected number of crown jewels lost in an attack",
            attacks * before.Sum() / before.Length,
            [
                .. bars.Where(bar => bar.Swing.Value != 0)
                    .OrderByDescending(bar => Math.Abs(bar.Swing.Value))
                    .ThenBy(bar => bar.Id, StringComparer.Ordinal)
                    .Take(maximumBars),
            ],
            input.Parameters.Length
                + (input.Attackers.Length > 1 ? 1 : 0)
                + (losses.HasMoney ? losses.Units.Length + 1 : 0),
            screened
        );
    }

    private SensitivityBar Swing(UncertainParameter parameter, int samples)
    {
        double[] low = Answers(parameter, parameter.Low, samples);
        double[] high = Answers(parameter, parameter.High, samples);
        return Bar(
            parameter.Id,
            parameter.Words,
            parameter.Basis,
            (Text(parameter, parameter.Low), low),
            (Text(parameter, parameter.High), high)
        );
    }

    // One end of a switch is how it is now, and needs no attack.
    private double[] Answers(UncertainParameter parameter, double value, int samples) =>
        value.Equals(parameter.Best)
            ? [.. before[..samples]]
            : Answers(
                input.Scenario.Graph.With(parameter.Set(GraphParameters.AsWritten, value)),
                input.Scenario.Request.Attacker,
                samples
            );

    // One bar for all profiles: from the one that does least to the one that does most.
    private IEnumerable<SensitivityBar> Attackers()
    {
        if (input.Attackers.Length < 2)
        {
            return [];
        }

        (string Name, double[] Answers)[] all =
        [
            .. input
                .Attackers.Select(attacker => (attacker.Name, Answers(input.Scenario.Graph, attacker, before.Length)))
                .OrderBy(pair => pair.Item2.Sum())
                .ThenBy(pair => pair.Name, StringComparer.Ordinal),
        ];
        return
        [
            Bar(
                "attacker",
                "Who attacks",
                "Skill, patience and means of attackers are the profiles of the language, each a judgement.",
                all[0],
                all[^1]
            ),
        ];
    }

    private IEnumerable<SensitivityBar> Losses()
    {
        bool[][] came = losses.Came(times, before.Length);
        double mean = attacks * before.Sum() / before.Length;
        for (int unit = 0; unit < losses.Units.Length; unit++)
        {
            LossItem item = losses.Units[unit];
            int reached = came[unit].Count(yes => yes);
            ProportionInterval interval = ProportionInterval.Wilson(reached, before.Length);
            double share = (double)reached / before.Length;
            double width = attacks * (item.Range.High - item.Range.Low);
            yield return new SensitivityBar(
                $"loss:{item.Name}",
                $"Size of the loss '{item.Name}'",
                "The range that the site description gives.",
                AssessmentText.Money(item.Range.Low, input.Scenario.Currency),
                AssessmentText.Money(item.Range.High, input.Scenario.Currency),
                mean + (attacks * share * (item.Range.Low - item.Range.Mean)),
                mean + (attacks * share * (item.Range.High - item.Range.Mean)),
                new Estimate(share * width, interval.Low * width, interval.High * width)
            );
        }
    }

    private SensitivityBar Frequency()
    {
        AttackFrequency frequency = input.Frequency;
        double low = frequency.IsKnown ? frequency.Low : frequency.Likely / UncertainParameter.TimeRatio;
        double high = frequency.IsKnown ? frequency.High : frequency.Likely * UncertainParameter.TimeRatio;
        Estimate perAttack = losses.MeanOf([.. before]);
        return new SensitivityBar(
            "frequency",
            "Attacks that begin in a year",
            frequency.IsKnown
                ? "The range that the site description gives."
                : "Nobody says; one a year is assumed, and a third or three times that tried.",
            $"{low:0.##} a year",
            $"{high:0.##} a year",
            low * perAttack.Value,
            high * perAttack.Value,
            RiskAnalysis.Scale(perAttack, high - low)
        );
    }

    private SensitivityBar Bar(
        string id,
        string words,
        string basis,
        (string Text, double[] Answers) low,
        (string Text, double[] Answers) high
    )
    {
        Estimate swing = LossModel.DifferenceOf([.. high.Answers.Zip(low.Answers, (more, less) => more - less)]);
        return new SensitivityBar(
            id,
            words,
            basis,
            low.Text,
            high.Text,
            attacks * low.Answers.Sum() / low.Answers.Length,
            attacks * high.Answers.Sum() / high.Answers.Length,
            RiskAnalysis.Scale(swing, attacks)
        );
    }

    private double[] Answers(AttackGraph graph, AttackerProfile attacker, int samples)
    {
        SimulationRequest request = input.Scenario.Request with
        {
            Attacker = attacker,
            Samples = samples,
            Percentiles = false,
            Precision = null,
            Watched = [],
            WatchedSets = [.. input.Scenario.Goals.Select(goal => ImmutableArray.Create(goal.Node))],
        };
        return losses.PerSample(
            MonteCarloRun.Run(graph, request, cancellationToken: cancellationToken).WatchedSets,
            samples
        );
    }

    private static string Text(UncertainParameter parameter, double value) =>
        parameter.Kind == ParameterKind.Time ? (value < 1 ? "a third" : "three times")
        : parameter.IsSwitch ? (value > 0 ? "on" : "off")
        : AssessmentText.Percent(value);
}
