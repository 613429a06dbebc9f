namespace Pollux.Simulation.Agents;

/// <summary>Where workers write what came of each episode: each episode has places of its own, so threads do not meet.</summary>
internal sealed class EpisodeTables(AgentScenario scenario, int goals, int episodes)
{
    public int[] Turns { get; } = new int[episodes];

    /// <summary>By attacker, then episode.</summary>
    public AttackerOutcome[][] Outcomes { get; } = Each<AttackerOutcome>(scenario.Attackers.Length, episodes);

    public double[][] AttackerRewards { get; } = Each<double>(scenario.Attackers.Length, episodes);

    public int[][] Performed { get; } = Each<int>(scenario.Attackers.Length, episodes);

    public int[][] Failures { get; } = Each<int>(scenario.Attackers.Length, episodes);

    /// <summary>By goal among all goals, then episode.</summary>
    public int[][] GoalTurns { get; } = Each<int>(goals, episodes);

    /// <summary>By defender, then episode.</summary>
    public double[][] DefenderRewards { get; } = Each<double>(scenario.Defenders.Length, episodes);

    public int[][] SwitchedOn { get; } = Each<int>(scenario.Defenders.Length, episodes);

    private static T[][] Each<T>(int rows, int episodes) => [.. Enumerable.Range(0, rows).Select(_ => new T[episodes])];
}

/// <summary>What one worker counts over its episodes; counts of several workers add up.</summary>
internal sealed class EpisodeCounts(int nodes, int detectors, int defenders)
{
    public int[] Compromised { get; } = new int[nodes];

    public int[] SwitchedOn { get; } = new int[nodes];

    public long[] SwitchTurns { get; } = new long[nodes];

    public long[] Logged { get; } = new long[detectors];

    public long[] NotLogged { get; } = new long[detectors];

    public long[] FalseLogs { get; } = new long[detectors];

    public long[] Seen { get; } = new long[defenders];

    public long[] Missed { get; } = new long[defenders];

    public long[] Imagined { get; } = new long[defenders];

    public void Add(EpisodeCounts other)
    {
        Add(Compromised, other.Compromised);
        Add(SwitchedOn, other.SwitchedOn);
        Add(SwitchTurns, other.SwitchTurns);
        Add(Logged, other.Logged);
        Add(NotLogged, other.NotLogged);
        Add(FalseLogs, other.FalseLogs);
        Add(Seen, other.Seen);
        Add(Missed, other.Missed);
        Add(Imagined, other.Imagined);
    }

    private static void Add<T>(T[] sums, T[] others)
        where T : System.Numerics.INumber<T>
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }
}
