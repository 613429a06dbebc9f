using Pollux.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>
/// Cuts a source text into tokens and comments; the longest match wins. What begins no token is reported and skipped, one
/// diagnostic for each run of such characters.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceText source;
    private readonly string text;
    private readonly DiagnosticBag diagnostics;
    private readonly List<Token> tokens = [];
    private readonly List<TextSpan> comments = [];
    private readonly int end;
    private int position;

    // No string behind this point can be closed on a later line: none is left open twice to the end of the file.
    private bool endsStringsAtLine;

    private Lexer(SourceText source, TextSpan range, DiagnosticBag diagnostics)
    {
        this.source = source;
        text = source.Text;
        this.diagnostics = diagnostics;
        position = range.Start;
        end = range.End;
    }

    /// <summary>Cuts a whole text.</summary>
    public static TokenStream Read(SourceText source, DiagnosticBag diagnostics) =>
        Read(source, new TextSpan(0, source.Text.Length), diagnostics);

    /// <summary>Cuts a part of a text; offsets are those of the whole.</summary>
    public static TokenStream Read(SourceText source, TextSpan range, DiagnosticBag diagnostics)
    {
        Lexer lexer = new(source, range, diagnostics);
        lexer.ReadAll();
        return new TokenStream([.. lexer.tokens], [.. lexer.comments]);
    }

    private void ReadAll()
    {
        while (position < end)
        {
            char character = text[position];
            if (character is ' ' or '\t' or '\r' or '\n')
            {
                position++;
            }
            else if (IsWordCharacter(character))
            {
                ReadWordOrNumber();
            }
            else if (character == '"')
            {
                ReadString();
            }
            else if (character == '/' && Peek(1) is '/' or '*')
            {
                ReadComment();
            }
            else
            {
                ReadSymbol(character);
            }
        }

        tokens.Add(new Token(TokenKind.EndOfFile, end, 0));
    }

    private char Peek(int ahead) => position + ahead < end ? text[position + ahead] : '\0';

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private void Emit(TokenKind kind, int length)
    {
        tokens.Add(new Token(kind, position, length));
        position += length;
    }

    private void ReadWordOrNumber()
    {
        int stop = position;
        bool isNumber = true;
        while (stop < end && IsWordCharacter(text[stop]))
        {
            isNumber &= char.IsAsciiDigit(text[stop]);
            stop++;
        }

        if (!isNumber)
        {
            if (char.IsAsciiDigit(text[position]))
            {
                TextSpan span = TextSpan.Between(position, stop);
                Report(
                    SyntaxRules.NameBeginsWithDigit,
                    span,
                    $"The name '{source.Slice(Shorten(span))}' begins with a digit."
                );
            }

            Emit(TokenKind.Word, stop - position);
            return;
        }

        // '1..2' is an integer and a range; '1.' and '1.5' are floats.
        bool isFloat = stop < end && text[stop] == '.' && !(stop + 1 < end && text[stop + 1] == '.');
        if (!isFloat)
        {
            Emit(TokenKind.Integer, stop - position);
            return;
        }

        stop++;
        while (stop < end && char.IsAsciiDigit(text[stop]))
        {
            stop++;
        }

        Emit(TokenKind.Float, stop - position);
    }

    private void ReadSymbol(char character)
    {
        switch (character)
        {
            case '#':
                Emit(TokenKind.Hash, 1);
                break;
            case ':':
                Emit(TokenKind.Colon, 1);
                break;
            case '{':
                Emit(TokenKind.OpenBrace, 1);
                break;
            case '}':
                Emit(TokenKind.CloseBrace, 1);
                break;
            case '[':
                Emit(TokenKind.OpenBracket, 1);
                break;
            case ']':
                Emit(TokenKind.CloseBracket, 1);
                break;
            case '(':
                Emit(TokenKind.OpenParenthesis, 1);
                break;
            case ')':
                Emit(TokenKind.CloseParenthesis, 1);
                break;
            case ',':
                Emit(TokenKind.Comma, 1);
                break;
            case '&':
                Emit(TokenKind.Ampersand, 1);
                break;
            case '|':
                Emit(TokenKind.Bar, 1);
                break;
            case '@':
                Emit(TokenKind.At, 1);
                break;
            case '=':
                Emit(TokenKind.Equal, 1);
                break;
            case '*':
                Emit(TokenKind.Star, 1);
                break;
            case '^':
                Emit(TokenKind.Caret, 1);
                break;
            default:
                ReadLongSymbol(character);
                break;
        }
    }

    private void ReadLongSymbol(char character)
    {
        char next = Peek(1);
        char third = Peek(2);
        switch (character)
        {
            case '+':
                Emit(next == '>' ? TokenKind.Inherit : TokenKind.Plus, next == '>' ? 2 : 1);
                break;
            case '-' when next == '-' && third == '>':
                Emit(TokenKind.RightArrow, 3);
                break;
            case '-':
                Emit(next == '>' ? TokenKind.Override : TokenKind.Minus, next == '>' ? 2 : 1);
                break;
            case '<' when next == '-' && third == '-':
                Emit(TokenKind.LeftArrow, 3);
                break;
            case '<' when next == '-':
                Emit(TokenKind.Require, 2);
                break;
            case '\\' when next == '/':
                Emit(TokenKind.Union, 2);
                break;
            case '/':
                Emit(next == '\\' ? TokenKind.Intersection : TokenKind.Slash, next == '\\' ? 2 : 1);
                break;
            // '!E' is one symbol only when the word ends there: '! Exfiltration' may be written '!Exfiltration'.
            case '!' when next == 'E' && !IsWordCharacter(third):
                Emit(TokenKind.NotExist, 2);
                break;
            case '!':
                Emit(TokenKind.Exclamation, 1);
                break;
            case '.' when next == '.':
                Emit(TokenKind.Range, 2);
                break;
            case '.' when char.IsAsciiDigit(next) && MayBeginNumber():
                ReadFraction();
                break;
            case '.':
                Emit(TokenKind.Dot, 1);
                break;
            default:
                ReadUnknown();
                break;
        }
    }

    // After an operand a dot navigates; elsewhere '.5' is a number.
    private bool MayBeginNumber() =>
        tokens.Count > 0
        && tokens[^1].Kind
            is TokenKind.OpenBracket
                or TokenKind.OpenParenthesis
                or TokenKind.Comma
                or TokenKind.Colon
                or TokenKind.Plus
                or TokenKind.Minus
                or TokenKind.Star
                or TokenKind.Slash
                or TokenKind.Caret;

    private void ReadFraction()
    {
        int stop = position + 1;
        while (stop < end && char.IsAsciiDigit(text[stop]))
        {
            stop++;
        }

        Emit(TokenKind.Float, stop - position);
    }

    private void ReadUnknown()
    {
        int start = position;
        do
        {
            position++;
        } while (position < end && BeginsNothing(text[position]));

        TextSpan span = TextSpan.Between(start, position);
        string hint = text[start] switch
        {
            '<' => "Write <- for what an existence step requires, or <-- in an association.",
            '\\' => "Write \\/ for a union and /\\ for an intersection.",
            '\'' => "Strings are written with double quotation marks.",
            _ => SyntaxRules.UnexpectedCharacter.Hint,
        };
        Report(SyntaxRules.UnexpectedCharacter, span, $"Unexpected {Describe(span)}.", hint);
    }

    private static bool BeginsNothing(char character) =>
        !IsWordCharacter(character)
        && character > ' '
        && !"#:{}[](),&|@=*^+-</\\!.\"".Contains(character, StringComparison.Ordinal);

    private string Describe(TextSpan span)
    {
        TextSpan shown = Shorten(span);
        return source.Slice(shown).All(character => character is > ' ' and < '\u007f')
            ? $"'{source.Slice(shown)}'"
            : $"character U+{(int)text[span.Start]:X4}";
    }

    private static TextSpan Shorten(TextSpan span) => span with { Length = Math.Min(span.Length, 60) };

    private void ReadComment()
    {
        int start = position;
        if (Peek(1) == '/')
        {
            while (position < end && text[position] is not ('\r' or '\n'))
            {
                position++;
            }
        }
        else
        {
            int close = text.IndexOf("*/", position + 2, Math.Max(0, end - position - 2), StringComparison.Ordinal);
            position = close < 0 ? end : close + 2;
            if (close < 0)
            {
                // At the end, where the */ is missed, as malc does; the message names the beginning.
                SourceLocation opened = source.LocationOf(new TextSpan(start, 2));
                Report(
                    SyntaxRules.UnterminatedComment,
                    new TextSpan(end, 0),
                    $"The comment that begins at line {opened.Line}, column {opened.Column} is never closed; all that follows is taken as its text."
                );
            }
        }

        comments.Add(TextSpan.Between(start, position));
    }

    private void Report(DiagnosticRule rule, TextSpan span, string message, string? hint = null) =>
        diagnostics.Add(new Diagnostic(rule, message, source.LocationOf(span), hint));
}
