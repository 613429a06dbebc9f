using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.KnowledgeStores;

/// <summary>What all JSON files of the knowledge store have in common: a head that says what it is, an edition, lists of three texts.</summary>
internal static class StoredJson
{
    /// <summary>Writes a file; the same content gives the same bytes.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="head">The name that says what it is.</param>
    /// <param name="write">Writes what stands after it.</param>
    public static void Write(Stream stream, string head, Action<Utf8JsonWriter> write)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber(head, 1);
        write(json);
        json.WriteEndObject();
    }

    /// <summary>Writes version and time.</summary>
    public static void WriteEdition(Utf8JsonWriter json, string version, DateTimeOffset? at)
    {
        json.WriteString("version", version);
        if (at is { } time)
        {
            json.WriteString("at", time);
        }
    }

    /// <summary>Writes three texts as a list.</summary>
    public static void WriteThree(Utf8JsonWriter json, string first, string second, string third)
    {
        json.WriteStartArray();
        json.WriteStringValue(first);
        json.WriteStringValue(second);
        json.WriteStringValue(third);
        json.WriteEndArray();
    }

    /// <summary>Reads a file; null when it is not what its head says, with an error.</summary>
    public static JsonItem? Load(
        InputFile input,
        string head,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        JsonItem? root = UntrustedJson.Load(input, diagnostics, InputLimits.Default, cancellationToken);
        if (root is not null && root[head]?.Number is not 1)
        {
            diagnostics.Add(
                StoreRules.Damaged,
                root,
                $"There is no \"{head}\": 1, so it is not what the store writes."
            );
            return null;
        }

        return root;
    }

    /// <summary>The time of an edition; null when it is not said.</summary>
    public static DateTimeOffset? At(JsonItem root) => InputTime.Utc(root.Text("at"));

    /// <summary>The texts of a list; what is none is empty.</summary>
    public static IEnumerable<string> Texts(JsonItem? list) =>
        (list?.Items ?? []).Select(text => text.StringOrNull ?? "");

    /// <summary>Three texts of a list; what is missing is empty.</summary>
    public static (string First, string Second, string Third) Three(JsonItem item)
    {
        string[] texts = [.. Texts(item), "", "", ""];
        return (texts[0], texts[1], texts[2]);
    }
}
