using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Pcap;

/// <summary>
/// Reads captures of packets, pcap and pcapng. The record is a packet. Packets are summed up as they come: who uses which service, what for,
/// and what industrial devices say of themselves.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class PcapImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public PcapImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "pcap";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => CaptureFile.Begins(head.Bytes.AsSpan());

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                using Stream stream = input.Open();
                return new PcapReading(stream, diagnostics, limits).Read(cancellationToken);
            }
        );
}
