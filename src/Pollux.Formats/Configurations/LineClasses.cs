using System.Collections.Frozen;

namespace Pollux.Formats.Configurations;

/// <summary>
/// Which lines have no meaning for what passes, by the words that they begin with; the longest beginning that fits decides. What is
/// not in the table is not understood: it may matter.
/// </summary>
internal sealed class LineClasses
{
    private readonly FrozenDictionary<string, string> classes;
    private readonly int mostWords;

    public LineClasses(params ReadOnlySpan<(string Class, string Beginnings)> table)
    {
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string lineClass, string beginnings) in table)
        {
            foreach (string beginning in beginnings.Split(',', StringSplitOptions.TrimEntries))
            {
                found[beginning] = lineClass;
                mostWords = Math.Max(mostWords, beginning.Count(' ') + 1);
            }
        }

        classes = found.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The class of a line; null when it may matter. <c>no</c> before a line does not change its class.</summary>
    public string? Of(ConfigurationLine line)
    {
        ReadOnlySpan<string> words = line.Words.AsSpan();
        if (words.Length > 1 && words[0] is "no" or "default")
        {
            words = words[1..];
        }

        for (int count = Math.Min(mostWords, words.Length); count > 0; count--)
        {
            if (classes.TryGetValue(string.Join(' ', words[..count]!), out string? found))
            {
                return found;
            }
        }

        return null;
    }
}
