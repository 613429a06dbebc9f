using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Nexpose;

/// <summary>
/// Reads the XML export of Nexpose and InsightVM (<c>NexposeReport</c>, XML Export 1.0 and 2.0). The record is a <c>node</c>. Streams; the
/// vulnerabilities are defined behind the nodes, so that the nodes are held until the end.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NexposeImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NexposeImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "nexpose";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        string.Equals(head.RootName, "NexposeReport", StringComparison.Ordinal) && head.RootNamespace is "";

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        NexposeReading reading = new(diagnostics, limits);
        bool isWhole = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(isWhole)));
    }
}
