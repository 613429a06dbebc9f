using System.Collections.Immutable;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Filtering;

/// <summary>How a device of a revision filters, as one source says.</summary>
/// <param name="AssetId">The device.</param>
/// <param name="Device">Its interfaces, bindings, routes and translations.</param>
/// <param name="Rules">Its rules, by list and order.</param>
/// <param name="Record">The record that says so.</param>
public sealed record DeviceFilter(
    string AssetId,
    FilterDevice Device,
    ImmutableArray<Sourced<FilterRule>> Rules,
    RecordReference Record
);
