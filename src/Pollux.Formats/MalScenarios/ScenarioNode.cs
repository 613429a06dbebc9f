using System.Collections.Immutable;
using Pollux.Formats.MalModels;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.MalScenarios;

/// <summary>
/// A value of a scenario that is put together from several files, with the file and place that it comes from. A YAML set is a list.
/// </summary>
internal sealed class ScenarioNode : ModelNode
{
    private const string SetTag = "tag:yaml.org,2002:set";

    private readonly ImmutableArray<(string Name, ModelNode Value)>? members;
    private readonly ImmutableArray<ScenarioNode>? items;
    private readonly string? text;
    private readonly bool isNull;

    private ScenarioNode(
        string file,
        (int Line, int Column) place,
        ImmutableArray<(string Name, ModelNode Value)>? members,
        ImmutableArray<ScenarioNode>? items,
        string? text,
        bool isNull
    )
    {
        File = file;
        Place = place;
        this.members = members;
        this.items = items;
        this.text = text;
        this.isNull = isNull;
    }

    /// <summary>The file that it comes from, as it was named.</summary>
    public string File { get; }

    public override (int Line, int Column) Place { get; }

    public override IEnumerable<(string Name, ModelNode Value)>? Members => members;

    public override IEnumerable<ModelNode>? Items => items;

    public override string? Text => text;

    public override bool IsNull => isNull;

    /// <summary>True for a map.</summary>
    public bool IsMap => members is not null;

    /// <summary>Names and values of a map; none when it is no map.</summary>
    public IEnumerable<(string Name, ScenarioNode Value)> Entries =>
        (members ?? []).Select(member => (member.Name, (ScenarioNode)member.Value));

    /// <summary>The values of a list; none when it is no list.</summary>
    public ImmutableArray<ScenarioNode> List => items ?? [];

    /// <summary>True for a list.</summary>
    public bool IsList => items is not null;

    /// <summary>The value of a name; null when there is none, or when it is null.</summary>
    public ScenarioNode? Get(string name) => this[name] is ScenarioNode { IsNull: false } node ? node : null;

    /// <summary>A document. The reader of YAML has bounded its depth.</summary>
    public static ScenarioNode Of(string file, YamlNode yaml)
    {
        (int Line, int Column) place = ((int)yaml.Start.Line, (int)yaml.Start.Column);
        return yaml switch
        {
            YamlMappingNode map when !map.Tag.IsEmpty && map.Tag.Value == SetTag => new(
                file,
                place,
                null,
                [.. map.Children.Keys.Select(key => Of(file, key))],
                null,
                false
            ),
            YamlMappingNode map => new(
                file,
                place,
                [
                    .. map.Children.Select(pair =>
                        ((pair.Key as YamlScalarNode)?.Value ?? "", (ModelNode)Of(file, pair.Value))
                    ),
                ],
                null,
                null,
                false
            ),
            YamlSequenceNode list => new(
                file,
                place,
                null,
                [.. list.Children.Select(item => Of(file, item))],
                null,
                false
            ),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" } => new(
                file,
                place,
                null,
                null,
                null,
                true
            ),
            _ => new(file, place, null, null, (yaml as YamlScalarNode)?.Value, false),
        };
    }

    /// <summary>
    /// This value changed by another: maps are merged name by name, a name whose new value is null is left out, everything else is
    /// replaced.
    /// </summary>
    public ScenarioNode ChangedBy(ScenarioNode change)
    {
        if (!IsMap || !change.IsMap)
        {
            return change;
        }

        Dictionary<string, ScenarioNode> changes = new(StringComparer.Ordinal);
        foreach ((string name, ScenarioNode value) in change.Entries)
        {
            changes[name] = value;
        }

        ImmutableArray<(string, ModelNode)>.Builder merged = ImmutableArray.CreateBuilder<(string, ModelNode)>();
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach ((string name, ScenarioNode value) in Entries)
        {
            ScenarioNode now = changes.TryGetValue(name, out ScenarioNode? next) ? value.ChangedBy(next) : value;
            if (done.Add(name) && !(now.IsNull && next is not null))
            {
                merged.Add((name, now));
            }
        }

        foreach ((string name, ScenarioNode value) in change.Entries)
        {
            if (done.Add(name) && !value.IsNull)
            {
                merged.Add((name, value));
            }
        }

        return new(change.File, change.Place, merged.ToImmutable(), null, null, false);
    }

    /// <summary>The same map without a name.</summary>
    public ScenarioNode Without(string name) =>
        new(File, Place, members?.RemoveAll(member => member.Name == name), items, text, isNull);
}
