namespace Pollux.Language.Binding;

/// <summary>Proposes the name that was probably meant.</summary>
internal static class Spelling
{
    private const int MaximumLength = 100;
    private const int MaximumListed = 8;
    private const int MaximumCompared = 2_000;

    /// <summary>A sentence that proposes names: the nearest, or all of them when they are few; null when there is nothing to propose.</summary>
    public static string? Propose(string name, IEnumerable<string> candidates)
    {
        string[] known = [.. candidates.Take(MaximumCompared)];
        if (Nearest(name, known) is { } nearest)
        {
            return $"Did you mean '{nearest}'?";
        }

        return known.Length is > 0 and <= MaximumListed
            ? $"There {(known.Length == 1 ? "is" : "are")}: {string.Join(", ", known.Order(StringComparer.Ordinal))}."
            : null;
    }

    /// <summary>The nearest of some names within two edits (fewer for short names; a change of case is none), or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaximumLength)
        {
            return null;
        }

        int most = name.Length switch
        {
            < 3 => 0,
            < 5 => 1,
            _ => 2,
        };
        return candidates
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= most)
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= most)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // Levenshtein's distance; a change of case costs nothing.
    private static int Distance(string left, string right)
    {
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (int row = 1; row <= left.Length; row++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                bool isSame = char.ToUpperInvariant(left[row - 1]) == char.ToUpperInvariant(right[column - 1]);
                int replaced = above[column - 1] + (isSame ? 0 : 1);
                current[column] = Math.Min(replaced, 1 + Math.Min(above[column], current[column - 1]));
            }

            above = current;
        }

        return above[^1];
    }
}
