using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pollux.Twin.Files;

/// <summary>The keys of one JSON object, taken one by one, so that what nobody took can be refused.</summary>
internal sealed class TwinFields
{
    private readonly Dictionary<string, JsonElement> rest = new(StringComparer.Ordinal);

    public TwinFields(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new TwinLineException($"an object is expected, not {element.ValueKind}");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            rest[property.Name] = property.Value;
        }
    }

    public bool Has(string key) => rest.ContainsKey(key);

    public JsonElement? Optional(string key) => rest.Remove(key, out JsonElement value) ? value : null;

    public JsonElement Required(string key) =>
        Optional(key) ?? throw new TwinLineException($"the key \"{key}\" is missing");

    public string Text(string key) => ToText(key, Required(key));

    public string? OptionalText(string key) => Optional(key) is { } value ? ToText(key, value) : null;

    public bool Flag(string key) => OptionalFlag(key) ?? throw new TwinLineException($"the key \"{key}\" is missing");

    public bool? OptionalFlag(string key) =>
        Optional(key)?.ValueKind switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new TwinLineException($"\"{key}\" is neither true nor false"),
        };

    public double Probability(string key) =>
        OptionalProbability(key) ?? throw new TwinLineException($"the key \"{key}\" is missing");

    public double? OptionalProbability(string key) =>
        Optional(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value when value.GetDouble() is >= 0 and <= 1 => value.GetDouble(),
            _ => throw new TwinLineException($"\"{key}\" is not a number from 0 to 1"),
        };

    public double? OptionalNumber(string key, double least, double most) =>
        Optional(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value
                when value.GetDouble() is var number && number >= least && number <= most => number,
            _ => throw new TwinLineException(
                string.Create(CultureInfo.InvariantCulture, $"\"{key}\" is not a number from {least} to {most}")
            ),
        };

    public int? OptionalCount(string key) =>
        Optional(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int count) && count >= 1 => count,
            _ => throw new TwinLineException($"\"{key}\" is not a whole number of at least 1"),
        };

    public long? OptionalNumber(string key, long least) =>
        Optional(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long number) && number >= least =>
                number,
            _ => throw new TwinLineException($"\"{key}\" is not a whole number of at least {least}"),
        };

    public DateTimeOffset? OptionalTime(string key) =>
        OptionalText(key) is { } text
            ? TwinWords.ToTime(text)
                ?? throw new TwinLineException($"\"{key}\" is '{text}', not a time such as 2026-11-20T08:00:00Z")
            : null;

    public ImmutableArray<T> Items<T>(string key, Func<JsonElement, T> parse)
    {
        JsonElement array = Required(key);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw new TwinLineException($"\"{key}\" is not an array");
        }

        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
        {
            items.Add(parse(item));
        }

        return items.MoveToImmutable();
    }

    public ImmutableArray<string> Texts(string key) => Has(key) ? Items(key, item => ToText(key, item)) : [];

    /// <summary>The name of the one key that is left.</summary>
    public string OnlyOther() =>
        rest.Count == 1
            ? rest.Keys.First()
            : throw new TwinLineException("an identifier has exactly one kind, and at most a scope beside it");

    public void RequireNoOthers()
    {
        if (rest.Count > 0)
        {
            throw new TwinLineException(
                $"the key \"{rest.Keys.Order(StringComparer.Ordinal).First()}\" is unknown here"
            );
        }
    }

    private static string ToText(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new TwinLineException($"\"{key}\" is not a text");
}

/// <summary>A line is not what it should be; its message is a clause for a diagnostic. Never leaves the reader.</summary>
internal sealed class TwinLineException(string message) : Exception(message);
