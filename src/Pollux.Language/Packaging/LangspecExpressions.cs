using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Language.Syntax;

namespace Pollux.Language.Packaging;

/// <summary>Reads the expressions of a langspec; null where something in one is wrong, which was reported.</summary>
internal sealed class LangspecExpressions(LangspecElements elements)
{
    public ExpressionSyntax? Read(JsonElement owner, string name) =>
        elements.RequiredObject(owner, name) is { } expression ? Read(expression) : null;

    /// <summary>Reads an expression; its height is bounded by the depth of the JSON.</summary>
    public ExpressionSyntax? Read(JsonElement expression)
    {
        if (expression.ValueKind != JsonValueKind.Object)
        {
            elements.Report("An expression is no object.");
            return null;
        }

        TextSpan here = elements.Here;
        string type = elements.RequiredText(expression, "type");
        switch (type)
        {
            case "attackStep" or "field":
                return new NameExpressionSyntax(here, elements.Word(expression, "name").Text);
            case "variable":
                return new CallExpressionSyntax(here, elements.Word(expression, "name").Text);
            case "collect":
                return ReadSides(expression, (left, right) => new CollectExpressionSyntax(here, left, right));
            case "union":
                return ReadSet(expression, TokenKind.Union);
            case "intersection":
                return ReadSet(expression, TokenKind.Intersection);
            case "difference":
                return ReadSet(expression, TokenKind.Minus);
            case "transitive":
                return Read(expression, "stepExpression") is { } closed
                    ? new TransitiveExpressionSyntax(here, closed)
                    : null;
            case "subType":
                NameSyntax subType = elements.Word(expression, "subType");
                return Read(expression, "stepExpression") is { } inner
                    ? new SubTypeExpressionSyntax(here, inner, subType)
                    : null;
            default:
                elements.Report($"The expression's type '{type}' is not known.");
                return null;
        }
    }

    public TtcClauseSyntax? ReadTtc(JsonElement step) =>
        elements.Object(step, "ttc") is { } ttc ? new TtcClauseSyntax(elements.Here, ReadTtcExpression(ttc)) : null;

    private ExpressionSyntax? ReadSet(JsonElement expression, TokenKind kind)
    {
        TextSpan here = elements.Here;
        return ReadSides(expression, (left, right) => new SetExpressionSyntax(here, kind, left, right));
    }

    private ExpressionSyntax? ReadSides(
        JsonElement expression,
        Func<ExpressionSyntax, ExpressionSyntax, ExpressionSyntax> join
    )
    {
        ExpressionSyntax? left = Read(expression, "lhs");
        ExpressionSyntax? right = Read(expression, "rhs");
        return left is null || right is null ? null : join(left, right);
    }

    private TtcSyntax? ReadTtcExpression(JsonElement ttc)
    {
        string type = elements.RequiredText(ttc, "type");
        switch (type)
        {
            case "function":
                ImmutableArray<NumberSyntax> arguments =
                [
                    .. elements.Numbers(ttc, "arguments").Select(value => new NumberSyntax(value, elements.Here)),
                ];
                return new TtcFunctionSyntax(elements.Here, elements.Word(ttc, "name"), arguments);
            case "number":
                double value = elements.Number(ttc, "value") ?? 0;
                if (value < 0)
                {
                    elements.Report($"The time {value} is negative.");
                }

                return new TtcNumberSyntax(elements.Here, value);
            case "addition":
                return ReadTtcSides(ttc, TokenKind.Plus);
            case "subtraction":
                return ReadTtcSides(ttc, TokenKind.Minus);
            case "multiplication":
                return ReadTtcSides(ttc, TokenKind.Star);
            case "division":
                return ReadTtcSides(ttc, TokenKind.Slash);
            case "exponentiation":
                return ReadTtcSides(ttc, TokenKind.Caret);
            default:
                elements.Report($"The time's type '{type}' is not known.");
                return null;
        }
    }

    private TtcBinarySyntax? ReadTtcSides(JsonElement ttc, TokenKind kind)
    {
        TtcSyntax? left = elements.RequiredObject(ttc, "lhs") is { } lhs ? ReadTtcExpression(lhs) : null;
        TtcSyntax? right = elements.RequiredObject(ttc, "rhs") is { } rhs ? ReadTtcExpression(rhs) : null;
        return left is null || right is null ? null : new TtcBinarySyntax(elements.Here, kind, left, right);
    }
}
