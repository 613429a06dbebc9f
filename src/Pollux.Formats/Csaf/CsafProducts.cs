using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Csaf;

/// <summary>The products that an advisory defines: branches, full names, relationships or product paths, and groups (CSAF 2.0, 3.2.2; 2.1, 3.2.3).</summary>
internal sealed class CsafProducts
{
    private readonly DiagnosticBag diagnostics;
    private readonly int deepest;
    private readonly Dictionary<string, ProductPattern> products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> groups = new(StringComparer.Ordinal);

    private CsafProducts(DiagnosticBag diagnostics, int deepest)
    {
        this.diagnostics = diagnostics;
        this.deepest = deepest;
    }

    /// <summary>Reads a product tree; null gives none.</summary>
    public static CsafProducts Read(JsonItem? tree, DiagnosticBag diagnostics, int deepest)
    {
        CsafProducts found = new(diagnostics, deepest);
        if (tree is null)
        {
            return found;
        }

        found.ReadBranches(tree, default, 0);
        foreach (JsonItem name in tree["full_product_names"]?.Items ?? [])
        {
            found.Define(name, default);
        }

        found.ReadCombinations(tree["relationships"], "product_reference");
        // What 2.1 has in their place: the same from the other products' side, with any number of them.
        found.ReadCombinations(tree["product_paths"], "beginning_product_reference");
        foreach (JsonItem group in tree["product_groups"]?.Items ?? [])
        {
            if (group.Text("group_id") is { } id)
            {
                found.groups.TryAdd(id, Ids(group["product_ids"]));
            }
        }

        return found;
    }

    /// <summary>The product of an id; null when none is defined.</summary>
    public ProductPattern? Find(string id) => products.GetValueOrDefault(id);

    /// <summary>
    /// The products that an item (a flag, a remediation, a threat) concerns: those of its lists and of its groups; null when it names
    /// none, which means all.
    /// </summary>
    public IEnumerable<string>? Concerned(JsonItem item) =>
        item["product_ids"] is null && item["group_ids"] is null
            ? null
            : Ids(item["product_ids"])
                .Concat(Ids(item["group_ids"]).SelectMany(group => groups.GetValueOrDefault(group, [])));

    /// <summary>The texts of a list.</summary>
    public static ImmutableArray<string> Ids(JsonItem? list) =>
        [.. (list?.Items ?? []).Select(item => item.StringOrNull?.Trim()).OfType<string>().Where(id => id.Length > 0)];

    private void ReadBranches(JsonItem parent, Path path, int depth)
    {
        if (depth > deepest)
        {
            throw new InputLimitException($"Branches are nested more than {deepest} deep.");
        }

        foreach (JsonItem branch in parent["branches"]?.Items ?? [])
        {
            string? name = branch.Text("name");
            Path inner = branch.Text("category") switch
            {
                "vendor" => path with { Vendor = name },
                "product_name" => path with { Product = name },
                "product_version" => path with { Version = name, IsRange = VersionTexts.LooksLikeRange(name) },
                "product_version_range" => path with { Version = name, IsRange = true },
                _ => path,
            };
            ReadBranches(branch, inner, depth + 1);
            if (branch["product"] is { } product)
            {
                Define(product, inner);
            }
        }
    }

    // "A installed on B" is affected as A is; B is the condition and stays in the name.
    private void ReadCombinations(JsonItem? combinations, string first)
    {
        foreach (JsonItem combination in combinations?.Items ?? [])
        {
            string? reference = combination.Text(first);
            ProductPattern? part = reference is null ? null : Find(reference);
            if (reference is not null && part is null)
            {
                AddUndefined(combination[first]!, reference);
            }

            if (combination["full_product_name"] is { } name)
            {
                Path path = new(part?.Vendor, part?.Product, part?.Versions, part?.VersionsAreRange ?? false);
                Define(name, path, part);
            }
        }
    }

    /// <summary>Says that an id leads nowhere.</summary>
    public void AddUndefined(JsonItem place, string id) =>
        diagnostics.Add(
            CsafRules.UndefinedProduct,
            place,
            $"The product id '{Excerpt.Of(id)}' is not defined.",
            Excerpt.Of(id)
        );

    private void Define(JsonItem product, Path path, ProductPattern? part = null)
    {
        if (product.Text("product_id") is not { } id)
        {
            diagnostics.Add(CsafRules.UndefinedProduct, product, "A product of the tree has no product_id.");
            return;
        }

        JsonItem? helper = product["product_identification_helper"];
        ProductPattern pattern = new(
            Excerpt.OneLineOrNull(product.Text("name"), 500) ?? id,
            Excerpt.OneLineOrNull(path.Vendor, 200),
            Excerpt.OneLineOrNull(path.Product, 300),
            Excerpt.OneLineOrNull(path.Version, 300),
            path.IsRange,
            CpeNames.Read(helper?.Text("cpe")) ?? part?.Cpe,
            PurlName.Read(helper?.Text("purl") ?? Ids(helper?["purls"]).FirstOrDefault()) ?? part?.Purl,
            [.. Ids(helper?["model_numbers"]).Concat(Ids(helper?["skus"])).Distinct(StringComparer.Ordinal)]
        );
        if (!products.TryAdd(id, pattern))
        {
            diagnostics.Add(
                CsafRules.DuplicateProduct,
                product,
                $"The product id '{Excerpt.Of(id)}' was defined before.",
                Excerpt.Of(id)
            );
        }
    }

    private readonly record struct Path(string? Vendor, string? Product, string? Version, bool IsRange);
}
