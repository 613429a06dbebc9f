using System.Text;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Diagnostics.Rendering;

namespace Pollux.Cli.Output;

/// <summary>Writes diagnostics to standard error: as text for people with the source line, or with <c>--json</c> as one JSON object on each line.</summary>
public static class DiagnosticOutput
{
    /// <summary>Writes diagnostics.</summary>
    /// <param name="environment">Where to.</param>
    /// <param name="diagnostics">What.</param>
    /// <param name="asJson">True for JSON.</param>
    public static void WriteDiagnostics(
        this CommandEnvironment environment,
        IEnumerable<Diagnostic> diagnostics,
        bool asJson
    )
    {
        SourceLines sources = new();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (asJson)
            {
                environment.Error.WriteLine(ToJson(diagnostic));
            }
            else
            {
                environment.Error.Write(TextRenderer.Render(diagnostic, sources.Read));
            }
        }
    }

    /// <summary>Writes diagnostics as a SARIF 2.1.0 file.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="diagnostics">What.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteSarif(string path, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        string version = typeof(DiagnosticOutput).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
        File.WriteAllText(path, JsonOutput.ToText(json => SarifRenderer.Write(json, diagnostics, version)));
    }

    private static string ToJson(Diagnostic diagnostic)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            JsonRenderer.Write(writer, diagnostic);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
