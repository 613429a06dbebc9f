using System.Globalization;
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
    public static void Write(CountermeasureCatalogue catalogue, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber(Head, 1);
        json.WriteString("version", catalogue.Version);
        if (catalogue.At is { } at)
        {
            json.WriteString("at", at);
        }

        json.WriteStartArray("items");
        foreach (Countermeasure item in catalogue.Items)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("name", item.Name);
            json.WriteString("tactic", item.Tactic);
            json.WriteStartArray("against");
            foreach (CounteredTechnique technique in item.Against)
            {
                json.WriteStartArray();
                json.WriteStringValue(technique.Id);
                json.WriteStringValue(technique.Verb);
                json.WriteStringValue(technique.Artifact);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a catalogue; null when it is none, with an error.</summary>
    public static Diagnosed<CountermeasureCatalogue> Read(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        JsonItem? root = UntrustedJson.Load(input, diagnostics, InputLimits.Default, cancellationToken);
        if (root is null)
        {
            return diagnostics.With<CountermeasureCatalogue>(null);
        }

        if (root[Head]?.Number is not 1)
        {
            diagnostics.Add(
                StoreRules.Damaged,
                root,
                $"There is no \"{Head}\": 1, so it is not what the store writes."
            );
            return diagnostics.With<CountermeasureCatalogue>(null);
        }

        return diagnostics.With(
            new CountermeasureCatalogue(
                root.Text("version") ?? "",
                DateTimeOffset.TryParse(root.Text("at"), CultureInfo.InvariantCulture, out DateTimeOffset at)
                    ? at
                    : null,
                (root["items"]?.Items ?? []).Select(ToItem)
            )
        );
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
        string[] parts = [.. item.Items.Select(part => part.StringOrNull ?? ""), "", "", ""];
        return new CounteredTechnique(parts[0], parts[1], parts[2]);
    }
}
