using System.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>How messages speak of tokens.</summary>
internal static class TokenNames
{
    private const int MaximumShown = 40;

    /// <summary>A kind of token as something expected.</summary>
    public static string Of(TokenKind kind) =>
        kind switch
        {
            TokenKind.Word => "a name",
            TokenKind.Integer or TokenKind.Float => "a number",
            TokenKind.String or TokenKind.MultiLineString => "a string in double quotation marks",
            TokenKind.EndOfFile => "the end of the file",
            _ => $"'{Symbol(kind)}'",
        };

    /// <summary>A token as something found.</summary>
    public static string Describe(SourceText source, Token token)
    {
        if (token.Kind == TokenKind.EndOfFile)
        {
            return "the end of the file";
        }

        string text = source.Slice(token.Span with { Length = Math.Min(token.Length, MaximumShown) });
        int lineEnd = text.AsSpan().IndexOfAny('\r', '\n');
        text = lineEnd >= 0 ? text[..lineEnd] : text;
        string shown = text.Length < token.Length ? $"{text}..." : text;
        return token.Kind switch
        {
            TokenKind.String or TokenKind.MultiLineString => $"the string {shown}",
            TokenKind.Integer or TokenKind.Float => $"the number {shown}",
            _ => $"'{shown}'",
        };
    }

    /// <summary>The text of a symbol.</summary>
    public static string Symbol(TokenKind kind) =>
        kind switch
        {
            TokenKind.Hash => "#",
            TokenKind.Colon => ":",
            TokenKind.OpenBrace => "{",
            TokenKind.CloseBrace => "}",
            TokenKind.OpenBracket => "[",
            TokenKind.CloseBracket => "]",
            TokenKind.OpenParenthesis => "(",
            TokenKind.CloseParenthesis => ")",
            TokenKind.Comma => ",",
            TokenKind.Ampersand => "&",
            TokenKind.Bar => "|",
            TokenKind.Exclamation => "!",
            TokenKind.NotExist => "!E",
            TokenKind.At => "@",
            TokenKind.Equal => "=",
            TokenKind.Override => "->",
            TokenKind.Inherit => "+>",
            TokenKind.Require => "<-",
            TokenKind.LeftArrow => "<--",
            TokenKind.RightArrow => "-->",
            TokenKind.Union => "\\/",
            TokenKind.Intersection => "/\\",
            TokenKind.Dot => ".",
            TokenKind.Range => "..",
            TokenKind.Star => "*",
            TokenKind.Plus => "+",
            TokenKind.Minus => "-",
            TokenKind.Slash => "/",
            TokenKind.Caret => "^",
            _ => throw new UnreachableException($"{kind} is no symbol."),
        };
}
