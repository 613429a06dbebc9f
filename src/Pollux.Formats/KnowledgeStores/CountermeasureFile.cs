using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Knowledge.Countermeasures;

namespace Pollux.Formats.KnowledgeStores;

/// <summary>D3FEND as the knowledge store keeps it: <c>{"pollux.d3fend":1,"version","at","items":[...]}</c>.</summary>
internal static class CountermeasureFile
{
    private const string Head = "pollux.d3fend";

    /// <summary>Writes a catalogue; the same catalogue gives the same bytes.</summary>
    public static void Write(CountermeasureCatalogue catalogue, Stream stream) =>
        StoredJson.Write(
            stream,
            Head,
            json =>
            {
                StoredJson.WriteEdition(json, catalogue.Version, catalogue.At);
                json.WriteStartArray("items");
                foreach (Countermeasure item in catalogue.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
            }
        );

    /// <summary>Reads a catalogue; null when it is none, with an error.</summary>
    public static Diagnosed<CountermeasureCatalogue> Read(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        return diagnostics.With(
            StoredJson.Load(input, Head, diagnostics, cancellationToken) is { } root
                ? new CountermeasureCatalogue(
                    root.Text("version") ?? "",
                    StoredJson.At(root),
                    (root["items"]?.Items ?? []).Select(ToItem)
                )
                : null
        );
    }

    private static void Write(Utf8JsonWriter json, Countermeasure item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("name", item.Name);
        json.WriteString("tactic", item.Tactic);
        json.WriteStartArray("against");
        foreach (CounteredTechnique technique in item.Against)
        {
            StoredJson.WriteThree(json, technique.Id, technique.Verb, technique.Artifact);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Countermeasure ToItem(JsonItem item) =>
        new(
            item.Text("id") ?? "",
            item.Text("name") ?? "",
            item.Text("tactic") ?? "",
            [.. (item["against"]?.Items ?? []).Select(ToTechnique)]
        );

    private static CounteredTechnique ToTechnique(JsonItem item)
    {
        (string id, string verb, string artifact) = StoredJson.Three(item);
        return new CounteredTechnique(id, verb, artifact);
    }
}
