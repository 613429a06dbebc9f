using System.Collections.Immutable;

namespace Pollux.Simulation.Mitigations;

/// <summary>Finds the changes of a set that help only together.</summary>
internal static class JointChanges
{
    private const int MaximumGroups = 6;

    // A change needs others when, alone, it removes less than half of what is missed without it.
    private const double NeedsOthers = 0.5;

    /// <summary>The smallest groups found, those first whose members are missed most; each group at least two.</summary>
    public static ImmutableArray<CandidateSet> Of(CandidateSet set, ResidualMemo memo)
    {
        double nothing = memo.Of(CandidateSet.Empty);
        double residual = memo.Of(set);
        List<CandidateSet> groups = [];
        foreach (
            int member in set.Members.OrderByDescending(member => memo.Of(set.Without(member))).ThenBy(member => member)
        )
        {
            double missed = memo.Of(set.Without(member)) - residual;
            double alone = nothing - memo.Of(CandidateSet.Empty.With(member));
            if (
                groups.Count < MaximumGroups
                && alone < missed * NeedsOthers
                && !groups.Any(group => group.Contains(member))
            )
            {
                groups.Add(Smallest(set, member, missed * NeedsOthers, memo));
            }
        }

        return [.. groups.Where(group => group.Count > 1)];
    }

    // Leaves out what the member does not need to be missed.
    private static CandidateSet Smallest(CandidateSet set, int member, double enough, ResidualMemo memo)
    {
        foreach (int other in set.Members.Where(other => other != member))
        {
            CandidateSet smaller = set.Without(other);
            if (memo.Of(smaller.Without(member)) - memo.Of(smaller) >= enough)
            {
                set = smaller;
            }
        }

        return set;
    }
}
