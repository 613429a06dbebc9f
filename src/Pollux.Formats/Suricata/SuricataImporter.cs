using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Suricata;

/// <summary>
/// Reads the events of Suricata (EVE, JSON lines). The record is a line. Events that say the same are summed up as they come.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class SuricataImporter(InputLimits limits) : IImporter
{
    private static readonly ImmutableArray<string> Companions = ["timestamp", "flow_id", "src_ip", "tx_id", "alert"];

    /// <summary>With the limits that the commands use.</summary>
    public SuricataImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "suricata";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        ReadOnlySpan<char> text = head.Text.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (text is not ['{', ..])
        {
            return false;
        }

        // An event may be a fragment: some line of the beginning names a type of event and what goes with it.
        foreach (Range line in text.Split('\n'))
        {
            ImmutableArray<KeyValuePair<string, string>> names = JsonHead.Names(text[line].ToString());
            if (
                names.Any(name => name.Key is "event_type")
                && names.Any(name => Companions.Contains(name.Key, StringComparer.Ordinal))
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                using Stream stream = input.Open();
                return new SuricataReading(stream, diagnostics, limits).Read(cancellationToken);
            }
        );
}
