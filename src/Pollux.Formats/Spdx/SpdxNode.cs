using System.Xml;
using System.Xml.Linq;
using Pollux.Formats.Input;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.Spdx;

/// <summary>A part of an SPDX 2 document that is a tree: JSON, YAML or XML, which share their names (SPDX 2.3, clause 4.4).</summary>
internal abstract class SpdxNode
{
    /// <summary>Line and column from 1.</summary>
    public abstract (int Line, int Column) Place { get; }

    /// <summary>Its own text when it is a plain value; else null.</summary>
    public abstract string? Value { get; }

    /// <summary>True when it is a list; in XML always, for a list of one is a member.</summary>
    public abstract bool IsList { get; }

    /// <summary>A member; null when there is none.</summary>
    public abstract SpdxNode? Child(string name);

    /// <summary>The items of a member that is a list, in XML the members of that name; nothing when there is none.</summary>
    public abstract IEnumerable<SpdxNode> List(string name);

    /// <summary>The text of a member, trimmed; null when there is none, it is blank, or it says that nothing is said.</summary>
    public string? Text(string name) => SpdxTexts.Said(Child(name)?.Value);
}

/// <summary>The JSON form.</summary>
internal sealed class SpdxJsonNode(JsonItem item) : SpdxNode
{
    public override (int Line, int Column) Place => item.Place;

    public override bool IsList => item.IsArray;

    public override string? Value => item.StringOrNull ?? item.NumberText;

    public override SpdxNode? Child(string name) => item[name] is { } found ? new SpdxJsonNode(found) : null;

    public override IEnumerable<SpdxNode> List(string name) =>
        (item[name]?.Items ?? []).Select(found => new SpdxJsonNode(found));
}

/// <summary>The YAML form.</summary>
internal sealed class SpdxYamlNode(YamlNode node) : SpdxNode
{
    public override (int Line, int Column) Place => ((int)node.Start.Line, (int)node.Start.Column);

    public override bool IsList => node is YamlSequenceNode;

    public override string? Value => (node as YamlScalarNode)?.Value;

    public override SpdxNode? Child(string name) => Find(name) is { } found ? new SpdxYamlNode(found) : null;

    public override IEnumerable<SpdxNode> List(string name) =>
        Find(name) is YamlSequenceNode list ? list.Children.Select(found => new SpdxYamlNode(found)) : [];

    private YamlNode? Find(string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out YamlNode? found)
            ? found
            : null;
}

/// <summary>The XML form: members are elements, lists are elements that repeat.</summary>
internal sealed class SpdxXmlNode(XElement element) : SpdxNode
{
    public override (int Line, int Column) Place => Of(element);

    public override bool IsList => true;

    public override string? Value => element.HasElements ? null : element.Value;

    public override SpdxNode? Child(string name) => List(name).FirstOrDefault();

    public override IEnumerable<SpdxNode> List(string name) =>
        element.Elements().Where(child => child.Name.LocalName == name).Select(child => new SpdxXmlNode(child));

    /// <summary>Line and column from 1 of an element.</summary>
    public static (int Line, int Column) Of(XElement element) =>
        element is IXmlLineInfo info && info.HasLineInfo()
            ? (info.LineNumber, Math.Max(1, info.LinePosition - 1))
            : (1, 1);
}
