using System.Text;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Diagnostics.Rendering;

namespace Pollux.Cli.Output;

/// <summary>Writes diagnostics to standard error: as text for people, or with <c>--json</c> as one JSON object on each line.</summary>
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
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (asJson)
            {
                environment.Error.WriteLine(ToJson(diagnostic));
            }
            else
            {
                environment.Error.Write(TextRenderer.Render(diagnostic));
            }
        }
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
