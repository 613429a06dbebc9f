using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Finds what could be changed: the defences on the ways that attacks took to the goals, then on those that they take when all of these are
/// on, and so on. A way that is never the fastest shows only when the faster ones are closed.
/// </summary>
internal sealed class CandidateDiscovery(
    Scenario scenario,
    MitigationCatalogue catalogue,
    MitigationRehearsal rehearsal,
    MitigationOptions options
)
{
    private const int MaximumRounds = 12;

    // What cannot be changed here is as if it were changed already: no candidate.
    private readonly MitigationCandidates source = catalogue.CandidatesFor([
        .. scenario.Request.Overrides,
        .. options.Excluded.Select(node => new StepOverride(node, OverrideKind.DefenseOn)),
    ]);
    private readonly HashSet<int> known = [];
    private readonly List<MitigationCandidate> found = [];

    /// <summary>The candidates found; a later find comes after all earlier ones.</summary>
    public IReadOnlyList<MitigationCandidate> Found => found;

    /// <summary>How many were left out, as too many.</summary>
    public int Left { get; private set; }

    /// <summary>The words of a candidate's defences.</summary>
    public MitigationCandidates Source => source;

    /// <summary>Looks, closes what was found, and looks again until nothing new shows.</summary>
    /// <returns>How many candidates are new.</returns>
    public int Search()
    {
        int before = found.Count;
        for (int round = 0; round < MaximumRounds && LookWith(found) > 0; round++) { }

        return found.Count - before;
    }

    /// <summary>Looks at the ways that are left with some changes made.</summary>
    /// <returns>How many candidates are new.</returns>
    public int LookWith(IEnumerable<MitigationCandidate> made)
    {
        SortedDictionary<int, double> weights = [];
        ImmutableArray<WatchedStep> watched = rehearsal.Watch(made.SelectMany(candidate => candidate.Nodes));
        for (int goal = 0; goal < watched.Length; goal++)
        {
            if (watched[goal].Path is not { } path)
            {
                continue;
            }

            double share = (double)watched[goal].Times.Count(double.IsFinite) / rehearsal.Samples;
            double worth = scenario.Goals[goal].Loss?.Mean ?? 1;
            foreach ((int defense, double hopShare) in catalogue.DefensesOn(path))
            {
                if (!known.Contains(defense))
                {
                    weights[defense] = weights.GetValueOrDefault(defense) + (share * worth * hopShare);
                }
            }
        }

        return Add(source.Indivisible(weights));
    }

    private int Add(ImmutableArray<MitigationCandidate> candidates)
    {
        MitigationCandidate[] fresh =
        [
            .. candidates
                .Where(candidate => candidate.Nodes.Any(node => !known.Contains(node)))
                .OrderByDescending(candidate => candidate.Weight)
                .ThenBy(candidate => candidate.Nodes[0]),
        ];
        int room = Math.Max(0, options.MaximumCandidates - found.Count);
        Left += Math.Max(0, fresh.Length - room);
        foreach (MitigationCandidate candidate in fresh)
        {
            known.UnionWith(candidate.Nodes);
        }

        found.AddRange(fresh.Take(room));
        return Math.Min(fresh.Length, room);
    }
}
