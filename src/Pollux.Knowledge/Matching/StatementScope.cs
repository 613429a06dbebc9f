using System.Collections.Frozen;
using Pollux.Twin.Revisions;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// Which assets a source speaks of. A bill of materials that says that a library cannot be reached means the library in its own
/// product, not the same library in another; an advisory, which describes no assets itself, means every product that it names.
/// </summary>
internal sealed class StatementScope
{
    private readonly FrozenDictionary<string, FrozenSet<string>> sourcesByAsset;
    private readonly FrozenSet<string> describing;

    private StatementScope(Revision revision)
    {
        sourcesByAsset = revision.Assets.ToFrozenDictionary(
            asset => asset.Id,
            asset => asset.Provenance.Select(record => record.SourceKey).ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        describing = sourcesByAsset.Values.SelectMany(sources => sources).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Collects who describes what in a revision.</summary>
    public static StatementScope Of(Revision revision) => new(revision);

    /// <summary>True when what a source says of products can mean this asset.</summary>
    public bool Reaches(string assetId, string sourceKey) =>
        !describing.Contains(sourceKey) || sourcesByAsset[assetId].Contains(sourceKey);
}
