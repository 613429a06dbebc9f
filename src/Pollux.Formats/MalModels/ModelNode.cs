using System.Globalization;
using Pollux.Formats.Input;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.MalModels;

/// <summary>A value of a model file, be it JSON or YAML, with its place.</summary>
internal abstract class ModelNode
{
    /// <summary>Line and column from 1.</summary>
    public abstract (int Line, int Column) Place { get; }

    /// <summary>Names and values of a map in the order of the file; null when it is no map.</summary>
    public abstract IEnumerable<(string Name, ModelNode Value)>? Members { get; }

    /// <summary>The values of a list; null when it is no list.</summary>
    public abstract IEnumerable<ModelNode>? Items { get; }

    /// <summary>A text, number or truth value as it is written; null for anything else.</summary>
    public abstract string? Text { get; }

    /// <summary>True for null and for nothing.</summary>
    public abstract bool IsNull { get; }

    /// <summary>The number, be it written as one or as text; null when it is none.</summary>
    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    /// <summary>The id, a whole number; null when it is none.</summary>
    public long? Id => ParseId(Text);

    /// <summary>The value of a name of a map, the last when it stands twice; null when there is none.</summary>
    public ModelNode? this[string name] =>
        Members?.LastOrDefault(member => string.Equals(member.Name, name, StringComparison.Ordinal)).Value;

    /// <summary>Reads an id: digits, or a minus sign and digits, of at most 64 bits.</summary>
    public static long? ParseId(string? text) =>
        text is not ['+', ..]
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id)
            ? id
            : null;
}

/// <summary>A value of a JSON model file.</summary>
internal sealed class JsonModelNode(JsonItem item) : ModelNode
{
    public override (int Line, int Column) Place => item.Place;

    public override IEnumerable<(string Name, ModelNode Value)>? Members =>
        item.IsObject ? item.Members.Select(member => (member.Name, (ModelNode)new JsonModelNode(member.Value))) : null;

    public override IEnumerable<ModelNode>? Items =>
        item.IsArray ? item.Items.Select(value => new JsonModelNode(value)) : null;

    public override string? Text =>
        item.StringOrNull ?? item.NumberText ?? (item.Boolean is { } truth ? (truth ? "true" : "false") : null);

    public override bool IsNull => item.Kind == System.Text.Json.JsonValueKind.Null;
}

/// <summary>A value of a YAML model file.</summary>
internal sealed class YamlModelNode(YamlNode node) : ModelNode
{
    public override (int Line, int Column) Place => ((int)node.Start.Line, (int)node.Start.Column);

    public override IEnumerable<(string Name, ModelNode Value)>? Members =>
        (node as YamlMappingNode)?.Children.Select(pair =>
            ((pair.Key as YamlScalarNode)?.Value ?? "", (ModelNode)new YamlModelNode(pair.Value))
        );

    public override IEnumerable<ModelNode>? Items =>
        (node as YamlSequenceNode)?.Children.Select(child => new YamlModelNode(child));

    public override string? Text => IsNull ? null : (node as YamlScalarNode)?.Value;

    public override bool IsNull =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };
}
