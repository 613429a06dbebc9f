using System.Text;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>Who sent a message, and in which conversation.</summary>
/// <param name="Talk">The conversation.</param>
/// <param name="IsFromLow">True when its lower end sent the message.</param>
internal readonly record struct Speaker(Talk Talk, bool IsFromLow)
{
    /// <summary>True when the client sent it.</summary>
    public bool IsClient => Talk.IsLowClient == IsFromLow;

    /// <summary>The sheet of the sender; null when there is no room.</summary>
    public HostSheet? Own => Talk.Sheet(IsFromLow);

    /// <summary>Notes what the client did.</summary>
    public void Did(int uses) => Talk.Uses |= uses;

    /// <summary>Notes a property of the sender.</summary>
    public void Is(string property, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Own?.AddProperty(property, value);
        }
    }
}

/// <summary>Reads texts of messages.</summary>
internal static class PayloadTexts
{
    private const int Longest = 255;

    /// <summary>The text up to a zero byte, without spaces around it; null when nothing is left.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? bytes : bytes[..end];
        string read = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Longest)]).Trim();
        return read.Length == 0 ? null : read;
    }
}
