using System.Diagnostics;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>A defender's policy at work in one episode. Allocates only when it is made.</summary>
internal abstract class DefenderMind(DefenderState state)
{
    /// <summary>The defender whose mind it is.</summary>
    protected DefenderState State => state;

    /// <summary>The mind of a defender's policy.</summary>
    public static DefenderMind Of(DefenderState state) =>
        state.Agent.Policy switch
        {
            PassiveDefense => new IdleMind(state),
            ReactiveDefense => new ReactiveMind(state),
            ForesightedDefense => new ForesightedMind(state),
            CostAwareDefense policy => new CostAwareMind(state, policy.Budget),
            RandomDefense policy => new RandomDefenseMind(state, policy.WaitProbability),
            OneByOneDefense policy => new OneByOneMind(state, policy),
            _ => throw new UnreachableException(),
        };

    /// <summary>Begins an episode with nothing seen.</summary>
    /// <param name="chance">The numbers of its choices.</param>
    public abstract void Begin(StepChance chance);

    /// <summary>Chooses a defence that is off; -1 for none.</summary>
    public abstract int Choose();

    /// <summary>It sees a step performed that it had not seen before.</summary>
    public virtual void Seen(int step) { }

    /// <summary>A defence was switched on.</summary>
    public virtual void SwitchedOn(int defense) { }
}

/// <summary>Nothing.</summary>
internal sealed class IdleMind(DefenderState state) : DefenderMind(state)
{
    public override void Begin(StepChance chance) { }

    public override int Choose() => -1;
}

/// <summary>The cheapest defence with a child that was seen performed. Once it has one, a defence stays a candidate until it is on.</summary>
internal sealed class ReactiveMind(DefenderState state) : DefenderMind(state)
{
    private readonly CostHeap candidates = new(state.Plan.Traits.Length);

    public override void Begin(StepChance chance) => candidates.Clear();

    public override void Seen(int step)
    {
        foreach (int parent in State.Plan.Graph.ParentsOf(step))
        {
            if (State.CanSwitch[parent] && !State.World.IsOn[parent])
            {
                candidates.Set(parent, State.CostOf(parent));
            }
        }
    }

    public override int Choose()
    {
        while (candidates.Count > 0)
        {
            if (!State.World.IsOn[candidates.Peek()])
            {
                return candidates.Peek();
            }

            candidates.Pop();
        }

        return -1;
    }
}

/// <summary>Any defence that is off.</summary>
internal sealed class RandomDefenseMind : DefenderMind
{
    private readonly double waitProbability;
    private readonly int[] all;
    private readonly int[] places;
    private readonly int[] off;
    private StepChance chance;
    private int count;

    public RandomDefenseMind(DefenderState state, double waitProbability)
        : base(state)
    {
        this.waitProbability = waitProbability;
        all = [.. Enumerable.Range(0, state.CanSwitch.Length).Where(node => state.CanSwitch[node])];
        off = new int[all.Length];
        places = new int[state.CanSwitch.Length];
    }

    public override void Begin(StepChance chance)
    {
        this.chance = chance;
        count = 0;
        foreach (int defense in all)
        {
            if (!State.World.IsOn[defense])
            {
                places[defense] = count;
                off[count++] = defense;
            }
        }
    }

    public override void SwitchedOn(int defense)
    {
        if (State.CanSwitch[defense])
        {
            int moved = off[--count];
            off[places[defense]] = moved;
            places[moved] = places[defense];
        }
    }

    public override int Choose() =>
        count == 0 || (waitProbability > 0 && chance.NextUniform() < waitProbability)
            ? -1
            : off[(int)(chance.NextUniform() * count)];
}

/// <summary>One after the other.</summary>
internal sealed class OneByOneMind : DefenderMind
{
    private readonly OneByOneDefense policy;
    private readonly int[] all;
    private readonly int[] queue;
    private int next;

    public OneByOneMind(DefenderState state, OneByOneDefense policy)
        : base(state)
    {
        this.policy = policy;
        all = [.. Enumerable.Range(0, state.CanSwitch.Length).Where(node => state.CanSwitch[node])];
        if (policy.LastFirst)
        {
            Array.Reverse(all);
        }

        queue = new int[all.Length];
    }

    public override void Begin(StepChance chance)
    {
        next = 0;
        all.CopyTo(queue, 0);
        if (policy.Order == OfferOrder.Shuffled)
        {
            AttackerMind.Shuffle(queue, ref chance);
        }
    }

    public override int Choose()
    {
        while (next < queue.Length && State.World.IsOn[queue[next]])
        {
            next++;
        }

        return next < queue.Length ? queue[next] : -1;
    }
}
