using System.Text.Json;

namespace Pollux.Diagnostics.Rendering;

/// <summary>
/// Renders diagnostics as JSON objects
/// <c>{"code","severity","message","file","line","column","record","hint"}</c>, places as far as they exist.
/// </summary>
public static class JsonRenderer
{
    /// <summary>Writes one diagnostic as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Rule.Code);
        writer.WriteString("severity", Name(diagnostic.Level));
        writer.WriteString("message", diagnostic.Message);
        if (diagnostic.Location is { } location)
        {
            writer.WriteString("file", location.File);
            WriteNumber(writer, "line", location.Line);
            WriteNumber(writer, "column", location.Column);
            if (location.Record is { } record)
            {
                writer.WriteString("record", record);
            }
        }

        writer.WriteString("hint", diagnostic.NextStep);
        writer.WriteEndObject();
    }

    /// <summary>Writes diagnostics as an array.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        writer.WriteStartArray();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Write(writer, diagnostic);
        }

        writer.WriteEndArray();
    }

    /// <summary>The severity as the contracts spell it: <c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public static string Name(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "info",
        };

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
