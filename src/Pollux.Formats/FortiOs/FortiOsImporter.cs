using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;

namespace Pollux.Formats.FortiOs;

/// <summary>
/// Reads the configuration of a FortiGate (<c>show</c>, <c>show full-configuration</c>, a backup), FortiOS 6 and 7. The record is a line
/// that is neither blank nor a comment.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class FortiOsImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public FortiOsImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "fortios";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        bool isSection = false;
        foreach (ReadOnlySpan<char> raw in head.Text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line.StartsWith("#config-version="))
            {
                return true;
            }

            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (isSection)
            {
                return line is "end"
                    || line.StartsWith("edit ")
                    || line.StartsWith("set ")
                    || line.StartsWith("config ")
                    || line.StartsWith("unset ");
            }

            if (
                !line.StartsWith("config system ")
                && !line.StartsWith("config firewall ")
                && !line.StartsWith("config router ")
                && line is not ("config vdom" or "config global")
            )
            {
                return false;
            }

            isSection = true;
        }

        return false;
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        ConfigurationDocument.ReadAsync(input, diagnostics => new FortiReading(diagnostics, limits), cancellationToken);
}
