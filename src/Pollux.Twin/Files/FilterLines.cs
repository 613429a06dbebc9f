using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Twin.Filtering;

namespace Pollux.Twin.Files;

/// <summary>Writes what a device filters: keys in a fixed order, what is usual left out.</summary>
internal static class FilterLines
{
    public static void Write(Utf8JsonWriter writer, FilterDevice filter)
    {
        writer.WriteString("filter", filter.System);
        writer.WriteString("default", FilterWords.Of(filter.Default));
        WriteFlag(writer, "sameLevel", filter.PermitsSameLevel);
        WriteFlag(writer, "learnsRoutes", filter.LearnsRoutes);
        WriteEach(writer, "interfaces", filter.Interfaces, WriteInterface);
        WriteEach(writer, "bindings", filter.Bindings, WriteBinding);
        WriteEach(writer, "routes", filter.Routes, WriteRoute);
        WriteEach(writer, "translations", filter.Translations, WriteTranslation);
        writer.WriteStartObject("reading");
        FilterReading reading = filter.Reading;
        writer.WriteNumber("understood", reading.Understood);
        writer.WriteNumber("notUnderstood", reading.NotUnderstood);
        writer.WriteNumber("doubtfulCount", reading.DoubtfulCount);
        WriteEach(
            writer,
            "ignored",
            reading.Ignored,
            (json, lines) =>
            {
                json.WriteString("class", lines.Class);
                json.WriteNumber("count", lines.Count);
            }
        );
        WriteEach(
            writer,
            "doubtful",
            reading.Doubtful,
            (json, line) =>
            {
                json.WriteNumber("line", line.Line);
                json.WriteString("text", line.Text);
            }
        );
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, FilterRule rule)
    {
        writer.WriteString("rule", rule.List);
        writer.WriteNumber("order", rule.Order);
        writer.WriteString("action", FilterWords.Of(rule.Action));
        WriteText(writer, "target", rule.Target);
        WriteText(writer, "name", rule.Name);
        WriteFlag(writer, "off", !rule.IsActive);
        WriteFlag(writer, "replies", rule.IsForReplies);
        WriteFlag(writer, "inspected", rule.IsInspected);
        WriteTexts(writer, "from", rule.From);
        WriteTexts(writer, "to", rule.To);
        WriteAddresses(writer, "sources", rule.Sources);
        WriteAddresses(writer, "destinations", rule.Destinations);
        WriteEach(writer, "services", rule.Services, WriteService);
        WriteTexts(writer, "conditions", rule.Conditions);
        writer.WriteNumber("line", rule.Line);
        writer.WriteString("text", rule.Text);
    }

    private static void WriteInterface(Utf8JsonWriter writer, FilterInterface item)
    {
        writer.WriteString("name", item.Name);
        WriteText(writer, "zone", item.Zone);
        if (item.SecurityLevel is { } level)
        {
            writer.WriteNumber("level", level);
        }

        WriteTexts(writer, "addresses", item.Addresses);
        WriteFlag(writer, "down", !item.IsUp);
        WriteFlag(writer, "managementOnly", item.IsManagementOnly);
        writer.WriteNumber("line", item.Line);
    }

    private static void WriteBinding(Utf8JsonWriter writer, FilterBinding binding)
    {
        writer.WriteString("list", binding.List);
        writer.WriteString("place", FilterWords.Of(binding.Place));
        WriteText(writer, "interface", binding.Interface);
        if (binding.Step > 0)
        {
            writer.WriteNumber("step", binding.Step);
        }

        writer.WriteString("atEnd", FilterWords.Of(binding.AtEnd));
        writer.WriteNumber("line", binding.Line);
    }

    private static void WriteRoute(Utf8JsonWriter writer, FilterRoute route)
    {
        writer.WriteString("network", route.Network);
        WriteText(writer, "interface", route.Interface);
        WriteText(writer, "nextHop", route.NextHop);
        writer.WriteNumber("line", route.Line);
    }

    private static void WriteTranslation(Utf8JsonWriter writer, FilterTranslation translation)
    {
        WriteFlag(writer, "static", translation.IsStatic);
        WriteText(writer, "inside", translation.Inside);
        WriteText(writer, "outside", translation.Outside);
        WriteAddresses(writer, "real", translation.Real);
        WriteAddresses(writer, "mapped", translation.Mapped);
        writer.WriteNumber("line", translation.Line);
    }

    private static void WriteService(Utf8JsonWriter writer, ServiceMatch service)
    {
        WriteNumbers(writer, "protocols", service.Protocols, ServiceMatch.AnyProtocol);
        WriteNumbers(writer, "sourcePorts", service.SourcePorts, ServiceMatch.AnyPort);
        WriteNumbers(writer, "ports", service.DestinationPorts, ServiceMatch.AnyPort);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IntervalSet numbers, IntervalSet all)
    {
        if (!numbers.Equals(all))
        {
            writer.WriteString(
                name,
                string.Join(
                    ',',
                    numbers.Intervals.Select(range =>
                        range.First == range.Last
                            ? range.First.ToString(CultureInfo.InvariantCulture)
                            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")
                    )
                )
            );
        }
    }

    private static void WriteAddresses(Utf8JsonWriter writer, string name, IntervalSet addresses) =>
        WriteTexts(writer, name, [.. addresses.Intervals.Select(AddressSets.TextOf)]);

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool isSet)
    {
        if (isSet)
        {
            writer.WriteBoolean(name, true);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteEach<T>(
        Utf8JsonWriter writer,
        string name,
        ImmutableArray<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        if (items.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
