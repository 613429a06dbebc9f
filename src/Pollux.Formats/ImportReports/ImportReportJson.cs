using System.Text.Json;
using Pollux.Diagnostics.Rendering;

namespace Pollux.Formats.ImportReports;

/// <summary>
/// Writes an import report as JSON:
/// <c>{"files":[{"file","format","received","understood","ignored","refused","duplicates","diagnostics":[...]}],"twin":{"revision","assets","changed"}}</c>.
/// </summary>
public static class ImportReportJson
{
    /// <summary>Writes a report, in UTF-8 with a final line feed.</summary>
    public static void Write(ImportReport report, Stream stream)
    {
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n" };
        using (Utf8JsonWriter writer = new(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("files");
            foreach (FileReport file in report.Files)
            {
                Write(writer, file);
            }

            writer.WriteEndArray();
            Write(writer, report.Twin);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes what became of one file.</summary>
    public static void Write(Utf8JsonWriter writer, FileReport file)
    {
        writer.WriteStartObject();
        writer.WriteString("file", file.File);
        writer.WriteString("format", file.Format);
        writer.WriteNumber("received", file.Received);
        writer.WriteNumber("understood", file.Understood);
        writer.WriteNumber("ignored", file.Ignored);
        writer.WriteNumber("refused", file.Refused);
        writer.WriteNumber("duplicates", file.Duplicates);
        writer.WritePropertyName("diagnostics");
        JsonRenderer.Write(writer, file.Diagnostics);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TwinReport? twin)
    {
        if (twin is null)
        {
            writer.WriteNull("twin");
            return;
        }

        writer.WriteStartObject("twin");
        writer.WriteString("revision", twin.Revision);
        writer.WriteNumber("assets", twin.Assets);
        writer.WriteBoolean("changed", twin.Changed);
        writer.WriteEndObject();
    }
}
