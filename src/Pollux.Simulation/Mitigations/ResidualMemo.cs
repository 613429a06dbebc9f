namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Asks for the residual risk of each set of changes once. More defence never raises a risk (the same attacks with fewer ways), so what is known
/// of a set's subsets and supersets bounds it: where both bounds meet, nothing has to be attacked at all, and a set that cannot beat the best
/// one is not looked at.
/// </summary>
/// <param name="residual">The residual risk of a set, 0 or more; the same for the same set, never higher for a larger one.</param>
/// <param name="maximum">How many sets may be asked for.</param>
internal sealed class ResidualMemo(Func<CandidateSet, double> residual, int maximum)
{
    private readonly Dictionary<CandidateSet, double> known = [];
    private readonly List<EvaluatedSet> evaluated = [];
    private readonly List<EvaluatedSet> seen = [];

    /// <summary>Every set whose residual is known, in the order in which they were looked at.</summary>
    public IReadOnlyList<EvaluatedSet> Seen => seen;

    /// <summary>How many sets were asked for; the others follow from these.</summary>
    public int Evaluations => evaluated.Count;

    /// <summary>True when no further set should be asked for.</summary>
    public bool IsSpent => evaluated.Count >= maximum;

    /// <summary>The residual risk of a set.</summary>
    public double Of(CandidateSet set)
    {
        if (known.TryGetValue(set, out double value))
        {
            return value;
        }

        (double low, double high) = Bounds(set);
        value = low;
        if (low < high)
        {
            value = residual(set);
            evaluated.Add(new EvaluatedSet(set, value));
        }

        known.Add(set, value);
        seen.Add(new EvaluatedSet(set, value));
        return value;
    }

    /// <summary>False when a set that holds this one shows that its residual is not below a limit.</summary>
    public bool CouldBeBelow(CandidateSet set, double limit) =>
        known.TryGetValue(set, out double value) ? value < limit : Bounds(set).Low < limit;

    private (double Low, double High) Bounds(CandidateSet set)
    {
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        foreach (EvaluatedSet other in evaluated)
        {
            if (other.Residual > low && set.IsSubsetOf(other.Set))
            {
                low = other.Residual;
            }

            if (other.Residual < high && other.Set.IsSubsetOf(set))
            {
                high = other.Residual;
            }
        }

        return (low, high);
    }
}

/// <summary>A set with its residual risk.</summary>
internal readonly record struct EvaluatedSet(CandidateSet Set, double Residual);
