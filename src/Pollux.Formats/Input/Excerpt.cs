using System.Text;

namespace Pollux.Formats.Input;

/// <summary>Brings texts of others into one bounded line.</summary>
public static class Excerpt
{
    private const int MessageLength = 120;

    /// <summary>For a message: one line, cut after 120 characters.</summary>
    public static string Of(string text) => OneLine(text, MessageLength);

    /// <summary>
    /// One line: white space becomes single spaces, control characters and halves of surrogate pairs go, and what is longer than the
    /// limit is cut with dots.
    /// </summary>
    public static string OneLine(string text, int longest)
    {
        if (text.Length <= longest && IsPlain(text))
        {
            return text;
        }

        StringBuilder line = new(Math.Min(text.Length, longest));
        bool space = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                space = line.Length > 0;
                continue;
            }

            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                continue;
            }

            if (line.Length >= longest)
            {
                return line.Append("...").ToString();
            }

            _ = space ? line.Append(' ') : line;
            space = false;
            line.Append(rune.ToString());
        }

        return line.ToString();
    }

    // Nearly all texts are: nothing but printable ASCII, single spaces inside.
    private static bool IsPlain(string text)
    {
        if (text.Length > 0 && (text[0] == ' ' || text[^1] == ' '))
        {
            return false;
        }

        return !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal);
    }

    /// <summary>As <see cref="OneLine"/>; null when nothing is left.</summary>
    public static string? OneLineOrNull(string? text, int longest) =>
        text is not null && OneLine(text, longest) is { Length: > 0 } line ? line : null;
}
