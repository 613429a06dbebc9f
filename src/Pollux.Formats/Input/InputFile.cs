using System.Collections.Immutable;

namespace Pollux.Formats.Input;

/// <summary>One readable input: a file, or an entry of an archive, already unpacked on reading and bounded.</summary>
/// <param name="Name">As the user named it; <c>archive.zip!folder/entry.json</c> for an entry of an archive.</param>
/// <param name="Open">
/// Opens its content from the start; may be called again. The stream throws <see cref="InputLimitException"/> past the limits
/// and <see cref="InvalidDataException"/> where an archive is damaged. For an entry of an archive it works only until the next
/// entry is asked for: see <see cref="InputOpener"/>.
/// </param>
public sealed record InputFile(string Name, Func<Stream> Open)
{
    /// <summary>An input held in memory; for tests and for content that came over the network.</summary>
    public static InputFile FromBytes(string name, byte[] content) =>
        new(name, () => new MemoryStream(content, writable: false));
}

/// <summary>The beginning of an input, for recognition.</summary>
/// <param name="Name">The input's name, for messages only.</param>
/// <param name="Text">Up to 8 192 characters from the start, decoded by byte order mark, else as UTF-8 with replacement.</param>
/// <param name="RootName">The local name of the root element when it is XML, else null.</param>
/// <param name="RootNamespace">The namespace of the root element when it is XML, else null.</param>
public sealed record InputHead(string Name, string Text, string? RootName, string? RootNamespace)
{
    private const int MostBytes = 64;

    /// <summary>The first bytes as they are, at most 64, for formats that are no text.</summary>
    public ImmutableArray<byte> Bytes { get; init; } = [];

    /// <summary>How much of an input is looked at, in characters.</summary>
    public const int MaximumCharacters = 8_192;

    /// <summary>
    /// The names of the outermost JSON object that stand within the head, in their order, each with its value when that is a string
    /// (else empty); none when it is no JSON object.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> JsonNames => IsJsonObject ? JsonHead.Names(Text) : [];

    /// <summary>True when the first character that is not white space opens a JSON array.</summary>
    public bool IsJsonArray => Text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("[");

    /// <summary>True when the first character that is not white space opens a JSON object.</summary>
    public bool IsJsonObject => Text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("{");

    /// <summary>Reads the beginning of an input.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Its head; with empty text when the input is empty.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is an archive that is damaged at its start.</exception>
    public static InputHead Read(InputFile input)
    {
        byte[] bytes = new byte[MaximumCharacters * 2];
        int length;
        using (Stream stream = input.Open())
        {
            length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        string text = TextEncodings.DecodeLeniently(bytes.AsSpan(0, length));
        text = text.Length > MaximumCharacters ? text[..MaximumCharacters] : text;
        XmlProlog prolog = XmlProlog.Scan(text);
        return new(input.Name, text, prolog.RootName, prolog.RootNamespace)
        {
            Bytes = [.. bytes.AsSpan(0, Math.Min(length, MostBytes))],
        };
    }
}

/// <summary>An input is larger than a limit allows; raised while reading, turned into a diagnostic by the caller.</summary>
public sealed class InputLimitException(string message) : IOException(message);
