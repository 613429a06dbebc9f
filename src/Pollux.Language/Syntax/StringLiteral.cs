using System.Text;

namespace Pollux.Language.Syntax;

/// <summary>What a string token says.</summary>
internal static class StringLiteral
{
    /// <summary>The text of a string token: escapes decoded; of a multi-line string also the common indentation and blanks at line ends gone.</summary>
    public static string Decode(SourceText source, Token token)
    {
        ReadOnlySpan<char> raw = source.Text.AsSpan(token.Start, token.Length);
        if (token.Kind == TokenKind.MultiLineString)
        {
            return Unescape(StripIndentation(raw[3..^3].ToString()));
        }

        raw = raw[1..];
        return Unescape(raw is [.., '"'] && !IsEscaped(raw) ? raw[..^1].ToString() : raw.ToString());
    }

    /// <summary>What a character means after a backslash; null when nothing.</summary>
    public static char? Unescape(char character) =>
        character switch
        {
            'b' => '\b',
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\f',
            '"' => '"',
            '\\' => '\\',
            _ => null,
        };

    // An unterminated string may end in an escaped quotation mark.
    private static bool IsEscaped(ReadOnlySpan<char> raw)
    {
        int backslashes = 0;
        for (int index = raw.Length - 2; index >= 0 && raw[index] == '\\'; index--)
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }

    private static string Unescape(string raw)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        StringBuilder decoded = new(raw.Length);
        for (int index = 0; index < raw.Length; index++)
        {
            if (raw[index] == '\\' && index + 1 < raw.Length && Unescape(raw[index + 1]) is { } character)
            {
                decoded.Append(character);
                index++;
            }
            else
            {
                decoded.Append(raw[index]);
            }
        }

        return decoded.ToString();
    }

    private static string StripIndentation(string raw)
    {
        string[] lines = raw.ReplaceLineEndings("\n").Split('\n')[1..];

        // As malc has it: empty lines at the end are no text, but a blank one (before indented closing marks) is.
        int kept = lines.Length;
        while (kept > 0 && lines[kept - 1].Length == 0)
        {
            kept--;
        }

        lines = lines[..kept];
        int indentation = lines
            .Where((line, index) => index == lines.Length - 1 || !string.IsNullOrWhiteSpace(line))
            .Select(line => line.Length - line.TrimStart(' ', '\t').Length)
            .DefaultIfEmpty(0)
            .Min();
        IEnumerable<string> stripped = lines.Select(line =>
            string.IsNullOrWhiteSpace(line) ? "" : line[indentation..].TrimEnd(' ', '\t')
        );
        return string.Join('\n', stripped);
    }
}
