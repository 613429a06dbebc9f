using System.Text;

namespace Pollux.Formats.Zeek;

/// <summary>The escapes of Zeek's columns: a byte as <c>\x09</c>, a backslash doubled.</summary>
internal static class ZeekEscapes
{
    /// <summary>The text with its escapes resolved; what is no escape stays.</summary>
    public static string Resolve(ReadOnlySpan<byte> bytes)
    {
        byte[] resolved = new byte[bytes.Length];
        int length = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == (byte)'\\' && Byte(bytes[index..]) is { } value)
            {
                resolved[length++] = value;
                index += 3;
            }
            else
            {
                resolved[length++] = bytes[index];
                index += bytes[index..].StartsWith("\\\\"u8) ? 1 : 0;
            }
        }

        return Encoding.UTF8.GetString(resolved.AsSpan(0, length));
    }

    /// <summary>The byte that an escape at the beginning means; null when there is none.</summary>
    public static byte? Byte(ReadOnlySpan<byte> bytes) =>
        bytes is [(byte)'\\', (byte)'x', var high, var low, ..]
        && char.IsAsciiHexDigit((char)high)
        && char.IsAsciiHexDigit((char)low)
            ? (byte)((Convert.ToInt32($"{(char)high}", 16) << 4) | Convert.ToInt32($"{(char)low}", 16))
            : null;
}
