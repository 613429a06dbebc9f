using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.NodeSet;

/// <summary>
/// Reads OPC UA information models as NodeSet2 (OPC 10000-6, Annex F): objects with a nameplate (OPC 10000-100). The record is a node. Streams.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NodeSetImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NodeSetImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "nodeset2";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => head.RootName is "UANodeSet";

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        NodeSetReading reading = new(diagnostics, limits);
        bool complete = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(complete)));
    }
}
