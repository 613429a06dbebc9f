using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Findings;

/// <summary>
/// One thing wrong, or worth knowing, that an import, the modelling or an assessment shows about a site. A diagnostic is about a
/// file that somebody wrote; a finding is about the site.
/// </summary>
/// <param name="Rule">What kind of thing it is; carries the stable code and the general title.</param>
/// <param name="Severity">How much it matters here.</param>
/// <param name="Asset">The name of the asset that it concerns, as in the instance model; null when it concerns the whole site.</param>
/// <param name="TwinAssetId">The id of that asset in the twin, or null.</param>
/// <param name="Title">What is wrong, in a few words that name the asset.</param>
/// <param name="Reason">Why Pollux says so, as one or two sentences with the values that it rests on.</param>
/// <param name="NextStep">What to do about it.</param>
/// <param name="Evidence">The records that it rests on, oldest first; empty where the absence of any is the point.</param>
public sealed record Finding(
    DiagnosticRule Rule,
    FindingSeverity Severity,
    string? Asset,
    string? TwinAssetId,
    string Title,
    string Reason,
    string NextStep,
    ImmutableArray<RecordReference> Evidence
)
{
    /// <summary>The order in which findings are shown: gravest first, then by code, asset, title and reason.</summary>
    public static ImmutableArray<Finding> Sort(IEnumerable<Finding> findings) =>
        [
            .. findings
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.Rule.Code, StringComparer.Ordinal)
                .ThenBy(finding => finding.Asset ?? "", StringComparer.Ordinal)
                .ThenBy(finding => finding.Title, StringComparer.Ordinal)
                .ThenBy(finding => finding.Reason, StringComparer.Ordinal),
        ];
}
