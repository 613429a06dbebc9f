namespace Pollux.Language.Syntax;

/// <summary>Strings and their escapes.</summary>
internal sealed partial class Lexer
{
    private void ReadString()
    {
        if (Peek(1) == '"' && Peek(2) == '"')
        {
            ReadMultiLineString();
            return;
        }

        int start = position;
        int stop = start + 1;
        int firstLineEnd = -1;
        while (stop < end && text[stop] != '"' && !(endsStringsAtLine && firstLineEnd >= 0))
        {
            if (firstLineEnd < 0 && text[stop] is '\r' or '\n')
            {
                firstLineEnd = stop;
            }

            // A backslash before a line end escapes nothing.
            stop += text[stop] == '\\' && stop + 1 < end && text[stop + 1] is not ('\r' or '\n') ? 2 : 1;
        }

        if (stop >= end || text[stop] != '"')
        {
            // Ends at its first line, so that what follows is still read.
            endsStringsAtLine = true;
            position = firstLineEnd < 0 ? end : firstLineEnd;
            TextSpan open = TextSpan.Between(start, position);
            Report(SyntaxRules.UnterminatedString, open, $"The string {source.Slice(Shorten(open))} is not closed.");
            tokens.Add(new Token(TokenKind.String, start, position - start));
            return;
        }

        if (firstLineEnd >= 0)
        {
            TextSpan first = TextSpan.Between(start, firstLineEnd);
            Report(
                SyntaxRules.StringOverLines,
                first,
                $"The string that begins here runs on to line {source.LineOf(stop)}."
            );
        }

        CheckEscapes(start + 1, stop);
        Emit(TokenKind.String, stop + 1 - start);
    }

    private void ReadMultiLineString()
    {
        int start = position;
        int close = text.IndexOf("\"\"\"", position + 3, Math.Max(0, end - position - 3), StringComparison.Ordinal);
        if (close < 0)
        {
            position = end;
            Report(SyntaxRules.UnterminatedString, new TextSpan(start, 3), "This multi-line string is never closed.");
            tokens.Add(new Token(TokenKind.String, start + 2, end - start - 2));
            return;
        }

        int firstLineEnd = text.IndexOfAny(['\r', '\n'], start, close - start);
        if (firstLineEnd < 0 || text.AsSpan(start + 3, firstLineEnd - start - 3).Trim(" \t").Length > 0)
        {
            Report(
                SyntaxRules.UnexpectedToken,
                new TextSpan(start + 3, 1),
                "The text of a multi-line string begins on the line after its three quotation marks.",
                "Put a line end after the opening quotation marks."
            );
        }

        CheckEscapes(start + 3, close);
        Emit(TokenKind.MultiLineString, close + 3 - start);
    }

    private void CheckEscapes(int start, int stop)
    {
        for (int index = start; index < stop; index++)
        {
            if (text[index] != '\\')
            {
                continue;
            }

            if (index + 1 >= stop || StringLiteral.Unescape(text[index + 1]) is null)
            {
                int length = index + 1 < stop ? 2 : 1;
                string shown =
                    length == 2 && text[index + 1] is > ' ' and < '\u007f' ? $"'\\{text[index + 1]}'" : "'\\'";
                Report(SyntaxRules.InvalidEscape, new TextSpan(index, length), $"{shown} is no escape sequence.");
            }

            index++;
        }
    }
}
