using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Twin.Filtering;

namespace Pollux.Twin.Files;

/// <summary>Reads what <see cref="FilterLines"/> writes, as strictly as the rest of the file.</summary>
internal static class FilterLineParser
{
    public static FilterDevice ToDevice(TwinFields fields)
    {
        string system = fields.Text("filter");
        FilterDefault byDefault = FilterWords.ToDefault(fields.Text("default"));
        bool sameLevel = fields.OptionalFlag("sameLevel") ?? false;
        bool learnsRoutes = fields.OptionalFlag("learnsRoutes") ?? false;
        ImmutableArray<FilterInterface> interfaces = Each(fields, "interfaces", ToInterface);
        ImmutableArray<FilterBinding> bindings = Each(fields, "bindings", ToBinding);
        ImmutableArray<FilterRoute> routes = Each(fields, "routes", ToRoute);
        ImmutableArray<FilterTranslation> translations = Each(fields, "translations", ToTranslation);
        TwinFields reading = new(fields.Required("reading"));
        FilterReading counts = ToReading(reading);
        reading.RequireNoOthers();
        return new FilterDevice(system, byDefault, interfaces, bindings, routes, translations, counts)
        {
            PermitsSameLevel = sameLevel,
            LearnsRoutes = learnsRoutes,
        };
    }

    public static FilterRule ToRule(TwinFields fields) =>
        new(
            fields.Text("rule"),
            Number(fields, "order"),
            FilterWords.ToAction(fields.Text("action")),
            Addresses(fields, "sources"),
            Addresses(fields, "destinations"),
            Each(fields, "services", ToService),
            Number(fields, "line"),
            fields.Text("text")
        )
        {
            Target = fields.OptionalText("target"),
            Name = fields.OptionalText("name"),
            IsActive = fields.OptionalFlag("off") is not true,
            IsForReplies = fields.OptionalFlag("replies") ?? false,
            IsInspected = fields.OptionalFlag("inspected") ?? false,
            From = fields.Texts("from"),
            To = fields.Texts("to"),
            Conditions = fields.Texts("conditions"),
        };

    private static FilterReading ToReading(TwinFields fields) =>
        new(
            Number(fields, "understood"),
            Each(fields, "ignored", item => new IgnoredLines(item.Text("class"), Number(item, "count"))),
            Number(fields, "notUnderstood"),
            Each(fields, "doubtful", item => new DoubtfulLine(Number(item, "line"), item.Text("text"))),
            Number(fields, "doubtfulCount")
        );

    private static FilterInterface ToInterface(TwinFields fields) =>
        new(
            fields.Text("name"),
            fields.OptionalText("zone"),
            fields.Has("level") ? Number(fields, "level") : null,
            fields.Texts("addresses"),
            fields.OptionalFlag("down") is not true,
            Number(fields, "line")
        )
        {
            IsManagementOnly = fields.OptionalFlag("managementOnly") ?? false,
        };

    private static FilterBinding ToBinding(TwinFields fields) =>
        new(
            fields.Text("list"),
            FilterWords.ToPlace(fields.Text("place")),
            fields.OptionalText("interface"),
            FilterWords.ToEnd(fields.Text("atEnd")),
            Number(fields, "line")
        )
        {
            Step = fields.Has("step") ? Number(fields, "step") : 0,
        };

    private static FilterRoute ToRoute(TwinFields fields) =>
        new(
            fields.Text("network"),
            fields.OptionalText("interface"),
            fields.OptionalText("nextHop"),
            Number(fields, "line")
        );

    private static FilterTranslation ToTranslation(TwinFields fields) =>
        new(
            fields.OptionalFlag("static") ?? false,
            fields.OptionalText("inside"),
            fields.OptionalText("outside"),
            Addresses(fields, "real"),
            Addresses(fields, "mapped"),
            Number(fields, "line")
        );

    private static ServiceMatch ToService(TwinFields fields) =>
        new(
            Numbers(fields, "protocols", ServiceMatch.AnyProtocol),
            Numbers(fields, "sourcePorts", ServiceMatch.AnyPort),
            Numbers(fields, "ports", ServiceMatch.AnyPort)
        );

    private static ImmutableArray<T> Each<T>(TwinFields fields, string key, Func<TwinFields, T> parse) =>
        fields.Has(key) ? fields.Items(key, element => Strictly(element, parse)) : [];

    private static T Strictly<T>(JsonElement element, Func<TwinFields, T> parse)
    {
        TwinFields fields = new(element);
        T item = parse(fields);
        fields.RequireNoOthers();
        return item;
    }

    private static int Number(TwinFields fields, string key) =>
        fields.Required(key) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt32(out int number)
        && number >= 0
            ? number
            : throw new TwinLineException($"\"{key}\" is not a whole number of at least 0");

    private static IntervalSet Addresses(TwinFields fields, string key) =>
        IntervalSet.Of(
            fields
                .Texts(key)
                .Select(text =>
                    AddressSets.ToInterval(text)
                    ?? throw new TwinLineException($"'{text}' is no address and no network")
                )
        );

    private static IntervalSet Numbers(TwinFields fields, string key, IntervalSet all)
    {
        if (fields.OptionalText(key) is not { } text)
        {
            return all;
        }

        IntervalSet numbers = text.Length == 0 ? IntervalSet.Empty : IntervalSet.Of(text.Split(',').Select(ToInterval));
        return all.Covers(numbers)
            ? numbers
            : throw new TwinLineException($"\"{key}\" is '{text}', which is out of range");
    }

    private static Interval ToInterval(string text)
    {
        string[] ends = text.Split('-');
        if (
            ends.Length <= 2
            && ushort.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort first)
            && ushort.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort last)
            && first <= last
        )
        {
            return new Interval(first, last);
        }

        throw new TwinLineException($"'{text}' is no number and no range of numbers");
    }
}
