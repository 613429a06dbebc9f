using System.Collections.Immutable;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.Chance;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// What one simulated attack is made of, as numbers that can be drawn anew one by one: which defences work, how long each step takes by
/// itself, who attacks and what that attacker can do.
/// </summary>
internal sealed class HistoryModel
{
    private readonly double[][] capabilities;
    private readonly TimeShape[] shapes;

    public HistoryModel(EvidenceRequest request)
    {
        SimulationRequest simulation = request.Scenario.Request;
        EvidenceAssumptions assumptions = request.Assumptions;
        AttackerProfile[] attackers =
        [
            simulation.Attacker,
            .. assumptions.OtherAttackers.Where(other => other != simulation.Attacker).Distinct(),
        ];
        string[] tags =
        [
            .. attackers
                .SelectMany(attacker => attacker.Capabilities.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

        // One plan for all of them: every capability is one that an attacker may have or lack.
        AttackerProfile anybody = AttackerProfile.Unlimited with
        {
            Capabilities = tags.ToImmutableSortedDictionary(tag => tag, _ => 0.5, StringComparer.Ordinal),
        };
        Plan = SimulationPlan.Create(request.Scenario.Graph, simulation with { Attacker = anybody });
        Attackers = [.. attackers];
        double others = attackers.Length > 1 ? assumptions.OtherAttackerProbability : 0;
        AttackerWeights = [.. attackers.Select((_, i) => i == 0 ? 1 - others : others / (attackers.Length - 1))];
        capabilities =
        [
            .. attackers.Select(attacker =>
                tags.Select(tag => attacker.Capabilities.GetValueOrDefault(tag, 1.0)).ToArray()
            ),
        ];
        Speed = assumptions.Speed;
        DetectionWeights = Scaled(assumptions.DetectionFactors);
        FalseWeights = Scaled(assumptions.FalseAlarmFactors);
        Timed = [.. Enumerable.Range(0, Plan.Active.Length).Where(step => IsTimed(request, step))];
        shapes = [.. Timed.Select(step => TimeShape.Of(Plan.Times[step]))];
        TimedOf = new int[Plan.Active.Length];
        Array.Fill(TimedOf, -1);
        for (int i = 0; i < Timed.Length; i++)
        {
            TimedOf[Timed[i]] = i;
        }
    }

    public SimulationPlan Plan { get; }

    /// <summary>Who it may be, the scenario's attacker first.</summary>
    public ImmutableArray<AttackerProfile> Attackers { get; }

    public double[] AttackerWeights { get; }

    /// <summary>What is believed of the factor on all times.</summary>
    public SpeedBelief Speed { get; }

    public double[] DetectionWeights { get; }

    public double[] FalseWeights { get; }

    /// <summary>The active steps that take a time of their own.</summary>
    public int[] Timed { get; }

    /// <summary>The position in <see cref="Timed"/> of each active step, or -1.</summary>
    public int[] TimedOf { get; }

    /// <summary>How many times and defences a history holds.</summary>
    public int Size => Timed.Length + Plan.Defenses.Length;

    /// <summary>Draws the value of a position: a time in days, or for a defence 1 when it is off and 0 when it is on.</summary>
    public double Draw(int position, ulong seed, uint number)
    {
        if (position >= Timed.Length)
        {
            int defense = position - Timed.Length;
            StepChance coin = new(seed, number, Plan.Keys[Plan.Defenses[defense]]);
            return coin.NextUniform() >= Plan.DefenseOn[defense] ? 1 : 0;
        }

        int step = Timed[position];
        StepChance chance = new(seed, number, Plan.Keys[step]);
        return Plan.Kinds[step] == TimeKind.Exponential
            ? -Math.Log(chance.NextUniform()) / Plan.Rates[step]
            : Plan.Times[step].Sample(ref chance);
    }

    /// <summary>Moves a time by a part of its probability; see <see cref="TimeShape.Shift"/>.</summary>
    public bool Shift(int position, double share, ref double value) =>
        position < shapes.Length && shapes[position].Shift(share, ref value);

    /// <summary>Stretches a time and gives the logarithm of how much its density changes; see <see cref="TimeShape.Stretch"/>.</summary>
    public double Stretch(int position, double ratio, ref double value) =>
        position < shapes.Length ? shapes[position].Stretch(ratio, ref value) : 0;

    /// <summary>The factor on all times of a history: the attacker's and the general one.</summary>
    public double FactorOf(History history) => Attackers[history.Attacker].TimeFactor * Math.Exp(history.LogTime);

    /// <summary>The capabilities, a bit each, of an attacker.</summary>
    public ulong DrawCapabilities(int attacker, ref StepChance chance)
    {
        ulong held = 0;
        double[] probabilities = capabilities[attacker];
        for (int i = 0; i < probabilities.Length; i++)
        {
            held |= chance.NextUniform() < probabilities[i] ? 1UL << i : 0;
        }

        return held;
    }

    /// <summary>An index drawn by weights that sum to 1.</summary>
    public static int Pick(double[] weights, double uniform)
    {
        int last = weights.Length - 1;
        for (int i = 0; i < last; i++)
        {
            uniform -= weights[i];
            if (uniform < 0)
            {
                return i;
            }
        }

        return last;
    }

    private bool IsTimed(EvidenceRequest request, int step) =>
        Plan.Kinds[step] != TimeKind.Zero && request.Scenario.Graph.StepOf(Plan.Active[step]).IsAttackStep;

    private static double[] Scaled(ImmutableArray<WeightedValue> values)
    {
        double sum = values.Sum(value => value.Weight);
        return [.. values.Select(value => value.Weight / sum)];
    }
}
