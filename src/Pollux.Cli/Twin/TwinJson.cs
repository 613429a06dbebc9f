using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Formats.Figures;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;

namespace Pollux.Cli.Twin;

/// <summary>Shows a twin to programs.</summary>
internal static class TwinJson
{
    public static void Write(TextWriter writer, TwinOverview overview) =>
        writer.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("site", overview.Revision.Site);
            json.WriteString("revision", overview.Revision.Id);
            json.WriteNumber("assets", overview.Revision.Assets.Length);
            json.WriteNumber("links", overview.Revision.Links.Length);
            json.WriteStartArray("zones");
            foreach (ZoneOverview zone in overview.Zones)
            {
                WriteZone(json, zone);
            }

            json.WriteEndArray();
            json.WriteStartArray("devices");
            foreach (DeviceOverview device in overview.Devices)
            {
                WriteDevice(json, device);
            }

            json.WriteEndArray();
            json.WriteStartArray("filters");
            foreach (FilteringAsset filter in overview.Filters)
            {
                WriteFilter(json, filter);
            }

            json.WriteEndArray();
            json.WriteStartArray("sources");
            foreach (SourceOverview source in overview.Sources)
            {
                WriteSource(json, source);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void WriteZone(Utf8JsonWriter json, ZoneOverview zone)
    {
        json.WriteStartObject();
        json.WriteString("id", zone.Zone.Id);
        json.WriteString("name", zone.Zone.Name);
        json.WriteString("level", zone.Zone.Property(Properties.Level));
        json.WriteTexts("networks", zone.Zone.PropertyValues(Properties.Network));
        json.WriteNumber("devices", zone.Devices.Length);
        json.WriteNumber("services", zone.Services);
        json.WriteNumber("software", zone.Software);
        json.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter json, DeviceOverview device)
    {
        json.WriteStartObject();
        json.WriteString("id", device.Device.Id);
        json.WriteString("name", device.Device.Name);
        json.WriteString("type", device.Device.Type);
        if (device.Device.IsProposed)
        {
            json.WriteBoolean("proposed", true);
        }

        json.WriteString("addresses", device.Addresses);
        json.WriteTexts("zones", device.Zones);
        json.WriteNumber("services", device.Services);
        json.WriteNumber("software", device.Software);
        WriteTime(json, "lastSeen", device.LastSeen);
        json.WriteEndObject();
    }

    private static void WriteFilter(Utf8JsonWriter json, FilteringAsset filter)
    {
        FilterReading reading = filter.Filter.Device.Reading;
        json.WriteStartObject();
        json.WriteString("id", filter.Filter.AssetId);
        json.WriteString("name", filter.Name);
        json.WriteString("system", filter.Filter.Device.System);
        json.WriteNumber("interfaces", filter.Filter.Device.Interfaces.Length);
        json.WriteNumber("rules", filter.Filter.Rules.Length);
        json.WriteNumber("lines", reading.Received);
        json.WriteNumber("understood", reading.Understood);
        json.WriteNumber("ignored", reading.Received - reading.Understood - reading.NotUnderstood);
        json.WriteNumber("notUnderstood", reading.NotUnderstood);
        json.WriteBoolean("partial", reading.IsPartial);
        json.WriteStartArray("doubtful");
        foreach (DoubtfulLine line in reading.Doubtful)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Line);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, SourceOverview source)
    {
        json.WriteStartObject();
        json.WriteString("format", source.Source.Format);
        json.WriteString("document", source.Source.Document);
        json.WriteString("edition", source.Source.Edition);
        WriteTime(json, "at", source.Source.At);
        json.WriteNumber("records", source.Records);
        if (source.AgeDays is { } days)
        {
            json.WriteNumber("ageDays", days);
        }
        else
        {
            json.WriteNull("ageDays");
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, value.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
