using System.Collections.Immutable;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.CutSets;

/// <summary>
/// Finds the smallest sets whose removal leaves no way to a goal. An and-step falls with any one of its parents, so this is no flow problem but
/// NP-hard; it is solved by implicit hitting sets (Reiter 1987; Moreno-Centeno and Karp 2013): the smallest set that hits all minimal ways
/// of attack known so far is tried; a way that it leaves is made minimal and added; the first set that leaves none is a minimum cut. Whether
/// a way is left is asked with every chance falling for the attacker, so a cut holds for every sample of any run.
/// </summary>
public sealed class CutSetFinder
{
    private readonly Scenario scenario;
    private readonly CutBy by;
    private readonly CutSetOptions options;
    private readonly int[] goals;
    private readonly Reachability reachability;
    private readonly CutUniverse universe;
    private readonly MinimalWay minimal;
    private readonly List<int[]> ways = [];
    private readonly CancellationToken cancellationToken;
    private int branchesLeft;

    private CutSetFinder(Scenario scenario, CutBy by, CutSetOptions options, CancellationToken cancellationToken)
    {
        this.scenario = scenario;
        this.by = by;
        this.options = options;
        this.cancellationToken = cancellationToken;
        branchesLeft = options.MaximumBranches;
        goals = [.. scenario.Goals.Select(goal => goal.Node)];
        Reachability nobody = new(scenario.Graph, scenario.Request with { Entries = [] });
        nobody.Search([]);
        bool[] needsAttacker = [.. Enumerable.Range(0, scenario.Graph.NodeCount).Select(IsOutOfReach)];
        reachability = new Reachability(scenario.Graph, scenario.Request);
        universe = new CutUniverse(scenario, by, options, needsAttacker);
        minimal = new MinimalWay(scenario.Graph, universe, reachability);
        bool IsOutOfReach(int node) => !nobody.Reached[node];
    }

    /// <summary>Finds cut sets between the attacker and all goals of a scenario together.</summary>
    /// <param name="scenario">What is rehearsed; samples, seed and horizon do not matter.</param>
    /// <param name="by">What the cuts are made of.</param>
    /// <param name="options">How many sets, and how far the search goes.</param>
    /// <param name="cancellationToken">Checked for each way of attack.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static CutSetResult Find(
        Scenario scenario,
        CutBy by,
        CutSetOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Sets, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Sets, 100, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumWays, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumBranches, nameof(options));
        return new CutSetFinder(scenario, by, options, cancellationToken).Find();
    }

    private CutSetResult Find()
    {
        if (IsCut([]))
        {
            return Result(isReachable: false, canBeCut: true, 0, true, [], []);
        }

        if (!IsCut(Enumerable.Range(0, universe.Count)))
        {
            return Result(isReachable: true, canBeCut: false, 0, false, [], LeftWay());
        }

        bool[] nothing = new bool[universe.Count];
        Cut first = Smallest(nothing)!;
        List<int[][]> listed = [];
        ImmutableArray<CutSet>.Builder sets = ImmutableArray.CreateBuilder<CutSet>();
        PriorityQueue<(Cut Cut, bool[] Excluded), (int Size, int Number)> open = new();
        int number = 0;
        open.Enqueue((first, nothing), (first.Elements.Length, number));
        while (sets.Count < options.Sets && open.TryDequeue(out (Cut Cut, bool[] Excluded) next, out _))
        {
            // Each element with all that could stand in its place: a set that has one of every such group is no other cut to a reader.
            int[][] groups = [.. next.Cut.Elements.Select(element => Group(next.Cut, element))];
            if (!listed.Any(other => other.All(group => next.Cut.Elements.Any(group.Contains))))
            {
                listed.Add(groups);
                sets.Add(ToSet(groups));
                if (sets.Count == options.Sets)
                {
                    break;
                }
            }

            foreach (int[] group in groups.Take(number > MaximumOpen ? 0 : groups.Length))
            {
                bool[] excluded = [.. next.Excluded];
                Array.ForEach(group, element => excluded[element] = true);
                if (Smallest(excluded) is { } cut)
                {
                    open.Enqueue((cut, excluded), (cut.Elements.Length, ++number));
                }
            }
        }

        return Result(true, true, first.LowerBound, first.LowerBound == first.Elements.Length, sets.ToImmutable(), []);
    }

    // Branches of the list of sets; each costs a search.
    private const int MaximumOpen = 64;

    private CutSetResult Result(
        bool isReachable,
        bool canBeCut,
        int lowerBound,
        bool isMinimum,
        ImmutableArray<CutSet> sets,
        ImmutableArray<int> leftWay
    ) => new(by, scenario.Goals, isReachable, canBeCut, lowerBound, isMinimum, ways.Count, sets, leftWay);

    private ImmutableArray<int> LeftWay()
    {
        bool[] gone = Gone(Enumerable.Range(0, universe.Count));
        reachability.Search(gone);
        minimal.Find(goals, gone, out int[] nodes);
        return [.. nodes.Where(node => scenario.Graph.StepOf(node).IsAttackStep)];
    }

    /// <summary>The smallest cut without some elements; null when there is none.</summary>
    private Cut? Smallest(bool[] excluded)
    {
        int lowerBound = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int[]? hitting, bool isProven, int branches) = HittingSet.Smallest(
                ways,
                excluded,
                Math.Max(0, branchesLeft)
            );
            branchesLeft -= branches;
            if (hitting is null)
            {
                return null;
            }

            lowerBound = isProven ? hitting.Length : lowerBound;
            bool[] gone = Gone(hitting);
            reachability.Search(gone);
            if (!reachability.ReachedAny(goals))
            {
                int[] irreducible = isProven ? hitting : Shrink(hitting);
                return new Cut(irreducible, Math.Min(lowerBound, irreducible.Length));
            }

            List<int> all = [.. hitting];
            if (!AddWays(gone, excluded, all))
            {
                return null;
            }

            if (ways.Count > options.MaximumWays)
            {
                return new Cut(Shrink(all), lowerBound);
            }
        }
    }

    // A way, then one that has nothing in common with it, and so on until none is left: many at once, and what hits all of them is large.
    private bool AddWays(bool[] gone, bool[] excluded, List<int> all)
    {
        do
        {
            int[] way = minimal.Find(goals, gone, out _);
            ways.Add(way);
            int[] allowed = [.. way.Where(element => !excluded[element])];
            if (allowed.Length == 0)
            {
                return false;
            }

            foreach (int element in allowed)
            {
                all.Add(element);
                foreach (int node in universe.NodesOf(element))
                {
                    gone[node] = true;
                }
            }

            reachability.Search(gone);
        } while (reachability.ReachedAny(goals));

        return true;
    }

    // Without any element that the others make needless; the last to come go first.
    private int[] Shrink(IReadOnlyList<int> elements)
    {
        List<int> kept = [.. elements.Distinct().Order()];
        for (int i = kept.Count - 1; i >= 0; i--)
        {
            int element = kept[i];
            kept.RemoveAt(i);
            if (!IsCut(kept))
            {
                kept.Insert(i, element);
            }
        }

        return [.. kept];
    }

    // What could stand in an element's place must be on every way that only this element of the cut hits.
    private int[] Group(Cut cut, int element)
    {
        HashSet<int> others = [.. cut.Elements.Where(other => other != element)];
        HashSet<int>? common = null;
        foreach (int[] way in ways.Where(way => !way.Any(others.Contains)))
        {
            common ??= [.. way];
            common.IntersectWith(way);
        }

        return
        [
            element,
            .. (common ?? [])
                .Where(candidate => candidate != element && !others.Contains(candidate))
                .Order()
                .Where(candidate => IsCut(others.Append(candidate))),
        ];
    }

    private CutSet ToSet(int[][] groups) =>
        new([
            .. groups.Select(group => new CutElement(
                universe.IdOf(group[0]),
                [.. group.Skip(1).Select(universe.IdOf)]
            )),
        ]);

    private bool IsCut(IEnumerable<int> elements)
    {
        reachability.Search(Gone(elements));
        return !reachability.ReachedAny(goals);
    }

    private bool[] Gone(IEnumerable<int> elements)
    {
        bool[] gone = new bool[scenario.Graph.NodeCount];
        foreach (int element in elements)
        {
            foreach (int node in universe.NodesOf(element))
            {
                gone[node] = true;
            }
        }

        return gone;
    }

    private sealed record Cut(int[] Elements, int LowerBound);
}
