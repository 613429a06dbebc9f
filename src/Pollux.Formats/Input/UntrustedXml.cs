using System.Xml;
using System.Xml.Linq;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>
/// The only way in which XML of others is read. Nothing is fetched; a document type is skipped, and refused when it declares anything of
/// its own; size, depth, attributes and nodes are limited; every problem becomes a diagnostic with its place.
/// </summary>
public static class UntrustedXml
{
    private const int LongestProlog = 65_536;

    /// <summary>Reads a whole document into memory. For formats whose documents are small; others use <see cref="Read"/>.</summary>
    /// <returns>The document, with line information; null when it cannot be used, with an error that says why.</returns>
    public static XDocument? Load(
        InputFile input,
        DiagnosticBag diagnostics,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        XDocument? document = null;
        bool complete = Read(
            input,
            diagnostics,
            limits,
            records => document = XDocument.Load(records.Reader, LoadOptions.SetLineInfo),
            cancellationToken
        );
        return complete ? document : null;
    }

    /// <summary>Reads a document as a stream.</summary>
    /// <param name="input">The document.</param>
    /// <param name="diagnostics">Gets an error when the document cannot be read to its end.</param>
    /// <param name="limits">The limits; those of records count from mark to mark: see <see cref="XmlRecords"/>.</param>
    /// <param name="read">Reads; what it took before a problem it may keep.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>True when <paramref name="read"/> returned; false when the document is broken, with an error that says why.</returns>
    public static bool Read(
        InputFile input,
        DiagnosticBag diagnostics,
        InputLimits limits,
        Action<XmlRecords> read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using Stream stream = input.Open();
            using DecodingReader text = DecodingReader.OpenXml(stream, limits.XmlRecordCharacters, cancellationToken);
            char[] start = new char[LongestProlog];
            int length = text.ReadBlock(start, 0, start.Length);
            if (!IsHarmless(start.AsSpan(0, length), length == start.Length, diagnostics))
            {
                return false;
            }

            using ResumedReader whole = new(start, length, text);
            using LimitedXmlReader reader = new(XmlReader.Create(whole, Settings()), limits);
            read(new XmlRecords(reader, text));
            return true;
        }
        catch (XmlException exception)
        {
            diagnostics.Add(
                InputRules.MalformedXml,
                WithoutPlace(exception.Message),
                exception.LineNumber > 0 ? exception.LineNumber : null,
                exception.LinePosition > 0 ? exception.LinePosition : null
            );
            return false;
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } diagnostic)
        {
            diagnostics.Add(diagnostic);
            return false;
        }
    }

    private static bool IsHarmless(ReadOnlySpan<char> start, bool more, DiagnosticBag diagnostics)
    {
        XmlProlog prolog = XmlProlog.Scan(start);
        if (prolog.SubsetOffset is { } offset)
        {
            ReadOnlySpan<char> before = start[..offset];
            diagnostics.Add(
                InputRules.DocumentTypeRefused,
                "The document type declares something of its own in brackets, which can name files to fetch or entities that unfold without end.",
                before.Count('\n') + 1,
                before.Length - before.LastIndexOf('\n')
            );
            return false;
        }

        if (more && prolog.RootName is null)
        {
            diagnostics.Add(InputRules.TooLarge, $"No element starts within the first {LongestProlog} characters.");
            return false;
        }

        return true;
    }

    private static XmlReaderSettings Settings() =>
        new()
        {
            // The prolog was searched: what is ignored here is at most a reference to an external file, which is never opened.
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            CheckCharacters = true,
            CloseInput = false,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };

    // The runtime ends its sentence with the place, which the diagnostic has already.
    private static string WithoutPlace(string message)
    {
        int place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return place > 0 ? message[..place] : message;
    }

    // What was looked at beforehand, then the rest.
    private sealed class ResumedReader(char[] start, int length, TextReader rest) : TextReader
    {
        private int at;

        public override int Peek() => at < length ? start[at] : rest.Peek();

        public override int Read() => at < length ? start[at++] : rest.Read();

        public override int Read(char[] buffer, int index, int count)
        {
            if (at >= length)
            {
                return rest.Read(buffer, index, count);
            }

            int taken = Math.Min(count, length - at);
            Array.Copy(start, at, buffer, index, taken);
            at += taken;
            return taken;
        }
    }
}

/// <summary>A document that is being read as a stream.</summary>
public sealed class XmlRecords
{
    private readonly LimitedXmlReader reader;
    private readonly DecodingReader text;

    internal XmlRecords(LimitedXmlReader reader, DecodingReader text)
    {
        this.reader = reader;
        this.text = text;
    }

    /// <summary>The reader, with the limits in force.</summary>
    public XmlReader Reader => reader;

    /// <summary>Says that a new record begins, for the limits of one record.</summary>
    public void Mark()
    {
        reader.Mark();
        text.Mark();
    }

    /// <summary>
    /// Reads the element at which the reader stands, and stays on its end, so that an element is not lost when what follows it is
    /// broken. Go on with <see cref="XmlReader.Read"/>.
    /// </summary>
    /// <returns>The element with line information.</returns>
    public XElement ReadElement()
    {
        Mark();
        using XmlReader inside = reader.ReadSubtree();
        return XElement.Load(inside, LoadOptions.SetLineInfo);
    }
}
