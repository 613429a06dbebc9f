using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Figures;
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
    public static void Write(AttackCatalogue catalogue, Stream stream) =>
        StoredJson.Write(
            stream,
            Head,
            json =>
            {
                json.WriteString("domain", catalogue.Domain);
                StoredJson.WriteEdition(json, catalogue.Version, catalogue.At);
                json.WriteStartArray("items");
                foreach (AttackItem item in catalogue.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                json.WriteStartArray("relations");
                foreach (AttackRelation relation in catalogue.Relations)
                {
                    StoredJson.WriteThree(json, relation.From, relation.Verb, relation.To);
                }

                json.WriteEndArray();
            }
        );

    /// <summary>Reads a catalogue; null when it is none, with an error.</summary>
    public static Diagnosed<AttackCatalogue> Read(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        if (StoredJson.Load(input, Head, diagnostics, cancellationToken) is not { } root)
        {
            return diagnostics.With<AttackCatalogue>(null);
        }

        AttackCatalogue catalogue = new(
            root.Text("domain") ?? "",
            root.Text("version") ?? "",
            StoredJson.At(root),
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
            json.WriteTexts(name, texts);
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
                [.. StoredJson.Texts(item["tactics"])],
                [.. StoredJson.Texts(item["platforms"])]
            );
        }

        diagnostics.Add(StoreRules.Damaged, item, "An object needs id, reference, name, kind and state.");
        return null;
    }

    private static AttackRelation ToRelation(JsonItem item)
    {
        (string from, string verb, string to) = StoredJson.Three(item);
        return new AttackRelation(from, verb, to);
    }
}
