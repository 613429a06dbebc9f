using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Configurations;

/// <summary>One reading of a configuration, line by line.</summary>
internal interface IConfigurationReading
{
    /// <summary>Reads the next line that is neither blank nor a comment.</summary>
    void Read(ConfigurationLine line);

    /// <summary>The document, once all lines are read; null, with an error, when nothing of it could be used.</summary>
    ImportedDocument? Finish();
}

/// <summary>Reads configurations of any kind.</summary>
internal static class ConfigurationDocument
{
    /// <summary>Reads a file line by line.</summary>
    /// <param name="input">The file.</param>
    /// <param name="begin">Begins a reading that says what it finds in the bag.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static Task<Diagnosed<ImportedDocument>> ReadAsync(
        InputFile input,
        Func<DiagnosticBag, IConfigurationReading> begin,
        CancellationToken cancellationToken
    ) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                IConfigurationReading reading = begin(diagnostics);
                foreach (ConfigurationLine line in ConfigurationLine.Read(input, cancellationToken))
                {
                    reading.Read(line);
                }

                return reading.Finish();
            }
        );
}
