using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>
/// The only way in which JSON documents of others are read: strictly as RFC 8259 has it (no comments, no trailing commas), within limits
/// of size, depth and number of values, every value with its place. A name that stands twice in one object is a warning; the last counts.
/// </summary>
/// <remarks>
/// A document is held as its bytes and one row of 16 bytes for each value (see <see cref="JsonItem"/>), not as a tree of objects:
/// a bill of materials of 100 MB needs about 250 MB, and every value keeps its line. Feeds of many documents (JSON lines) are
/// read line by line with the same means.
/// </remarks>
public static class UntrustedJson
{
    /// <summary>Reads a document.</summary>
    /// <returns>Its root; null when it cannot be used, with an error that says why.</returns>
    public static JsonItem? Load(
        InputFile input,
        DiagnosticBag diagnostics,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        try
        {
            byte[] bytes = ReadAll(input, limits.JsonBytes, cancellationToken);
            return Parse(bytes, diagnostics, limits, cancellationToken);
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } diagnostic)
        {
            diagnostics.Add(diagnostic);
            return null;
        }
    }

    /// <summary>Reads a document that is in memory already.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="diagnostics">Gets what is wrong with it.</param>
    /// <param name="limits">What is read at most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <param name="linesBefore">How many lines stand before it, where it is one of several in a file.</param>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    /// <exception cref="UnreadableTextException">The bytes are not text.</exception>
    internal static JsonItem? Parse(
        byte[] bytes,
        DiagnosticBag diagnostics,
        InputLimits limits,
        CancellationToken cancellationToken,
        int linesBefore = 0
    )
    {
        byte[] utf8 = ToUtf8(bytes);
        try
        {
            return new JsonRows(utf8, limits, diagnostics, (linesBefore + 1, 1)).Read(cancellationToken);
        }
        catch (JsonException exception)
        {
            int line = (int)(exception.LineNumber ?? 0) + 1 + linesBefore;
            int column = JsonPlaces.Column(utf8, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
            diagnostics.Add(InputRules.MalformedJson, WithoutPlace(exception.Message), line, column);
            return null;
        }
    }

    /// <summary>Reads all bytes, up to a limit.</summary>
    internal static byte[] ReadAll(InputFile input, int maximum, CancellationToken cancellationToken)
    {
        using BoundedStream stream = BoundedStream.Limit(input.Open(), maximum);
        // A file says its length, so that a large one is held once and not three times while a buffer grows.
        int expected = stream.KnownLength is { } length && length <= maximum ? (int)length : 0;
        using MemoryStream memory = new(expected);
        byte[] block = new byte[65_536];
        for (int read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            memory.Write(block, 0, read);
        }

        return memory.Length == expected ? memory.GetBuffer() : memory.ToArray();
    }

    private static byte[] ToUtf8(byte[] bytes)
    {
        (Encoding encoding, int mark) = TextEncodings.Detect(bytes);
        if (encoding is UTF8Encoding)
        {
            byte[] body = mark == 0 ? bytes : bytes[mark..];
            return Utf8.IsValid(body) ? body : throw Undecodable(body);
        }

        try
        {
            return Encoding.UTF8.GetBytes(encoding.GetString(bytes.AsSpan(mark)));
        }
        catch (DecoderFallbackException exception)
        {
            throw new UnreadableTextException($"Byte {exception.Index} is not {encoding.WebName}.", null, null);
        }
    }

    private static UnreadableTextException Undecodable(byte[] body) => Undecodable(body, (1, 1));

    /// <summary>Says where bytes are not UTF-8.</summary>
    internal static UnreadableTextException Undecodable(byte[] body, (int Line, int Column) origin)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(body.AsSpan(at), out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        (int line, int column) = new JsonPlaces(body, origin).Of(at);
        return new($"The byte {body[at]:X2} is not UTF-8.", line, column);
    }

    // The runtime ends its sentence with the place, which the diagnostic has already.
    internal static string WithoutPlace(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place > 0 ? message[..place] : message;
    }
}
