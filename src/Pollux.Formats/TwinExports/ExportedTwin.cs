using System.Collections.Immutable;
using System.Globalization;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.TwinExports;

/// <summary>A twin as the writers of other people's formats need it.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Types">The language's types.</param>
/// <param name="Matches">Which products have which vulnerabilities.</param>
/// <param name="Vulnerabilities">What is known of the vulnerabilities.</param>
public sealed record ExportedTwin(
    Revision Revision,
    TypeHierarchy Types,
    ImmutableArray<VulnerabilityMatch> Matches,
    VulnerabilityCatalogue Vulnerabilities
)
{
    /// <summary>Links by the asset that they lead from.</summary>
    public ILookup<string, AssetLink> Links { get; } =
        Revision.Links.ToLookup(link => link.FromId, StringComparer.Ordinal);

    /// <summary>The vulnerabilities that are sure to affect an asset's product, by the asset.</summary>
    public ILookup<string, string> Affected { get; } =
        Matches
            .Where(match => match.Status is MatchStatus.Affected)
            .ToLookup(match => match.AssetId, match => match.Vulnerability, StringComparer.Ordinal);

    /// <summary>The time that the twin speaks of: that of its newest source; the Unix epoch when none says its time, so that the output stays the same.</summary>
    public DateTimeOffset At => Revision.Sources.Max(source => source.At) ?? DateTimeOffset.UnixEpoch;

    /// <summary>The same in RFC 3339, to the second.</summary>
    public string AtText => At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A UUID that names the revision: the same revision gives the same one (RFC 9562, version 8).</summary>
    public Guid Uuid
    {
        get
        {
            byte[] bytes = Convert.FromHexString(Revision.Id);
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true);
        }
    }

    private readonly Dictionary<string, string> names = Revision.Assets.ToDictionary(
        asset => asset.Id,
        asset => asset.Name,
        StringComparer.Ordinal
    );

    /// <summary>The name of the asset with an id of the revision.</summary>
    public string NameOf(string id) => names[id];

    /// <summary>True when an asset is of a type or a special case of it.</summary>
    public bool IsA(Asset asset, string type) => Types.IsA(asset.Type, type);
}
