namespace Pollux.Simulation.Agents;

/// <summary>What an attacker could come to from what was seen performed, if every attempt succeeded. Not safe for several threads.</summary>
internal sealed class Reach(EpisodePlan plan)
{
    private readonly int[] waiting = new int[plan.Traits.Length];
    private readonly int[] order = new int[plan.Traits.Length];
    private readonly int[] trialOrder = new int[plan.Traits.Length];
    private readonly int[] reachedIn = new int[plan.Traits.Length];
    private readonly int[] keptIn = new int[plan.Traits.Length];
    private int count;
    private int round;
    private int kept;

    /// <summary>Forgets what was in reach.</summary>
    public void Clear()
    {
        count = 0;
        kept = ++round;
    }

    /// <summary>True when a step was in reach at the last <see cref="Walk"/>.</summary>
    public bool Contains(int node) => keptIn[node] == kept;

    /// <summary>Finds what is in reach.</summary>
    public void Walk(World world, bool[] seen)
    {
        count = Spread(world, seen, order);
        kept = round;
        for (int i = 0; i < count; i++)
        {
            keptIn[order[i]] = kept;
        }
    }

    /// <summary>The sum of the losses of what was in reach at the last <see cref="Walk"/>, was not seen, and is not in reach in another world.</summary>
    public double Lost(World trial, bool[] seen, double[] losses)
    {
        _ = Spread(trial, seen, trialOrder);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            int node = order[i];
            sum += reachedIn[node] == round || seen[node] ? 0 : losses[node];
        }

        return sum;
    }

    private int Spread(World world, bool[] seen, int[] queue)
    {
        round++;
        Array.Copy(world.NecessaryParents, waiting, waiting.Length);
        int reached = 0;
        for (int node = 0; node < seen.Length; node++)
        {
            if (seen[node])
            {
                reachedIn[node] = round;
                queue[reached++] = node;
            }
        }

        for (int head = 0; head < reached; head++)
        {
            int parent = queue[head];
            int less = world.Necessary[parent] ? 1 : 0;
            foreach (int child in plan.ChildrenOf(parent))
            {
                waiting[child] -= less;
                if (reachedIn[child] != round && (!plan.Traits[child].IsAnd() || waiting[child] == 0))
                {
                    reachedIn[child] = round;
                    queue[reached++] = child;
                }
            }
        }

        return reached;
    }
}
