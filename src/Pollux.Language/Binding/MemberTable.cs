using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Declares the members of all assets (steps, fields, variables) and reports names that clash.</summary>
internal sealed class MemberTable
{
    private readonly BindingContext context;
    private readonly AssetTable assets;

    private MemberTable(AssetTable assets, BindingContext context)
    {
        this.assets = assets;
        this.context = context;
    }

    /// <summary>Declares all members.</summary>
    /// <returns>The associations whose both ends are known, in source order.</returns>
    public static ImmutableArray<AssociationSymbol> Bind(
        SourceProgram program,
        AssetTable assets,
        BindingContext context
    )
    {
        MemberTable table = new(assets, context);
        foreach (AssetSymbol asset in assets.All)
        {
            table.DeclareSteps(asset);
            table.DeclareVariables(asset);
        }

        ImmutableArray<AssociationSymbol> associations = table.DeclareFields(program);
        foreach (AssetSymbol asset in assets.All)
        {
            table.CheckInheritedNames(asset);
        }

        return associations;
    }

    private void DeclareSteps(AssetSymbol asset)
    {
        foreach (StepSyntax step in asset.Declaration.Node.Steps)
        {
            if (!asset.Steps.TryAdd(step.Name.Text, step))
            {
                SourceLocation place = asset.At(step.Name.Span);
                string where = BindingContext.Where(asset.At(asset.Steps[step.Name.Text].Name.Span), place);
                context.Report(
                    BindingRules.DuplicateStep,
                    place,
                    $"The step '{step.Name.Text}' of '{asset.Name}' is defined before, at {where}."
                );
            }
        }
    }

    private void DeclareVariables(AssetSymbol asset)
    {
        foreach (VariableSyntax variable in asset.Declaration.Node.Variables)
        {
            if (!asset.Variables.TryAdd(variable.Name.Text, new VariableSymbol(asset, variable)))
            {
                ReportVariable(asset, variable, asset.Variables[variable.Name.Text]);
            }
        }
    }

    private void ReportVariable(AssetSymbol asset, VariableSyntax variable, VariableSymbol earlier)
    {
        SourceLocation place = asset.At(variable.Name.Span);
        string owner = earlier.Owner == asset ? "" : $" in '{earlier.Owner.Name}', which '{asset.Name}' extends";
        context.Report(
            BindingRules.DuplicateVariable,
            place,
            $"The variable '{variable.Name.Text}' is defined before{owner}, at {BindingContext.Where(earlier.Location, place)}."
        );
    }

    private ImmutableArray<AssociationSymbol> DeclareFields(SourceProgram program)
    {
        ImmutableArray<AssociationSymbol>.Builder known = ImmutableArray.CreateBuilder<AssociationSymbol>();
        foreach (Placed<AssociationSyntax> declaration in program.Associations)
        {
            AssociationSymbol association = new(declaration);
            (AssociationEndSyntax left, AssociationEndSyntax right) = (declaration.Node.Left, declaration.Node.Right);
            AssetSymbol? leftAsset = assets.Find(left.Asset, declaration.At(left.Asset.Span), "left asset");
            AssetSymbol? rightAsset = assets.Find(right.Asset, declaration.At(right.Asset.Span), "right asset");
            if (leftAsset is not null && rightAsset is not null)
            {
                DeclareField(leftAsset, new FieldSymbol(right.Field, rightAsset, association));
                DeclareField(rightAsset, new FieldSymbol(left.Field, leftAsset, association));
                known.Add(association);
            }
        }

        return known.ToImmutable();
    }

    private void DeclareField(AssetSymbol asset, FieldSymbol field)
    {
        if (!asset.Fields.TryAdd(field.Name.Text, field))
        {
            ReportField(asset, field, asset, asset.Fields[field.Name.Text]);
        }
    }

    private void ReportField(AssetSymbol asset, FieldSymbol field, AssetSymbol owner, FieldSymbol earlier)
    {
        string inherited = owner == asset ? "" : $" (from '{owner.Name}', which it extends)";
        context.Report(
            BindingRules.DuplicateField,
            field.Location,
            $"The asset '{asset.Name}' has a field '{field.Name.Text}' already{inherited}, at {BindingContext.Where(earlier.Location, field.Location)}."
        );
    }

    private void CheckInheritedNames(AssetSymbol asset)
    {
        foreach (FieldSymbol field in asset.Fields.Values)
        {
            string name = field.Name.Text;
            if (asset.Super?.FindField(name) is { } inherited)
            {
                AssetSymbol owner = asset.Super.Line().First(above => above.Fields.ContainsKey(name));
                ReportField(asset, field, owner, inherited);
            }

            if (asset.OwnerOfStep(name) is { } stepOwner)
            {
                ReportFieldIsStep(field, stepOwner);
            }
        }

        foreach (StepSyntax step in asset.Steps.Values)
        {
            if (asset.Super?.FindField(step.Name.Text) is { } field)
            {
                ReportFieldIsStep(field, asset);
            }
        }

        foreach (VariableSymbol variable in asset.Variables.Values)
        {
            if (asset.Super?.FindVariable(variable.Name) is { } inherited)
            {
                ReportVariable(asset, variable.Declaration, inherited);
            }
        }
    }

    private void ReportFieldIsStep(FieldSymbol field, AssetSymbol stepOwner)
    {
        string name = field.Name.Text;
        SourceLocation step = stepOwner.At(stepOwner.Steps[name].Name.Span);
        context.Report(
            BindingRules.FieldIsStep,
            field.Location,
            $"The field '{name}' has the name of a step of '{stepOwner.Name}', at {BindingContext.Where(step, field.Location)}."
        );
    }
}
