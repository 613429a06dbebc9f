using System.Text;
using System.Text.RegularExpressions;

namespace Pollux.Formats.Input;

/// <summary>Finds out how a text is encoded: byte order mark, then the look of its first bytes, then what XML declares.</summary>
internal static partial class TextEncodings
{
    // UTF-7 lets markup hide from whoever looks at the bytes; nothing that is read here uses it.
    private const int Utf7CodePage = 65_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The encoding by byte order mark or by the zero bytes that UTF-16 puts beside ASCII, and the mark's length.</summary>
    /// <returns>UTF-8 and 0 when nothing says otherwise.</returns>
    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
            [0xFF, 0xFE, 0x00, 0x00, ..] => (Strict(new UTF32Encoding(bigEndian: false, byteOrderMark: false)), 4),
            [0x00, 0x00, 0xFE, 0xFF, ..] => (Strict(new UTF32Encoding(bigEndian: true, byteOrderMark: false)), 4),
            [0xFF, 0xFE, ..] => (Strict(Encoding.Unicode), 2),
            [0xFE, 0xFF, ..] => (Strict(Encoding.BigEndianUnicode), 2),
            [not 0, 0x00, not 0, 0x00, ..] => (Strict(Encoding.Unicode), 0),
            [0x00, not 0, 0x00, not 0, ..] => (Strict(Encoding.BigEndianUnicode), 0),
            _ => (Utf8, 0),
        };

    /// <summary>
    /// The encoding of an XML document (XML 1.0, appendix F): a byte order mark wins, else the declaration.
    /// </summary>
    /// <returns>Null and the declared name when the name is not known.</returns>
    public static (Encoding? Encoding, int MarkLength, string? Declared) DetectXml(ReadOnlySpan<byte> head)
    {
        (Encoding detected, int markLength) = Detect(head);
        string start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 256)]);
        Match declaration = DeclaredEncoding().Match(start);
        if (markLength > 0 || !ReferenceEquals(detected, Utf8) || !declaration.Success)
        {
            return (detected, markLength, null);
        }

        string name = declaration.Groups["name"].Value;
        return (ByName(name), 0, name);
    }

    /// <summary>Decodes for looking at only: what is not valid is replaced.</summary>
    public static string DecodeLeniently(ReadOnlySpan<byte> bytes)
    {
        (Encoding encoding, int markLength) = Detect(bytes);
        Encoding lenient = Encoding.GetEncoding(
            encoding.CodePage,
            EncoderFallback.ReplacementFallback,
            DecoderFallback.ReplacementFallback
        );
        return lenient.GetString(bytes[markLength..]);
    }

    private static Encoding? ByName(string name)
    {
        if (name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase))
        {
            // Sixteen bits are declared, but the declaration itself could be read as single bytes: it lies, and it is UTF-8.
            return Utf8;
        }

        try
        {
            Encoding? found =
                CodePagesEncodingProvider.Instance.GetEncoding(
                    name,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback
                ) ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return found.CodePage == Utf7CodePage ? null : found;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Strict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    [GeneratedRegex(
        """^\s*<\?xml[^>]*?\sencoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._-]{0,39})["']""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex DeclaredEncoding();
}
