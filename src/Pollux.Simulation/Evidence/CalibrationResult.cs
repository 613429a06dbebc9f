using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>How good the answers were in one world.</summary>
/// <param name="World">The world.</param>
/// <param name="Cases">All cases, attacks first.</param>
public sealed record CalibrationResult(CalibrationWorld World, ImmutableArray<CalibrationCase> Cases)
{
    /// <summary>Every prediction about a step of an attack.</summary>
    public ImmutableArray<Prediction> Predictions { get; } = [.. Cases.SelectMany(one => one.Predictions)];

    /// <summary>The predictions against what happened.</summary>
    public ReliabilityCurve Reliability => ReliabilityCurve.Of(Predictions);

    /// <summary>The mean squared error of the predictions (Brier 1950), 0 to 1; lower is better.</summary>
    public double Brier => Predictions.Average(one => Square(one.Probability - (one.CameTrue ? 1 : 0)));

    /// <summary>The same for the predictions without evidence.</summary>
    public double PriorBrier => Predictions.Average(one => Square(one.Prior - (one.CameTrue ? 1 : 0)));

    /// <summary>The share of the prior's error that the evidence takes away, at most 1; below 0 where it makes answers worse.</summary>
    public double Skill => 1 - (Brier / PriorBrier);

    /// <summary>The share of attacks of which it was said that the evidence fits badly.</summary>
    public double Flagged =>
        Cases.Where(one => one.IsAttacked).Average(one => one.Fit.Verdict == FitVerdict.Fits ? 0.0 : 1.0);

    private static double Square(double value) => value * value;
}

/// <summary>One case.</summary>
/// <param name="IsAttacked">Whether there was an attack.</param>
/// <param name="UnderAttack">What was answered to that, 0 to 1.</param>
/// <param name="Fit">Whether the evidence fitted.</param>
/// <param name="LogProbability">How probable the alarms were; see <see cref="EvidenceResult.LogProbability"/>.</param>
/// <param name="Alarms">How many alarms.</param>
/// <param name="Stages">In how many stages they were let in.</param>
/// <param name="Effective">How many histories of equal weight the answers rest on.</param>
/// <param name="Predictions">About steps of the attack; none where there was none.</param>
public sealed record CalibrationCase(
    bool IsAttacked,
    double UnderAttack,
    EvidenceFit Fit,
    double LogProbability,
    int Alarms,
    int Stages,
    double Effective,
    ImmutableArray<Prediction> Predictions
);
