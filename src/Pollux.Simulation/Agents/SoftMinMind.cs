using System.Numerics;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>
/// Chooses a step of the surface with a weight of exp(-beta x time left). The weights stand in a binary tree over the places of the
/// surface, each kept as a scale and a multiple of its exponential, so that no weight is lost however small it is beside the others:
/// a change or a choice costs the logarithm of the surface.
/// </summary>
internal sealed class SoftMinMind : AttackerMind
{
    private const double LongestTime = 1e12;

    private readonly double beta;
    private readonly int leaves;
    private readonly double[] scale;
    private readonly double[] multiple;
    private StepChance chance;

    public SoftMinMind(AttackerState state, double beta)
        : base(state)
    {
        this.beta = beta;
        leaves = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, state.Plan.Traits.Length));
        scale = new double[2 * leaves];
        multiple = new double[2 * leaves];
    }

    public override void Begin(StepChance chance)
    {
        this.chance = chance;
        Array.Fill(scale, double.NegativeInfinity);
        Array.Clear(multiple);
    }

    public override void Entered(int node) => Set(State.SlotOf(node), Exponent(node), 1);

    public override void Failed(int node) => Set(State.SlotOf(node), Exponent(node), 1);

    public override void Left(int node, int hole, int moved)
    {
        int last = State.SurfaceCount;
        if (hole != last)
        {
            Set(hole, scale[leaves + last], multiple[leaves + last]);
        }

        Set(last, double.NegativeInfinity, 0);
    }

    public override int Choose()
    {
        if (State.SurfaceCount == 0)
        {
            return -1;
        }

        int place = 1;
        double rest = chance.NextUniform() * multiple[1];
        while (place < leaves)
        {
            int left = 2 * place;
            double below = multiple[left] * Math.Exp(scale[left] - scale[place]);
            bool goesLeft = rest < below || multiple[left + 1] <= 0;
            int next = goesLeft ? left : left + 1;
            rest = (goesLeft ? rest : rest - below) * Math.Exp(scale[place] - scale[next]);
            place = next;
        }

        return State.Surface[place - leaves];
    }

    private double Exponent(int node) =>
        -beta * (Math.Min(LongestTime, State.Chances.KnownTime(node)) - State.AttemptsOn(node));

    private void Set(int slot, double exponent, double times)
    {
        int place = leaves + slot;
        scale[place] = exponent;
        multiple[place] = times;
        for (place /= 2; place > 0; place /= 2)
        {
            int left = 2 * place;
            int larger = scale[left] >= scale[left + 1] ? left : left + 1;
            int smaller = larger ^ 1;
            scale[place] = scale[larger];
            multiple[place] =
                multiple[larger]
                + (multiple[smaller] > 0 ? multiple[smaller] * Math.Exp(scale[smaller] - scale[larger]) : 0);
        }
    }
}
