using System.Buffers;

namespace Pollux.Formats.Input;

/// <summary>What stands before and in the root element's start tag, found without a parser, so that nothing is declared or fetched.</summary>
/// <param name="RootName">Local name of the root element; null when it is not XML or the root was not reached.</param>
/// <param name="RootNamespace">Its namespace, empty when it has none; null with <paramref name="RootName"/>.</param>
/// <param name="SubsetOffset">Where the internal subset of the document type starts, in characters; null when there is none.</param>
internal sealed record XmlProlog(string? RootName, string? RootNamespace, int? SubsetOffset)
{
    private static readonly XmlProlog None = new(null, null, null);
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>Looks through the beginning of a text.</summary>
    public static XmlProlog Scan(ReadOnlySpan<char> text)
    {
        int at = SkipSpace(text, 0);
        int? subset = null;
        while (at < text.Length && text[at] == '<')
        {
            ReadOnlySpan<char> rest = text[at..];
            int length;
            if (rest.StartsWith("<?"))
            {
                length = EndOf(rest, "?>");
            }
            else if (rest.StartsWith("<!--"))
            {
                length = EndOf(rest, "-->");
            }
            else if (rest.StartsWith("<!DOCTYPE"))
            {
                (length, int? inside) = DocumentType(rest);
                subset ??= at + inside;
            }
            else
            {
                return Root(rest) with { SubsetOffset = subset };
            }

            if (length < 0)
            {
                return None with { SubsetOffset = subset };
            }

            at = SkipSpace(text, at + length);
        }

        return None with
        {
            SubsetOffset = subset,
        };
    }

    // Brackets and quotes nest as the standard's doctypedecl says (XML 1.0, production 28); the inside is not read.
    private static (int Length, int? Subset) DocumentType(ReadOnlySpan<char> text)
    {
        int? subset = null;
        char quote = '\0';
        bool inside = false;
        for (int at = 0; at < text.Length; at++)
        {
            char here = text[at];
            if (quote != '\0')
            {
                quote = here == quote ? '\0' : quote;
            }
            else if (here is '"' or '\'')
            {
                quote = here;
            }
            else if (here == '[')
            {
                subset ??= at;
                inside = true;
            }
            else if (here == ']')
            {
                inside = false;
            }
            else if (here == '>' && !inside)
            {
                return (at + 1, subset);
            }
        }

        return (-1, subset);
    }

    private static XmlProlog Root(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(NameEnds);
        ReadOnlySpan<char> name = end < 0 ? default : text[1..end];
        if (name.IsEmpty || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return None;
        }

        int colon = name.IndexOf(':');
        string declaration = colon < 0 ? "xmlns" : $"xmlns:{name[..colon]}";
        int tagEnd = text.IndexOf('>');
        ReadOnlySpan<char> attributes = tagEnd < 0 ? text[end..] : text[end..tagEnd];
        return new(name[(colon + 1)..].ToString(), AttributeValue(attributes, declaration) ?? "", null);
    }

    private static string? AttributeValue(ReadOnlySpan<char> attributes, string name)
    {
        for (int from = 0; from < attributes.Length; )
        {
            int found = attributes[from..].IndexOf(name);
            if (found < 0)
            {
                return null;
            }

            int at = from + found;
            from = at + name.Length;
            int equals = SkipSpace(attributes, from);
            bool starts = at > 0 && char.IsWhiteSpace(attributes[at - 1]);
            if (!starts || equals >= attributes.Length || attributes[equals] != '=')
            {
                continue;
            }

            int open = SkipSpace(attributes, equals + 1);
            if (open < attributes.Length && attributes[open] is '"' or '\'')
            {
                int length = attributes[(open + 1)..].IndexOf(attributes[open]);
                return length < 0 ? null : attributes.Slice(open + 1, length).ToString();
            }
        }

        return null;
    }

    private static int EndOf(ReadOnlySpan<char> text, string end)
    {
        int found = text.IndexOf(end);
        return found < 0 ? -1 : found + end.Length;
    }

    private static int SkipSpace(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
        {
            at++;
        }

        return at;
    }
}
