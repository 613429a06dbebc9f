using System.Text.Json;
using Pollux.Knowledge.Matching;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.TwinExports;

/// <summary>Writes how products stand to vulnerabilities as OpenVEX 0.2.0.</summary>
public static class OpenVexExport
{
    /// <summary>Writes the document.</summary>
    public static void Write(ExportedTwin twin, Utf8JsonWriter json)
    {
        Dictionary<string, Asset> assets = twin.Revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("@context", "https://openvex.dev/ns/v0.2.0");
        json.WriteString("@id", $"urn:uuid:{twin.Uuid}");
        json.WriteString("author", twin.Revision.Site);
        json.WriteString("timestamp", twin.AtText);
        json.WriteNumber("version", 1);
        json.WriteString("tooling", "Pollux");
        json.WriteStartArray("statements");
        foreach (VulnerabilityMatch match in twin.Matches)
        {
            WriteStatement(match, assets[match.AssetId], json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStatement(VulnerabilityMatch match, Asset asset, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", match.Vulnerability);
        json.WriteEndObject();
        json.WriteStartArray("products");
        json.WriteStartObject();
        json.WriteString("@id", $"urn:pollux:{Uri.EscapeDataString(asset.Id)}");
        WriteIdentifiers(asset, json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("status", StatusOf(match.Status));
        switch (match.Status)
        {
            // "Not affected" needs a justification or a statement, "affected" an action (OpenVEX 0.2.0, "Status labels").
            case MatchStatus.NotAffected when VexWords.OpenVexJustification(match.Justification) is { } justification:
                json.WriteString("justification", justification);
                break;
            case MatchStatus.NotAffected:
                json.WriteString("impact_statement", match.Justification ?? match.Reason);
                break;
            case MatchStatus.Affected:
                json.WriteString(
                    "action_statement",
                    match.Remediation ?? "No remedy is known; take away the way to it."
                );
                break;
            default:
                break;
        }

        json.WriteString("status_notes", match.Reason);
        json.WriteEndObject();
    }

    private static void WriteIdentifiers(Asset asset, Utf8JsonWriter json)
    {
        if (asset.Property(Properties.Purl) is null && asset.Property(Properties.Cpe) is null)
        {
            return;
        }

        json.WriteStartObject("identifiers");
        if (asset.Property(Properties.Purl) is { } purl)
        {
            json.WriteString("purl", purl);
        }

        if (asset.Property(Properties.Cpe) is { } cpe)
        {
            json.WriteString("cpe23", cpe);
        }

        json.WriteEndObject();
    }

    private static string StatusOf(MatchStatus status) =>
        status switch
        {
            MatchStatus.Affected => "affected",
            MatchStatus.NotAffected => "not_affected",
            MatchStatus.Fixed => "fixed",
            _ => "under_investigation",
        };
}
