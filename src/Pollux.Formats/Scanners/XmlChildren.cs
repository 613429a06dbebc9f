using System.Text;
using System.Xml;
using Pollux.Formats.Input;

namespace Pollux.Formats.Scanners;

/// <summary>What stands in the elements of a large document, without a tree, which costs more than everything else.</summary>
internal static class XmlChildren
{
    private const int LongestText = 4 << 20;

    /// <summary>The text of the element at which the reader stands, all inside it; leaves the reader behind it.</summary>
    /// <exception cref="InputLimitException">The text is longer than any that is worth reading.</exception>
    public static string Text(XmlReader reader)
    {
        int depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        string text = "";
        StringBuilder? several = null;
        bool isApart = false;
        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                string part = reader.Value;
                several =
                    text.Length == 0
                        ? null
                        : (several ?? new StringBuilder(text)).Append(isApart ? " " : "").Append(part);
                text = text.Length == 0 ? part : text;
                isApart = false;
                if (text.Length > LongestText || several?.Length > LongestText)
                {
                    throw new InputLimitException($"A text has more than {LongestText} characters.");
                }
            }
            else
            {
                // Paragraphs and list items are words apart, wherever one ends and the next begins.
                isApart = true;
            }

            reader.Read();
        }

        reader.Read();
        return several?.ToString() ?? text;
    }

    /// <summary>The line at which the reader stands.</summary>
    public static int? Line(XmlReader reader) =>
        reader is IXmlLineInfo { LineNumber: > 0 } place ? place.LineNumber : null;
}
