using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.OpenVas;

/// <summary>
/// Reads the XML report of OpenVAS and Greenbone (GMP <c>report</c>, <c>get_reports_response</c>, and the older OMP form). The record is
/// a host. Streams results; memory is that of the hosts and of one object for each check.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class OpenVasImporter(InputLimits limits) : IImporter
{
    private static readonly string[] Signs =
    [
        "<gmp>",
        "<omp>",
        "<nvt ",
        "<scan_run_status>",
        "format_id=",
        "<result id=",
    ];

    /// <summary>With the limits that the commands use.</summary>
    public OpenVasImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "openvas";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.RootNamespace is ""
        && head.RootName is "report" or "get_reports_response"
        && (
            head.RootName is "get_reports_response"
            || Array.Exists(Signs, sign => head.Text.Contains(sign, StringComparison.Ordinal))
        );

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        OpenVasReading reading = new(diagnostics, limits);
        bool isWhole = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(isWhole)));
    }
}
