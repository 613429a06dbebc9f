using System.Collections.Immutable;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Revisions;

/// <summary>
/// What one check of a scanner says of an asset over all its scans. It is closed only by a newer scan of the same scanner that had the
/// asset in its scope and says that the check found nothing, or that ran by the same policy, logged on where the older one did, and
/// does not list it. A scan of other hosts, by another policy or without a time closes nothing.
/// </summary>
/// <param name="Finding">The finding as the newest record that has it says it.</param>
/// <param name="Records">The records that have it, oldest first.</param>
/// <param name="ClosedBy">The earliest scan that no longer found it; null while it is open.</param>
public sealed record AssetFinding(
    FindingFact Finding,
    ImmutableArray<RecordReference> Records,
    RecordReference? ClosedBy
)
{
    /// <summary>True while no newer scan says otherwise.</summary>
    public bool IsOpen => ClosedBy is null;
}
