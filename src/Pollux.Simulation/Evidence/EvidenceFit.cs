using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>How well evidence fits what is assumed.</summary>
public enum FitVerdict
{
    /// <summary>It is what the assumptions lead one to expect.</summary>
    Fits,

    /// <summary>Something is more probably otherwise than assumed.</summary>
    FitsPoorly,

    /// <summary>Something is almost surely otherwise than assumed.</summary>
    DoesNotFit,
}

/// <summary>Whether the evidence fits what is assumed.</summary>
/// <param name="Verdict">The worst of the doubts.</param>
/// <param name="Doubts">Every assumption that was checked, the most doubtful first.</param>
public sealed record EvidenceFit(FitVerdict Verdict, ImmutableArray<FitDoubt> Doubts);

/// <summary>One assumption that was checked.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Subject">What it is about: an attacker or a kind of detectors; empty where the kind says it.</param>
/// <param name="Value">The value that fits best: a factor, or for a kind of detectors the probability, 0 to 1, that it does not work.</param>
/// <param name="Before">Probability, 0 to 1, that the assumption is wrong, before the evidence.</param>
/// <param name="After">The same after it.</param>
/// <param name="Factor">
/// How much more probable the evidence is if the assumption is wrong than if it is right (a Bayes factor); above 1 speaks against it.
/// </param>
/// <param name="Verdict">What that means.</param>
public sealed record FitDoubt(
    FitDoubtKind Kind,
    string Subject,
    double Value,
    double Before,
    double After,
    double Factor,
    FitVerdict Verdict
);

/// <summary>What is assumed and checked.</summary>
public enum FitDoubtKind
{
    /// <summary>Steps take the times that the language gives, with the attacker's factor.</summary>
    Speed,

    /// <summary>It is the scenario's attacker.</summary>
    Attacker,

    /// <summary>Detectors report as often as is stated.</summary>
    Detection,

    /// <summary>Detectors raise false alarms as often as is stated.</summary>
    FalseAlarms,

    /// <summary>A kind of detectors works.</summary>
    Detector,
}
