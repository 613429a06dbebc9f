using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Qualys;

/// <summary>
/// Reads two reports of Qualys: the asset data report (<c>ASSET_DATA_REPORT</c>, asset_data_report.dtd) and the result of one scan
/// (<c>SCAN</c>, scan-1.dtd). The record is a host. Streams; an asset data report explains its checks behind its hosts, so that the hosts
/// are held until the end.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class QualysImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public QualysImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "qualys";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.RootNamespace is ""
        && (
            head.RootName is "ASSET_DATA_REPORT"
            || (head.RootName is "SCAN" && head.Text.Contains("<KEY value=", StringComparison.Ordinal))
        );

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        QualysReading reading = new(diagnostics, limits);
        bool isWhole = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(isWhole)));
    }
}
