namespace Pollux.Formats.BloodHound;

/// <summary>
/// Who has what a group has. A set of principals stands for itself and for all that are in its groups, at any depth.
/// </summary>
internal sealed class Membership(DirectoryGraph graph)
{
    private readonly Neighbours groups = graph.Neighbours(inbound: false, "MemberOf");
    private readonly Neighbours members = graph.Neighbours(inbound: true, "MemberOf");

    // What is below a group is asked again for each computer that grants the group something.
    private readonly Dictionary<int, int[]> below = [];

    /// <summary>
    /// Those who are in both sets, or in their groups: the topmost only, so that a group stands for its members, in the order of the
    /// nodes' numbers.
    /// </summary>
    public IReadOnlyCollection<int> InBoth(IEnumerable<int> first, IEnumerable<int> second)
    {
        HashSet<int> mine = [.. first];
        HashSet<int> theirs = [.. second];
        SortedSet<int> found = [.. mine.Where(principal => IsIn(principal, theirs))];
        found.UnionWith(theirs.Where(principal => IsIn(principal, mine)));
        AddBelowBoth(mine, theirs, found);
        return [.. found.Where(principal => !HasGroupInBoth(principal, mine, theirs, found))];
    }

    /// <summary>True when the principal or a group that it is in, at any depth, is in the set.</summary>
    public bool IsIn(int principal, HashSet<int> set)
    {
        if (set.Contains(principal))
        {
            return true;
        }

        HashSet<int> seen = [principal];
        Stack<int> left = new([principal]);
        while (left.TryPop(out int current))
        {
            foreach (int group in groups.Of(current))
            {
                if (set.Contains(group))
                {
                    return true;
                }

                if (seen.Add(group))
                {
                    left.Push(group);
                }
            }
        }

        return false;
    }

    /// <summary>A principal and all that are in it, at any depth.</summary>
    public int[] Below(int principal)
    {
        if (below.TryGetValue(principal, out int[]? known))
        {
            return known;
        }

        HashSet<int> seen = [principal];
        Stack<int> left = new([principal]);
        while (left.TryPop(out int current))
        {
            foreach (int member in members.Of(current))
            {
                if (seen.Add(member))
                {
                    left.Push(member);
                }
            }
        }

        int[] all = [.. seen];
        below.Add(principal, all);
        return all;
    }

    // Two groups of which neither is in the other may still share members.
    private void AddBelowBoth(HashSet<int> mine, HashSet<int> theirs, SortedSet<int> found)
    {
        int[] first = [.. mine.Where(principal => !found.Contains(principal) && members.Of(principal).Length > 0)];
        int[] second = [.. theirs.Where(principal => !found.Contains(principal) && members.Of(principal).Length > 0)];
        if (first.Length == 0 || second.Length == 0)
        {
            return;
        }

        (int[] few, HashSet<int> others) =
            first.Sum(group => Below(group).Length) <= second.Sum(group => Below(group).Length)
                ? (first, theirs)
                : (second, mine);
        foreach (int principal in few.SelectMany(Below))
        {
            if (!found.Contains(principal) && IsIn(principal, others))
            {
                found.Add(principal);
            }
        }
    }

    private bool HasGroupInBoth(int principal, HashSet<int> mine, HashSet<int> theirs, SortedSet<int> found)
    {
        foreach (int group in groups.Of(principal))
        {
            // Groups that are in each other are the same; the first that was found stands for all.
            bool isAbove = IsIn(group, [principal]) ? group < principal && found.Contains(group) : group != principal;
            if (isAbove && IsIn(group, mine) && IsIn(group, theirs))
            {
                return true;
            }
        }

        return false;
    }
}
