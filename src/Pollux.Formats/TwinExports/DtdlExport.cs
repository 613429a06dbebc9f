using System.Globalization;
using System.Text.Json;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.TwinExports;

/// <summary>
/// Writes a twin in the shape of DTDL: an interface (DTDL version 3) for each type that occurs, and the graph of twins and relationships as Azure
/// Digital Twins Explorer exports it. Values are texts, as the twin holds them.
/// </summary>
public static class DtdlExport
{
    private const int LongestName = 60;

    /// <summary>Writes models and graph.</summary>
    public static void Write(ExportedTwin twin, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("digitalTwinsFileInfo");
        json.WriteString("fileVersion", "1.0.0");
        json.WriteEndObject();
        json.WriteStartObject("digitalTwinsGraph");
        json.WriteStartArray("digitalTwins");
        foreach (Asset asset in twin.Revision.Assets)
        {
            json.WriteStartObject();
            json.WriteString("$dtId", IdOf(asset.Id));
            json.WriteStartObject("$metadata");
            json.WriteString("$model", ModelOf(asset.Type));
            json.WriteEndObject();
            json.WriteString("name", asset.Name);
            foreach (string property in asset.Properties.Keys)
            {
                json.WriteString(NameOf(property), string.Join("; ", asset.PropertyValues(property)));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("relationships");
        for (int i = 0; i < twin.Revision.Links.Length; i++)
        {
            AssetLink link = twin.Revision.Links[i];
            json.WriteStartObject();
            json.WriteString("$relationshipId", string.Create(CultureInfo.InvariantCulture, $"r{i + 1}"));
            json.WriteString("$sourceId", IdOf(link.FromId));
            json.WriteString("$targetId", IdOf(link.ToId));
            json.WriteString("$relationshipName", NameOf(link.Role));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("digitalTwinsModels");
        foreach (
            IGrouping<string, Asset> type in twin
                .Revision.Assets.GroupBy(asset => asset.Type, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            WriteModel(twin, type.Key, [.. type], json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteModel(ExportedTwin twin, string type, Asset[] assets, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("@context", "dtmi:dtdl:context;3");
        json.WriteString("@id", ModelOf(type));
        json.WriteString("@type", "Interface");
        json.WriteString("displayName", type);
        json.WriteStartArray("contents");
        IEnumerable<string> properties = assets
            .SelectMany(asset => asset.Properties.Keys)
            .Select(NameOf)
            .Append("name")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (string property in properties)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Property");
            json.WriteString("name", property);
            json.WriteString("schema", "string");
            json.WriteEndObject();
        }

        IEnumerable<string> roles = assets
            .SelectMany(asset => twin.Links[asset.Id])
            .Select(link => NameOf(link.Role))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (string role in roles)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Relationship");
            json.WriteString("name", role);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A DTMI's segments hold letters, digits and underscores, and begin with a letter (DTDL 3, "Digital Twin Model Identifier").
    private static string ModelOf(string type) => $"dtmi:org:pollux:core:{NameOf(type)};1";

    private static string NameOf(string name)
    {
        string plain = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        plain = plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : "x" + plain;
        return plain[..Math.Min(LongestName, plain.Length)].TrimEnd('_') is { Length: > 0 } whole ? whole : "x";
    }

    private static string IdOf(string id) => Uri.EscapeDataString(id);
}
