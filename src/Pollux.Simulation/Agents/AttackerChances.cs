using Pollux.Simulation.Attackers;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>
/// What an attacker can do in one episode, and how long it takes: gates, capabilities, times. Each number is drawn when it is first
/// asked for, so a step that nobody comes near costs nothing. Allocates only when it is made.
/// </summary>
internal sealed class AttackerChances
{
    private readonly EpisodePlan plan;
    private readonly EpisodeSettings settings;
    private readonly TimeFacts[] times;
    private readonly CapabilityGates? capabilities;
    private readonly ulong key;
    private readonly byte[] verdict;
    private readonly double[] values;
    private uint episode;
    private ulong held;

    public AttackerChances(EpisodePlan plan, int attacker, ulong key)
    {
        this.plan = plan;
        this.key = key;
        settings = plan.Scenario.Settings;
        times = plan.Times[attacker];
        capabilities = plan.Capabilities[attacker];
        verdict = new byte[plan.Traits.Length];
        values = settings.TtcMode == TtcMode.PreSample ? new double[plan.Traits.Length] : [];
    }

    /// <summary>Begins an episode.</summary>
    public void Begin(uint number)
    {
        episode = number;
        held = capabilities?.Draw(settings.Seed, number) ?? 0;
        Array.Clear(verdict);
        Array.Fill(values, double.NaN);
    }

    /// <summary>The time of a step as this attacker knows it, in attempts; as drawn where it is drawn once, else the mean.</summary>
    public double KnownTime(int node) => settings.TtcMode == TtcMode.PreSample ? ValueOf(node) : times[node].Mean;

    /// <summary>How many attempts a step takes, in the mean where that is not known.</summary>
    public double ExpectedAttempts(int node) =>
        settings.TtcMode == TtcMode.PreSample
            ? TimeFacts.AttemptsFor(ValueOf(node), settings)
            : times[node].ExpectedAttempts;

    /// <summary>Whether a step can ever succeed in this episode.</summary>
    public bool IsPossible(int node)
    {
        if (verdict[node] != 0)
        {
            return verdict[node] == 1;
        }

        bool possible =
            (capabilities is not { } gates || (gates.IsPossible(node) && (gates.NeedsOf(node) & ~held) == 0))
            && times[node].Gate switch
            {
                Gate.Shut => false,
                Gate.Open => IsFinite(node),
                _ => DrawGate(node),
            };
        verdict[node] = possible ? (byte)1 : (byte)2;
        return possible;
    }

    private bool IsFinite(int node) =>
        settings.TtcMode switch
        {
            TtcMode.ExpectedValue => double.IsFinite(times[node].Mean),
            TtcMode.PreSample => double.IsFinite(ValueOf(node)),
            _ => true,
        };

    // The numbers are those of the step in the Monte Carlo sample of the same number, so both see the same gates and times.
    private bool DrawGate(int node)
    {
        StepChance chance = new(settings.Seed, episode, plan.Keys[node]);
        return double.IsFinite(times[node].Draw(ref chance)) && IsFinite(node);
    }

    private double ValueOf(int node)
    {
        double value = values[node];
        if (double.IsNaN(value))
        {
            StepChance chance = new(settings.Seed, episode, plan.Keys[node]);
            value = times[node].DrawOpen(ref chance);
            values[node] = value;
        }

        return value;
    }

    /// <summary>Whether an attempt succeeds.</summary>
    /// <param name="node">The step.</param>
    /// <param name="attempt">Which attempt on it that is, from 1.</param>
    public bool Succeeds(int node, int attempt)
    {
        TimeFacts time = times[node];
        if (settings.TtcMode == TtcMode.Disabled || time.IsQuick)
        {
            return true;
        }

        switch (settings.TtcMode)
        {
            case TtcMode.PreSample:
                return attempt + (settings.OneAttemptEarly ? 1 : 0) >= ValueOf(node);
            case TtcMode.ExpectedValue:
                return attempt + (settings.OneAttemptEarly ? 1 : 0) >= time.Mean;
        }

        StepChance chance = new(settings.Seed, episode, StepKey.Of(StepKey.Of(key, plan.Keys[node]), (ulong)attempt));
        return settings.TtcMode == TtcMode.PerStepSample
            ? time.DrawOpen(ref chance) <= 1
            : chance.NextUniform() < time.SuccessBy(attempt);
    }
}
