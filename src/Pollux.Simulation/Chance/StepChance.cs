using System.Runtime.CompilerServices;

namespace Pollux.Simulation.Chance;

/// <summary>
/// The random numbers of one step in one sample. Keyed by the run's seed, the sample and the step's name, so it does not
/// matter which thread asks, in which order, or what else the model holds: a run with one defence forced, or of a later
/// revision, draws the same numbers for everything that both have.
/// </summary>
/// <remarks>
/// Each distribution inside an expression has a stream of its own (<see cref="BeginPart"/>), so that one which needs
/// a varying count of numbers does not shift the others.
/// </remarks>
public struct StepChance
{
    private readonly ulong seed;
    private readonly ulong step;
    private readonly uint sample;
    private uint block;
    private ulong spare;
    private bool hasSpare;

    /// <summary>The stream of a step in a sample.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sample">The sample's number, from 0.</param>
    /// <param name="step">The step's key; see <see cref="StepKey"/>.</param>
    public StepChance(ulong seed, uint sample, ulong step)
    {
        this.seed = seed;
        this.sample = sample;
        this.step = step;
    }

    /// <summary>Goes to the start of the numbers of one distribution of an expression.</summary>
    /// <param name="part">The distribution's position in its expression, 0 to 65 535.</param>
    public void BeginPart(int part)
    {
        block = (uint)part << 16;
        hasSpare = false;
    }

    /// <summary>The next number, uniform over the open interval from 0 to 1, with 52 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1L << 52));

    private ulong NextBits()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        (ulong low, spare) = Philox.Block(block++ | ((ulong)sample << 32), step, seed);
        hasSpare = true;
        return low;
    }
}
