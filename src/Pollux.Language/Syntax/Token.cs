namespace Pollux.Language.Syntax;

/// <summary>The kinds of token. Keywords are words (<see cref="Word"/>): the parser tells them apart by their place.</summary>
internal enum TokenKind : byte
{
    EndOfFile,
    Word,
    Integer,
    Float,
    String,
    MultiLineString,
    Hash,
    Colon,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Comma,
    Ampersand,
    Bar,
    Exclamation,
    NotExist,
    At,
    Equal,
    Override,
    Inherit,
    Require,
    LeftArrow,
    RightArrow,
    Union,
    Intersection,
    Dot,
    Range,
    Star,
    Plus,
    Minus,
    Slash,
    Caret,
}

/// <summary>One token.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public TextSpan Span => new(Start, Length);
}

/// <summary>The tokens of a file, ended by <see cref="TokenKind.EndOfFile"/>, and its comments, both in source order.</summary>
internal sealed record TokenStream(Token[] Tokens, TextSpan[] Comments);
