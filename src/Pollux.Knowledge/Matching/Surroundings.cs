using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// What stands beside a product: the products of its device or, where a document lists software of no device, of that document.
/// Answers whether a product that a configuration asks for is among them.
/// </summary>
internal sealed class Surroundings
{
    private readonly Dictionary<string, Asset> assets;
    private readonly HashSet<string> parents;
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    private Surroundings(Revision revision)
    {
        assets = revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        parents = new(revision.Assets.Select(asset => asset.ParentId).OfType<string>(), StringComparer.Ordinal);
    }

    /// <summary>Collects what is beside what.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="products">What its assets are, by their ids.</param>
    /// <param name="hits">Which criteria mean them, by their ids.</param>
    public static Surroundings Of(
        Revision revision,
        IReadOnlyDictionary<string, TwinProduct> products,
        IReadOnlyDictionary<string, IReadOnlyCollection<ProductHit>> hits
    )
    {
        Surroundings surroundings = new(revision);
        foreach (Asset asset in revision.Assets)
        {
            if (products.TryGetValue(asset.Id, out TwinProduct? product))
            {
                Place place = surroundings.PlaceOf(asset);
                place.Add(asset, product);
                foreach (ProductHit hit in hits[asset.Id].Where(hit => hit.Criterion.IsCondition))
                {
                    place.Add(product, hit);
                }
            }
        }

        return surroundings;
    }

    /// <summary>Whether a product beside an asset, or the asset itself, is one that a criterion means.</summary>
    public Presence Find(string assetId, ProductCriterion criterion) => PlaceOf(assets[assetId]).Find(criterion);

    private Place PlaceOf(Asset asset)
    {
        Asset owner = asset;
        for (
            int depth = 0;
            depth < 16 && owner.ParentId is { } id && assets.TryGetValue(id, out Asset? parent);
            depth++
        )
        {
            owner = parent;
        }

        bool alone = owner.Type == "Software" && !owner.Provenance.IsEmpty && !parents.Contains(owner.Id);
        string key = alone ? $"document {owner.Provenance[0].SourceKey}" : owner.Id;
        if (!places.TryGetValue(key, out Place? place))
        {
            places.Add(key, place = new Place());
        }

        return place;
    }

    private sealed class Place
    {
        private readonly Dictionary<ProductCriterion, List<(TwinProduct Product, ProductHit Hit)>> present = [];
        private readonly List<CpeName> systems = [];
        private readonly List<CpeName> hardware = [];
        private readonly HashSet<string> families = new(StringComparer.Ordinal);

        public void Add(Asset asset, TwinProduct product)
        {
            systems.AddRange(product.Cpes.Where(cpe => cpe[CpeField.Part].Text == "o"));
            hardware.AddRange(product.Cpes.Where(cpe => cpe[CpeField.Part].Text == "h"));
            families.UnionWith(
                product
                    .Cpes.Where(cpe => cpe[CpeField.Part].Text == "o")
                    .Select(SystemFamilies.Of)
                    .Append(SystemFamilies.Of(asset.Property(Properties.OperatingSystem)))
                    .OfType<string>()
            );
        }

        public void Add(TwinProduct product, ProductHit hit)
        {
            if (!present.TryGetValue(hit.Criterion, out List<(TwinProduct, ProductHit)>? list))
            {
                present.Add(hit.Criterion, list = []);
            }

            list.Add((product, hit));
        }

        public Presence Find(ProductCriterion criterion)
        {
            Presence best = Absent(criterion);
            foreach ((TwinProduct product, ProductHit hit) in present.GetValueOrDefault(criterion) ?? [])
            {
                Containment answer = VersionJudgement.Of(product, criterion).Answer;
                answer = answer == Containment.Contained && hit.IsBroader ? Containment.Unknown : answer;
                // A product that is surely another version does not outweigh one that may be meant.
                if (best.By is null || answer > best.Answer)
                {
                    best = new Presence(answer, $"{product.Display} {product.VersionText}".Trim());
                }
            }

            return best;
        }

        /// <summary>
        /// What no product of the place is meant to be. Of software nobody knows all; but a device has one system and is one device.
        /// </summary>
        private Presence Absent(ProductCriterion criterion)
        {
            CpeName cpe = criterion.Cpe!;
            Containment answer = cpe[CpeField.Part].Text switch
            {
                "o" => System(criterion, cpe),
                "h" => hardware.Count > 0 && hardware.TrueForAll(own => Differs(cpe, own))
                    ? Containment.NotContained
                    : Containment.Unknown,
                _ => Containment.Unknown,
            };
            return new Presence(answer, answer == Containment.Contained ? string.Join(", ", families) : null);
        }

        private Containment System(ProductCriterion criterion, CpeName cpe)
        {
            string? family = SystemFamilies.Of(cpe);
            if (family is not null && families.Count > 0)
            {
                if (!families.Contains(family))
                {
                    return Containment.NotContained;
                }

                if (SystemFamilies.MeansWholeFamily(cpe) && criterion.Range is { IsAll: true })
                {
                    return Containment.Contained;
                }
            }

            return
                systems.Count > 0
                && systems.TrueForAll(own => Differs(cpe, own) && !SystemFamilies.MeansWholeFamily(own))
                ? Containment.NotContained
                : Containment.Unknown;
        }

        private static bool Differs(CpeName cpe, CpeName own) =>
            own[CpeField.Product].IsLiteral
            && own[CpeField.Vendor].IsLiteral
            && CpeMatching.CompareProducts(cpe, own) == CpeProductMatch.None;
    }
}

/// <summary>Whether a product is there.</summary>
/// <param name="Answer">It is, it surely is not, or nobody knows.</param>
/// <param name="By">The product that answers; null when none does.</param>
internal readonly record struct Presence(Containment Answer, string? By);
