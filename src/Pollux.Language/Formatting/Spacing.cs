using Pollux.Language.Syntax;

namespace Pollux.Language.Formatting;

/// <summary>Says whether a blank is between two tokens of one line.</summary>
internal static class Spacing
{
    public static bool IsBetween(Token before, Token after, Region regionBefore, Region regionAfter)
    {
        if (IsTight(before, after) || regionBefore == Region.Define)
        {
            return false;
        }

        return (regionBefore == regionAfter ? regionBefore : Region.Plain) switch
        {
            Region.Expression => !IsTightInExpression(before, after),
            Region.Ttc => !IsTightInTtc(before, after),
            _ => !IsTightElsewhere(before, after),
        };
    }

    private static bool IsTight(Token before, Token after) =>
        after.Kind is TokenKind.Comma or TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.Dot
        || before.Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.Dot;

    private static bool IsTightInExpression(Token before, Token after) =>
        after.Kind switch
        {
            TokenKind.Star or TokenKind.OpenBracket => true,
            TokenKind.OpenParenthesis => before.Kind == TokenKind.Word,
            _ => false,
        };

    private static bool IsTightInTtc(Token before, Token after) =>
        before.Kind == TokenKind.Caret
        || after.Kind == TokenKind.Caret
        || (after.Kind == TokenKind.OpenParenthesis && before.Kind == TokenKind.Word);

    private static bool IsTightElsewhere(Token before, Token after) =>
        after.Kind is TokenKind.Colon or TokenKind.Range or TokenKind.CloseBrace
        || before.Kind is TokenKind.At or TokenKind.Range or TokenKind.OpenBrace;
}
