using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>What a set of changes costs, and which changes are worth trying at once.</summary>
/// <param name="Costs">The cost of each candidate, above 0.</param>
/// <param name="Groups">
/// Sets that may help only together, such as the same defence of all assets of a type. They are moves of the search, not candidates: a set
/// pays for its members, so nothing is paid twice.
/// </param>
internal sealed record SearchProblem(ImmutableArray<double> Costs, ImmutableArray<CandidateSet> Groups)
{
    // Costs are sums of decimal figures: without some tolerance a budget that fits exactly would not.
    private const double Tolerance = 1e-9;

    /// <summary>How many candidates.</summary>
    public int Count => Costs.Length;

    /// <summary>All candidates.</summary>
    public CandidateSet All { get; } = CandidateSet.Of(Enumerable.Range(0, Costs.Length));

    /// <summary>The cost of a set: that of its members, each once.</summary>
    public double CostOf(CandidateSet set)
    {
        double cost = 0;
        foreach (int member in set.Members)
        {
            cost += Costs[member];
        }

        return cost;
    }

    /// <summary>True when a set costs no more than a budget.</summary>
    public bool Fits(CandidateSet set, double budget) => CostOf(set) <= budget * (1 + Tolerance);
}
