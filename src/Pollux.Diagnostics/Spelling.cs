namespace Pollux.Diagnostics;

/// <summary>Proposes the name that was probably meant, for a diagnostic's hint.</summary>
public static class Spelling
{
    // Names come from hostile files too: each comparison is bounded by the first, how many there are by the second.
    private const int MaximumLength = 200;
    private const int MaximumCompared = 10_000;

    /// <summary>
    /// The candidate that differs least from a name, when that is little enough to be a slip (a third of its length, a change of case
    /// counting nothing); else null. Of equally near ones the first; of many candidates the first 10 000 are compared.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaximumLength)
        {
            return null;
        }

        int limit = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (string candidate in candidates.Take(MaximumCompared))
        {
            if (Math.Abs(candidate.Length - name.Length) > limit)
            {
                continue;
            }

            int distance = Distance(name, candidate);
            if (distance <= limit)
            {
                best = candidate;
                limit = distance - 1;
            }
        }

        return best;
    }

    /// <summary><c>Did you mean 'x'?</c> for the <see cref="Nearest"/> of some names; null when none is near, or it is the name itself.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest && nearest != name ? $"Did you mean '{nearest}'?" : null;

    /// <summary>The same as a further sentence: a space and <see cref="DidYouMean"/>, or nothing.</summary>
    public static string Question(string name, IEnumerable<string> candidates) =>
        DidYouMean(name, candidates) is { } question ? $" {question}" : "";

    // Edits of one character, two neighbours swapped counting as one (optimal string alignment).
    private static int Distance(string left, string right)
    {
        int[] before = [];
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = above[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above) = (above, row);
        }

        return above[^1];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
