using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.AutomationMl;

/// <summary>
/// Reads plant models in AutomationML (IEC 62714; CAEX 2.15 and 3.0, IEC 62424): devices, their network nodes, networks, pieces of the process and
/// places. The record is an InternalElement of an instance hierarchy, or a class of a library.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class AutomationMlImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public AutomationMlImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "automationml";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => head.RootName is "CAEXFile";

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                XDocument? read = UntrustedXml.Load(input, diagnostics, limits, cancellationToken);
                return read?.Root is { } root ? new AmlReading(root, diagnostics, limits).Read() : null;
            }
        );
}
