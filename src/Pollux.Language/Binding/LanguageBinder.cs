using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Gives a program its meaning: resolves every name, checks every rule of MAL, and lowers it to the langspec's shape.</summary>
internal static class LanguageBinder
{
    /// <summary>Binds a program; usable only when no error was reported.</summary>
    public static CompiledLanguage Bind(SourceProgram program, DiagnosticBag diagnostics)
    {
        BindingContext context = new(diagnostics, program.IsIncomplete);
        ImmutableSortedDictionary<string, string> defines = DefineBinder.Bind(program, context);
        ImmutableArray<CategorySpecification> categories = BindCategories(program, context);
        AssetTable assets = AssetTable.Bind(program, context);
        ImmutableArray<AssociationSymbol> associations = MemberTable.Bind(program, assets, context);
        ImmutableArray<AssetSpecification> boundAssets = BindAssets(assets, context);
        WarnOfUnused(assets, associations, context);
        return new CompiledLanguage(
            new LanguageSpecification(
                defines,
                categories,
                boundAssets,
                [.. associations.Select(association => BindAssociation(association, context))]
            ),
            program.Files
        )
        {
            Places = PlacesOf(assets),
            AssociationPlaces = PlacesOf(associations),
        };
    }

    private static ImmutableArray<CategorySpecification> BindCategories(SourceProgram program, BindingContext context)
    {
        foreach (Placed<CategorySyntax> category in program.Categories)
        {
            if (!context.IsIncomplete && category.Node.Assets.IsEmpty && category.Node.Meta.IsEmpty)
            {
                context.Report(
                    BindingRules.EmptyCategory,
                    category.At(category.Node.Name.Span),
                    $"The category '{category.Node.Name.Text}' has neither assets nor info here."
                );
            }
        }

        return
        [
            .. program
                .Categories.GroupBy(category => category.Node.Name.Text, StringComparer.Ordinal)
                .Select(blocks => new CategorySpecification(
                    blocks.Key,
                    MetaBinder.Bind(
                        blocks.SelectMany(block => block.Node.Meta.Select(line => block.With(line))),
                        $"category '{blocks.Key}'",
                        context
                    )
                )),
        ];
    }

    private static ImmutableArray<AssetSpecification> BindAssets(AssetTable assets, BindingContext context)
    {
        ExpressionBinder expressions = new(assets, context);
        StepBinder steps = new(expressions, context);
        foreach (VariableSymbol variable in assets.All.SelectMany(asset => asset.Variables.Values))
        {
            expressions.BindVariable(variable);
        }

        return [.. assets.All.Select(asset => BindAsset(asset, steps, context))];
    }

    private static AssetSpecification BindAsset(AssetSymbol asset, StepBinder steps, BindingContext context)
    {
        AssetSyntax node = asset.Declaration.Node;
        return new AssetSpecification(
            asset.Name,
            asset.Category,
            node.IsAbstract,
            asset.Super?.Name,
            MetaBinder.Bind(node.Meta.Select(line => asset.Declaration.With(line)), $"asset '{asset.Name}'", context),
            [
                .. node
                    .Variables.Select(variable => asset.Variables[variable.Name.Text])
                    .Where(variable => variable.Bound is not null)
                    .Select(variable => new VariableSpecification(variable.Name, variable.Bound!.Expression)),
            ],
            [.. node.Steps.Select(step => steps.Bind(asset, step))]
        );
    }

    private static AssociationSpecification BindAssociation(AssociationSymbol association, BindingContext context)
    {
        AssociationSyntax node = association.Declaration.Node;
        return new AssociationSpecification(
            node.Name.Text,
            MetaBinder.Bind(
                node.Meta.Select(line => association.Declaration.With(line)),
                $"association '{node.Name.Text}'",
                context
            ),
            node.Left.Asset.Text,
            node.Left.Field.Text,
            new Multiplicity(node.Left.Multiplicity.Minimum, node.Left.Multiplicity.Maximum),
            node.Right.Asset.Text,
            node.Right.Field.Text,
            new Multiplicity(node.Right.Multiplicity.Minimum, node.Right.Multiplicity.Maximum)
        );
    }

    // With errors about, an expression that could not be bound may have been the only use.
    private static void WarnOfUnused(
        AssetTable assets,
        ImmutableArray<AssociationSymbol> associations,
        BindingContext context
    )
    {
        if (context.Diagnostics.HasErrors)
        {
            return;
        }

        foreach (VariableSymbol variable in assets.All.SelectMany(asset => asset.Variables.Values))
        {
            if (!variable.IsUsed)
            {
                context.Report(
                    BindingRules.UnusedVariable,
                    variable.Location,
                    $"The variable '{variable.Name}' of '{variable.Owner.Name}' is never used."
                );
            }
        }

        foreach (AssociationSymbol association in associations.Where(association => !association.IsUsed))
        {
            AssociationSyntax node = association.Declaration.Node;
            context.Report(
                BindingRules.UnusedAssociation,
                association.Declaration.At(node.Span),
                $"The association '{node.Left.Asset.Text} [{node.Left.Field.Text}] <-- {node.Name.Text} --> [{node.Right.Field.Text}] {node.Right.Asset.Text}' is never used."
            );
        }
    }

    private static ImmutableDictionary<(string Asset, string Step), SourceLocation> PlacesOf(AssetTable assets)
    {
        ImmutableDictionary<(string Asset, string Step), SourceLocation>.Builder places =
            ImmutableDictionary.CreateBuilder<(string Asset, string Step), SourceLocation>();
        foreach (AssetSymbol asset in assets.All)
        {
            places[(asset.Name, "")] = asset.At(asset.Declaration.Node.Name.Span);
            foreach (StepSyntax step in asset.Steps.Values)
            {
                places[(asset.Name, step.Name.Text)] = asset.At(step.Name.Span);
            }
        }

        return places.ToImmutable();
    }

    private static ImmutableDictionary<AssociationKey, SourceLocation> PlacesOf(
        ImmutableArray<AssociationSymbol> associations
    )
    {
        ImmutableDictionary<AssociationKey, SourceLocation>.Builder places = ImmutableDictionary.CreateBuilder<
            AssociationKey,
            SourceLocation
        >();
        foreach (AssociationSymbol association in associations)
        {
            AssociationSyntax node = association.Declaration.Node;
            AssociationKey key = new(
                node.Name.Text,
                node.Left.Asset.Text,
                node.Left.Field.Text,
                node.Right.Asset.Text,
                node.Right.Field.Text
            );
            places[key] = association.Declaration.At(node.Left.Asset.Span);
        }

        return places.ToImmutable();
    }
}
