namespace Pollux.Simulation.MonteCarlo;

/// <summary>
/// A sum of times that does not depend on the order of adding: fixed point, in steps of 2^-32 day (20 microseconds). So any
/// number of threads gives the same mean to the last bit.
/// </summary>
internal struct FixedSum
{
    private const double Scale = 4294967296.0;

    // 2^95 steps: 10^7 samples of it still fit, and no plan waits for 10^19 days.
    private const double Largest = 39614081257132168796771975168.0;

    private ulong low;
    private ulong high;

    /// <summary>Adds a time in days, 0 or more and finite; one beyond 2^63 days counts as that.</summary>
    public void Add(double days)
    {
        double scaled = days * Scale;
        UInt128 value = scaled < 9.2e18 ? (ulong)scaled : (UInt128)Math.Min(scaled, Largest);
        Add((ulong)value, (ulong)(value >> 64));
    }

    /// <summary>Adds another sum.</summary>
    public void Add(FixedSum other) => Add(other.low, other.high);

    /// <summary>The mean of what was added, days.</summary>
    public readonly double Mean(int count) => (double)(((UInt128)high << 64) | low) / Scale / count;

    private void Add(ulong addLow, ulong addHigh)
    {
        low += addLow;
        high += addHigh + (low < addLow ? 1UL : 0UL);
    }
}
