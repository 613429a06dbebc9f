namespace Pollux.Simulation.Distributions;

/// <summary>Searches times for the least that is long enough.</summary>
internal static class LeastTime
{
    /// <summary>
    /// The least time, to the last bit, from which on something holds; positive infinity when it never does. Halves the bit
    /// patterns, which are in the order of the numbers, so that tiny and huge times need the same 63 questions at most.
    /// </summary>
    public static double Where(Func<double, bool> holds)
    {
        long low = 0;
        long high = BitConverter.DoubleToInt64Bits(double.PositiveInfinity);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (holds(BitConverter.Int64BitsToDouble(middle)))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return BitConverter.Int64BitsToDouble(low);
    }
}
