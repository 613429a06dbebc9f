using Pollux.Twin.Observations;

namespace Pollux.Twin.Filtering;

/// <summary>Says how a device filters, apart from its rules.</summary>
/// <param name="Device">The device.</param>
/// <param name="Filter">How it filters.</param>
public sealed record FilterStatement(AssetReference Device, FilterDevice Filter) : Statement;

/// <summary>Says one rule of a device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Rule">The rule.</param>
public sealed record FilterRuleStatement(AssetReference Device, FilterRule Rule) : Statement;
