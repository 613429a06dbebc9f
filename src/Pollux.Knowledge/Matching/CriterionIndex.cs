using System.Collections.Immutable;
using Pollux.Knowledge.Products;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// Finds the criteria that could mean a product without going through all of them: by package, model number, CPE product and
/// the rarest part of the name.
/// </summary>
internal sealed class CriterionIndex
{
    private readonly Dictionary<string, List<ProductCriterion>> byPackage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProductCriterion>> byModel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProductCriterion>> byCpeProduct = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProductCriterion>> byRarestPart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProductCriterion>> byPart = new(StringComparer.Ordinal);
    private readonly List<ProductCriterion> modelWildcards = [];
    private readonly List<ProductCriterion> cpeWildcards = [];
    private readonly Dictionary<string, List<ProductCriterion>> byVendor = new(StringComparer.Ordinal);

    private CriterionIndex(ImmutableArray<ProductCriterion> criteria)
    {
        Criteria = criteria;
        foreach (ProductCriterion criterion in criteria)
        {
            AddIdentities(criterion);
            foreach (
                string part in criterion.Identity.Names.SelectMany(name => name.Parts).Distinct(StringComparer.Ordinal)
            )
            {
                Add(byPart, part, criterion);
            }

            foreach (string vendor in criterion.Vendors)
            {
                Add(byVendor, vendor, criterion);
            }
        }

        foreach (ProductCriterion criterion in criteria)
        {
            foreach (ProductName name in criterion.Identity.Names.Where(name => !name.Parts.IsEmpty))
            {
                AddRarest(criterion, name);
            }
        }
    }

    /// <summary>All criteria, in the order of the statements.</summary>
    public ImmutableArray<ProductCriterion> Criteria { get; }

    public static CriterionIndex Build(Revision revision)
    {
        CriterionReading reading = new();
        foreach (Sourced<ProductStatement> statement in revision.Products)
        {
            reading.Add(statement);
        }

        foreach (Sourced<ConfigurationStatement> statement in revision.Configurations)
        {
            reading.Add(statement);
        }

        return new CriterionIndex([.. reading.Criteria]);
    }

    /// <summary>Criteria of a package.</summary>
    public IEnumerable<ProductCriterion> OfPackage(string packageKey) => byPackage.GetValueOrDefault(packageKey) ?? [];

    /// <summary>Criteria that name a model number, or have a pattern for such.</summary>
    public IEnumerable<ProductCriterion> OfModel(string model) =>
        (byModel.GetValueOrDefault(model) ?? []).Concat(modelWildcards);

    /// <summary>Criteria whose CPE product is this, or has a pattern.</summary>
    public IEnumerable<ProductCriterion> OfCpeProduct(string product) =>
        (byCpeProduct.GetValueOrDefault(product) ?? []).Concat(cpeWildcards);

    /// <summary>Criteria of a vendor.</summary>
    public IReadOnlyList<ProductCriterion> OfVendor(string vendor) => byVendor.GetValueOrDefault(vendor) ?? [];

    /// <summary>Criteria whose name could be part of this one, or the other way round.</summary>
    public IEnumerable<ProductCriterion> LikeName(ProductName name)
    {
        IEnumerable<ProductCriterion> partOfIt = name.Keys.SelectMany(key => byRarestPart.GetValueOrDefault(key) ?? []);
        List<ProductCriterion>? holdsIt = name
            .Parts.Select(part => byPart.GetValueOrDefault(part) ?? [])
            .MinBy(list => list.Count);
        return partOfIt.Concat(holdsIt ?? []).Distinct();
    }

    private void AddIdentities(ProductCriterion criterion)
    {
        if (criterion.Purl is { } purl)
        {
            Add(byPackage, purl.PackageKey, criterion);
        }

        foreach (string model in criterion.ModelNumbers)
        {
            if (model.Contains('*', StringComparison.Ordinal) || model.Contains('?', StringComparison.Ordinal))
            {
                modelWildcards.Add(criterion);
            }
            else
            {
                Add(byModel, model, criterion);
            }
        }

        if (criterion.Cpe is { } cpe && cpe[CpeField.Product] is { IsAny: false } product)
        {
            if (product.HasWildcard)
            {
                cpeWildcards.Add(criterion);
            }
            else
            {
                Add(byCpeProduct, product.Text, criterion);
            }
        }
    }

    private void AddRarest(ProductCriterion criterion, ProductName name)
    {
        string rarest = name.Parts.MinBy(part => byPart[part].Count)!;
        // Joined spellings that hold the rarest part: "s7" and "1500" are looked up as "s71500" too.
        foreach (string key in name.Keys.Where(key => key.Contains(rarest, StringComparison.Ordinal)))
        {
            Add(byRarestPart, key, criterion);
        }
    }

    private static void Add(Dictionary<string, List<ProductCriterion>> index, string key, ProductCriterion criterion)
    {
        if (!index.TryGetValue(key, out List<ProductCriterion>? list))
        {
            index.Add(key, list = []);
        }

        list.Add(criterion);
    }
}
