namespace Pollux.Language.Graph;

/// <summary>How an <see cref="AssetPath"/> finds its assets.</summary>
public enum AssetPathKind
{
    /// <summary>The assets that it starts from.</summary>
    Self,

    /// <summary>All assets linked under a role.</summary>
    Field,

    /// <summary><see cref="AssetPath.Right"/> from each asset that <see cref="AssetPath.Left"/> finds.</summary>
    Collect,

    /// <summary>What either side finds.</summary>
    Union,

    /// <summary>What both sides find.</summary>
    Intersection,

    /// <summary>What the left side finds and the right does not.</summary>
    Difference,

    /// <summary>The start and everything found by following <see cref="AssetPath.Left"/> any number of times.</summary>
    Transitive,

    /// <summary>What <see cref="AssetPath.Left"/> finds, only assets of <see cref="AssetPath.Type"/> or below.</summary>
    SubType,
}

/// <summary>
/// An asset expression with its names resolved: variables replaced, fields bound to association ends. Equal expressions of a
/// language are the same object, so a path is evaluated once however many steps use it.
/// </summary>
public sealed class AssetPath
{
    internal AssetPath(
        int index,
        AssetPathKind kind,
        AssetPath? left,
        AssetPath? right,
        AssociationEnd? field,
        AssetType type
    )
    {
        Index = index;
        Kind = kind;
        Left = left;
        Right = right;
        Field = field;
        Type = type;
        IsDistributive =
            kind is not (AssetPathKind.Intersection or AssetPathKind.Difference)
            && left is not { IsDistributive: false }
            && right is not { IsDistributive: false };
        Depth = 1 + Math.Max(left?.Depth ?? 0, right?.Depth ?? 0);
    }

    /// <summary>Position in <see cref="LanguageGraph.Paths"/>.</summary>
    public int Index { get; }

    /// <summary>What it does.</summary>
    public AssetPathKind Kind { get; }

    /// <summary>The left or only operand; null for self and field.</summary>
    public AssetPath? Left { get; }

    /// <summary>The right operand of collect, union, intersection and difference.</summary>
    public AssetPath? Right { get; }

    /// <summary>The association end that a field leads to.</summary>
    public AssociationEnd? Field { get; }

    /// <summary>The type that the assets found have, at least (a transitive path may find its start too, of a more general type).</summary>
    public AssetType Type { get; }

    /// <summary>
    /// True when evaluating from a set gives the union of evaluating from each of its members: no intersection or difference inside.
    /// </summary>
    public bool IsDistributive { get; }

    /// <summary>True when more than one expression uses it.</summary>
    public bool IsShared { get; internal set; }

    /// <summary>Levels of nesting, 1 or more.</summary>
    public int Depth { get; }
}
