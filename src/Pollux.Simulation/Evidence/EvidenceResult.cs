using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Evidence;

/// <summary>What the evidence says.</summary>
public sealed class EvidenceResult
{
    internal EvidenceResult(EvidenceRequest request, HistorySet before, HistorySet after)
    {
        Request = request;
        Before = before;
        After = after;
    }

    /// <summary>What was asked.</summary>
    public EvidenceRequest Request { get; }

    /// <summary>Attacks as they are believed to be before the evidence.</summary>
    public HistorySet Before { get; }

    /// <summary>Attacks that fit the evidence.</summary>
    public HistorySet After { get; }

    /// <summary>The probability that an attack is under way.</summary>
    public required Estimate UnderAttack { get; init; }

    /// <summary>
    /// The natural logarithm of how much more probable the evidence is with an attack than without; above 0 speaks for an attack.
    /// </summary>
    public required double LogBayesFactor { get; init; }

    /// <summary>
    /// The natural logarithm of how probable the alarms are, attack or not: a density per day for each alarm. Comparable between assumptions,
    /// for the same alarms.
    /// </summary>
    public required double LogProbability { get; init; }

    /// <summary>By alarm of the request: the probability, 0 to 1, that an attack caused it.</summary>
    public required ImmutableArray<double> Caused { get; init; }

    /// <summary>By detector of the request: how many alarms an attack as the evidence has it would have raised that are missing.</summary>
    public required ImmutableArray<double> Missing { get; init; }

    /// <summary>Whether the evidence fits what is assumed.</summary>
    public required EvidenceFit Fit { get; init; }

    /// <summary>By history of <see cref="After"/>: the node that is performed next; -1 for none within the forecast.</summary>
    public required ImmutableArray<int> Next { get; init; }

    /// <summary>By history of <see cref="After"/>: the node that was performed last; -1 for none.</summary>
    public required ImmutableArray<int> Latest { get; init; }

    /// <summary>True when some attack on this model comes to a node.</summary>
    public bool IsPossible(int node) => Before.IsPossible(node);

    /// <summary>In how many stages the evidence was let in, most of all groups.</summary>
    public required int Stages { get; init; }

    /// <summary>The share of changes of histories that the evidence allowed, 0 to 1.</summary>
    public required double Accepted { get; init; }
}
