using System.Collections.Immutable;

namespace Pollux.Language.Syntax;

/// <summary>Expressions over assets, and times to compromise.</summary>
internal sealed partial class Parser
{
    private const string ExpectedOperand = "an asset or step expression";

    private ExpressionSyntax? ParseWholeExpression()
    {
        expressionParts = 0;
        nesting = 0;
        ExpressionSyntax? expression = isPanicking ? null : ParseExpression();

        // Half an expression would only be misjudged.
        return isPanicking ? null : expression;
    }

    // The three set operators are of one level, from left to right.
    private ExpressionSyntax? ParseExpression()
    {
        ExpressionSyntax? left = ParseCollect();
        while (!isPanicking && Kind is TokenKind.Union or TokenKind.Intersection or TokenKind.Minus)
        {
            TokenKind kind = Advance().Kind;
            ExpressionSyntax? right = ParseCollect();
            left =
                left is null || right is null ? null : new SetExpressionSyntax(Cover(left, right), kind, left, right);
        }

        return left;
    }

    private ExpressionSyntax? ParseCollect()
    {
        ExpressionSyntax? left = ParsePart();
        while (Accept(TokenKind.Dot))
        {
            ExpressionSyntax? right = ParsePart();
            left = left is null || right is null ? null : new CollectExpressionSyntax(Cover(left, right), left, right);
        }

        return left;
    }

    private static TextSpan Cover(ExpressionSyntax left, ExpressionSyntax right) =>
        TextSpan.Between(left.Span.Start, right.Span.End);

    private ExpressionSyntax? ParsePart()
    {
        ExpressionSyntax? part = ParseOperand();
        while (part is not null && !isPanicking)
        {
            if (Accept(TokenKind.Star))
            {
                part = Counted(new TransitiveExpressionSyntax(TextSpan.Between(part.Span.Start, PreviousEnd), part));
            }
            else if (Accept(TokenKind.OpenBracket))
            {
                NameSyntax? type = ExpectName("the name of an asset type");
                Expect(TokenKind.CloseBracket);
                part = type is null
                    ? null
                    : Counted(new SubTypeExpressionSyntax(TextSpan.Between(part.Span.Start, PreviousEnd), part, type));
            }
            else
            {
                break;
            }
        }

        return part;
    }

    private ExpressionSyntax? ParseOperand()
    {
        if (isPanicking)
        {
            return null;
        }

        if (Kind == TokenKind.OpenParenthesis)
        {
            return ParseParenthesised();
        }

        // After a missing operand the next member is left alone: '| a ->' and then 'E b <- c'.
        if (Kind != TokenKind.Word || StartsMember() || StartsAsset())
        {
            Fail(ExpectedOperand);
            return null;
        }

        Token name = Advance();
        string text = source.Slice(name.Span);
        if (Kind == TokenKind.OpenParenthesis && Ahead(1).Kind == TokenKind.CloseParenthesis)
        {
            index += 2;
            return Counted(new CallExpressionSyntax(TextSpan.Between(name.Start, PreviousEnd), text));
        }

        return Counted(new NameExpressionSyntax(name.Span, text));
    }

    private ExpressionSyntax? ParseParenthesised()
    {
        if (nesting == MaximumNesting)
        {
            FailTooDeep($"Parentheses nest more than {MaximumNesting} deep here.");
            return null;
        }

        Advance();
        nesting++;
        ExpressionSyntax? inner = ParseExpression();
        nesting--;
        Expect(TokenKind.CloseParenthesis);
        return inner;
    }

    private ExpressionSyntax? Counted(ExpressionSyntax part)
    {
        if (++expressionParts <= MaximumExpressionParts)
        {
            return part;
        }

        FailTooDeep($"This expression has more than {MaximumExpressionParts} parts.");
        return null;
    }

    private TtcClauseSyntax? ParseTtcClause()
    {
        int start = Advance().Start;
        expressionParts = 0;
        nesting = 0;
        TtcSyntax? expression = Kind == TokenKind.CloseBracket ? null : ParseTtcSum();
        Expect(TokenKind.CloseBracket);
        return isPanicking ? null : new TtcClauseSyntax(TextSpan.Between(start, PreviousEnd), expression);
    }

    private TtcSyntax? ParseTtcSum()
    {
        TtcSyntax? left = ParseTtcProduct();
        while (!isPanicking && Kind is TokenKind.Plus or TokenKind.Minus)
        {
            left = Join(Advance().Kind, left, ParseTtcProduct());
        }

        return left;
    }

    private TtcSyntax? ParseTtcProduct()
    {
        TtcSyntax? left = ParseTtcPower();
        while (!isPanicking && Kind is TokenKind.Star or TokenKind.Slash)
        {
            left = Join(Advance().Kind, left, ParseTtcPower());
        }

        return left;
    }

    // '^' joins from the right: 2^3^2 is 2^(3^2). A list instead of recursion, so that a long chain costs no stack here.
    private TtcSyntax? ParseTtcPower()
    {
        List<TtcSyntax?> operands = [ParseTtcOperand()];
        while (Accept(TokenKind.Caret))
        {
            operands.Add(ParseTtcOperand());
        }

        TtcSyntax? power = operands[^1];
        for (int at = operands.Count - 2; at >= 0; at--)
        {
            power = Join(TokenKind.Caret, operands[at], power);
        }

        return power;
    }

    private static TtcBinarySyntax? Join(TokenKind kind, TtcSyntax? left, TtcSyntax? right) =>
        left is null || right is null
            ? null
            : new TtcBinarySyntax(TextSpan.Between(left.Span.Start, right.Span.End), kind, left, right);

    private TtcSyntax? ParseTtcOperand()
    {
        if (isPanicking)
        {
            return null;
        }

        if (++expressionParts > MaximumExpressionParts)
        {
            FailTooDeep($"This time to compromise has more than {MaximumExpressionParts} parts.");
            return null;
        }

        switch (Kind)
        {
            case TokenKind.OpenParenthesis:
                return ParseTtcParenthesised();
            case TokenKind.Word:
                return ParseTtcFunction();
            case TokenKind.Integer or TokenKind.Float or TokenKind.Minus or TokenKind.Plus:
                NumberSyntax? number = ParseNumber();
                return number is null ? null : new TtcNumberSyntax(number.Span, number.Value);
            default:
                Fail("a distribution or a number");
                return null;
        }
    }

    private TtcSyntax? ParseTtcParenthesised()
    {
        if (nesting == MaximumNesting)
        {
            FailTooDeep($"Parentheses nest more than {MaximumNesting} deep here.");
            return null;
        }

        Advance();
        nesting++;
        TtcSyntax? inner = ParseTtcSum();
        nesting--;
        Expect(TokenKind.CloseParenthesis);
        return inner;
    }

    private TtcFunctionSyntax ParseTtcFunction()
    {
        NameSyntax name = NameOf(Advance());
        ImmutableArray<NumberSyntax>.Builder arguments = ImmutableArray.CreateBuilder<NumberSyntax>();
        if (Accept(TokenKind.OpenParenthesis) && !Accept(TokenKind.CloseParenthesis))
        {
            do
            {
                if (ParseNumber() is { } number)
                {
                    arguments.Add(number);
                }
            } while (Accept(TokenKind.Comma));
            Expect(TokenKind.CloseParenthesis);
        }

        return new TtcFunctionSyntax(TextSpan.Between(name.Span.Start, PreviousEnd), name, arguments.ToImmutable());
    }

    // MAL's numbers have no sign; one that has is named as such and read without it.
    private NumberSyntax? ParseNumber()
    {
        int start = Current.Start;
        bool hasSign =
            Kind is TokenKind.Minus or TokenKind.Plus && Ahead(1).Kind is TokenKind.Integer or TokenKind.Float;
        if (!isPanicking && hasSign)
        {
            TextSpan span = TextSpan.Between(start, Ahead(1).End);
            Report(SyntaxRules.SignedNumber, span, $"The number {source.Slice(span)} has a sign.");
            Advance();
        }

        if (!isPanicking && Kind is TokenKind.Integer or TokenKind.Float)
        {
            double value = NumberOf(Advance());
            return new NumberSyntax(value, TextSpan.Between(start, PreviousEnd));
        }

        Fail("a number");
        return null;
    }
}
