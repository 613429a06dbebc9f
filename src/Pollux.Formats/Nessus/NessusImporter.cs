using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Nessus;

/// <summary>
/// Reads a Nessus report of version 2 (<c>NessusClientData_v2</c>, a <c>.nessus</c> file), as Nessus, Tenable.io and Security Center
/// export it. The record is a <c>ReportHost</c>. Streams: memory is that of one result and of what was understood.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NessusImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NessusImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "nessus";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        string.Equals(head.RootName, "NessusClientData_v2", StringComparison.Ordinal) && head.RootNamespace is "";

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        NessusReading reading = new(diagnostics, limits);
        bool isWhole = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(isWhole)));
    }
}
