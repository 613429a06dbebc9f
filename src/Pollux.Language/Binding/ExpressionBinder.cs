using System.Diagnostics;
using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Types expressions, starting from an asset, and lowers them. A problem is reported where it is; its expression is null.</summary>
internal sealed class ExpressionBinder(AssetTable assets, BindingContext context)
{
    // Bounds the stack: expressions have a bounded height, but variables lead from one into the next.
    private const int MaximumDepth = 1_500;

    private readonly List<VariableSymbol> openVariables = [];
    private int depth;

    /// <summary>Binds an expression that leads to a step.</summary>
    public StepExpression? BindStep(AssetSymbol asset, SourceText source, ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case NameExpressionSyntax name when asset.OwnerOfStep(name.Name) is not null:
                return new AttackStepExpression(name.Name);
            case NameExpressionSyntax name:
                ReportUnknownStep(asset, source, name);
                return null;
            case CollectExpressionSyntax collect:
                TypedExpression? left = BindAsset(asset, source, collect.Left);
                StepExpression? right = left is null ? null : BindStep(left.Type, source, collect.Right);
                return right is null ? null : new CollectExpression(left!.Expression, right);
            default:
                context.Report(
                    BindingRules.NotAStep,
                    source.LocationOf(syntax.Span),
                    $"'{Shown(source, syntax)}' leads to assets, not to a step."
                );
                return null;
        }
    }

    /// <summary>Binds an expression that leads to assets.</summary>
    public TypedExpression? BindAsset(AssetSymbol asset, SourceText source, ExpressionSyntax syntax)
    {
        if (depth >= MaximumDepth)
        {
            context.Report(
                SyntaxRules.TooDeep,
                source.LocationOf(syntax.Span),
                "Variables lead into each other too deeply here."
            );
            return null;
        }

        depth++;
        TypedExpression? bound = syntax switch
        {
            NameExpressionSyntax name => BindField(asset, source, name),
            CallExpressionSyntax call => BindCall(asset, source, call),
            CollectExpressionSyntax collect => BindCollect(asset, source, collect),
            SetExpressionSyntax set => BindSet(asset, source, set),
            TransitiveExpressionSyntax transitive => BindTransitive(asset, source, transitive),
            SubTypeExpressionSyntax subType => BindSubType(asset, source, subType),
            _ => throw new UnreachableException($"{syntax.GetType()} is no expression."),
        };
        depth--;
        return bound;
    }

    /// <summary>Binds a variable once; null when it is wrong, which was reported then.</summary>
    public TypedExpression? BindVariable(VariableSymbol variable)
    {
        switch (variable.State)
        {
            case BindingState.Done:
                return variable.Bound;
            case BindingState.Begun:
                ReportCycle(variable);
                return null;
        }

        variable.State = BindingState.Begun;
        openVariables.Add(variable);
        SourceText source = variable.Owner.Declaration.Source;
        variable.Bound = variable.Declaration.Expression is { } expression
            ? BindAsset(variable.Owner, source, expression)
            : null;
        openVariables.RemoveAt(openVariables.Count - 1);
        variable.State = BindingState.Done;
        return variable.Bound;
    }

    private void ReportCycle(VariableSymbol variable)
    {
        IEnumerable<VariableSymbol> ring = openVariables.Skip(openVariables.IndexOf(variable));
        context.Report(
            BindingRules.VariableCycle,
            variable.Location,
            $"The variable '{variable.Name}' uses itself: {string.Join(" -> ", ring.Append(variable).Take(20).Select(each => each.Name))}."
        );
    }

    private TypedExpression? BindField(AssetSymbol asset, SourceText source, NameExpressionSyntax name)
    {
        if (asset.FindField(name.Name) is { } field)
        {
            field.Association.IsUsed = true;
            return new TypedExpression(field.Target, new FieldExpression(name.Name));
        }

        SourceLocation place = source.LocationOf(name.Span);
        string message = $"The field '{name.Name}' is not defined for asset '{asset.Name}'";
        if (asset.FindVariable(name.Name) is { } variable)
        {
            variable.IsUsed = true;
            context.Report(
                BindingRules.UnknownField,
                place,
                $"{message}, but a variable is, at {BindingContext.Where(variable.Location, place)}.",
                $"Did you mean the variable '{name.Name}()'?"
            );
        }
        else if (asset.OwnerOfStep(name.Name) is not null)
        {
            context.Report(
                BindingRules.UnknownField,
                place,
                $"{message}: it is a step, and a step is only the last part of an expression after ->."
            );
        }
        else
        {
            IEnumerable<string> fields = asset.Line().SelectMany(each => each.Fields.Keys);
            context.ReportUnknown(BindingRules.UnknownField, place, $"{message}.", name.Name, fields);
        }

        return null;
    }

    private TypedExpression? BindCall(AssetSymbol asset, SourceText source, CallExpressionSyntax call)
    {
        if (asset.FindVariable(call.Name) is { } variable)
        {
            variable.IsUsed = true;
            return BindVariable(variable) is { } bound
                ? new TypedExpression(bound.Type, new VariableExpression(call.Name))
                : null;
        }

        SourceLocation place = source.LocationOf(call.Span);
        string message = $"The variable '{call.Name}' is not defined for asset '{asset.Name}'";
        if (asset.FindField(call.Name) is not null)
        {
            context.Report(
                BindingRules.UnknownVariable,
                place,
                $"{message}, but a field is.",
                $"Did you mean the field '{call.Name}', without parentheses?"
            );
        }
        else
        {
            IEnumerable<string> variables = asset.Line().SelectMany(each => each.Variables.Keys);
            context.ReportUnknown(BindingRules.UnknownVariable, place, $"{message}.", call.Name, variables);
        }

        return null;
    }

    private TypedExpression? BindCollect(AssetSymbol asset, SourceText source, CollectExpressionSyntax collect)
    {
        if (BindAsset(asset, source, collect.Left) is not { } left)
        {
            return null;
        }

        return BindAsset(left.Type, source, collect.Right) is { } right
            ? new TypedExpression(right.Type, new CollectExpression(left.Expression, right.Expression))
            : null;
    }

    private TypedExpression? BindSet(AssetSymbol asset, SourceText source, SetExpressionSyntax set)
    {
        TypedExpression? left = BindAsset(asset, source, set.Left);
        TypedExpression? right = BindAsset(asset, source, set.Right);
        if (left is null || right is null)
        {
            return null;
        }

        if (AssetTable.CommonAncestor(left.Type, right.Type) is not { } common)
        {
            // With an 'extends' lost, the common ancestor may be lost too.
            if (!context.IsIncomplete)
            {
                context.Report(
                    BindingRules.NoCommonAncestor,
                    source.LocationOf(set.Span),
                    $"The types '{left.Type.Name}' and '{right.Type.Name}' have no common ancestor."
                );
            }

            return null;
        }

        StepExpression lowered = set.Operator switch
        {
            TokenKind.Union => new UnionExpression(left.Expression, right.Expression),
            TokenKind.Intersection => new IntersectionExpression(left.Expression, right.Expression),
            TokenKind.Minus => new DifferenceExpression(left.Expression, right.Expression),
            _ => throw new UnreachableException($"{set.Operator} is no set operator."),
        };
        return new TypedExpression(common, lowered);
    }

    private TypedExpression? BindTransitive(AssetSymbol asset, SourceText source, TransitiveExpressionSyntax transitive)
    {
        if (BindAsset(asset, source, transitive.Inner) is not { } inner)
        {
            return null;
        }

        if (asset.Is(inner.Type) || inner.Type.Is(asset))
        {
            return new TypedExpression(inner.Type, new TransitiveExpression(inner.Expression));
        }

        if (!context.IsIncomplete)
        {
            context.Report(
                BindingRules.TransitiveTypes,
                source.LocationOf(transitive.Span),
                $"The closure starts from '{asset.Name}' and leads to '{inner.Type.Name}', and neither extends the other."
            );
        }

        return null;
    }

    private TypedExpression? BindSubType(AssetSymbol asset, SourceText source, SubTypeExpressionSyntax subType)
    {
        TypedExpression? inner = BindAsset(asset, source, subType.Inner);
        AssetSymbol? type = assets.Find(subType.SubType, source.LocationOf(subType.SubType.Span), "asset");
        if (inner is null || type is null)
        {
            return null;
        }

        if (type.Is(inner.Type))
        {
            return new TypedExpression(type, new SubTypeExpression(inner.Expression, type.Name));
        }

        if (!context.IsIncomplete)
        {
            context.Report(
                BindingRules.ImpossibleSubType,
                source.LocationOf(subType.Span),
                $"An asset of type '{inner.Type.Name}' cannot be a '{type.Name}', which does not extend it."
            );
        }

        return null;
    }

    private void ReportUnknownStep(AssetSymbol asset, SourceText source, NameExpressionSyntax name)
    {
        SourceLocation place = source.LocationOf(name.Span);
        string message = $"The step '{name.Name}' is not defined for asset '{asset.Name}'";
        if (asset.FindField(name.Name) is { } field)
        {
            context.Report(
                BindingRules.UnknownStep,
                place,
                $"{message}: it is a field that leads to '{field.Target.Name}'.",
                $"Name a step of '{field.Target.Name}': {name.Name}.<step>"
            );
            return;
        }

        IEnumerable<string> steps = asset.Line().SelectMany(each => each.Steps.Keys);
        context.ReportUnknown(BindingRules.UnknownStep, place, $"{message}.", name.Name, steps);
    }

    private static string Shown(SourceText source, ExpressionSyntax syntax)
    {
        string text = source.Slice(syntax.Span with { Length = Math.Min(syntax.Span.Length, 60) });
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
