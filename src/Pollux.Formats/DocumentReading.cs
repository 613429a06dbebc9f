using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats;

/// <summary>What every importer does around its reading: collects diagnostics, and turns failures of the input into one.</summary>
internal static class DocumentReading
{
    /// <summary>Reads a document.</summary>
    /// <param name="input">The file.</param>
    /// <param name="read">Reads it; null when it cannot be used, with an error in the bag that says why.</param>
    public static Task<Diagnosed<ImportedDocument>> Of(InputFile input, Func<DiagnosticBag, ImportedDocument?> read)
    {
        DiagnosticBag diagnostics = new(input.Name);
        ImportedDocument? document = null;
        try
        {
            document = read(diagnostics);
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            diagnostics.Add(problem);
        }

        return Task.FromResult(diagnostics.With(document));
    }
}
