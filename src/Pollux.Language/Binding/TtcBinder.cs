using Pollux.Diagnostics;
using Pollux.Language.Distributions;
using Pollux.Language.Specification;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Binds times to compromise: names, number and ranges of parameters, and what may stand where.</summary>
internal sealed class TtcBinder(BindingContext context)
{
    /// <summary>Binds the time of an attack step.</summary>
    public TtcExpression BindStep(AssetSymbol asset, TtcClauseSyntax clause) =>
        clause.Expression is null ? Zero : BindExpression(asset, clause.Expression, isGateAllowed: true);

    /// <summary>Binds the state of a defence.</summary>
    public TtcExpression BindDefense(AssetSymbol asset, StepSyntax step, TtcClauseSyntax clause)
    {
        SourceLocation place = asset.At(step.Span with { Length = step.Name.Span.End - step.Span.Start });
        switch (clause.Expression)
        {
            case TtcFunctionSyntax function
                when DistributionSignatures.Find(function.Name.Text) is not { Use: DistributionUse.AttackSteps }:
                CheckFunction(asset, function);
                return new TtcFunction(function.Name.Text, [.. function.Arguments.Select(number => number.Value)]);
            case TtcFunctionSyntax function:
                context.Report(
                    BindingRules.DefenseTtc,
                    place,
                    $"The defence '{step.Name.Text}' of '{asset.Name}' has the time '{function.Name.Text}', which only attack steps have."
                );
                return Zero;
            default:
                string what = clause.Expression is null ? "nothing in its brackets" : "a calculated time";
                context.Report(
                    BindingRules.DefenseTtc,
                    place,
                    $"The defence '{step.Name.Text}' of '{asset.Name}' has {what}."
                );
                return Zero;
        }
    }

    private static TtcFunction Zero { get; } = new("Zero", []);

    private TtcExpression BindExpression(AssetSymbol asset, TtcSyntax syntax, bool isGateAllowed)
    {
        switch (syntax)
        {
            case TtcNumberSyntax number:
                return new TtcNumber(number.Value);
            case TtcFunctionSyntax function:
                CheckStepFunction(asset, function, isGateAllowed);
                return new TtcFunction(function.Name.Text, [.. function.Arguments.Select(number => number.Value)]);
            case TtcBinarySyntax binary:
                TtcOperator kind = OperatorOf(binary.Operator);
                bool mayHoldGate = kind is TtcOperator.Addition or TtcOperator.Multiplication;
                return new TtcBinary(
                    kind,
                    BindExpression(asset, binary.Left, mayHoldGate),
                    BindExpression(asset, binary.Right, mayHoldGate)
                );
            default:
                throw new System.Diagnostics.UnreachableException($"{syntax.GetType()} is no time to compromise.");
        }
    }

    private static TtcOperator OperatorOf(TokenKind symbol) =>
        symbol switch
        {
            TokenKind.Plus => TtcOperator.Addition,
            TokenKind.Minus => TtcOperator.Subtraction,
            TokenKind.Star => TtcOperator.Multiplication,
            TokenKind.Slash => TtcOperator.Division,
            TokenKind.Caret => TtcOperator.Exponentiation,
            _ => throw new System.Diagnostics.UnreachableException($"{symbol} is no operator of times."),
        };

    private void CheckStepFunction(AssetSymbol asset, TtcFunctionSyntax function, bool isGateAllowed)
    {
        string name = function.Name.Text;
        if (DistributionSignatures.Find(name) is { Use: DistributionUse.Defenses })
        {
            context.Report(
                BindingRules.StepTtc,
                asset.At(function.Span),
                $"'{name}' is the state of a defence, not the time of an attack step."
            );
            return;
        }

        if (!isGateAllowed && name is "Bernoulli" or "EasyAndUncertain")
        {
            context.Report(
                BindingRules.GateAsOperand,
                asset.At(function.Span),
                $"'{name}' is subtracted, divided or raised here."
            );
        }

        CheckFunction(asset, function);
    }

    private void CheckFunction(AssetSymbol asset, TtcFunctionSyntax function)
    {
        string name = function.Name.Text;
        if (DistributionSignatures.Find(name) is not { } signature)
        {
            context.Report(
                BindingRules.UnknownDistribution,
                asset.At(function.Span),
                $"The distribution '{name}' is not known.",
                Spelling.DidYouMean(name, DistributionSignatures.All.Select(known => known.Name))
                    ?? $"Use one of {string.Join(", ", DistributionSignatures.All.Select(known => known.Name))}."
            );
        }
        else if (function.Arguments.Length != signature.Parameters.Length)
        {
            string parameters = string.Join(", ", signature.Parameters.Select(parameter => parameter.Name));
            context.Report(
                BindingRules.DistributionArity,
                asset.At(function.Span),
                $"'{name}' has {Count(signature.Parameters.Length, parameters)}, but {function.Arguments.Length} are given."
            );
        }
        else
        {
            CheckRanges(asset, function, signature);
        }
    }

    private static string Count(int count, string names) =>
        count switch
        {
            0 => "no parameter",
            1 => $"one parameter ({names})",
            _ => $"{count} parameters ({names})",
        };

    private void CheckRanges(AssetSymbol asset, TtcFunctionSyntax function, DistributionSignature signature)
    {
        for (int index = 0; index < signature.Parameters.Length; index++)
        {
            DistributionParameter parameter = signature.Parameters[index];
            double value = function.Arguments[index].Value;
            if (!parameter.Allows(value))
            {
                context.Report(
                    BindingRules.DistributionRange,
                    asset.At(function.Span),
                    $"{value} is not in the range {parameter.Range} of '{signature.Name}'."
                );
            }
        }

        if (signature.Name == "Uniform" && !(function.Arguments[0].Value <= function.Arguments[1].Value))
        {
            context.Report(
                BindingRules.DistributionRange,
                asset.At(function.Span),
                $"'Uniform' needs min <= max, but its min is {function.Arguments[0].Value} and its max {function.Arguments[1].Value}."
            );
        }
    }
}
