using System.Collections.Immutable;
using System.IO.Enumeration;
using Pollux.Knowledge.Products;

namespace Pollux.Knowledge.Matching;

/// <summary>Finds the criteria that mean a product of the twin, each by the surest rule that fits.</summary>
internal sealed class ProductFinder
{
    private readonly CriterionIndex index;

    public ProductFinder(CriterionIndex index) => this.index = index;

    /// <summary>All hits of a product, one for each criterion, in the order of the criteria's statements within a rule.</summary>
    public IReadOnlyCollection<ProductHit> Find(TwinProduct product)
    {
        Dictionary<ProductCriterion, ProductHit> hits = [];
        Dictionary<ProductIdentity, bool> differing = [];
        foreach (
            ProductHit hit in ByPackage(product).Concat(ByModel(product)).Concat(ByName(product)).Concat(ByCpe(product))
        )
        {
            if (!Contradicts(product, hit.Criterion, hit.Rule, differing))
            {
                bool better =
                    !hits.TryGetValue(hit.Criterion, out ProductHit? known) || hit.Specificity > known.Specificity;
                if (better)
                {
                    hits[hit.Criterion] = hit;
                }
            }
        }

        return hits.Values;
    }

    /// <summary>Products of the twin's vendor that are near but were not taken, nearest first.</summary>
    public IEnumerable<string> Near(TwinProduct product) =>
        product
            .Names.SelectMany(name =>
                name.Vendors.SelectMany(index.OfVendor)
                    .Select(criterion => (criterion.Pattern.Name, Likeness: criterion.Name.Likeness(name.Name)))
            )
            .Where(near => near.Likeness >= 0.3)
            .OrderByDescending(near => near.Likeness)
            .ThenBy(near => near.Name, StringComparer.Ordinal)
            .Select(near => near.Name)
            .Distinct(StringComparer.Ordinal);

    private IEnumerable<ProductHit> ByPackage(TwinProduct product) =>
        from purl in product.Purls
        from criterion in index.OfPackage(purl.PackageKey)
        select new ProductHit(
            criterion,
            MatchRule.PackageUrl,
            MatchConfidence.PackageUrl,
            false,
            400,
            () => $"The package URL pkg:{purl.PackageKey} is the same."
        );

    private IEnumerable<ProductHit> ByModel(TwinProduct product) =>
        from model in product.ModelNumbers
        from criterion in index.OfModel(model)
        where VendorsAgree(product, criterion) != false
        let named = criterion.ModelNumbers.FirstOrDefault(pattern => FitsModel(pattern, model))
        where named is not null
        select new ProductHit(
            criterion,
            MatchRule.Advisory,
            MatchConfidence.ModelNumber,
            false,
            350,
            () => $"{VendorSentence(product, criterion)} and the model number {named} is the twin's {model}."
        );

    private IEnumerable<ProductHit> ByName(TwinProduct product)
    {
        // Two CPE names decide between them; their words would only mix up what they tell apart.
        bool hasCpe = product.Cpes.Any(cpe => cpe[CpeField.Vendor].IsLiteral && cpe[CpeField.Product].IsLiteral);
        foreach (TwinName name in product.Names)
        {
            Dictionary<ProductIdentity, (NameRelation, bool)> compared = [];
            foreach (ProductCriterion criterion in index.LikeName(name.Name))
            {
                if (hasCpe && criterion.IsByCpeOnly)
                {
                    continue;
                }

                if (!compared.TryGetValue(criterion.Identity, out (NameRelation Relation, bool SameVendor) known))
                {
                    compared.Add(criterion.Identity, known = Compare(name, criterion.Identity));
                }

                (NameRelation relation, bool sameVendor) = known;
                if (relation == NameRelation.None)
                {
                    continue;
                }

                if (sameVendor)
                {
                    yield return NameHit(name, criterion, relation);
                }
                else if (
                    relation == NameRelation.Same
                    && name.Name.IsTellingAlone
                    && !product.HasIdentity
                    && criterion.Purl is null
                )
                {
                    yield return TextHit(name, criterion);
                }
            }
        }
    }

    // No relation where the vendors are two.
    private static (NameRelation Relation, bool SameVendor) Compare(TwinName name, ProductIdentity identity)
    {
        bool vendorsKnown = !name.Vendors.IsEmpty && !identity.Vendors.IsEmpty;
        bool sameVendor = vendorsKnown && name.Vendors.Any(identity.Vendors.Contains);
        return vendorsKnown && !sameVendor ? (NameRelation.None, false) : (identity.Compare(name.Name), sameVendor);
    }

    private static ProductHit NameHit(TwinName name, ProductCriterion criterion, NameRelation relation)
    {
        (double confidence, int specificity, string sentence) = relation switch
        {
            NameRelation.Same => (MatchConfidence.ProductName, 300, "is the same name as the advisory's {0}."),
            NameRelation.TwinIsDetailed => (
                MatchConfidence.ProductNameDetailed,
                250,
                "is a model of the advisory's {0}."
            ),
            _ => (
                MatchConfidence.ProductNameBroader,
                50,
                "is broader than the advisory's {0}, so it may be a sibling."
            ),
        };
        // What has nothing but a CPE name stays below the same name by a vendor's own words.
        bool byCpe = criterion.IsByCpeOnly;
        return new ProductHit(
            criterion,
            byCpe ? MatchRule.Cpe : MatchRule.Advisory,
            byCpe ? confidence * MatchConfidence.CpeByName : confidence,
            relation == NameRelation.TwinIsBroader,
            byCpe ? Math.Min(specificity, 180) : specificity,
            () =>
                $"Vendor '{criterion.Pattern.Vendor ?? criterion.Identity.VendorText}' is the twin's '{name.VendorText}', and the twin's "
                + $"'{name.Name.Text}' {sentence.Replace("{0}", $"'{criterion.Name.Text}'", StringComparison.Ordinal)}"
        );
    }

    private static ProductHit TextHit(TwinName name, ProductCriterion criterion) =>
        new(
            criterion,
            MatchRule.Text,
            MatchConfidence.Text,
            false,
            100,
            () =>
                $"The twin's '{name.Name.Text}' is the same name as '{criterion.Name.Text}'; the vendor is not known on one side."
        );

    private IEnumerable<ProductHit> ByCpe(TwinProduct product)
    {
        foreach (CpeName cpe in product.Cpes.Where(cpe => cpe[CpeField.Product].IsLiteral))
        {
            Dictionary<ProductIdentity, (CpeProductMatch, bool)> compared = [];
            foreach (ProductCriterion criterion in index.OfCpeProduct(cpe[CpeField.Product].Text))
            {
                if (!compared.TryGetValue(criterion.Identity, out (CpeProductMatch Match, bool Alias) known))
                {
                    bool named = IsAlias(criterion.Identity, cpe);
                    known = (CpeMatching.CompareProducts(criterion.Cpe!, cpe, named), named);
                    compared.Add(criterion.Identity, known);
                }

                (CpeProductMatch found, bool alias) = known;
                if (found != CpeProductMatch.None)
                {
                    bool same = found == CpeProductMatch.Same;
                    yield return new ProductHit(
                        criterion,
                        MatchRule.Cpe,
                        same ? MatchConfidence.Cpe : MatchConfidence.CpeVendorOpen,
                        false,
                        same ? 200 : 150,
                        () =>
                            $"The CPE name {criterion.Cpe} means the twin's {cpe}"
                            + (
                                alias ? "; the vendors are one under two names."
                                : same ? "."
                                : "; the vendor is open on one side."
                            )
                    );
                }
            }
        }
    }

    // Vendors change their names, and CPE names keep the old one: igor_sysoev:nginx is f5:nginx.
    private static bool IsAlias(ProductIdentity identity, CpeName cpe) =>
        cpe[CpeField.Vendor] is { IsLiteral: true } vendor
        && identity.Cpe![CpeField.Vendor] is { IsLiteral: true } other
        && vendor != other
        && identity.CpeVendorKeys.Contains(VendorNames.Key(vendor.Plain.Replace('_', ' ')));

    /// <summary>Surer identities on both sides that differ outweigh a weaker rule that fits.</summary>
    private static bool Contradicts(
        TwinProduct product,
        ProductCriterion criterion,
        MatchRule rule,
        Dictionary<ProductIdentity, bool> differing
    )
    {
        if (
            rule != MatchRule.PackageUrl
            && criterion.Purl is { } purl
            && product.Purls.Any(own => own.Type == purl.Type)
            && product.Purls.All(own => own.PackageKey != purl.PackageKey)
        )
        {
            return true;
        }

        if (rule is not (MatchRule.Advisory or MatchRule.Text))
        {
            return false;
        }

        if (!differing.TryGetValue(criterion.Identity, out bool differ))
        {
            differing.Add(criterion.Identity, differ = CpesDiffer(product, criterion.Identity));
        }

        return differ || OrderNumbersDiffer(product, criterion);
    }

    private static bool OrderNumbersDiffer(TwinProduct product, ProductCriterion criterion) =>
        !criterion.ModelNumbers.IsEmpty
        && !product.ModelNumbers.IsEmpty
        && criterion.ModelNumbers.All(IsOrderNumber)
        && product.ModelNumbers.Any(IsOrderNumber)
        && !product.ModelNumbers.Any(model => criterion.ModelNumbers.Any(pattern => FitsModel(pattern, model)));

    /// <summary>The same vendor and product in CPE, but another part, edition or target.</summary>
    private static bool CpesDiffer(TwinProduct product, ProductIdentity identity) =>
        identity.Cpe is { } pattern
        && product.Cpes.Any(cpe =>
            cpe[CpeField.Vendor] == pattern[CpeField.Vendor]
            && cpe[CpeField.Product] == pattern[CpeField.Product]
            && CpeMatching.CompareProducts(pattern, cpe) == CpeProductMatch.None
        );

    private static bool IsOrderNumber(string model) => model.Length >= 7 && model.Any(char.IsAsciiDigit);

    private static bool FitsModel(string pattern, string model) =>
        FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: true);

    private static bool? VendorsAgree(TwinProduct product, ProductCriterion criterion)
    {
        ImmutableArray<string> vendors =
        [
            .. product.Names.SelectMany(name => name.Vendors).Distinct(StringComparer.Ordinal),
        ];
        return vendors.IsEmpty || criterion.Vendors.IsEmpty ? null : vendors.Any(criterion.Vendors.Contains);
    }

    private static string VendorSentence(TwinProduct product, ProductCriterion criterion)
    {
        string? twin = product.Names.Select(name => name.VendorText).FirstOrDefault(text => text.Length > 0);
        return (criterion.Pattern.Vendor, twin) switch
        {
            ({ } vendor, { } own) => $"Vendor '{vendor}' is the twin's '{own}',",
            _ => "The vendor is not known on one side,",
        };
    }
}
