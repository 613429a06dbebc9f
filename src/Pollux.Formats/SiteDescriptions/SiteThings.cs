using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>The first pass: finds every thing that the file declares, so that names can be used before they are declared.</summary>
internal sealed class SiteThings(SiteValues values, SiteIndex index)
{
    /// <summary>The longest name of a thing, in characters.</summary>
    public const int MaximumNameLength = 120;

    private readonly ImmutableArray<SiteThing>.Builder found = ImmutableArray.CreateBuilder<SiteThing>();

    /// <summary>How many could not be used, each with a diagnostic.</summary>
    public int Refused { get; private set; }

    /// <summary>The things in the order of the file.</summary>
    public ImmutableArray<SiteThing> Found => found.ToImmutable();

    /// <summary>Collects the things of one section.</summary>
    public void Collect(SectionSchema section, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                foreach (YamlEntry entry in map.Entries)
                {
                    CollectOne(section, entry.Key, entry.Value);
                }

                break;
            case YamlList list:
                foreach (YamlNode item in list.Items)
                {
                    CollectItem(section, item);
                }

                break;
            case YamlScalar { IsNothing: true }:
                break;
            default:
                Refuse(
                    node,
                    $"'{section.Name}' takes a map from names to what is said of them, and there is {SiteValues.InWords(node)}."
                );
                break;
        }
    }

    private void CollectItem(SectionSchema section, YamlNode item)
    {
        if (item is YamlScalar)
        {
            CollectOne(section, item, new YamlMap(item.Line, item.Column, 1, []));
        }
        else if (item is YamlMap map && section == SiteSchema.Conduits)
        {
            CollectConduit(section, map);
        }
        else if (item is YamlMap named && SiteMaps.Find(named, "name") is { } name)
        {
            CollectOne(section, name, named);
        }
        else
        {
            Refuse(
                item,
                $"An item of '{section.Name}' has no name.",
                "Add 'name:', or write the section as a map from names."
            );
        }
    }

    private void CollectConduit(SectionSchema section, YamlMap map)
    {
        string? name = SiteMaps.Find(map, "name") is { } given
            ? values.Text(given, "name")
            : $"{End(map, "from")} to {End(map, "to")}";
        if (name is null)
        {
            Refused++;
            return;
        }

        CollectOne(section, new YamlScalar(map.Line, map.Column, name, IsQuoted: true), map);
    }

    private static string End(YamlMap map, string key) =>
        SiteMaps.Find(map, key) is YamlScalar scalar ? scalar.Text.Trim() : "?";

    private void CollectOne(SectionSchema section, YamlNode nameNode, YamlNode value)
    {
        if (values.Text(nameNode, "name") is not { } name)
        {
            Refused++;
            return;
        }

        if (name.Length > MaximumNameLength)
        {
            Refuse(nameNode, $"A name has {name.Length} characters; at most {MaximumNameLength} are taken.");
            return;
        }

        YamlMap map = value switch
        {
            YamlMap said => said,
            YamlScalar { IsNothing: true } => new YamlMap(value.Line, value.Column, 1, []),
            _ => new YamlMap(
                value.Line,
                value.Column,
                value.Weight,
                [new YamlEntry(new YamlScalar(value.Line, value.Column, section.Shorthand, IsQuoted: false), value)]
            ),
        };
        var thing = new SiteThing(section, name, Type(section, name, map), nameNode, map);
        if (index.Add(thing))
        {
            found.Add(thing);
        }
        else
        {
            Refused++;
        }
    }

    private string Type(SectionSchema section, string name, YamlMap map)
    {
        if (SiteMaps.Find(map, "type") is not { } node || values.Text(node, "type") is not { } word)
        {
            return section.Type;
        }

        if (SiteTypes.Find(word, section.Type) is { } type)
        {
            return type;
        }

        values.Add(
            SiteDescriptionRules.UnknownWord,
            node,
            $"'{SiteValues.Short(word)}' is no type of {section.Singular} that is known here; '{name}' is taken as a {SiteTypes.InWords(section.Type)}.",
            Spelling.DidYouMean(word, SiteTypes.WordsFor(section.Type))
        );
        return section.Type;
    }

    private void Refuse(YamlNode node, string message, string? hint = null)
    {
        values.Add(SiteDescriptionRules.WrongKindOfValue, node, message, hint);
        Refused++;
    }
}
