using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>One thing that a site description declares.</summary>
/// <param name="Section">Where.</param>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">Its type in Pollux's language.</param>
/// <param name="At">The place of its name, for messages.</param>
/// <param name="Map">What is said of it; empty when nothing is.</param>
internal sealed record SiteThing(SectionSchema Section, string Name, string Type, YamlNode At, YamlMap Map)
{
    /// <summary>How other records refer to it.</summary>
    public AssetReference Reference => AssetReference.Named(Type, Name);

    /// <summary>The key of its record.</summary>
    public string Record => $"{Section.Singular} {Name}";

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key] => SiteMaps.Find(Map, key);
}

/// <summary>Look-ups in maps.</summary>
internal static class SiteMaps
{
    /// <summary>The value of a key, letter case and hyphens aside, or null.</summary>
    public static YamlNode? Find(YamlMap map, string key) =>
        map.Entries.FirstOrDefault(entry => SiteWords.Plain(entry.Key.Text) == SiteWords.Plain(key))?.Value;

    /// <summary>The items of a list, or the one value itself; nothing for nothing.</summary>
    public static IEnumerable<YamlNode> Items(YamlNode? node) =>
        node switch
        {
            null or YamlScalar { IsNothing: true } => [],
            YamlList list => list.Items,
            _ => [node],
        };
}

/// <summary>All things of a site description by name, and the answer to what a name refers to.</summary>
internal sealed class SiteIndex(SiteValues values)
{
    private readonly Dictionary<string, SiteThing> things = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The Internet: the zone of that type that the file declares, or the one that is always there.</summary>
    public AssetReference Internet =>
        things.Values.FirstOrDefault(thing => thing.Type == "Internet")?.Reference
        ?? AssetReference.Named("Internet", SiteSchema.InternetName);

    /// <summary>The things, in no order that means anything.</summary>
    public IEnumerable<SiteThing> Things => things.Values;

    /// <summary>Adds a thing; false, with a diagnostic, when its name is taken.</summary>
    public bool Add(SiteThing thing)
    {
        if (things.TryAdd(thing.Name, thing))
        {
            return true;
        }

        SiteThing first = things[thing.Name];
        values.Add(
            SiteDescriptionRules.DuplicateName,
            thing.At,
            $"'{thing.Name}' is already the name of a {first.Section.Singular} at line {first.At.Line}; this one is left out."
        );
        return false;
    }

    /// <summary>The thing of a name, or null, silently.</summary>
    public SiteThing? Find(string name) => things.GetValueOrDefault(name);

    /// <summary>What a value refers to; null, with a diagnostic, when it refers to nothing of the kind asked for.</summary>
    /// <param name="node">The value: a name.</param>
    /// <param name="key">The key that holds it, for messages.</param>
    /// <param name="kind">The type that it must be of.</param>
    public AssetReference? Resolve(YamlNode node, string key, string kind)
    {
        if (values.Text(node, key) is not { } name)
        {
            return null;
        }

        if (things.GetValueOrDefault(name) is { } thing)
        {
            if (SiteTypes.IsA(thing.Type, kind))
            {
                return thing.Reference;
            }

            values.Add(
                SiteDescriptionRules.ReferenceOfWrongKind,
                node,
                $"'{key}' takes a {SiteTypes.InWords(kind)}, and '{name}' is a {SiteTypes.InWords(thing.Type)}.",
                SiteTypes.IsA(kind, thing.Type)
                    ? $"Give '{name}' the type {SiteTypes.InWords(kind)} if it is one."
                    : null
            );
            return null;
        }

        if (SiteTypes.IsA("Internet", kind) && name.Equals(SiteSchema.InternetName, StringComparison.OrdinalIgnoreCase))
        {
            return Internet;
        }

        values.Add(
            SiteDescriptionRules.UnknownReference,
            node,
            $"Nothing is named '{SiteValues.Short(name)}'; '{key}' takes the name of a {SiteTypes.InWords(kind)}.",
            Spelling.DidYouMean(name, Names(kind))
        );
        return null;
    }

    private IEnumerable<string> Names(string kind) =>
        things
            .Values.Where(thing => SiteTypes.IsA(thing.Type, kind))
            .Select(thing => thing.Name)
            .Order(StringComparer.Ordinal);
}
