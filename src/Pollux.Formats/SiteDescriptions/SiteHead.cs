using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>What a file says of the site as a whole.</summary>
/// <param name="Name">The site's name.</param>
/// <param name="AsOf">When the description was true, or null.</param>
/// <param name="Revision">The edition as its authors count it, or null.</param>
/// <param name="Facts">Everything else, as facts of the site.</param>
internal sealed record SiteHead(string Name, DateTimeOffset? AsOf, string? Revision, ImmutableArray<Fact> Facts)
{
    private static readonly ImmutableArray<string> Keys =
    [
        "name",
        "currency",
        "asOf",
        "revision",
        "description",
        "owner",
    ];

    /// <summary>Reads <c>site:</c>, <c>mitigationCosts:</c>, <c>risk:</c> and <c>assumptions:</c>; null, with an error, without a name.</summary>
    public static SiteHead? Read(YamlMap root, SiteValues values)
    {
        if (SiteMaps.Find(root, "site") is not { } node)
        {
            values.Add(SiteDescriptionRules.NotASiteDescription, root, "There is no 'site:' in this file.");
            return null;
        }

        YamlMap map = node as YamlMap ?? new YamlMap(node.Line, node.Column, 1, []);
        YamlNode? nameNode = node is YamlMap ? SiteMaps.Find(map, "name") : node;
        if (nameNode is null || values.Text(nameNode, "name") is not { } name)
        {
            values.Add(
                SiteDescriptionRules.NotASiteDescription,
                node,
                "The site has no name.",
                "Add 'name:' under 'site:'."
            );
            return null;
        }

        foreach (
            YamlEntry entry in map.Entries.Where(entry =>
                !Keys.Any(key => SiteWords.Plain(key) == SiteWords.Plain(entry.Key.Text))
            )
        )
        {
            values.Add(
                SiteDescriptionRules.UnknownKey,
                entry.Key,
                $"A site has no key '{SiteValues.Short(entry.Key.Text)}'; it was ignored.",
                Spelling.DidYouMean(entry.Key.Text, Keys)
            );
        }

        return new SiteHead(
            name,
            SiteMaps.Find(map, "asOf") is { } asOf ? values.Time(asOf, "asOf") : null,
            Text(map, "revision", values),
            [
                new PropertyFact(Properties.Standing, "declared"),
                .. Property(map, "currency", Properties.Currency, values),
                .. Property(map, "description", Properties.Description, values),
                .. Property(map, "owner", Properties.Owner, values),
                .. Assumptions(root, values),
                .. MitigationCosts(root, values),
                .. SiteRisk.Read(root, values),
            ]
        );
    }

    private static string? Text(YamlMap map, string key, SiteValues values) =>
        SiteMaps.Find(map, key) is { } node ? values.Text(node, key) : null;

    private static IEnumerable<Fact> Property(YamlMap map, string key, string property, SiteValues values) =>
        Text(map, key, values) is { } text ? [new PropertyFact(property, text)] : [];

    private static IEnumerable<Fact> Assumptions(YamlMap root, SiteValues values) =>
        SiteMaps
            .Items(SiteMaps.Find(root, "assumptions"))
            .Select(node => values.Text(node, "assumptions"))
            .OfType<string>()
            .Select(text => new PropertyFact(Properties.Assumption, text));

    private static IEnumerable<Fact> MitigationCosts(YamlMap root, SiteValues values)
    {
        (string Key, string Property)[] classes =
        [
            ("low", Properties.MitigationCostLow),
            ("medium", Properties.MitigationCostMedium),
            ("high", Properties.MitigationCostHigh),
        ];
        YamlNode? node = SiteMaps.Find(root, "mitigationCosts");
        if (node is not (null or YamlMap or YamlScalar { IsNothing: true }))
        {
            values.Add(
                SiteDescriptionRules.WrongKindOfValue,
                node,
                $"'mitigationCosts' takes low, medium and high with money each, and there is {SiteValues.InWords(node)}."
            );
        }

        foreach (YamlEntry entry in (node as YamlMap)?.Entries ?? [])
        {
            string? property = classes.FirstOrDefault(known => known.Key == SiteWords.Plain(entry.Key.Text)).Property;
            if (property is null)
            {
                values.Add(
                    SiteDescriptionRules.UnknownKey,
                    entry.Key,
                    $"There is no cost class '{SiteValues.Short(entry.Key.Text)}'; it was ignored.",
                    "The classes are low, medium and high."
                );
            }
            else if (values.Read(entry.Value, entry.Key.Text, ValueShape.Money) is { } amount)
            {
                yield return new PropertyFact(property, amount);
            }
        }
    }
}
