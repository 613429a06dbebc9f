using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pollux.Cli.Output;

/// <summary>Writes JSON results, indented, with a line feed at the end.</summary>
public static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document.</summary>
    public static void WriteJson(this TextWriter writer, Action<Utf8JsonWriter> write)
    {
        writer.Write(ToText(write));
    }

    /// <summary>One document as text.</summary>
    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
