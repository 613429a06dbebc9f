using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>An asset while it is bound: its place in the hierarchy and its own members by name.</summary>
internal sealed class AssetSymbol(Placed<AssetSyntax> declaration, string category)
{
    public Placed<AssetSyntax> Declaration { get; } = declaration;

    public string Category { get; } = category;

    public string Name => Declaration.Node.Name.Text;

    public AssetSymbol? Super { get; set; }

    public bool IsExtended { get; set; }

    /// <summary>Own steps; of two with one name the first.</summary>
    public Dictionary<string, StepSyntax> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>Own fields: the roles of other assets in associations with this very type.</summary>
    public Dictionary<string, FieldSymbol> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Own variables.</summary>
    public Dictionary<string, VariableSymbol> Variables { get; } = new(StringComparer.Ordinal);

    public SourceLocation At(TextSpan span) => Declaration.At(span);

    /// <summary>This asset, then what it extends, upwards.</summary>
    public IEnumerable<AssetSymbol> Line()
    {
        for (AssetSymbol? asset = this; asset is not null; asset = asset.Super)
        {
            yield return asset;
        }
    }

    /// <summary>True when this is the other type or below it.</summary>
    public bool Is(AssetSymbol other) => Line().Contains(other);

    public AssetSymbol? OwnerOfStep(string name) => Line().FirstOrDefault(asset => asset.Steps.ContainsKey(name));

    public FieldSymbol? FindField(string name) =>
        Line().Select(asset => asset.Fields.GetValueOrDefault(name)).FirstOrDefault(field => field is not null);

    public VariableSymbol? FindVariable(string name) =>
        Line()
            .Select(asset => asset.Variables.GetValueOrDefault(name))
            .FirstOrDefault(variable => variable is not null);
}

/// <summary>A role by which one navigates from an asset.</summary>
internal sealed class FieldSymbol(NameSyntax name, AssetSymbol target, AssociationSymbol association)
{
    public NameSyntax Name { get; } = name;

    public AssetSymbol Target { get; } = target;

    public AssociationSymbol Association { get; } = association;

    public SourceLocation Location => Association.Declaration.At(Name.Span);
}

/// <summary>An association while it is bound.</summary>
internal sealed class AssociationSymbol(Placed<AssociationSyntax> declaration)
{
    public Placed<AssociationSyntax> Declaration { get; } = declaration;

    public bool IsUsed { get; set; }
}

/// <summary>A variable while it is bound.</summary>
internal sealed class VariableSymbol(AssetSymbol owner, VariableSyntax declaration)
{
    public AssetSymbol Owner { get; } = owner;

    public VariableSyntax Declaration { get; } = declaration;

    public string Name => Declaration.Name.Text;

    public SourceLocation Location => Owner.At(Declaration.Name.Span);

    public BindingState State { get; set; }

    public bool IsUsed { get; set; }

    /// <summary>The type that it evaluates to and its expression; null before binding, and after it when wrong.</summary>
    public TypedExpression? Bound { get; set; }
}

/// <summary>How far the binding of a variable is.</summary>
internal enum BindingState
{
    NotBegun,
    Begun,
    Done,
}

/// <summary>An asset expression with the type that it leads to.</summary>
internal sealed record TypedExpression(AssetSymbol Type, StepExpression Expression);
