using System.Collections.Immutable;
using Pollux.Simulation.Attackers;

namespace Pollux.Simulation.Assessments;

/// <summary>How to assess.</summary>
public sealed record AssessmentOptions
{
    /// <summary>How many attacks are simulated; 1 or more.</summary>
    public int Samples { get; init; } = 2_000;

    /// <summary>Decides every random number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The time within which an answer is asked, in days; above 0.</summary>
    public double HorizonDays { get; init; } = 365;

    /// <summary>Where the attacker begins, as <c>asset:step</c>; empty for every Internet.</summary>
    public ImmutableArray<string> Entries { get; init; } = [];

    /// <summary>How many mitigations are tried, those first that stand on the most likely and dearest paths.</summary>
    public int MaximumCandidates { get; init; } = 32;

    /// <summary>How many mitigations are listed.</summary>
    public int MaximumMitigations { get; init; } = 10;

    /// <summary>Who attacks.</summary>
    public AttackerProfile Attacker { get; init; } = AttackerProfile.Unlimited;

    /// <summary>How many assumptions are listed by how much they move the answer; 0 for none, which saves the attacks that it takes.</summary>
    public int MaximumSensitivities { get; init; } = 10;

    /// <summary>How many sets of assumptions are drawn for the band of the answer; 0 for none, which saves the attacks that it takes.</summary>
    public int ParameterDraws { get; init; } = 50;

    /// <summary>How many threads; 0 for one per processor. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
