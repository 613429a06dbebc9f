using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>Adds up the rewards of all agents in an episode, turn by turn. Sums are kept, so a turn costs what changed in it.</summary>
internal sealed class Ledger
{
    private static readonly ulong TimePurpose = StepKey.OfName("time that is paid for");

    private readonly EpisodePlan plan;
    private readonly AttackerState[] attackers;
    private readonly DefenderState[] defenders;
    private readonly double[] ever;
    private readonly double[] now;
    private readonly double[] paid;
    private readonly double[] total;
    private uint episode;

    public Ledger(EpisodePlan plan, AttackerState[] attackers, DefenderState[] defenders)
    {
        this.plan = plan;
        this.attackers = attackers;
        this.defenders = defenders;
        int agents = attackers.Length + defenders.Length;
        ever = new double[agents];
        now = new double[agents];
        paid = new double[agents];
        total = new double[agents];
    }

    /// <summary>Begins an episode: defences that are on already count as switched on.</summary>
    public void Begin(uint number, World world)
    {
        episode = number;
        Array.Clear(ever);
        Array.Clear(now);
        Array.Clear(paid);
        Array.Clear(total);
        for (int i = 0; i < defenders.Length; i++)
        {
            if (defenders[i].Agent.Costs is { } costs)
            {
                for (int node = 0; node < world.IsOn.Length; node++)
                {
                    ever[attackers.Length + i] -= world.IsOn[node] ? costs[node] : 0;
                }
            }
        }
    }

    /// <summary>What happened so far is the start, and no turn's.</summary>
    public void Start()
    {
        for (int i = 0; i < now.Length; i++)
        {
            ever[i] += now[i];
            now[i] = 0;
        }
    }

    /// <summary>A defence was switched on.</summary>
    public void SwitchedOn(int defense)
    {
        for (int i = 0; i < defenders.Length; i++)
        {
            now[attackers.Length + i] -= defenders[i].CostOf(defense);
        }
    }

    /// <summary>An attempt of an attacker failed, which costs it 1 in this turn, whatever its rewards are added up to.</summary>
    public void Failed(int attacker) => paid[attacker]++;

    /// <summary>An attacker performed a step.</summary>
    public void Performed(int attacker, int node, bool isFirst)
    {
        AttackerAgent agent = attackers[attacker].Agent;
        now[attacker] += agent.Rewards?[node] ?? 0;
        if (plan.Scenario.Settings.TtcMode == TtcMode.Disabled)
        {
            now[attacker] -= agent.RewardMode switch
            {
                RewardMode.ExpectedTtc => plan.Times[attacker][node].Mean,
                RewardMode.SampleTtc => Drawn(attacker, node),
                _ => 0,
            };
        }

        for (int i = 0; isFirst && i < defenders.Length; i++)
        {
            now[attackers.Length + i] -= defenders[i].CostOf(node);
        }
    }

    /// <summary>Ends a turn.</summary>
    public void EndTurn(TraceBuilder? trace)
    {
        for (int i = 0; i < now.Length; i++)
        {
            RewardMode mode =
                i < attackers.Length ? attackers[i].Agent.RewardMode : defenders[i - attackers.Length].Agent.RewardMode;
            ever[i] += now[i];
            double reward = (mode == RewardMode.Cumulative ? ever[i] : now[i]) - paid[i];
            now[i] = 0;
            paid[i] = 0;
            total[i] += reward;
            trace?.AddReward(reward);
        }
    }

    /// <summary>The sum of an attacker's rewards.</summary>
    public double AttackerTotal(int attacker) => total[attacker];

    /// <summary>The sum of a defender's rewards.</summary>
    public double DefenderTotal(int defender) => total[attackers.Length + defender];

    private double Drawn(int attacker, int node)
    {
        StepChance chance = new(plan.Scenario.Settings.Seed, episode, StepKey.Of(plan.Keys[node], TimePurpose));
        return plan.Times[attacker][node].DrawOpen(ref chance);
    }
}
