using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.Scenarios;

/// <summary>Reads Pollux's scenario files: what is rehearsed, as YAML. The names in it are looked up by whoever has the graph.</summary>
public sealed class ScenarioReader
{
    private static readonly ImmutableArray<string> Known =
    [
        "title",
        "attacker",
        "entries",
        "goals",
        "defenses",
        "removed",
        "horizon",
        "samples",
        "seed",
    ];

    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);

    private ScenarioReader(DiagnosticBag diagnostics) => this.diagnostics = diagnostics;

    /// <summary>Reads a scenario.</summary>
    /// <param name="input">The file.</param>
    /// <param name="limits">Size, depth and count limits.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when it is no scenario; everything that is wrong in it.</returns>
    public static Diagnosed<ScenarioDocument> Read(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag bag = new(input.Name);
        YamlNode? root = UntrustedYaml.Load(input, bag, limits, cancellationToken);
        switch (root)
        {
            case null:
                return bag.With<ScenarioDocument>(null);
            case YamlMappingNode map:
                return bag.With(new ScenarioReader(bag).Read(map));
            default:
                bag.Add(ScenarioFileRules.NoScenario, root, "The document is no map.");
                return bag.With<ScenarioDocument>(null);
        }
    }

    private ScenarioDocument Read(YamlMappingNode root)
    {
        foreach ((YamlNode key, YamlNode value) in root.Children)
        {
            string name = TextOf(key) ?? "";
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                diagnostics.Add(
                    ScenarioFileRules.UnknownKey,
                    key,
                    $"Nothing reads the key '{name}'.",
                    hint: Spelling.DidYouMean(name, Known)
                );
            }
            else if (!values.TryAdd(name, value))
            {
                diagnostics.Add(ScenarioFileRules.KeyTwice, key, $"The key '{name}' stands twice.");
            }
        }

        YamlNode? attacker = values.GetValueOrDefault("attacker");
        return new ScenarioDocument(
            Text("title") ?? "",
            attacker is YamlMappingNode ? null : Text("attacker"),
            attacker is YamlMappingNode profile ? ReadProfile(profile) : null,
            Texts("entries"),
            Texts("goals"),
            ReadDefenses(),
            Texts("removed"),
            Text("horizon"),
            (int?)Whole("samples", int.MaxValue),
            Whole("seed", ulong.MaxValue)
        );
    }

    private ScenarioProfile ReadProfile(YamlMappingNode map)
    {
        double factor = 1;
        ImmutableSortedDictionary<string, double> capabilities = ImmutableSortedDictionary.Create<string, double>(
            StringComparer.Ordinal
        );
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            string name = TextOf(key) ?? "";
            switch (name)
            {
                case "timeFactor":
                    factor = Number(value, number => number > 0, "a factor above 0") ?? 1;
                    break;
                case "capabilities" when value is YamlMappingNode table:
                    foreach ((YamlNode tag, YamlNode probability) in table.Children)
                    {
                        if (
                            Number(probability, number => number is >= 0 and <= 1, "a probability from 0 to 1") is { } p
                        )
                        {
                            capabilities = capabilities.SetItem(TextOf(tag) ?? "", p);
                        }
                    }

                    break;
                default:
                    diagnostics.Add(
                        ScenarioFileRules.BadValue,
                        key,
                        $"An attacker of the file's own has timeFactor and a map of capabilities; '{name}' is neither.",
                        hint: Spelling.DidYouMean(name, ["timeFactor", "capabilities"])
                    );
                    break;
            }
        }

        return new ScenarioProfile(factor, capabilities);
    }

    private ImmutableArray<SwitchedDefense> ReadDefenses()
    {
        if (values.GetValueOrDefault("defenses") is not { } node || IsNothing(node))
        {
            return [];
        }

        if (node is not YamlMappingNode map)
        {
            Bad(node, "'defenses' is a map of ASSET:DEFENCE to on or off.");
            return [];
        }

        ImmutableArray<SwitchedDefense>.Builder switched = ImmutableArray.CreateBuilder<SwitchedDefense>();
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            bool? isOn = TextOf(value) switch
            {
                "on" or "true" or "1" => true,
                "off" or "false" or "0" => false,
                _ => null,
            };
            if (isOn is { } on)
            {
                switched.Add(new SwitchedDefense(TextOf(key) ?? "", on));
            }
            else
            {
                Bad(value, $"The defence '{TextOf(key)}' is neither on nor off.");
            }
        }

        return switched.ToImmutable();
    }

    private string? Text(string key)
    {
        if (values.GetValueOrDefault(key) is not { } node || IsNothing(node))
        {
            return null;
        }

        if (TextOf(node) is { } text)
        {
            return text;
        }

        Bad(node, $"'{key}' is no text.");
        return null;
    }

    private ImmutableArray<string> Texts(string key)
    {
        switch (values.GetValueOrDefault(key))
        {
            case null:
                return [];
            case YamlScalarNode one:
                return IsNothing(one) ? [] : [one.Value ?? ""];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                return [.. list.Children.Select(item => TextOf(item) ?? "")];
            case { } other:
                Bad(other, $"'{key}' is no list of texts.");
                return [];
        }
    }

    private ulong? Whole(string key, ulong most)
    {
        if (values.GetValueOrDefault(key) is not { } node || IsNothing(node))
        {
            return null;
        }

        if (
            ulong.TryParse(TextOf(node), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            && number <= most
        )
        {
            return number;
        }

        Bad(node, $"'{key}' is no whole number from 0 to {most}.");
        return null;
    }

    private double? Number(YamlNode node, Func<double, bool> isValid, string expected)
    {
        if (
            double.TryParse(TextOf(node), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            && isValid(number)
        )
        {
            return number;
        }

        Bad(node, $"'{TextOf(node)}' is not {expected}.");
        return null;
    }

    private void Bad(YamlNode node, string message) => diagnostics.Add(ScenarioFileRules.BadValue, node, message);

    private static string? TextOf(YamlNode node) => (node as YamlScalarNode)?.Value;

    private static bool IsNothing(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
