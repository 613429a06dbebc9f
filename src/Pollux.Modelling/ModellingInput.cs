using System.Collections.Immutable;
using Pollux.Knowledge.Matching;
using Pollux.Modelling.Tables;

namespace Pollux.Modelling;

/// <summary>What modelling knows beside the revision and the language.</summary>
/// <param name="Tables">Pollux's tables of ports, products and models.</param>
public sealed record ModellingInput(ModellingTables Tables)
{
    /// <summary>
    /// How the products of the revision stand to vulnerabilities, from matching; in any order. Empty: none are modelled.
    /// </summary>
    public ImmutableArray<VulnerabilityMatch> Matches { get; init; } = [];

    /// <summary>
    /// The moment that data is judged stale against; null for the time of the newest source, so that the same revision
    /// always gives the same model.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>How old the newest record of a device may be before a finding says so; 90 days unless given.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long two zones must have been watched before what no traffic used is a finding; 14 days unless given, so that a weekly job was
    /// due twice.
    /// </summary>
    public TimeSpan UnusedAfter { get; init; } = TimeSpan.FromDays(14);
}
