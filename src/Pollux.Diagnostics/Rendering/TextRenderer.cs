using System.Text;

namespace Pollux.Diagnostics.Rendering;

/// <summary>Renders diagnostics for people: place, sentence, the source line with the spot marked, next step.</summary>
public static class TextRenderer
{
    private const int MaximumSourceLineLength = 160;

    /// <summary>Renders one diagnostic in up to four lines, each ending in a line feed.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="readLine">Gives a line of a file (from 1), or null when it cannot be had; null for no source lines.</param>
    public static string Render(Diagnostic diagnostic, Func<string, int, string?>? readLine = null)
    {
        StringBuilder text = new();
        text.Append(Printable(diagnostic.ToString())).Append('\n');
        if (diagnostic.Location is { Line: { } line, Column: { } column } location)
        {
            AppendSourceLine(text, readLine?.Invoke(location.File, line), line, column, location.Length ?? 1);
        }
        else if (diagnostic.Location?.Record is { } record)
        {
            text.Append("    in ").Append(Printable(record)).Append('\n');
        }

        text.Append("    next: ").Append(Printable(diagnostic.NextStep)).Append('\n');
        return text.ToString();
    }

    private static void AppendSourceLine(StringBuilder text, string? source, int line, int column, int length)
    {
        if (source is null || column < 1 || column > source.Length + 1 || column > MaximumSourceLineLength)
        {
            return;
        }

        string shown = source.Length > MaximumSourceLineLength ? source[..MaximumSourceLineLength] : source;
        string number = line.ToString();
        int marked = Math.Clamp(length, 1, Math.Max(1, shown.Length - column + 1));
        text.Append("    ").Append(number).Append(" | ").Append(Printable(shown)).Append('\n');
        text.Append(' ', 4 + number.Length).Append(" | ").Append(' ', column - 1).Append('^', marked).Append('\n');
    }

    /// <summary>
    /// A text as a terminal may show it. Text from outside may hold escape sequences; what cannot be printed is shown as a blank or a
    /// middle dot.
    /// </summary>
    public static string Printable(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (int index = 0; index < span.Length; index++)
                {
                    char character = source[index];
                    span[index] =
                        character == '\t' ? ' '
                        : IsDeceptive(character) ? '·'
                        : character;
                }
            }
        );

    /// <summary>
    /// True for what cannot be shown and can steer or deceive whoever shows it: control characters, line and paragraph separators,
    /// bidirectional overrides and isolates.
    /// </summary>
    public static bool IsDeceptive(char character) =>
        char.IsControl(character)
        || character is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
