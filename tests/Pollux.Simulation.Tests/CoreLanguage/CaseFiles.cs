using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Pollux.Testing;
using YamlDotNet.RepresentationModel;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>What is added to or taken from the plant.</summary>
internal sealed record Variant(
    ImmutableArray<string> Remove,
    ImmutableSortedDictionary<string, PlantAsset> Add,
    ImmutableArray<(string Asset, string Role, string Other)> Link
);

/// <summary>Where the attacker starts, on which variant, with which defences; full names <c>asset:step</c>.</summary>
internal sealed record Situation(
    string? Variant,
    ImmutableArray<string> Entry,
    ImmutableArray<string> On,
    ImmutableArray<string> Off
);

/// <summary>A case: whether a step is reached; one that is not has pairs, in which it is.</summary>
internal sealed record Case(
    int Number,
    string Text,
    Situation Situation,
    string Step,
    bool Reached,
    ImmutableArray<Situation> Pairs
);

/// <summary>What a walk-through says of one step.</summary>
internal sealed record Goal(
    string Step,
    bool IsNever,
    ImmutableArray<ImmutableArray<string>> Cut,
    ImmutableArray<ImmutableArray<string>> Open
);

/// <summary>A known attack.</summary>
internal sealed record Walkthrough(
    string Name,
    string Text,
    Situation Situation,
    ImmutableArray<string> Path,
    ImmutableArray<Goal> Goals
);

/// <summary>The examples of the core pack; read strictly, as they are ours.</summary>
internal static class CaseFiles
{
    private static readonly Lazy<YamlMappingNode> CasesFile = new(() => Read("cases.yml"));
    private static readonly Lazy<Plant> BasePlant = new(ReadPlant);
    private static readonly Lazy<ImmutableSortedDictionary<string, Variant>> AllVariants = new(ReadVariants);

    private static readonly ConcurrentDictionary<string, Plant> Plants = new(StringComparer.Ordinal);

    public static ImmutableArray<Case> Cases { get; } = [.. Items(CasesFile.Value, "cases").Select(ReadCase)];

    public static ImmutableArray<Walkthrough> Walkthroughs { get; } =
    [.. Items(Read("walkthroughs.yml"), "walkthroughs").Select(ReadWalkthrough)];

    public static ImmutableSortedDictionary<string, Variant> Variants => AllVariants.Value;

    /// <summary>The plant with a variant; the same object each time.</summary>
    public static Plant PlantOf(string? variant) =>
        variant is null ? BasePlant.Value : Plants.GetOrAdd(variant, key => BasePlant.Value.With(Variants[key]));

    private static YamlMappingNode Read(string file)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(File.ReadAllText(RepositoryPaths.Of("packs", "core", "examples", file))));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    // A MAL-Toolbox model file.
    private static Plant ReadPlant()
    {
        ImmutableSortedDictionary<string, PlantAsset>.Builder assets = ImmutableSortedDictionary.CreateBuilder<
            string,
            PlantAsset
        >(StringComparer.Ordinal);
        foreach (
            YamlMappingNode asset in (
                (YamlMappingNode)Read("plant.yml")["assets"]
            ).Children.Values.Cast<YamlMappingNode>()
        )
        {
            IEnumerable<(string, string)> links = ((YamlMappingNode)asset["associated_assets"]).Children.SelectMany(
                role => ((YamlMappingNode)role.Value).Children.Values.Select(other => (Text(role.Key), Text(other)))
            );
            assets.Add(Text(asset["name"]), new PlantAsset(Text(asset["type"]), Defenses(asset), [.. links]));
        }

        return new Plant(assets.ToImmutable());
    }

    private static ImmutableSortedDictionary<string, Variant> ReadVariants() =>
        ((YamlMappingNode)CasesFile.Value["variants"]).Children.ToImmutableSortedDictionary(
            pair => Text(pair.Key),
            pair => ReadVariant((YamlMappingNode)pair.Value),
            StringComparer.Ordinal
        );

    private static Variant ReadVariant(YamlMappingNode node)
    {
        Keys(node, "text", "remove", "add", "link");
        return new Variant(
            Texts(node, "remove"),
            Children(node, "add")
                .ToImmutableSortedDictionary(
                    pair => Text(pair.Key),
                    pair => ReadAdded((YamlMappingNode)pair.Value),
                    StringComparer.Ordinal
                ),
            [
                .. Children(node, "link")
                    .SelectMany(asset =>
                        Links((YamlMappingNode)asset.Value).Select(link => (Text(asset.Key), link.Role, link.Other))
                    ),
            ]
        );
    }

    private static PlantAsset ReadAdded(YamlMappingNode node)
    {
        Keys(node, "type", "defenses", "links");
        return new PlantAsset(
            Text(node["type"]),
            Defenses(node),
            node.Children.TryGetValue("links", out YamlNode? links) ? [.. Links((YamlMappingNode)links)] : []
        );
    }

    private static Case ReadCase(YamlMappingNode node)
    {
        Keys(node, "case", "text", "variant", "entry", "on", "off", "step", "reached", "pairs");
        Situation situation = ReadSituation(node);
        return new Case(
            int.Parse(Text(node["case"]), CultureInfo.InvariantCulture),
            Text(node["text"]),
            situation,
            Text(node["step"]),
            bool.Parse(Text(node["reached"])),
            [.. Items(node, "pairs").Select(pair => ReadPair(situation, pair))]
        );
    }

    private static Situation ReadPair(Situation situation, YamlMappingNode node)
    {
        Keys(node, "variant", "drop", "off", "entry");
        string? variant = Optional(node, "variant");
        ImmutableArray<string> dropped = Texts(node, "drop");
        dropped.Where(defense => !situation.On.Contains(defense)).ShouldBeEmpty("a pair drops what is not on");
        return new Situation(
            variant is null ? situation.Variant
                : variant == "none" ? null
                : variant,
            [.. situation.Entry, .. Texts(node, "entry")],
            [.. situation.On.Where(defense => !dropped.Contains(defense))],
            [.. situation.Off, .. Texts(node, "off")]
        );
    }

    private static Walkthrough ReadWalkthrough(YamlMappingNode node)
    {
        Keys(node, "walkthrough", "text", "variant", "entry", "on", "off", "path", "goals");
        return new Walkthrough(
            Text(node["walkthrough"]),
            Text(node["text"]),
            ReadSituation(node),
            Texts(node, "path"),
            [.. Items(node, "goals").Select(ReadGoal)]
        );
    }

    private static Goal ReadGoal(YamlMappingNode node)
    {
        Keys(node, "step", "never", "cut", "open");
        return new Goal(Text(node["step"]), Optional(node, "never") == "true", Sets(node, "cut"), Sets(node, "open"));
    }

    private static Situation ReadSituation(YamlMappingNode node) =>
        new(Optional(node, "variant"), Texts(node, "entry"), Texts(node, "on"), Texts(node, "off"));

    private static ImmutableArray<ImmutableArray<string>> Sets(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? sets)
            ? [.. ((YamlSequenceNode)sets).Cast<YamlSequenceNode>().Select(set => set.Select(Text).ToImmutableArray())]
            : [];

    private static IEnumerable<(string Role, string Other)> Links(YamlMappingNode node) =>
        node.Children.SelectMany(role => ((YamlSequenceNode)role.Value).Select(other => (Text(role.Key), Text(other))));

    private static ImmutableSortedDictionary<string, double> Defenses(YamlMappingNode node) =>
        Children(node, "defenses")
            .ToImmutableSortedDictionary(
                pair => Text(pair.Key),
                pair => double.Parse(Text(pair.Value), CultureInfo.InvariantCulture),
                StringComparer.Ordinal
            );

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Children(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? child) ? ((YamlMappingNode)child).Children : [];

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? items) ? ((YamlSequenceNode)items).Cast<YamlMappingNode>() : [];

    private static ImmutableArray<string> Texts(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? items) ? [.. ((YamlSequenceNode)items).Select(Text)] : [];

    private static string? Optional(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? value) ? Text(value) : null;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static void Keys(YamlMappingNode node, params string[] known) =>
        node.Children.Keys.Select(Text).Where(key => !known.Contains(key, StringComparer.Ordinal)).ShouldBeEmpty();
}
