namespace Pollux.Simulation.MonteCarlo;

/// <summary>Finds quantiles of a set of values without sorting all of it.</summary>
internal static class OrderStatistic
{
    /// <summary>
    /// The smallest value that at least a share of the values does not exceed (nearest rank; definition 1 of Hyndman and Fan,
    /// The American Statistician 50, 1996): always a value that occurred.
    /// </summary>
    /// <param name="values">The values, at least one, none NaN; changes their order.</param>
    /// <param name="share">The share, above 0 and at most 1.</param>
    public static float Quantile(Span<float> values, double share) =>
        Select(values, Math.Clamp((int)Math.Ceiling(share * values.Length) - 1, 0, values.Length - 1));

    // Hoare's selection with the median of three as pivot.
    private static float Select(Span<float> values, int rank)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            float pivot = MedianOfThree(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (rank <= right)
            {
                high = right;
            }
            else if (rank >= left)
            {
                low = left;
            }
            else
            {
                return values[rank];
            }
        }

        return values[low];
    }

    private static float MedianOfThree(float a, float b, float c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
