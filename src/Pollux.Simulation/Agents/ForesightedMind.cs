using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>
/// The cheapest defence with a child that comes next: not seen performed itself, but with a parent that was.
/// </summary>
internal class ForesightedMind(DefenderState state) : DefenderMind(state)
{
    private readonly bool[] comesNext = new bool[state.Plan.Traits.Length];
    private readonly int[] threats = new int[state.Plan.Traits.Length];
    private readonly CostHeap candidates = new(state.Plan.Traits.Length);

    public override void Begin(StepChance chance)
    {
        Array.Clear(comesNext);
        Array.Clear(threats);
        candidates.Clear();
    }

    public override void Seen(int step)
    {
        if (comesNext[step])
        {
            comesNext[step] = false;
            Threaten(step, -1);
        }

        foreach (int child in State.Plan.ChildrenOf(step))
        {
            if (!comesNext[child] && !State.HasSeen[child])
            {
                comesNext[child] = true;
                Threaten(child, 1);
            }
        }
    }

    public override int Choose()
    {
        while (candidates.Count > 0)
        {
            int cheapest = candidates.Peek();
            if (IsCandidate(cheapest))
            {
                return cheapest;
            }

            candidates.Pop();
        }

        return -1;
    }

    /// <summary>True when a defence is off and has a child that comes next.</summary>
    protected bool IsCandidate(int defense) => threats[defense] > 0 && !State.World.IsOn[defense];

    /// <summary>A defence has a child that comes next; told again each time it gets one more.</summary>
    protected virtual void BecameCandidate(int defense) => candidates.Set(defense, State.CostOf(defense));

    private void Threaten(int step, int change)
    {
        foreach (int parent in State.Plan.Graph.ParentsOf(step))
        {
            if (State.CanSwitch[parent])
            {
                threats[parent] += change;
                if (IsCandidate(parent))
                {
                    BecameCandidate(parent);
                }
            }
        }
    }
}
