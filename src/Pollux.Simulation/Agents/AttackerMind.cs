using System.Diagnostics;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>A policy at work in one episode: it is told what changes on the surface, and chooses. Allocates only when it is made.</summary>
internal abstract class AttackerMind(AttackerState state)
{
    /// <summary>The attacker whose mind it is.</summary>
    protected AttackerState State => state;

    /// <summary>True when it will never choose again.</summary>
    public virtual bool GivesUp => false;

    /// <summary>The mind of an attacker's policy.</summary>
    public static AttackerMind Of(AttackerState state) =>
        state.Agent.Policy switch
        {
            BreadthFirstPolicy policy => new QueueMind(state, policy.Order, lastFirst: false),
            DepthFirstPolicy policy => new QueueMind(state, policy.Order, lastFirst: true),
            RandomPolicy policy => new RandomMind(state, policy.WaitProbability),
            TtcSoftMinPolicy policy => new SoftMinMind(state, policy.Beta),
            GoalSeekingPolicy when state.Agent.Goals.IsEmpty => new QueueMind(
                state,
                OfferOrder.ByNode,
                lastFirst: false
            ),
            GoalSeekingPolicy => new GoalMind(state),
            PassivePolicy => new PassiveMind(state),
            _ => throw new UnreachableException(),
        };

    /// <summary>Begins an episode with nothing on the surface.</summary>
    /// <param name="chance">The numbers of its choices.</param>
    public abstract void Begin(StepChance chance);

    /// <summary>Chooses a step of the surface; -1 for none.</summary>
    public abstract int Choose();

    /// <summary>A step came on the surface, at its end.</summary>
    public virtual void Entered(int node) { }

    /// <summary>All that came on the surface in a turn, ascending; some of it may have left since.</summary>
    public virtual void Offered(Span<int> nodes) { }

    /// <summary>A step left the surface.</summary>
    /// <param name="node">The step.</param>
    /// <param name="hole">Where it stood.</param>
    /// <param name="moved">The step that stood last and now stands there.</param>
    public virtual void Left(int node, int hole, int moved) { }

    /// <summary>A step needs one parent more than before.</summary>
    public virtual void Hindered(int node) { }

    /// <summary>An attempt failed.</summary>
    public virtual void Failed(int node) { }

    /// <summary>Shuffles; Fisher and Yates.</summary>
    internal static void Shuffle(Span<int> nodes, ref StepChance chance)
    {
        for (int i = nodes.Length - 1; i > 0; i--)
        {
            int other = (int)(chance.NextUniform() * (i + 1));
            (nodes[i], nodes[other]) = (nodes[other], nodes[i]);
        }
    }
}

/// <summary>Breadth first and depth first.</summary>
internal sealed class QueueMind(AttackerState state, OfferOrder order, bool lastFirst) : AttackerMind(state)
{
    private readonly int[] waiting = new int[state.MostOffers];
    private StepChance chance;
    private int head;
    private int count;

    public override void Begin(StepChance chance)
    {
        this.chance = chance;
        head = 0;
        count = 0;
    }

    public override void Offered(Span<int> nodes)
    {
        if (order == OfferOrder.Shuffled)
        {
            Shuffle(nodes, ref chance);
        }

        nodes.CopyTo(waiting.AsSpan(count));
        count += nodes.Length;
    }

    public override int Choose()
    {
        while (head < count)
        {
            int node = waiting[lastFirst ? count - 1 : head];
            if (State.IsOnSurface(node) && !State.Performed[node])
            {
                return node;
            }

            count -= lastFirst ? 1 : 0;
            head += lastFirst ? 0 : 1;
        }

        return -1;
    }
}

/// <summary>Any step, all equally likely.</summary>
internal sealed class RandomMind(AttackerState state, double waitProbability) : AttackerMind(state)
{
    private StepChance chance;

    public override void Begin(StepChance chance) => this.chance = chance;

    public override int Choose()
    {
        ReadOnlySpan<int> surface = State.Surface;
        return surface.IsEmpty || (waitProbability > 0 && chance.NextUniform() < waitProbability)
            ? -1
            : surface[(int)(chance.NextUniform() * surface.Length)];
    }
}

/// <summary>Nothing.</summary>
internal sealed class PassiveMind(AttackerState state) : AttackerMind(state)
{
    public override bool GivesUp => true;

    public override void Begin(StepChance chance) { }

    public override int Choose() => -1;
}
