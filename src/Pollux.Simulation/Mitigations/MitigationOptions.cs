using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>How to plan mitigations.</summary>
public sealed record MitigationOptions
{
    /// <summary>How many sets are attacked when nobody says.</summary>
    public const int DefaultEvaluations = 1_500;

    /// <summary>
    /// What all changes together may cost, 0 or more: in money where the site says what each class of cost is, else in person-days; null for no limit.
    /// </summary>
    public double? Budget { get; init; }

    /// <summary>How many of the attacks the search looks at, at most; the figures of the plan rest on all samples of the scenario. 1 or more.</summary>
    public int SearchSamples { get; init; } = 500;

    /// <summary>How many sets of changes the search attacks, at most; 1 or more.</summary>
    public int MaximumEvaluations { get; init; } = DefaultEvaluations;

    /// <summary>How many candidates the search looks at, those first that stand before most risk; 1 or more.</summary>
    public int MaximumCandidates { get; init; } = 200;

    /// <summary>Defences that cannot be switched on here; nodes of the graph.</summary>
    public ImmutableArray<int> Excluded { get; init; } = [];
}
