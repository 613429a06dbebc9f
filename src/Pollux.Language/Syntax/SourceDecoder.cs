using System.Text;
using System.Text.Unicode;
using Pollux.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>Decodes the bytes of a MAL file, which are UTF-8, with or without a byte order mark.</summary>
internal static class SourceDecoder
{
    /// <summary>Decodes; null when it is another encoding altogether. A wrong byte is reported and read as U+FFFD.</summary>
    public static SourceText? Decode(string name, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics)
    {
        if (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            diagnostics.Add(
                new Diagnostic(SyntaxRules.NotUtf8, $"The file '{name}' is UTF-16.", new SourceLocation(name, 1, 1))
            );
            return null;
        }

        bytes = bytes is [0xef, 0xbb, 0xbf, .. var rest] ? rest : bytes;
        SourceText source = new(name, Encoding.UTF8.GetString(bytes));
        if (!Utf8.IsValid(bytes))
        {
            int at = Encoding.UTF8.GetCharCount(bytes[..FirstInvalid(bytes)]);
            diagnostics.Add(
                new Diagnostic(
                    SyntaxRules.NotUtf8,
                    "A byte here is no UTF-8; it is read as U+FFFD.",
                    source.LocationOf(new TextSpan(at, 1))
                )
            );
        }

        return source;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        return at;
    }
}
