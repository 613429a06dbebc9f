using System.Xml;
using System.Xml.Linq;
using Pollux.Formats.Input;

namespace Pollux.Formats.CycloneDx;

/// <summary>
/// A part of a bill of materials, whichever form it is written in. Names are those of the JSON form; in XML they are attributes or
/// elements, lists have an element around them, and some values are the text of an element.
/// </summary>
internal abstract class BomNode
{
    /// <summary>Line and column from 1.</summary>
    public abstract (int Line, int Column) Place { get; }

    /// <summary>The name of the element in a list of XML; empty in JSON.</summary>
    public virtual string ElementName => "";

    /// <summary>True when it has members, as an object has.</summary>
    public virtual bool IsObject => true;

    /// <summary>The names of its members that belong to the format, in document order.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Its own text when it is a plain value, untrimmed; null when it is not.</summary>
    public abstract string? Value { get; }

    /// <summary>A member that is a part itself; null when there is none.</summary>
    public abstract BomNode? Child(string name);

    /// <summary>All members of a name: one in JSON, any number in XML.</summary>
    public abstract IEnumerable<BomNode> All(string name);

    /// <summary>The items of a member that is a list; nothing when there is none.</summary>
    public abstract IEnumerable<BomNode> List(string name);

    /// <summary>The text of a member, untrimmed; null when there is none.</summary>
    public string? Raw(string name) => Child(name)?.Value;

    /// <summary>The text of a member, trimmed; null when there is none or it is blank.</summary>
    public string? Text(string name) => Raw(name)?.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>The JSON form.</summary>
internal sealed class JsonBomNode(JsonItem item) : BomNode
{
    public override (int Line, int Column) Place => item.Place;

    public override bool IsObject => item.IsObject;

    public override IEnumerable<string> Names => item.Members.Select(member => member.Name);

    public override string? Value =>
        item.StringOrNull ?? item.NumberText ?? (item.Boolean is { } truth ? (truth ? "true" : "false") : null);

    public override BomNode? Child(string name) => item[name] is { } found ? new JsonBomNode(found) : null;

    public override IEnumerable<BomNode> All(string name) => Child(name) is { } found ? [found] : [];

    public override IEnumerable<BomNode> List(string name) =>
        (item[name]?.Items ?? []).Select(found => new JsonBomNode(found));
}

/// <summary>The XML form.</summary>
internal sealed class XmlBomNode(XObject part) : BomNode
{
    private readonly XElement? element = part as XElement;

    public override (int Line, int Column) Place =>
        part is IXmlLineInfo info && info.HasLineInfo()
            ? (info.LineNumber, Math.Max(1, info.LinePosition - (element is null ? 0 : 1)))
            : (1, 1);

    public override string ElementName => element?.Name.LocalName ?? "";

    // The standard lets anyone add attributes.
    public override IEnumerable<string> Names =>
        element is null ? [] : Own(element).Select(child => child.Name.LocalName);

    public override string? Value => (part as XAttribute)?.Value ?? element?.Value;

    public override BomNode? Child(string name) => All(name).FirstOrDefault();

    public override IEnumerable<BomNode> All(string name)
    {
        if (element is null)
        {
            return [];
        }

        XObject? attribute = element.Attribute(name);
        IEnumerable<XObject> found = Own(element).Where(child => child.Name.LocalName == name);
        return (attribute is null ? found : found.Prepend(attribute)).Select(child => new XmlBomNode(child));
    }

    public override IEnumerable<BomNode> List(string name) =>
        element is null
            ? []
            : Own(element)
                .Where(child => child.Name.LocalName == name)
                .SelectMany(Own)
                .Select(child => new XmlBomNode(child));

    // Elements of other namespaces are extensions, which anyone may add.
    private static IEnumerable<XElement> Own(XElement parent) =>
        parent.Elements().Where(child => child.Name.Namespace == parent.Name.Namespace);
}
