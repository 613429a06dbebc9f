using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>
/// The candidate that avoids the most loss beyond its cost, by weighing what an attacker can still come to with and without it.
/// </summary>
/// <remarks>
/// Weighing costs a walk over what is in reach, so it is put off: what a defence avoids only becomes less while nothing but
/// performances within the known reach are seen, so an older figure is an upper bound, and only the candidate that looks best is
/// weighed anew. A defence that is switched on, or a performance out of reach, makes all figures void.
/// </remarks>
internal sealed class CostAwareMind : ForesightedMind
{
    private readonly double budget;
    private readonly double[] losses;
    private readonly double[] bounds;
    private readonly int[] weighedIn;
    private readonly int[] boundIn;
    private readonly Reach reach;
    private readonly World trial;
    private readonly int[] candidates;
    private readonly bool[] isListed;
    private double spent;
    private int candidateCount;
    private int sight;
    private int world;
    private int reachIn;

    public CostAwareMind(DefenderState state, double budget)
        : base(state)
    {
        this.budget = budget;
        int count = state.Plan.Traits.Length;
        losses = new double[count];
        bounds = new double[count];
        weighedIn = new int[count];
        boundIn = new int[count];
        candidates = new int[count];
        isListed = new bool[count];
        reach = new Reach(state.Plan);
        trial = World.For(state.Plan);
        bool anyCost = false;
        for (int node = 0; node < count; node++)
        {
            losses[node] = state.Plan.Traits[node] == NodeTraits.None ? 0 : state.CostOf(node);
            anyCost |= losses[node] > 0;
        }

        for (int node = 0; node < count && !anyCost; node++)
        {
            losses[node] = state.Plan.Traits[node] == NodeTraits.None ? 0 : 1;
        }
    }

    public override void Begin(StepChance chance)
    {
        base.Begin(chance);
        spent = 0;
        candidateCount = 0;
        Array.Clear(isListed);
        sight++;
        world++;
        reach.Clear();
    }

    public override void Seen(int step)
    {
        base.Seen(step);
        sight++;
        world += reach.Contains(step) ? 0 : 1;
    }

    public override void SwitchedOn(int defense)
    {
        sight++;
        world++;
    }

    public override int Choose()
    {
        Tidy();
        while (true)
        {
            (int best, double gain) = LooksBest();
            if (best < 0 || gain <= 0)
            {
                return -1;
            }

            if (weighedIn[best] == sight)
            {
                spent += State.CostOf(best);
                return best;
            }

            bounds[best] = Avoided(best);
            boundIn[best] = world;
            weighedIn[best] = sight;
        }
    }

    protected override void BecameCandidate(int defense)
    {
        if (!isListed[defense])
        {
            isListed[defense] = true;
            candidates[candidateCount++] = defense;
        }
    }

    private void Tidy()
    {
        int kept = 0;
        for (int i = 0; i < candidateCount; i++)
        {
            int defense = candidates[i];
            isListed[defense] = IsCandidate(defense);
            if (isListed[defense])
            {
                candidates[kept++] = defense;
            }
        }

        candidateCount = kept;
    }

    private (int Best, double Gain) LooksBest()
    {
        int best = -1;
        double most = double.NegativeInfinity;
        foreach (int defense in candidates.AsSpan(0, candidateCount))
        {
            double cost = State.CostOf(defense);
            double gain = (boundIn[defense] == world ? bounds[defense] : double.PositiveInfinity) - cost;
            if (spent + cost <= budget && (gain > most || (gain >= most && defense < best)))
            {
                best = defense;
                most = gain;
            }
        }

        return (best, most);
    }

    private double Avoided(int defense)
    {
        if (reachIn != sight)
        {
            reach.Walk(State.World, State.HasSeen);
            reachIn = sight;
        }

        trial.CopyFrom(State.World);
        trial.SwitchOn(defense);
        return reach.Lost(trial, State.HasSeen, losses);
    }
}
