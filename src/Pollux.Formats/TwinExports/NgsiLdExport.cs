using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.TwinExports;

/// <summary>
/// Writes a twin as NGSI-LD entities (ETSI GS CIM 009, 1.8.1), normalised: an array of entities with properties and relationships. Of several
/// values each has a <c>datasetId</c> (clause 4.5.5).
/// </summary>
public static class NgsiLdExport
{
    private const string Context = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld";

    /// <summary>Writes the entities.</summary>
    public static void Write(ExportedTwin twin, Utf8JsonWriter json)
    {
        Dictionary<string, string> typeOf = twin.Revision.Assets.ToDictionary(
            asset => asset.Id,
            asset => asset.Type,
            StringComparer.Ordinal
        );
        json.WriteStartArray();
        foreach (Asset asset in twin.Revision.Assets)
        {
            json.WriteStartObject();
            json.WriteString("id", UrnOf(asset.Type, asset.Id));
            json.WriteString("type", asset.Type);
            WriteValues(json, "name", [asset.Name], null);
            WriteValues(json, "identifiers", asset.Identifiers.Select(TextOf), null);
            foreach ((string name, ImmutableArray<Sourced<string>> values) in asset.Properties)
            {
                WriteValues(json, NameOf(name), values.Select(value => value.Value), values[0].Record.At);
            }

            foreach (
                IGrouping<string, AssetLink> role in twin.Links[asset.Id]
                    .GroupBy(link => link.Role, StringComparer.Ordinal)
            )
            {
                WriteRelationship(
                    json,
                    NameOf(role.Key),
                    [.. role.Select(link => UrnOf(typeOf[link.ToId], link.ToId))]
                );
            }

            if (asset.ParentId is { } parent)
            {
                WriteRelationship(json, "partOf", [UrnOf(typeOf[parent], parent)]);
            }

            json.WriteString("@context", Context);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string UrnOf(string type, string id) => $"urn:ngsi-ld:{type}:{Uri.EscapeDataString(id)}";

    private static string TextOf(Identifier identifier) =>
        identifier.Scope.Length == 0
            ? $"{identifier.Kind}:{identifier.Value}"
            : $"{identifier.Kind}:{identifier.Value} in {identifier.Scope}";

    // "name" is taken, and a pack's property has a colon, which a name of JSON-LD reads as a prefix.
    private static string NameOf(string name) =>
        name is "id" or "type" or "name" or "identifiers" or "partOf" ? $"pollux_{name}" : name.Replace(':', '_');

    private static void WriteValues(Utf8JsonWriter json, string name, IEnumerable<string> values, DateTimeOffset? at)
    {
        string[] all = [.. values];
        if (all.Length == 0)
        {
            return;
        }

        WriteOneOrMany(
            json,
            name,
            all,
            value =>
            {
                json.WriteString("type", "Property");
                json.WriteString("value", value);
                if (at is { } observed)
                {
                    json.WriteString(
                        "observedAt",
                        observed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                    );
                }
            }
        );
    }

    private static void WriteRelationship(Utf8JsonWriter json, string name, string[] targets) =>
        WriteOneOrMany(
            json,
            name,
            targets,
            target =>
            {
                json.WriteString("type", "Relationship");
                json.WriteString("object", target);
            }
        );

    private static void WriteOneOrMany(Utf8JsonWriter json, string name, string[] values, Action<string> write)
    {
        if (values.Length > 1)
        {
            json.WriteStartArray(name);
        }
        else
        {
            json.WritePropertyName(name);
        }

        for (int i = 0; i < values.Length; i++)
        {
            json.WriteStartObject();
            write(values[i]);
            if (values.Length > 1 && i > 0)
            {
                json.WriteString("datasetId", $"urn:ngsi-ld:Dataset:{i + 1}");
            }

            json.WriteEndObject();
        }

        if (values.Length > 1)
        {
            json.WriteEndArray();
        }
    }
}
