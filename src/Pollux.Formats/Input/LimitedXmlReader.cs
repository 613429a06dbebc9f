using System.Xml;

namespace Pollux.Formats.Input;

/// <summary>Passes an XML reader on, and throws when nesting, attributes or the number of nodes since a mark pass a limit.</summary>
internal sealed class LimitedXmlReader(XmlReader inner, InputLimits limits) : XmlReader, IXmlLineInfo
{
    private int nodes;

    public override int AttributeCount => inner.AttributeCount;

    public override string BaseURI => "";

    public override int Depth => inner.Depth;

    public override bool EOF => inner.EOF;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XmlNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override ReadState ReadState => inner.ReadState;

    public override string Value => inner.Value;

    public int LineNumber => ((IXmlLineInfo)inner).LineNumber;

    public int LinePosition => ((IXmlLineInfo)inner).LinePosition;

    /// <summary>Starts a new record: the count of nodes begins again.</summary>
    public void Mark() => nodes = 0;

    public override bool Read()
    {
        bool read = inner.Read();
        if (!read)
        {
            return false;
        }

        nodes += 1 + inner.AttributeCount;
        if (nodes > limits.XmlRecordNodes)
        {
            throw new InputLimitException(
                $"A record has more than {limits.XmlRecordNodes} elements (line {LineNumber})."
            );
        }

        if (inner.Depth > limits.Depth)
        {
            throw new InputLimitException($"Elements are nested more than {limits.Depth} deep (line {LineNumber}).");
        }

        if (inner.AttributeCount > limits.XmlAttributes)
        {
            throw new InputLimitException(
                $"<{inner.LocalName}> has more than {limits.XmlAttributes} attributes (line {LineNumber})."
            );
        }

        return true;
    }

    public bool HasLineInfo() => true;

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => throw new XmlException("Entities are not resolved.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
