using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Tests.Mitigations;

/// <summary>Numbers that make random instances, the same for the same instance.</summary>
internal sealed class RandomNumbers(int instance)
{
    private StepChance chance = new(20261124, (uint)instance, 1);

    /// <summary>Uniform from 0 to 1.</summary>
    public double Next() => chance.NextUniform();

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Next(int low, int high) => low + (int)(Next() * (high - low + 1));

    public T Pick<T>(params ReadOnlySpan<T> values) => values[Next(0, values.Length - 1)];
}
