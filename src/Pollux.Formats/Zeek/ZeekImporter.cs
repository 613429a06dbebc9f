using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Zeek;

/// <summary>
/// Reads the logs of Zeek, of one kind or of many in one stream, in columns or as JSON lines, with those of ICSNPP. The record is a line.
/// Lines that say the same are summed up as they come.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class ZeekImporter(InputLimits limits) : IImporter
{
    private static readonly ImmutableArray<string> LogNames = ["_path", "@stream", "_write_ts"];

    private static readonly ImmutableArray<string> Ends = ["id.orig_h", "id_orig_h", "id"];

    /// <summary>With the limits that the commands use.</summary>
    public ZeekImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "zeek";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        ReadOnlySpan<char> text = head.Text.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (text.StartsWith("#separator") || text.StartsWith("#fields\t") || text.StartsWith("#path\t"))
        {
            return true;
        }

        if (text is ['{' or '[', ..])
        {
            return IsJson(head.Text);
        }

        int end = text.IndexOf('\n');
        return ZeekHeadless.IsLine((end < 0 ? text : text[..end]).ToString());
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                using Stream stream = input.Open();
                return new ZeekReading(stream, diagnostics, limits).Read(cancellationToken);
            }
        );

    // The first object says enough: the name of its log, or Zeek's names for both ends.
    private static bool IsJson(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimStart("\uFEFF \t\r\n[");
        int end = trimmed.IndexOf('\n');
        ImmutableArray<KeyValuePair<string, string>> names = JsonHead.Names(
            (end < 0 ? trimmed : trimmed[..end]).ToString()
        );
        bool Has(string name) => names.Any(found => string.Equals(found.Key, name, StringComparison.Ordinal));
        bool isNamed = LogNames.Any(Has) && (Has("ts") || Has("uid"));
        bool hasEnds = Ends.Any(Has) && (Has("uid") || Has("ts") || Has("conn_state"));
        bool isNested = names.Any(name =>
            name is { Key: "event.dataset", Value: var value } && value.StartsWith("zeek.", StringComparison.Ordinal)
        );
        return isNamed || hasEnds || isNested;
    }
}
