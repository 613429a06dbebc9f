using Pollux.Cli.Output;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Spectre.Console;

namespace Pollux.Cli.Twin;

/// <summary>Shows a twin to people.</summary>
internal static class TwinTables
{
    private const int DevicesShown = 100;
    private const int SourcesShown = 40;
    private const int DoubtfulShown = 5;

    public static void Write(TextWriter writer, TwinOverview overview, bool all)
    {
        writer.WriteLine(
            $"{Tables.Printable(overview.Revision.Site)}: {overview.Revision.Assets.Length} assets, "
                + $"{overview.Revision.Links.Length} links, revision {overview.Revision.Id}"
        );
        WriteZones(writer, overview);
        WriteDevices(writer, overview, all ? int.MaxValue : DevicesShown);
        WriteUnplaced(writer, overview);
        WriteProposed(writer, overview);
        WriteFilters(writer, overview, all);
        WriteSources(writer, overview, all ? int.MaxValue : SourcesShown);
    }

    private static void WriteZones(TextWriter writer, TwinOverview overview)
    {
        writer.WriteLine();
        if (overview.Zones.IsEmpty)
        {
            writer.WriteLine(
                "No zone is known. Describe the zones and their networks in a site description and import it."
            );
            return;
        }

        Table table = Tables
            .Create("Zone", "Level", "Networks", "Devices", "Services", "Software")
            .AlignRight(1, 3, 4, 5);
        foreach (ZoneOverview zone in overview.Zones)
        {
            table.AddTexts(
                zone.Zone.Name,
                zone.Zone.Property(Properties.Level) ?? "-",
                string.Join(", ", zone.Zone.PropertyValues(Properties.Network)),
                zone.Devices.Length.ToString(),
                zone.Services.ToString(),
                zone.Software.ToString()
            );
        }

        writer.WriteTable(table);
    }

    private static void WriteDevices(TextWriter writer, TwinOverview overview, int shown)
    {
        writer.WriteLine();
        if (overview.Devices.IsEmpty)
        {
            writer.WriteLine("No device is known. Import a scan or an inventory.");
            return;
        }

        Table table = Tables
            .Create("Device", "Type", "Addresses", "Zones", "Services", "Software", "Last seen")
            .AlignRight(4, 5);
        foreach (DeviceOverview device in overview.Devices.Take(shown))
        {
            table.AddTexts(
                device.Device.Name,
                device.Device.IsProposed ? $"{device.Device.Type} (proposed)" : device.Device.Type,
                device.Addresses,
                device.Zones.IsEmpty ? "-" : string.Join(", ", device.Zones),
                device.Services.ToString(),
                device.Software.ToString(),
                device.LastSeen is { } seen ? $"{seen.UtcDateTime:yyyy-MM-dd}" : "unknown"
            );
        }

        writer.WriteTable(table);
        WriteRest(writer, overview.Devices.Length - shown, "devices");
    }

    private static void WriteUnplaced(TextWriter writer, TwinOverview overview)
    {
        int unplaced = overview.Unplaced.Count();
        if (unplaced > 0)
        {
            writer.WriteLine();
            writer.WriteLine(
                $"{unplaced} device(s) stand in no zone: give a zone a network that holds their address, or name their zone."
            );
        }
    }

    private static void WriteProposed(TextWriter writer, TwinOverview overview)
    {
        int proposed = overview.Devices.Count(device => device.Device.IsProposed);
        if (proposed > 0)
        {
            writer.WriteLine();
            writer.WriteLine(
                $"{proposed} device(s) are proposed: only traffic knows them. A scan, an inventory or the site description confirms them."
            );
        }
    }

    private static void WriteFilters(TextWriter writer, TwinOverview overview, bool all)
    {
        if (overview.Filters.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        Table table = Tables
            .Create("Filter", "System", "Interfaces", "Rules", "Lines", "Understood", "Doubtful")
            .AlignRight(2, 3, 4, 5, 6);
        foreach (FilteringAsset filter in overview.Filters)
        {
            FilterReading reading = filter.Filter.Device.Reading;
            table.AddTexts(
                filter.Name,
                filter.Filter.Device.System,
                filter.Filter.Device.Interfaces.Length.ToString(),
                filter.Filter.Rules.Length.ToString(),
                reading.Received.ToString(),
                $"{reading.Share:0.0 %}",
                reading.DoubtfulCount.ToString()
            );
        }

        writer.WriteTable(table);
        foreach (FilteringAsset filter in overview.Filters.Where(filter => filter.Filter.Device.Reading.IsPartial))
        {
            WriteDoubtful(writer, filter, all ? int.MaxValue : DoubtfulShown);
        }
    }

    private static void WriteDoubtful(TextWriter writer, FilteringAsset filter, int shown)
    {
        FilterReading reading = filter.Filter.Device.Reading;
        writer.WriteLine(
            $"Reachability is partial, because {reading.DoubtfulCount} line(s) of device {Tables.Printable(filter.Name)} were not understood:"
        );
        foreach (DoubtfulLine line in reading.Doubtful.Take(shown))
        {
            writer.WriteLine($"  line {line.Line}: {Tables.Printable(line.Text)}");
        }

        WriteRest(writer, reading.DoubtfulCount - Math.Min(shown, reading.Doubtful.Length), "lines");
    }

    private static void WriteSources(TextWriter writer, TwinOverview overview, int shown)
    {
        writer.WriteLine();
        Table table = Tables.Create("Source", "Document", "Edition", "Records", "Age").AlignRight(3, 4);
        foreach (SourceOverview source in overview.Sources.Take(shown))
        {
            table.AddTexts(
                source.Source.Format,
                source.Source.Document,
                source.Source.Edition,
                source.Records.ToString(),
                source.AgeDays is { } days ? $"{days:0.#} d" : "unknown"
            );
        }

        writer.WriteTable(table);
        WriteRest(writer, overview.Sources.Length - shown, "sources");
    }

    private static void WriteRest(TextWriter writer, int rest, string what)
    {
        if (rest > 0)
        {
            writer.WriteLine($"... and {rest} more {what}; --all lists them.");
        }
    }
}
