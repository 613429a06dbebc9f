using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>The assets of a program and their hierarchy.</summary>
internal sealed class AssetTable
{
    private const int MaximumDepth = 100;

    private readonly BindingContext context;
    private readonly Dictionary<string, AssetSymbol> byName = new(StringComparer.Ordinal);

    // How many assets the line of an asset has, itself included; absent before it is linked.
    private readonly Dictionary<AssetSymbol, int> depths = [];

    private AssetTable(BindingContext context) => this.context = context;

    /// <summary>All assets in source order; of two with one name the first.</summary>
    public ImmutableArray<AssetSymbol> All { get; private set; } = [];

    /// <summary>Declares all assets and links each to what it extends. What is wrong in the hierarchy extends nothing.</summary>
    public static AssetTable Bind(SourceProgram program, BindingContext context)
    {
        AssetTable table = new(context);
        table.Declare(program);
        table.Link();
        table.WarnOfUnextended();
        return table;
    }

    /// <summary>The asset of a name; reports and gives null when there is none.</summary>
    public AssetSymbol? Find(NameSyntax name, SourceLocation place, string role)
    {
        if (byName.TryGetValue(name.Text, out AssetSymbol? found))
        {
            return found;
        }

        context.ReportUnknown(
            BindingRules.UnknownAsset,
            place,
            $"The {role} '{name.Text}' is not declared.",
            name.Text,
            byName.Keys
        );
        return null;
    }

    /// <summary>The lowest asset that both are, or null: a true lowest common ancestor, whatever the depths.</summary>
    public static AssetSymbol? CommonAncestor(AssetSymbol left, AssetSymbol right)
    {
        HashSet<AssetSymbol> above = [.. left.Line()];
        return right.Line().FirstOrDefault(above.Contains);
    }

    private void Declare(SourceProgram program)
    {
        ImmutableArray<AssetSymbol>.Builder all = ImmutableArray.CreateBuilder<AssetSymbol>();
        foreach (Placed<CategorySyntax> category in program.Categories)
        {
            foreach (AssetSyntax asset in category.Node.Assets)
            {
                AssetSymbol symbol = new(category.With(asset), category.Node.Name.Text);
                if (byName.TryAdd(symbol.Name, symbol))
                {
                    all.Add(symbol);
                    continue;
                }

                SourceLocation place = symbol.At(asset.Name.Span);
                AssetSymbol first = byName[symbol.Name];
                string where = BindingContext.Where(first.At(first.Declaration.Node.Name.Span), place);
                context.Report(
                    BindingRules.DuplicateAsset,
                    place,
                    $"The asset '{symbol.Name}' is declared before, at {where}."
                );
            }
        }

        All = all.ToImmutable();
    }

    private void Link()
    {
        Dictionary<AssetSymbol, AssetSymbol> supers = [];
        foreach (AssetSymbol asset in All)
        {
            if (
                asset.Declaration.Node.SuperAsset is { } name
                && Find(name, asset.At(name.Span), "extended asset") is { } super
            )
            {
                supers.Add(asset, super);
                super.IsExtended = true;
            }
        }

        HashSet<AssetSymbol> rings = [.. FindRings(supers)];
        foreach (AssetSymbol asset in All.Where(asset => supers.ContainsKey(asset) && !rings.Contains(asset)))
        {
            LinkBelow(asset, supers, rings);
        }
    }

    // From the top down, so that depths are known; the walk up is as long as the unlinked part of the line.
    private void LinkBelow(AssetSymbol asset, Dictionary<AssetSymbol, AssetSymbol> supers, HashSet<AssetSymbol> rings)
    {
        Stack<AssetSymbol> unlinked = new();
        AssetSymbol? at = asset;
        while (at is not null && depths.GetValueOrDefault(at) == 0)
        {
            unlinked.Push(at);
            at = rings.Contains(at) ? null : supers.GetValueOrDefault(at);
        }

        while (unlinked.TryPop(out AssetSymbol? next))
        {
            AssetSymbol? super = rings.Contains(next) ? null : supers.GetValueOrDefault(next);
            int depth = super is null ? 1 : depths[super] + 1;
            if (depth > MaximumDepth)
            {
                context.Report(
                    BindingRules.InheritanceTooDeep,
                    next.At(next.Declaration.Node.Name.Span),
                    $"The asset '{next.Name}' extends a line of more than {MaximumDepth} assets."
                );
                (super, depth) = (null, 1);
            }

            next.Super = super;
            depths[next] = depth;
        }
    }

    private List<AssetSymbol> FindRings(Dictionary<AssetSymbol, AssetSymbol> supers)
    {
        List<AssetSymbol> inRings = [];
        HashSet<AssetSymbol> visited = [];
        foreach (AssetSymbol start in All)
        {
            List<AssetSymbol> path = [];
            HashSet<AssetSymbol> onPath = [];
            AssetSymbol? at = start;
            while (at is not null && visited.Add(at))
            {
                path.Add(at);
                onPath.Add(at);
                at = supers.GetValueOrDefault(at);
            }

            if (at is not null && onPath.Contains(at))
            {
                List<AssetSymbol> ring = path[path.IndexOf(at)..];
                ReportRing(ring);
                inRings.AddRange(ring);
            }
        }

        return inRings;
    }

    private void ReportRing(List<AssetSymbol> ring)
    {
        for (int index = 0; index < ring.Count; index++)
        {
            IEnumerable<string> names = Enumerable
                .Range(index, Math.Min(ring.Count, 20) + 1)
                .Select(at => ring[at % ring.Count].Name);
            AssetSymbol asset = ring[index];
            context.Report(
                BindingRules.InheritanceCycle,
                asset.At(asset.Declaration.Node.Name.Span),
                $"The asset '{asset.Name}' extends itself in a ring: {string.Join(" -> ", names)}."
            );
        }
    }

    private void WarnOfUnextended()
    {
        IEnumerable<AssetSymbol> never = All.Where(asset => asset.Declaration.Node.IsAbstract && !asset.IsExtended);
        foreach (AssetSymbol asset in never.Where(_ => !context.IsIncomplete))
        {
            context.Report(
                BindingRules.AbstractNeverExtended,
                asset.At(asset.Declaration.Node.Name.Span),
                $"The asset '{asset.Name}' is abstract, and no asset extends it."
            );
        }
    }
}
