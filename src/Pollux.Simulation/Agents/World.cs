using Pollux.Language.Specification;

namespace Pollux.Simulation.Agents;

/// <summary>
/// What all agents of an episode share: which defences are on, what was compromised, and what an attacker has to do. Not safe for several
/// threads.
/// </summary>
/// <remarks>
/// A node is <em>unnecessary</em> when an attacker gets past it without performing it: a defence that is off, an existence step that
/// holds, an or-step with an unnecessary parent, an and-step with only unnecessary parents. That is a least fixed point, and
/// switching a defence on makes it smaller. Each unnecessary or-step keeps the parent that made it so, its support, and supports
/// never form a circle. So a change first takes back whatever rests on the defence by its supports, then gives back what still has
/// another unnecessary parent: the work is that of the part that is touched, not of the graph. (Deletion and rederivation: Gupta,
/// Mumick, Subrahmanian, "Maintaining views incrementally", SIGMOD 1993.)
/// </remarks>
internal sealed class World
{
    private readonly EpisodePlan plan;
    private readonly int[] support;
    private readonly int[] changed;
    private readonly int[] pending;
    private int changedCount;
    private int pendingCount;

    private World(EpisodePlan plan)
    {
        this.plan = plan;
        int count = plan.Traits.Length;
        Necessary = new bool[count];
        NecessaryParents = new int[count];
        IsOn = new bool[count];
        CompromisedAt = new int[count];
        support = new int[count];
        changed = new int[count];
        pending = new int[count];
    }

    /// <summary>Whether an attacker has to perform a node to get past it; true for what nobody can perform, such as a defence that is on.</summary>
    public bool[] Necessary { get; }

    /// <summary>How many parents of each node are necessary.</summary>
    public int[] NecessaryParents { get; }

    /// <summary>Whether a defence is on.</summary>
    public bool[] IsOn { get; }

    /// <summary>The turn in which an attack step was first performed by anyone; -1 when it was not.</summary>
    public int[] CompromisedAt { get; }

    /// <summary>The world with every defence off whose probability is below 1, and nothing compromised.</summary>
    public static World AtStart(EpisodePlan plan)
    {
        World world = new(plan);
        Array.Fill(world.Necessary, true);
        Array.Fill(world.CompromisedAt, -1);
        for (int node = 0; node < plan.Traits.Length; node++)
        {
            world.NecessaryParents[node] = plan.Graph.ParentsOf(node).Length;
        }

        for (int node = 0; node < plan.Traits.Length; node++)
        {
            StepType type = plan.Graph.StepOf(node).Type;
            world.IsOn[node] = type == StepType.Defense && plan.Graph.DefenseProbabilityOf(node) >= 1;
            if (
                (type == StepType.Defense && !world.IsOn[node])
                || (type is StepType.Exist or StepType.NotExist && plan.Graph.Holds(node))
            )
            {
                world.GiveUp(node, -1);
            }
        }

        world.Spread();
        return world;
    }

    /// <summary>A world of its own for a worker.</summary>
    public static World For(EpisodePlan plan) => new(plan);

    /// <summary>Becomes equal to another world of the same plan.</summary>
    public void CopyFrom(World other)
    {
        Array.Copy(other.Necessary, Necessary, Necessary.Length);
        Array.Copy(other.NecessaryParents, NecessaryParents, NecessaryParents.Length);
        Array.Copy(other.IsOn, IsOn, IsOn.Length);
        Array.Copy(other.CompromisedAt, CompromisedAt, CompromisedAt.Length);
        Array.Copy(other.support, support, support.Length);
    }

    /// <summary>Switches a defence on.</summary>
    /// <returns>The nodes that an attacker now has to perform, and had not to before; valid until the next call.</returns>
    public ReadOnlySpan<int> SwitchOn(int defense)
    {
        if (IsOn[defense])
        {
            return [];
        }

        IsOn[defense] = true;
        changedCount = 0;
        TakeBack(defense);
        while (pendingCount > 0)
        {
            int parent = pending[--pendingCount];
            foreach (int child in plan.ChildrenOf(parent))
            {
                NecessaryParents[child]++;
                if (!Necessary[child] && (plan.Traits[child].IsAnd() || support[child] == parent))
                {
                    TakeBack(child);
                }
            }
        }

        Rederive();
        int still = 0;
        for (int i = 0; i < changedCount; i++)
        {
            if (Necessary[changed[i]])
            {
                changed[still++] = changed[i];
            }
        }

        return changed.AsSpan(0, still);
    }

    private void TakeBack(int node)
    {
        Necessary[node] = true;
        changed[changedCount++] = node;
        pending[pendingCount++] = node;
    }

    private void Rederive()
    {
        for (int i = 1; i < changedCount; i++)
        {
            int node = changed[i];
            if (!Necessary[node] || plan.Traits[node].IsAnd())
            {
                continue;
            }

            foreach (int parent in plan.Graph.ParentsOf(node))
            {
                if (!Necessary[parent])
                {
                    GiveUp(node, parent);
                    Spread();
                    break;
                }
            }
        }
    }

    private void GiveUp(int node, int because)
    {
        Necessary[node] = false;
        support[node] = because;
        pending[pendingCount++] = node;
    }

    private void Spread()
    {
        while (pendingCount > 0)
        {
            int parent = pending[--pendingCount];
            foreach (int child in plan.ChildrenOf(parent))
            {
                int left = --NecessaryParents[child];
                if (Necessary[child] && (!plan.Traits[child].IsAnd() || left == 0))
                {
                    GiveUp(child, parent);
                }
            }
        }
    }
}
