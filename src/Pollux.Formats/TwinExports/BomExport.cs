using System.Text.Json;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.TwinExports;

/// <summary>
/// Writes a twin as CycloneDX 1.6 (ECMA-424): devices and software as components, endpoints as services, links as dependencies; with VEX
/// what products have which vulnerabilities, as far as known.
/// </summary>
public static class BomExport
{
    /// <summary>Writes the inventory and the vulnerabilities.</summary>
    public static void WriteBom(ExportedTwin twin, Utf8JsonWriter json) => Write(twin, json, withInventory: true);

    /// <summary>Writes the vulnerabilities only (VEX), each with the component that it is about.</summary>
    public static void WriteVex(ExportedTwin twin, Utf8JsonWriter json) => Write(twin, json, withInventory: false);

    private static void Write(ExportedTwin twin, Utf8JsonWriter json, bool withInventory)
    {
        HashSet<string> affected = [.. twin.Matches.Select(match => match.AssetId)];
        Asset[] components =
        [
            .. twin.Revision.Assets.Where(asset =>
                (twin.IsA(asset, "Device") || twin.IsA(asset, "Software"))
                && (withInventory || affected.Contains(asset.Id))
            ),
        ];
        Asset[] services =
        [
            .. twin.Revision.Assets.Where(asset =>
                twin.IsA(asset, "Service") && (withInventory || affected.Contains(asset.Id))
            ),
        ];
        json.WriteStartObject();
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.6");
        json.WriteString("serialNumber", $"urn:uuid:{twin.Uuid}");
        json.WriteNumber("version", 1);
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", twin.AtText);
        json.WriteStartObject("component");
        json.WriteString("type", "platform");
        json.WriteString("bom-ref", "site");
        json.WriteString("name", twin.Revision.Site);
        json.WriteString("version", twin.Revision.Id);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (Asset asset in components)
        {
            WriteComponent(twin, asset, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("services");
        foreach (Asset asset in services)
        {
            json.WriteStartObject();
            json.WriteString("bom-ref", asset.Id);
            json.WriteString("name", asset.Name);
            WriteIfKnown(json, "version", asset.Property(Properties.Version));
            WriteProperties(asset, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteDependencies(twin, [.. components.Concat(services).Select(asset => asset.Id)], json);
        json.WriteStartArray("vulnerabilities");
        foreach (VulnerabilityMatch match in twin.Matches)
        {
            WriteVulnerability(twin, match, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteComponent(ExportedTwin twin, Asset asset, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(twin, asset));
        json.WriteString("bom-ref", asset.Id);
        if (asset.Property(Properties.Vendor) is { } vendor)
        {
            json.WriteStartObject("supplier");
            json.WriteString("name", vendor);
            json.WriteEndObject();
        }

        json.WriteString("name", asset.Name);
        WriteIfKnown(json, "version", asset.Property(Properties.Version));
        WriteIfKnown(json, "description", asset.Property(Properties.Description));
        WriteIfKnown(json, "cpe", asset.Property(Properties.Cpe));
        WriteIfKnown(json, "purl", asset.Property(Properties.Purl));
        WriteProperties(asset, json);
        json.WriteEndObject();
    }

    private static string TypeOf(ExportedTwin twin, Asset asset) =>
        twin.IsA(asset, "Device") ? "device"
        : asset.Property(Properties.ComponentType)
            is "library"
                or "framework"
                or "operating-system"
                or "firmware"
                or "container"
                or "file"
                or "platform"
                or "device-driver"
                or "machine-learning-model"
                or "data"
            ? asset.Property(Properties.ComponentType)!
        : "application";

    // What CycloneDX has no field for, under names of Pollux's own.
    private static void WriteProperties(Asset asset, Utf8JsonWriter json)
    {
        json.WriteStartArray("properties");
        WriteProperty(json, "pollux:type", asset.Type);
        foreach (
            string name in new[]
            {
                Properties.Product,
                Properties.Model,
                Properties.OperatingSystem,
                Properties.Address,
                Properties.Port,
                Properties.Transport,
                Properties.Protocol,
                Properties.Criticality,
                Properties.Owner,
                Properties.Standing,
            }
        )
        {
            foreach (string value in asset.PropertyValues(name))
            {
                WriteProperty(json, $"pollux:{name}", value);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void WriteDependencies(ExportedTwin twin, HashSet<string> refs, Utf8JsonWriter json)
    {
        json.WriteStartArray("dependencies");
        foreach (string id in refs.Order(StringComparer.Ordinal))
        {
            string[] on =
            [
                .. twin.Links[id]
                    .Where(link => link.Role is "software" or "services" && refs.Contains(link.ToId))
                    .Select(link => link.ToId)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
            if (on.Length > 0)
            {
                json.WriteStartObject();
                json.WriteString("ref", id);
                json.WriteStartArray("dependsOn");
                foreach (string other in on)
                {
                    json.WriteStringValue(other);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteVulnerability(ExportedTwin twin, VulnerabilityMatch match, Utf8JsonWriter json)
    {
        VulnerabilityFacts facts = twin.Vulnerabilities[match.Vulnerability];
        json.WriteStartObject();
        json.WriteString("bom-ref", $"{match.Vulnerability} {match.AssetId}");
        json.WriteString("id", match.Vulnerability);
        if (facts.Cvss is { } cvss)
        {
            json.WriteStartArray("ratings");
            json.WriteStartObject();
            json.WriteNumber("score", cvss.BaseScore);
            json.WriteString("method", MethodOf(cvss.Version));
            json.WriteString("vector", cvss.ToString());
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteIfKnown(json, "description", facts.Title?.Value);
        WriteIfKnown(json, "recommendation", match.Remediation);
        json.WriteStartObject("analysis");
        json.WriteString("state", StateOf(match.Status));
        if (
            match.Status == MatchStatus.NotAffected
            && VexWords.CycloneDxJustification(match.Justification) is { } justification
        )
        {
            json.WriteString("justification", justification);
        }

        json.WriteString(
            "detail",
            match.Justification is null ? match.Reason : $"{match.Justification}. {match.Reason}"
        );
        json.WriteEndObject();
        json.WriteStartArray("affects");
        json.WriteStartObject();
        json.WriteString("ref", match.AssetId);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string MethodOf(CvssVersion version) =>
        version switch
        {
            CvssVersion.V20 => "CVSSv2",
            CvssVersion.V30 => "CVSSv3",
            CvssVersion.V31 => "CVSSv31",
            _ => "CVSSv4",
        };

    // That a version is affected is not that it can be exploited here; CycloneDX has no other word for it.
    private static string StateOf(MatchStatus status) =>
        status switch
        {
            MatchStatus.Affected => "exploitable",
            MatchStatus.NotAffected => "not_affected",
            MatchStatus.Fixed => "resolved",
            _ => "in_triage",
        };

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
