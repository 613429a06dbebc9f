using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>One defender in one episode: what it has seen, and what it can switch on. Allocates only when it is made.</summary>
internal sealed class DefenderState
{
    private static readonly ulong MissPurpose = StepKey.OfName("missed by the defender");
    private static readonly ulong FalsePurpose = StepKey.OfName("seen in error by the defender");

    private readonly EpisodePlan plan;
    private readonly DefenderMind mind;
    private readonly RareEvents? falsePositives;
    private readonly int[] errors;
    private readonly ulong key;

    public DefenderState(EpisodePlan plan, int index, World world)
    {
        this.plan = plan;
        World = world;
        Agent = plan.Scenario.Defenders[index];
        key = StepKey.OfName($"agent {Agent.Name}");
        int count = plan.Traits.Length;
        HasSeen = new bool[count];
        CanSwitch = new bool[count];
        for (int node = 0; node < count; node++)
        {
            CanSwitch[node] = IsMine(node);
        }

        ImmutableArray<RareGroup> groups = Agent.FalsePositives is { } rates
            ? RareEvents.GroupsOf(rates.Values.Select((rate, node) => plan.Traits[node] == NodeTraits.None ? 0 : rate))
            : [];
        falsePositives = groups.IsEmpty ? null : new RareEvents(groups);
        errors = new int[groups.Sum(group => group.Members.Length)];
        mind = DefenderMind.Of(this);
    }

    public DefenderAgent Agent { get; }

    public EpisodePlan Plan => plan;

    public World World { get; }

    /// <summary>Whether it believes that an attack step was performed.</summary>
    public bool[] HasSeen { get; }

    /// <summary>Whether a node is a defence that it is able to switch on.</summary>
    public bool[] CanSwitch { get; }

    /// <summary>Begins an episode in a world whose first defences are drawn.</summary>
    public void Begin(uint episode)
    {
        ulong seed = plan.Scenario.Settings.Seed;
        Array.Clear(HasSeen);
        falsePositives?.Begin(new StepChance(seed, episode, StepKey.Of(key, FalsePurpose)));
        mind.Begin(new StepChance(seed, episode, StepKey.Of(key, Agent.ChoiceSeed)));
    }

    /// <summary>What a node costs it.</summary>
    public double CostOf(int node) => Agent.Costs?[node] ?? 0;

    /// <summary>The defence that it chooses to switch on; -1 for none.</summary>
    public int Choose() => mind.Choose();

    /// <summary>A defence was switched on, by whomever.</summary>
    public void SwitchedOn(int defense) => mind.SwitchedOn(defense);

    /// <summary>An attack step was performed: it sees it, or not.</summary>
    public bool Watch(uint episode, int turn, int node)
    {
        if (Agent.Observable?.Contains(node) == false)
        {
            return false;
        }

        double missed = Agent.FalseNegatives?[node] ?? 0;
        if (missed > 0)
        {
            ulong stream = StepKey.Of(StepKey.Of(key, plan.Keys[node]), MissPurpose + (ulong)turn);
            StepChance chance = new(plan.Scenario.Settings.Seed, episode, stream);
            if (chance.NextUniform() < missed)
            {
                return false;
            }
        }

        See(node);
        return true;
    }

    /// <summary>Sees, at the end of a turn, what did not happen.</summary>
    /// <returns>The steps that it believes to have seen.</returns>
    public ReadOnlySpan<int> Imagine()
    {
        if (falsePositives is null)
        {
            return [];
        }

        ReadOnlySpan<int> imagined = errors.AsSpan(0, falsePositives.Turn(errors));
        foreach (int node in imagined)
        {
            See(node);
        }

        return imagined;
    }

    // The tag is MAL-Toolbox's, for a defence that nobody is able to switch.
    private bool IsMine(int node) =>
        plan.Graph.StepOf(node) is { Type: StepType.Defense } step
        && !step.Tags.Contains("suppress", StringComparer.Ordinal)
        && Agent.Actionable?.Contains(node) != false;

    private void See(int node)
    {
        if (!HasSeen[node])
        {
            HasSeen[node] = true;
            mind.Seen(node);
        }
    }
}
