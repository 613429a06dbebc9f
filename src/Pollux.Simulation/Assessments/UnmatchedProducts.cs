using Pollux.Knowledge.Matching;
using Pollux.Modelling.Findings;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Assessments;

/// <summary>Says of which products nothing can be told, so that silence is not taken for safety.</summary>
internal static class UnmatchedProducts
{
    public static IEnumerable<Finding> Find(AssessmentInput input)
    {
        Dictionary<string, Asset> assets = input.Revision.Assets.ToDictionary(
            asset => asset.Id,
            StringComparer.Ordinal
        );
        foreach (UnmappedProduct product in input.NeedsMapping)
        {
            Asset? asset = assets.GetValueOrDefault(product.AssetId);
            string near = product.Candidates.IsEmpty
                ? ""
                : $" Near, and not taken: {string.Join(", ", product.Candidates)}.";
            yield return new Finding(
                AssessmentRules.UnmatchedProduct,
                FindingSeverity.Info,
                asset?.Name,
                product.AssetId,
                $"No vulnerability can be told of {product.Product}",
                $"No statement could be held against it.{near}",
                product.Missing,
                asset?.Provenance ?? []
            );
        }
    }
}
