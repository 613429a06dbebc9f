using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Evidence;

/// <summary>What leads to what when a history is played: all of it, or only what can lead to a detector.</summary>
internal sealed class PlayOrder
{
    private PlayOrder(SimulationPlan plan, bool[] matters)
    {
        Matters = matters;
        ChildStart = new int[plan.Active.Length + 1];
        List<int> children = [];
        for (int step = 0; step < plan.Active.Length; step++)
        {
            ChildStart[step] = children.Count;
            for (int edge = plan.ChildStart[step]; edge < plan.ChildStart[step + 1]; edge++)
            {
                if (matters[plan.Children[edge]])
                {
                    children.Add(plan.Children[edge]);
                }
            }
        }

        ChildStart[^1] = children.Count;
        Children = [.. children];
        Seeds = [.. plan.Seeds.Where(step => matters[step])];
    }

    /// <summary>By active step: whether it is looked at.</summary>
    public bool[] Matters { get; }

    public int[] ChildStart { get; }

    public int[] Children { get; }

    public int[] Seeds { get; }

    /// <summary>Everything.</summary>
    public static PlayOrder Whole(SimulationPlan plan)
    {
        bool[] all = new bool[plan.Active.Length];
        Array.Fill(all, true);
        return new PlayOrder(plan, all);
    }

    /// <summary>What can lead to a detector; the rest changes nothing of what is seen.</summary>
    public static PlayOrder ToDetectors(SimulationPlan plan, DetectorArrays detectors)
    {
        bool[] matters = new bool[plan.Active.Length];
        List<int>[] parents = new List<int>[plan.Active.Length];
        Stack<int> open = new();
        for (int step = 0; step < matters.Length; step++)
        {
            for (int edge = plan.ChildStart[step]; edge < plan.ChildStart[step + 1]; edge++)
            {
                (parents[plan.Children[edge]] ??= []).Add(step);
            }

            if (detectors.StepStart[step] < detectors.StepStart[step + 1])
            {
                matters[step] = true;
                open.Push(step);
            }
        }

        while (open.TryPop(out int step))
        {
            foreach (int parent in parents[step] ?? [])
            {
                if (!matters[parent])
                {
                    matters[parent] = true;
                    open.Push(parent);
                }
            }
        }

        return new PlayOrder(plan, matters);
    }
}
