using System.Collections.Immutable;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Agents;

/// <summary>Who plays on an attack graph, and by which rules. Attackers and defenders act in the order given here.</summary>
/// <param name="Graph">The attack graph.</param>
/// <param name="Attackers">The attackers; names are unique among all agents.</param>
/// <param name="Defenders">The defenders.</param>
/// <param name="Settings">The rules.</param>
public sealed record AgentScenario(
    AttackGraph Graph,
    ImmutableArray<AttackerAgent> Attackers,
    ImmutableArray<DefenderAgent> Defenders,
    EpisodeSettings Settings
);

/// <summary>One who attacks.</summary>
/// <param name="Name">Its name; decides its random numbers too.</param>
/// <param name="Policy">How it chooses its next step.</param>
public sealed record AttackerAgent(string Name, AttackerPolicy Policy)
{
    /// <summary>
    /// Where it begins: one set of attack steps, or several of which each episode draws one, all equally likely. None means that it can
    /// do nothing.
    /// </summary>
    public ImmutableArray<ImmutableArray<int>> EntrySets { get; init; } = [];

    /// <summary>The attack steps that it wants, each once; it stops when it has all. None means that it stops when nothing is left to do.</summary>
    public ImmutableArray<int> Goals { get; init; } = [];

    /// <summary>What each step is worth to it; null when nothing is.</summary>
    public StepNumbers? Rewards { get; init; }

    /// <summary>How its rewards are added up.</summary>
    public RewardMode RewardMode { get; init; } = RewardMode.OneOff;

    /// <summary>The steps that it is able to choose; null for all. Entry points and effects need no choice.</summary>
    public StepSet? Actionable { get; init; }

    /// <summary>Times that hold for it instead of the language's, by node, each once, ascending.</summary>
    public ImmutableArray<KeyValuePair<int, Distribution>> Times { get; init; } = [];

    /// <summary>Who it is: how slow, and what it is able to do.</summary>
    public AttackerProfile Profile { get; init; } = AttackerProfile.Unlimited;

    /// <summary>Decides its choices beside the run's seed; does not change what its attempts draw.</summary>
    public ulong ChoiceSeed { get; init; }
}

/// <summary>One who defends.</summary>
/// <param name="Name">Its name; decides its random numbers too.</param>
/// <param name="Policy">How it chooses the next defence to switch on.</param>
public sealed record DefenderAgent(string Name, DefenderPolicy Policy)
{
    /// <summary>What each step or defence costs it, 0 or more where it makes sense; null when nothing does.</summary>
    public StepNumbers? Costs { get; init; }

    /// <summary>How its costs are added up; <see cref="RewardMode.Cumulative"/> or <see cref="RewardMode.OneOff"/>.</summary>
    public RewardMode RewardMode { get; init; } = RewardMode.Cumulative;

    /// <summary>The defences that it is able to switch on; null for all.</summary>
    public StepSet? Actionable { get; init; }

    /// <summary>The attack steps that it is able to see; null for all.</summary>
    public StepSet? Observable { get; init; }

    /// <summary>Probability, each turn, that it believes to see a step that nobody performed; null for 0.</summary>
    public StepNumbers? FalsePositives { get; init; }

    /// <summary>Probability that it misses a step that was performed; null for 0.</summary>
    public StepNumbers? FalseNegatives { get; init; }

    /// <summary>Decides its choices beside the run's seed.</summary>
    public ulong ChoiceSeed { get; init; }
}
