using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;

namespace Pollux.Formats.CiscoIos;

/// <summary>
/// Reads the running configuration of a router or switch with Cisco IOS or IOS-XE (<c>show running-config</c>). The record is a line
/// that is neither blank nor a comment.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class CiscoIosImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public CiscoIosImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "cisco-ios";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => CiscoHead.Of(head) == CiscoKind.Ios;

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        ConfigurationDocument.ReadAsync(input, diagnostics => new IosReading(diagnostics, limits), cancellationToken);
}
