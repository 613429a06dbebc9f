using System.Collections.Immutable;
using System.Diagnostics;
using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Checks and lowers the steps of assets.</summary>
internal sealed class StepBinder(ExpressionBinder expressions, BindingContext context)
{
    private readonly TtcBinder ttcs = new(context);

    public StepSpecification Bind(AssetSymbol asset, StepSyntax step)
    {
        StepType type = TypeOf(step);
        CheckRedefinition(asset, step, type);
        CheckCia(asset, step, type);
        CheckTags(asset, step);
        return new StepSpecification(
            step.Name.Text,
            type,
            CausalModeOf(step),
            MetaBinder.Bind(
                step.Meta.Select(line => asset.Declaration.With(line)),
                $"step '{asset.Name}.{step.Name.Text}'",
                context
            ),
            [.. step.Tags.Select(tag => tag.Text)],
            RiskOf(step),
            BindTtc(asset, step, type),
            [.. BindDetectors(asset, step)],
            BindRequires(asset, step, type),
            BindReaches(asset, step)
        );
    }

    private static StepType TypeOf(StepSyntax step) =>
        step.Symbol.Kind switch
        {
            TokenKind.Bar => StepType.Or,
            TokenKind.Ampersand => StepType.And,
            TokenKind.Hash => StepType.Defense,
            TokenKind.Word => StepType.Exist,
            TokenKind.NotExist => StepType.NotExist,
            _ => throw new UnreachableException($"{step.Symbol.Kind} begins no step."),
        };

    private static string SymbolOf(StepType type) =>
        type switch
        {
            StepType.Or => "|",
            StepType.And => "&",
            StepType.Defense => "#",
            StepType.Exist => "E",
            StepType.NotExist => "!E",
            _ => throw new UnreachableException($"{type} is no type of step."),
        };

    private static CausalMode? CausalModeOf(StepSyntax step) =>
        step.CausalMode?.Text switch
        {
            null => null,
            "effect" => CausalMode.Effect,
            _ => CausalMode.Action,
        };

    private static StepRisk? RiskOf(StepSyntax step)
    {
        if (step.Cia is not { } letters)
        {
            return null;
        }

        HashSet<string> given = [.. letters.Select(letter => letter.Text)];
        return new StepRisk(given.Contains("C"), given.Contains("I"), given.Contains("A"));
    }

    private void CheckRedefinition(AssetSymbol asset, StepSyntax step, StepType type)
    {
        string name = step.Name.Text;
        if (asset.Super?.OwnerOfStep(name) is not { } owner)
        {
            if (step.Reaches is { Operator.Kind: TokenKind.Inherit } reaches)
            {
                IEnumerable<string> inherited = asset.Super?.Line().SelectMany(each => each.Steps.Keys) ?? [];
                context.ReportUnknown(
                    BindingRules.NothingToInherit,
                    asset.At(reaches.Operator.Span),
                    $"The step '{name}' of '{asset.Name}' adds to an inherited one with +>, but no asset above defines it.",
                    name,
                    inherited
                );
            }

            return;
        }

        StepSyntax earlier = owner.Steps[name];
        SourceLocation place = asset.At(step.Name.Span);
        string where = BindingContext.Where(owner.At(earlier.Name.Span), place);
        StepType earlierType = TypeOf(earlier);
        if (type != earlierType)
        {
            context.Report(
                BindingRules.StepTypeChanged,
                place,
                $"The step '{name}' is of type '{SymbolOf(type)}' here, but '{SymbolOf(earlierType)}' in '{owner.Name}', at {where}."
            );
        }
        else if (earlier.Ttc is not null && step.Ttc is null && !context.IsIncomplete)
        {
            context.Report(
                BindingRules.TtcDropped,
                place,
                $"The step '{name}' of '{asset.Name}' gives no time; the one of '{owner.Name}', at {where}, is not inherited."
            );
        }
    }

    private void CheckCia(AssetSymbol asset, StepSyntax step, StepType type)
    {
        if (step.Cia is not { } letters)
        {
            return;
        }

        SourceLocation place = asset.At(step.Name.Span);
        if (type is not (StepType.Or or StepType.And))
        {
            context.Report(
                BindingRules.CiaNotAllowed,
                place,
                $"The step '{asset.Name}.{step.Name.Text}' is of type '{SymbolOf(type)}' and cannot break confidentiality, integrity or availability."
            );
        }

        BindingContext.ForEachRepeated(
            letters,
            letter => letter.Text,
            (letter, _) =>
                context.Report(
                    BindingRules.DuplicateCia,
                    place,
                    $"The step '{asset.Name}.{step.Name.Text}' has {letter.Text} twice."
                )
        );
    }

    private void CheckTags(AssetSymbol asset, StepSyntax step) =>
        BindingContext.ForEachRepeated(
            step.Tags,
            tag => tag.Text,
            (tag, _) =>
                context.Report(
                    BindingRules.DuplicateTag,
                    asset.At(tag.Span),
                    $"The step '{asset.Name}.{step.Name.Text}' has the tag @{tag.Text} twice."
                )
        );

    private TtcExpression? BindTtc(AssetSymbol asset, StepSyntax step, StepType type)
    {
        if (step.Ttc is not { } clause)
        {
            return null;
        }

        switch (type)
        {
            case StepType.Or or StepType.And:
                return ttcs.BindStep(asset, clause);
            case StepType.Defense:
                return ttcs.BindDefense(asset, step, clause);
            default:
                context.Report(
                    BindingRules.TtcNotAllowed,
                    HeadOf(asset, step),
                    $"The step '{asset.Name}.{step.Name.Text}' is of type '{SymbolOf(type)}' and takes no time."
                );
                return null;
        }
    }

    // From the step's symbol to the end of its name.
    private static SourceLocation HeadOf(AssetSymbol asset, StepSyntax step) =>
        asset.At(TextSpan.Between(step.Span.Start, step.Name.Span.End));

    private StepClause? BindRequires(AssetSymbol asset, StepSyntax step, StepType type)
    {
        bool isExistence = type is StepType.Exist or StepType.NotExist;
        if (step.Requires is not { } clause)
        {
            if (isExistence)
            {
                context.Report(
                    BindingRules.RequiresMissing,
                    HeadOf(asset, step),
                    $"The step '{asset.Name}.{step.Name.Text}' asks for no asset."
                );
            }

            return null;
        }

        if (!isExistence)
        {
            context.Report(
                BindingRules.RequiresNotAllowed,
                asset.At(clause.Operator.Span),
                $"The step '{asset.Name}.{step.Name.Text}' is of type '{SymbolOf(type)}' and has a requirement."
            );
            return null;
        }

        return new StepClause(
            true,
            [
                .. clause
                    .Expressions.Select(expression =>
                        expressions.BindAsset(asset, asset.Declaration.Source, expression)
                    )
                    .OfType<TypedExpression>()
                    .Select(bound => bound.Expression),
            ]
        );
    }

    private StepClause? BindReaches(AssetSymbol asset, StepSyntax step) =>
        step.Reaches is not { } clause
            ? null
            : new StepClause(
                clause.Operator.Kind == TokenKind.Override,
                [
                    .. clause
                        .Expressions.Select(expression =>
                            expressions.BindStep(asset, asset.Declaration.Source, expression)
                        )
                        .OfType<StepExpression>(),
                ]
            );

    private IEnumerable<DetectorSpecification> BindDetectors(AssetSymbol asset, StepSyntax step)
    {
        BindingContext.ForEachRepeated(
            step.Detectors,
            detector => detector.Name.Text,
            (detector, _) =>
                context.Report(
                    BindingRules.DuplicateDetector,
                    asset.At(detector.Name.Span),
                    $"The step '{asset.Name}.{step.Name.Text}' has two detectors '{detector.Name.Text}'."
                )
        );
        foreach (DetectorSyntax detector in step.Detectors)
        {
            yield return new DetectorSpecification(
                detector.Name.Text,
                BindContext(asset, detector),
                detector.Type?.Text,
                BindRate(asset, detector, detector.TruePositiveRate),
                BindRate(asset, detector, detector.FalsePositiveRate)
            );
        }
    }

    private double? BindRate(AssetSymbol asset, DetectorSyntax detector, NumberSyntax? rate)
    {
        if (rate is not null && rate.Value is not (>= 0 and <= 1))
        {
            context.Report(
                BindingRules.DetectorRate,
                asset.At(rate.Span),
                $"The rate {rate.Value} of detector '{detector.Name.Text}' is not from 0 to 1."
            );
        }

        return rate?.Value;
    }

    private ImmutableArray<KeyValuePair<string, StepExpression>> BindContext(AssetSymbol asset, DetectorSyntax detector)
    {
        BindingContext.ForEachRepeated(
            detector.Context,
            LabelOf,
            (repeated, _) =>
                context.Report(
                    BindingRules.DuplicateLabel,
                    asset.At(repeated.Label?.Span ?? repeated.Expression.Span),
                    $"The detector '{detector.Name.Text}' has the label '{LabelOf(repeated)}' twice."
                )
        );
        ImmutableArray<KeyValuePair<string, StepExpression>>.Builder bound = ImmutableArray.CreateBuilder<
            KeyValuePair<string, StepExpression>
        >();
        foreach (DetectorContextSyntax entry in detector.Context)
        {
            if (expressions.BindStep(asset, asset.Declaration.Source, entry.Expression) is { } expression)
            {
                bound.Add(new(LabelOf(entry), expression));
            }
        }

        return bound.ToImmutable();
    }

    // Without a label the step's name says what the context is.
    private static string LabelOf(DetectorContextSyntax entry)
    {
        if (entry.Label is { } label)
        {
            return label.Text;
        }

        ExpressionSyntax last = entry.Expression;
        while (last is CollectExpressionSyntax collect)
        {
            last = collect.Right;
        }

        return last is NameExpressionSyntax name ? name.Name : "";
    }
}
