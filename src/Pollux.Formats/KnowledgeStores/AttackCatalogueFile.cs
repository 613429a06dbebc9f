using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Knowledge.Attack;

namespace Pollux.Formats.KnowledgeStores;

/// <summary>
/// ATT&amp;CK as the knowledge store keeps it: <c>{"pollux.attack":1,"domain","version","at","items":[...],"relations":[[from,verb,to]]}</c>.
/// </summary>
internal static class AttackCatalogueFile
{
    private const string Head = "pollux.attack";

    /// <summary>Writes a catalogue; the same catalogue gives the same bytes.</summary>
    public static void Write(AttackCatalogue catalogue, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber(Head, 1);
        json.WriteString("domain", catalogue.Domain);
        json.WriteString("version", catalogue.Version);
        if (catalogue.At is { } at)
        {
            json.WriteString("at", at);
        }

        json.WriteStartArray("items");
        foreach (AttackItem item in catalogue.Items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
        json.WriteStartArray("relations");
        foreach (AttackRelation relation in catalogue.Relations)
        {
            json.WriteStartArray();
            json.WriteStringValue(relation.From);
            json.WriteStringValue(relation.Verb);
            json.WriteStringValue(relation.To);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a catalogue; null when it is none, with an error.</summary>
    public static Diagnosed<AttackCatalogue> Read(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        JsonItem? root = UntrustedJson.Load(input, diagnostics, InputLimits.Default, cancellationToken);
        if (root is null)
        {
            return diagnostics.With<AttackCatalogue>(null);
        }

        if (root[Head]?.Number is not 1)
        {
            diagnostics.Add(
                StoreRules.Damaged,
                root,
                $"There is no \"{Head}\": 1, so it is not what the store writes."
            );
            return diagnostics.With<AttackCatalogue>(null);
        }

        AttackCatalogue catalogue = new(
            root.Text("domain") ?? "",
            root.Text("version") ?? "",
            DateTimeOffset.TryParse(root.Text("at"), CultureInfo.InvariantCulture, out DateTimeOffset at) ? at : null,
            (root["items"]?.Items ?? []).Select(item => ToItem(item, diagnostics)).OfType<AttackItem>(),
            (root["relations"]?.Items ?? []).Select(ToRelation)
        );
        return diagnostics.With(catalogue);
    }

    private static void Write(Utf8JsonWriter json, AttackItem item)
    {
        json.WriteStartObject();
        json.WriteString("kind", item.Kind.ToString());
        json.WriteString("id", item.Id);
        json.WriteString("reference", item.Reference);
        json.WriteString("name", item.Name);
        json.WriteString("state", item.State.ToString());
        if (item.ReplacedBy is { } next)
        {
            json.WriteString("replacedBy", next);
        }

        WriteTexts(json, "tactics", item.Tactics);
        WriteTexts(json, "platforms", item.Platforms);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (!texts.IsEmpty)
        {
            Figures.FigureJson.WriteTexts(json, name, texts);
        }
    }

    private static AttackItem? ToItem(JsonItem item, DiagnosticBag diagnostics)
    {
        if (
            item.Text("id") is { } id
            && item.Text("reference") is { } reference
            && item.Text("name") is { } name
            && Enum.TryParse(item.Text("kind"), out AttackKind kind)
            && Enum.TryParse(item.Text("state"), out AttackState state)
        )
        {
            return new AttackItem(
                kind,
                id,
                reference,
                name,
                state,
                item.Text("replacedBy"),
                [.. Texts(item["tactics"])],
                [.. Texts(item["platforms"])]
            );
        }

        diagnostics.Add(StoreRules.Damaged, item, "An object needs id, reference, name, kind and state.");
        return null;
    }

    private static AttackRelation ToRelation(JsonItem item)
    {
        string[] parts = [.. Texts(item), "", "", ""];
        return new AttackRelation(parts[0], parts[1], parts[2]);
    }

    private static IEnumerable<string> Texts(JsonItem? list) =>
        (list?.Items ?? []).Select(text => text.StringOrNull ?? "");
}
