using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Uncertainty;

/// <summary>What kind of value a parameter has.</summary>
public enum ParameterKind
{
    /// <summary>What multiplies the times of a time class; 1 as written.</summary>
    Time,

    /// <summary>The probability that the gate before a step's time opens.</summary>
    Gate,

    /// <summary>The probability that a defence works where nobody says, as the language assumes it.</summary>
    DefaultDefense,

    /// <summary>The probability that the model assumes for defences of things nobody can know, such as unknown flaws.</summary>
    AssumedDefense,
}

/// <summary>
/// One thing that an answer rests on and that nobody has measured here: what it is, its best guess, and how far it may lie from it. The
/// ranges are those of the language's design: a median time x/÷ 3, a probability as well known as by ten trials.
/// </summary>
/// <param name="Id">Stable: <c>time:Exponential(50)</c>, <c>gate:Person.lured</c>, <c>defense:Device.edr</c>.</param>
/// <param name="Kind">What kind of value it has.</param>
/// <param name="Key">Its key in <see cref="GraphParameters"/>: a time class, or <c>Type:step</c>.</param>
/// <param name="Words">What it is, as a phrase for people.</param>
/// <param name="Basis">What its best guess and its range rest on, as one sentence.</param>
/// <param name="Best">The best guess, as written: a factor, or a probability from 0 to 1.</param>
/// <param name="Nodes">How many nodes of the graph it decides.</param>
public sealed record UncertainParameter(
    string Id,
    ParameterKind Kind,
    string Key,
    string Words,
    string Basis,
    double Best,
    int Nodes
)
{
    /// <summary>By how much a median time may be wrong to either side, at the ends of the range.</summary>
    public const double TimeRatio = 3;

    /// <summary>How many trials a probability that was judged is worth.</summary>
    public const double ProbabilityWeight = 10;

    /// <summary>The share below <see cref="Low"/>, and above <see cref="High"/>.</summary>
    public const double Tail = 0.05;

    private static readonly double LogDeviation = Math.Log(TimeRatio) / NormalCurve.Quantile(1 - Tail);

    /// <summary>
    /// True when nobody gave a degree: a defence that the language has on, or off, until somebody says otherwise. Its range is both, and no
    /// distribution between them is known, so <see cref="ValueAt"/> takes each for one half.
    /// </summary>
    public bool IsSwitch => Kind != ParameterKind.Time && Best is <= 0 or >= 1;

    /// <summary>The low end of the range: 5 % of what is plausible lies below; for a switch, off.</summary>
    public double Low => ValueAt(Tail);

    /// <summary>The high end: 5 % lies above; for a switch, on.</summary>
    public double High => ValueAt(1 - Tail);

    /// <summary>The nodes that it decides, ascending, where it is not a statement of the language.</summary>
    public System.Collections.Immutable.ImmutableArray<int> Decides { get; init; } = [];

    /// <summary>
    /// The value below which a share of what is plausible lies: for a time a lognormal factor around 1, for a probability the beta
    /// distribution of mean <see cref="Best"/> and weight 10. So one uniform number draws one value, for a second-order sample.
    /// </summary>
    /// <param name="share">Above 0 and below 1.</param>
    public double ValueAt(double share) =>
        Kind == ParameterKind.Time ? Math.Exp(LogDeviation * NormalCurve.Quantile(share))
        : IsSwitch ? (share < 0.5 ? 0 : 1)
        : BetaCurve.Quantile(share, ProbabilityWeight * Best, ProbabilityWeight * (1 - Best));

    /// <summary>The parameters with this one at a value.</summary>
    public GraphParameters Set(GraphParameters parameters, double value) =>
        Kind switch
        {
            ParameterKind.Time => parameters with { TimeFactors = parameters.TimeFactors.SetItem(Key, value) },
            ParameterKind.Gate => parameters with { Gates = parameters.Gates.SetItem(Key, value) },
            ParameterKind.DefaultDefense => parameters with
            {
                DefaultDefenses = parameters.DefaultDefenses.SetItem(Key, value),
            },
            _ => parameters with
            {
                Defenses = parameters.Defenses.SetItems(Decides.Select(node => KeyValuePair.Create(node, value))),
            },
        };
}
