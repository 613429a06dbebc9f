using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>Gathers how each device filters: what one source says of it is one filter, for two configurations are two answers.</summary>
internal static class FilterDrafts
{
    public static ImmutableArray<DeviceFilter> Of(Mentions mentions, Dictionary<Mention, string> ids) =>
        [
            .. mentions
                .Filters.GroupBy(saying => (Id: ids[saying.Subject.Leader], saying.Record.SourceKey))
                .OrderBy(group => group.Key.Id, StringComparer.Ordinal)
                .ThenBy(group => group.Key.SourceKey, StringComparer.Ordinal)
                .Select(group => ToFilter(group.Key.Id, [.. group]))
                .OfType<DeviceFilter>(),
        ];

    // Rules of which the device's own record is lost (a broken line of the file) cannot be placed anywhere.
    private static DeviceFilter? ToFilter(string id, FilterSaying[] sayings) =>
        Array.Find(sayings, saying => saying.Device is not null) is { } device
            ? new DeviceFilter(
                id,
                device.Device!,
                [
                    .. sayings
                        .Where(saying => saying.Rule is not null)
                        .Select(saying => new Sourced<FilterRule>(saying.Rule!, saying.Record))
                        .OrderBy(rule => rule.Value.List, StringComparer.Ordinal)
                        .ThenBy(rule => rule.Value.Order),
                ],
                device.Record
            )
            : null;
}
