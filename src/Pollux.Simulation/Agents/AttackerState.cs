using System.Runtime.CompilerServices;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>What became of an attempt.</summary>
internal enum AttemptResult
{
    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>It failed, and may be tried again.</summary>
    Failed,

    /// <summary>A defence of the same turn had made it impossible.</summary>
    Blocked,
}

/// <summary>
/// One attacker in one episode: what it performed, and what it can attempt, its surface. The surface is kept up to date step by step:
/// performing a step looks at its children, a defence that is switched on at the children of what it made necessary.
/// Allocates when it is made, not in an episode. Not safe for several threads.
/// </summary>
internal sealed class AttackerState
{
    private readonly EpisodePlan plan;
    private readonly World world;
    private readonly EpisodeSettings settings;
    private readonly AttackerMind mind;
    private readonly ulong key;
    private readonly bool[] isGoal;
    private readonly bool[] isOpenEntry;
    private readonly int[] attempts;
    private readonly int[] waiting;
    private readonly int[] performedParents;
    private readonly int[] surface;
    private readonly int[] slot;
    private readonly int[] offered;
    private readonly int[] pending;
    private int offeredCount;

    public AttackerState(EpisodePlan plan, int index, World world)
    {
        this.plan = plan;
        this.world = world;
        Index = index;
        Agent = plan.Scenario.Attackers[index];
        settings = plan.Scenario.Settings;
        key = StepKey.OfName($"agent {Agent.Name}");
        int count = plan.Traits.Length;
        Chances = new AttackerChances(plan, index, key);
        isGoal = new bool[count];
        foreach (int goal in Agent.Goals)
        {
            isGoal[goal] = true;
        }

        isOpenEntry = new bool[count];
        Performed = new bool[count];
        Order = new int[count];
        attempts = new int[count];
        waiting = new int[count];
        performedParents = new int[count];
        surface = new int[count];
        slot = new int[count];
        offered = new int[MostOffers];
        pending = new int[plan.Children.Length + count];
        mind = AttackerMind.Of(this);
    }

    /// <summary>How often at most a step comes on the surface in an episode: each once, an entry point perhaps twice.</summary>
    public int MostOffers => plan.Traits.Length + Agent.EntrySets.Select(set => set.Length).DefaultIfEmpty().Max();

    public int Index { get; }

    public AttackerAgent Agent { get; }

    public EpisodePlan Plan => plan;

    public World World => world;

    public EpisodeSettings Settings => settings;

    /// <summary>What it can do, and how long it takes.</summary>
    public AttackerChances Chances { get; }

    /// <summary>Whether a node was performed by this attacker.</summary>
    public bool[] Performed { get; }

    /// <summary>The nodes performed, in their order; <see cref="PerformedCount"/> of them.</summary>
    public int[] Order { get; }

    public int PerformedCount { get; private set; }

    /// <summary>How many of its goals it does not have.</summary>
    public int GoalsLeft { get; private set; }

    /// <summary>How many attempts failed.</summary>
    public int Failures { get; private set; }

    /// <summary>How many steps it can attempt.</summary>
    public int SurfaceCount { get; private set; }

    /// <summary>What it can attempt, in no order of meaning.</summary>
    public ReadOnlySpan<int> Surface => surface.AsSpan(0, SurfaceCount);

    /// <summary>True when its policy will never choose again.</summary>
    public bool GivesUp => mind.GivesUp;

    /// <summary>Begins an episode in a world whose first defences are drawn.</summary>
    public void Begin(uint number)
    {
        Array.Clear(Performed);
        Array.Clear(attempts);
        Array.Clear(performedParents);
        Array.Clear(isOpenEntry);
        Array.Fill(slot, -1);
        Array.Copy(world.NecessaryParents, waiting, waiting.Length);
        PerformedCount = 0;
        GoalsLeft = Agent.Goals.Length;
        Failures = 0;
        SurfaceCount = 0;
        offeredCount = 0;
        Chances.Begin(number);
        mind.Begin(new StepChance(settings.Seed, number, StepKey.Of(key, Agent.ChoiceSeed)));
        Enter(number);
        TellOffered();
    }

    /// <summary>What it chooses to attempt; -1 for nothing.</summary>
    public int Choose() => mind.Choose();

    /// <summary>Tells its policy what was offered since the last time.</summary>
    public void TellOffered()
    {
        if (offeredCount > 0)
        {
            Span<int> fresh = offered.AsSpan(0, offeredCount);
            fresh.Sort();
            mind.Offered(fresh);
            offeredCount = 0;
        }
    }

    /// <summary>Attempts a step that it had chosen.</summary>
    /// <param name="node">The step.</param>
    /// <param name="attempt">Which attempt on it that is, from 1.</param>
    public AttemptResult Attempt(int node, out int attempt)
    {
        if (slot[node] < 0)
        {
            attempt = attempts[node];
            return AttemptResult.Blocked;
        }

        attempt = ++attempts[node];
        if (!Chances.Succeeds(node, attempt))
        {
            Failures++;
            mind.Failed(node);
            return AttemptResult.Failed;
        }

        Perform(node);
        return AttemptResult.Succeeded;
    }

    /// <summary>Takes into account that nodes are necessary now that were not.</summary>
    public void MadeNecessary(ReadOnlySpan<int> nodes)
    {
        foreach (int parent in nodes)
        {
            if (!Performed[parent])
            {
                foreach (int child in plan.ChildrenOf(parent))
                {
                    if (plan.Traits[child].IsAnd())
                    {
                        waiting[child]++;
                        mind.Hindered(child);
                        if (slot[child] >= 0 && !isOpenEntry[child])
                        {
                            Leave(child);
                        }
                    }
                }
            }
        }

        if (settings.SkipUnnecessary)
        {
            foreach (int node in nodes)
            {
                OfferIfTraversable(node);
            }
        }
    }

    /// <summary>Where a step of the surface stands in <see cref="Surface"/>; -1 when it is not on it.</summary>
    public int SlotOf(int node) => slot[node];

    /// <summary>True when a step can be attempted.</summary>
    public bool IsOnSurface(int node) => slot[node] >= 0;

    /// <summary>True when this attacker may choose a step at all, whether or not it is reached.</summary>
    public bool CanChoose(int node) =>
        !plan.Traits[node].IsEffect()
        && Agent.Actionable?.Contains(node) != false
        && !(settings.SkipUnnecessary && !world.Necessary[node]);

    /// <summary>How many parents of a step it still has to perform.</summary>
    public int WaitingFor(int node) => waiting[node];

    /// <summary>Whether any parent of a step is performed.</summary>
    public bool HasPerformedParent(int node) => performedParents[node] > 0;

    /// <summary>How many attempts on a step there were.</summary>
    public int AttemptsOn(int node) => attempts[node];

    private void Enter(uint number)
    {
        if (Agent.EntrySets.IsEmpty)
        {
            return;
        }

        int chosen = 0;
        if (Agent.EntrySets.Length > 1)
        {
            StepChance chance = new(settings.Seed, number, StepKey.Of(key, StepKey.OfName("entry set")));
            chosen = (int)(chance.NextUniform() * Agent.EntrySets.Length);
        }

        foreach (int entry in Agent.EntrySets[chosen].AsSpan())
        {
            if (settings.CompromiseEntriesAtStart)
            {
                Perform(entry);
            }
            else if (plan.Times[Index][entry].Gate != Gate.Shut)
            {
                isOpenEntry[entry] = true;
                Put(entry);
            }
        }
    }

    // The step, and every effect that follows from it at once.
    private void Perform(int first)
    {
        int count = 0;
        pending[count++] = first;
        while (count > 0)
        {
            int node = pending[--count];
            if (Performed[node])
            {
                continue;
            }

            Performed[node] = true;
            Order[PerformedCount++] = node;
            GoalsLeft -= isGoal[node] ? 1 : 0;
            if (slot[node] >= 0 && (settings.SkipCompromised || isOpenEntry[node]))
            {
                Leave(node);
            }

            // An entry point that is kept on offer although it was performed has to be traversable now like any other step.
            if (isOpenEntry[node])
            {
                isOpenEntry[node] = false;
                OfferIfTraversable(node);
            }

            bool necessary = world.Necessary[node];
            foreach (int child in plan.ChildrenOf(node))
            {
                performedParents[child]++;
                NodeTraits traits = plan.Traits[child];
                if (traits.IsAnd())
                {
                    waiting[child] -= necessary ? 1 : 0;
                    if (waiting[child] != 0)
                    {
                        continue;
                    }
                }

                if (!traits.IsEffect())
                {
                    Offer(child);
                }
                else if (!Performed[child] && Chances.IsPossible(child))
                {
                    pending[count++] = child;
                }
            }
        }
    }

    private bool IsTraversable(int node) =>
        performedParents[node] > 0 && (!plan.Traits[node].IsAnd() || waiting[node] == 0);

    private void OfferIfTraversable(int node)
    {
        if (IsTraversable(node))
        {
            Offer(node);
        }
    }

    private void Offer(int node)
    {
        if (
            slot[node] < 0
            && !(settings.SkipCompromised && Performed[node])
            && CanChoose(node)
            && Chances.IsPossible(node)
        )
        {
            Put(node);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int node)
    {
        slot[node] = SurfaceCount;
        surface[SurfaceCount++] = node;
        mind.Entered(node);
        offered[offeredCount++] = node;
    }

    private void Leave(int node)
    {
        int hole = slot[node];
        int moved = surface[--SurfaceCount];
        surface[hole] = moved;
        slot[moved] = hole;
        slot[node] = -1;
        mind.Left(node, hole, moved);
    }
}
