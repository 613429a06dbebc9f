using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>
/// Follows the cheapest plan to the nearest goal. The cost of a step is its expected number of attempts; an or-step costs that of its cheapest
/// parent besides, an and-step that of all parents which it still needs (their sum: what they share counts more than once).
/// </summary>
/// <remarks>
/// Costs come out in ascending order (Knuth, "A generalization of Dijkstra's algorithm", IPL 6, 1977); the plan is what the goal rests on,
/// as in Hoffmann and Nebel, "The FF planning system", JAIR 14, 2001. A defence that does not touch the plan can only make other
/// plans dearer, and a failed attempt brings the step nearer, so neither is a reason to plan again.
/// </remarks>
internal sealed class GoalMind : AttackerMind
{
    private const int OnSurface = -1;

    private readonly bool[] isGoal;
    private readonly double[] cost;
    private readonly double[] sum;
    private readonly int[] needed;
    private readonly int[] because;
    private readonly int[] seenIn;
    private readonly int[] settledIn;
    private readonly int[] settledAs;
    private readonly int[] plannedIn;
    private readonly int[] plan;
    private readonly int[] order;
    private readonly int[] open;
    private readonly CostHeap heap;
    private int round;
    private int settled;
    private int planCount;
    private int next;
    private bool isStale;
    private bool givesUp;

    public GoalMind(AttackerState state)
        : base(state)
    {
        int count = state.Plan.Traits.Length;
        isGoal = new bool[count];
        foreach (int goal in state.Agent.Goals)
        {
            isGoal[goal] = true;
        }

        cost = new double[count];
        sum = new double[count];
        needed = new int[count];
        because = new int[count];
        seenIn = new int[count];
        settledIn = new int[count];
        settledAs = new int[count];
        plannedIn = new int[count];
        plan = new int[count];
        order = new int[count];
        open = new int[count];
        heap = new CostHeap(count);
    }

    public override bool GivesUp => givesUp;

    public override void Begin(StepChance chance)
    {
        isStale = true;
        givesUp = false;
        planCount = 0;
        next = 0;
    }

    public override void Hindered(int node) => isStale |= planCount > 0 && plannedIn[node] == round;

    public override int Choose()
    {
        if (givesUp || State.GoalsLeft == 0)
        {
            return -1;
        }

        int node = NextOfPlan();
        if (node < 0 || isStale)
        {
            MakePlan();
            node = NextOfPlan();
            givesUp = node < 0;
        }

        return node;
    }

    private int NextOfPlan()
    {
        while (next < planCount && State.Performed[plan[next]])
        {
            next++;
        }

        return next < planCount && State.IsOnSurface(plan[next]) ? plan[next] : -1;
    }

    private void MakePlan()
    {
        isStale = false;
        planCount = 0;
        next = 0;
        round++;
        settled = 0;
        heap.Clear();
        foreach (int node in State.Surface)
        {
            double own = OwnCost(node);
            if (!State.Performed[node] && own < double.PositiveInfinity)
            {
                seenIn[node] = round;
                because[node] = OnSurface;
                needed[node] = -1;
                cost[node] = own;
                heap.Set(node, own);
            }
        }

        while (heap.Count > 0)
        {
            int node = heap.Pop();
            settledIn[node] = round;
            settledAs[node] = settled++;
            if (isGoal[node])
            {
                Collect(node);
                return;
            }

            Follow(node);
        }
    }

    private void Follow(int parent)
    {
        bool necessary = State.World.Necessary[parent];
        foreach (int child in State.Plan.ChildrenOf(parent))
        {
            if (settledIn[child] == round || State.Performed[child] || !CanDo(child))
            {
                continue;
            }

            if (seenIn[child] != round)
            {
                seenIn[child] = round;
                cost[child] = double.PositiveInfinity;
                sum[child] = 0;
                needed[child] = State.WaitingFor(child);
            }

            double reached = cost[parent];
            if (State.Plan.Traits[child].IsAnd())
            {
                // On the surface already, or all that it needs has come.
                if (needed[child] < 0)
                {
                    continue;
                }

                sum[child] += necessary ? cost[parent] : 0;
                needed[child] -= necessary ? 1 : 0;
                if (needed[child] > 0)
                {
                    continue;
                }

                reached = Math.Max(sum[child], cost[parent]);
            }

            reached += OwnCost(child);
            if (reached < cost[child])
            {
                cost[child] = reached;
                because[child] = parent;
                heap.Set(child, reached);
            }
        }
    }

    private bool CanDo(int node) =>
        State.Chances.IsPossible(node) && (State.Plan.Traits[node].IsEffect() || State.CanChoose(node));

    // An effect is attempted only where it is an entry point.
    private bool HappensByItself(int node) => State.Plan.Traits[node].IsEffect() && !State.IsOnSurface(node);

    private double OwnCost(int node)
    {
        if (HappensByItself(node))
        {
            return 0;
        }

        double attempts = State.Chances.ExpectedAttempts(node);
        bool isFixed = State.Settings.TtcMode is TtcMode.PreSample or TtcMode.ExpectedValue;
        return isFixed ? Math.Max(1, attempts - State.AttemptsOn(node)) : attempts;
    }

    // What the goal rests on, in the order in which it can be done.
    private void Collect(int goal)
    {
        int count = 0;
        Plan(goal);
        while (count > 0)
        {
            int node = open[--count];
            if (!HappensByItself(node))
            {
                order[planCount] = settledAs[node];
                plan[planCount++] = node;
            }

            if (because[node] == OnSurface)
            {
                continue;
            }

            Plan(because[node]);
            if (State.Plan.Traits[node].IsAnd())
            {
                foreach (int parent in State.Plan.Graph.ParentsOf(node))
                {
                    if (State.World.Necessary[parent])
                    {
                        Plan(parent);
                    }
                }
            }
        }

        order.AsSpan(0, planCount).Sort(plan.AsSpan(0, planCount));

        void Plan(int node)
        {
            if (plannedIn[node] != round && !State.Performed[node])
            {
                plannedIn[node] = round;
                open[count++] = node;
            }
        }
    }
}
