using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Vulnerabilities;

/// <summary>
/// A scanner examined the asset to the end. Together with the findings of the same record it says what was not found any more, and so
/// closes older findings of the same scanner: see <see cref="Revisions.AssetFinding"/>.
/// </summary>
/// <param name="Scanner">The scanner's short name, as <see cref="FindingFact.Scanner"/>.</param>
/// <param name="Policy">
/// What decides which checks ran: the names of policy or template and the range of ports, as one text; null when the scanner does not
/// say, and then only <paramref name="Cleared"/> closes anything.
/// </param>
/// <param name="Authenticated">Whether it logged on to the device; null when it does not say.</param>
/// <param name="Cleared">
/// Ids of checks that ran on the asset and found nothing on it nor on its services, where the scanner lists them; sorted.
/// </param>
public sealed record ScanFact(string Scanner, string? Policy, bool? Authenticated, ImmutableArray<string> Cleared)
    : Fact;
