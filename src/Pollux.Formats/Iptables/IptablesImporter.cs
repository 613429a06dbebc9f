using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;

namespace Pollux.Formats.Iptables;

/// <summary>
/// Reads what <c>iptables-save</c> prints. It names neither the host nor the addresses of its interfaces: lines before it may say
/// them, <c># hostname: NAME</c> and <c># interface: NAME ADDRESS/LENGTH</c>. The record is a line that is neither blank nor a comment.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class IptablesImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public IptablesImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "iptables";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        bool isTable = false;
        foreach (ReadOnlySpan<char> raw in head.Text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (isTable)
            {
                return line[0] is ':' or '[' || line is "COMMIT" || line.StartsWith("-A ") || line.StartsWith("-P ");
            }

            if (line is not ("*filter" or "*nat" or "*mangle" or "*raw" or "*security"))
            {
                return false;
            }

            isTable = true;
        }

        return false;
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        ConfigurationDocument.ReadAsync(
            input,
            diagnostics => new IptablesReading(diagnostics, limits),
            cancellationToken
        );
}
