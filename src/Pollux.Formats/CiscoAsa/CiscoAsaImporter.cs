using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;

namespace Pollux.Formats.CiscoAsa;

/// <summary>
/// Reads the running configuration of a Cisco ASA (<c>show running-config</c>), version 8.3 and later. The record is a line that is
/// neither blank nor a comment.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class CiscoAsaImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public CiscoAsaImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "cisco-asa";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => CiscoHead.Of(head) == CiscoKind.Asa;

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        ConfigurationDocument.ReadAsync(input, diagnostics => new AsaReading(diagnostics, limits), cancellationToken);
}
