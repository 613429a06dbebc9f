namespace Pollux.Modelling.Drafts;

/// <summary>Finds what somebody probably meant by a name that nothing has.</summary>
internal static class Suggestion
{
    // Longer names are compared by their beginning only: the cost is quadratic and the name may come from a hostile file.
    private const int MaximumLength = 64;

    /// <summary>The nearest of the candidates, or null when none is near: at most a third of the letters differ.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string wanted = Cut(name);
        (string Candidate, int Distance)? best = null;
        foreach (string candidate in candidates)
        {
            int distance = Distance(wanted, Cut(candidate));
            if (distance <= Math.Max(1, wanted.Length / 3) && (best is null || distance < best.Value.Distance))
            {
                best = (candidate, distance);
            }
        }

        return best?.Candidate;
    }

    /// <summary><c> Did you mean 'x'?</c>, or nothing when no candidate is near.</summary>
    public static string Question(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest && nearest != name ? $" Did you mean '{nearest}'?" : "";

    private static string Cut(string name) => name.Length <= MaximumLength ? name : name[..MaximumLength];

    // Levenshtein's edit distance without regard to case, one row at a time.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substituted =
                    diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
