using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Reads <c>risk:</c>, what the site says of risk as a whole: how often it is attacked and what it accepts.</summary>
internal static class SiteRisk
{
    private const string AttacksKey = "attacksPerYear";
    private const string AppetiteKey = "appetite";

    private static readonly (string Key, string Property)[] Range =
    [
        ("low", Properties.AttacksPerYearLow),
        ("likely", Properties.AttacksPerYearLikely),
        ("high", Properties.AttacksPerYearHigh),
    ];

    /// <summary>The facts of the site that the section holds.</summary>
    public static IEnumerable<Fact> Read(YamlMap root, SiteValues values)
    {
        YamlNode? node = SiteMaps.Find(root, "risk");
        if (node is not (null or YamlMap or YamlScalar { IsNothing: true }))
        {
            values.Add(
                SiteDescriptionRules.WrongKindOfValue,
                node,
                $"'risk' takes {AppetiteKey} and {AttacksKey}, and there is {SiteValues.InWords(node)}."
            );
        }

        foreach (YamlEntry entry in (node as YamlMap)?.Entries ?? [])
        {
            IEnumerable<Fact> facts = SiteWords.Plain(entry.Key.Text) switch
            {
                var key when key == SiteWords.Plain(AppetiteKey) => One(
                    Properties.RiskAppetite,
                    values.Read(entry.Value, AppetiteKey, ValueShape.Money)
                ),
                var key when key == SiteWords.Plain(AttacksKey) => Attacks(entry.Value, values),
                _ => Unknown(entry.Key, "Risk", values, [AppetiteKey, AttacksKey]),
            };
            foreach (Fact fact in facts)
            {
                yield return fact;
            }
        }
    }

    private static IEnumerable<Fact> Attacks(YamlNode node, SiteValues values)
    {
        if (node is not YamlMap map)
        {
            return One(Properties.AttacksPerYearLikely, values.Read(node, AttacksKey, ValueShape.PerYear));
        }

        List<PropertyFact> facts = [];
        foreach (YamlEntry entry in map.Entries)
        {
            string? property = Array.Find(Range, known => known.Key == SiteWords.Plain(entry.Key.Text)).Property;
            if (property is null)
            {
                Unknown(entry.Key, $"'{AttacksKey}'", values, [.. Range.Select(known => known.Key)]);
            }
            else if (values.Read(entry.Value, entry.Key.Text, ValueShape.PerYear) is { } text)
            {
                facts.Add(new PropertyFact(property, text));
            }
        }

        double[] figures =
        [
            .. Range
                .Select(known => facts.Find(fact => fact.Name == known.Property))
                .OfType<PropertyFact>()
                .Select(fact => double.Parse(fact.Value, CultureInfo.InvariantCulture)),
        ];
        if (!figures.Zip(figures.Skip(1)).All(pair => pair.First <= pair.Second))
        {
            values.Add(
                SiteDescriptionRules.FiguresNotRising,
                map,
                $"The figures of '{AttacksKey}' do not rise from low over likely to high; none of them is used."
            );
            return [];
        }

        return facts;
    }

    private static IEnumerable<Fact> One(string property, string? text) =>
        text is null ? [] : [new PropertyFact(property, text)];

    private static IEnumerable<Fact> Unknown(YamlScalar key, string what, SiteValues values, string[] known)
    {
        values.Add(
            SiteDescriptionRules.UnknownKey,
            key,
            $"{what} has no key '{SiteValues.Short(key.Text)}'; it was ignored.",
            Spelling.DidYouMean(key.Text, known)
        );
        return [];
    }
}
