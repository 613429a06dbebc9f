using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Scl;

/// <summary>
/// Reads configurations of substations in SCL (IEC 61850-6, editions 1 to 2.1): SCD, CID, SSD and ICD files. The record is an IED, a
/// subnetwork, a substation, a voltage level or a bay. Streams: one IED is in memory at a time.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class SclImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public SclImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "scl";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.RootName is "SCL"
        && (head.RootNamespace is "" || head.RootNamespace!.Contains("61850", StringComparison.Ordinal));

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        SclReading reading = new(diagnostics, limits);
        bool complete = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(complete)));
    }
}
