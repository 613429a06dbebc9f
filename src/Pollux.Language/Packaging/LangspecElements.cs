using System.Globalization;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Packaging;

/// <summary>Reads the parts of JSON objects; a part of another kind than wanted is reported, and read as absent.</summary>
internal sealed class LangspecElements(SourceText source, DiagnosticBag diagnostics)
{
    private const int MaximumShown = 60;

    /// <summary>The record that the next nodes belong to, such as <c>asset Host, step attack</c>.</summary>
    public string Record { get; set; } = "";

    /// <summary>A span that stands for the current record.</summary>
    public TextSpan Here => source.SpanOf(Record);

    public IEnumerable<JsonElement> Items(JsonElement owner, string name)
    {
        JsonElement? found = Find(owner, name, JsonValueKind.Array, "an array");
        return found is { } array ? array.EnumerateArray().Where(item => Is(item, JsonValueKind.Object, name)) : [];
    }

    public IEnumerable<string> Words(JsonElement owner, string name)
    {
        JsonElement? found = Find(owner, name, JsonValueKind.Array, "an array");
        return found is { } array
            ? array
                .EnumerateArray()
                .Where(item => Is(item, JsonValueKind.String, name))
                .Select(item => CheckWord(item.GetString() ?? "", name))
            : [];
    }

    public IEnumerable<double> Numbers(JsonElement owner, string name)
    {
        JsonElement? found = Find(owner, name, JsonValueKind.Array, "an array");
        return found is { } array
            ? array
                .EnumerateArray()
                .Where(item => Is(item, JsonValueKind.Number, name))
                .Select(item => Finite(item.GetDouble(), name))
            : [];
    }

    public IEnumerable<JsonProperty> Properties(JsonElement owner, string name)
    {
        JsonElement? found = Find(owner, name, JsonValueKind.Object, "an object");
        return found is { } value ? value.EnumerateObject() : [];
    }

    public JsonElement? Object(JsonElement owner, string name) => Find(owner, name, JsonValueKind.Object, "an object");

    public JsonElement? RequiredObject(JsonElement owner, string name)
    {
        JsonElement? found = Object(owner, name);
        if (found is null && !Has(owner, name))
        {
            Report($"'{name}' is missing.");
        }

        return found;
    }

    public string? Text(JsonElement owner, string name) =>
        Find(owner, name, JsonValueKind.String, "a string")?.GetString();

    public string RequiredText(JsonElement owner, string name)
    {
        string? text = Text(owner, name);
        if (text is null && !Has(owner, name))
        {
            Report($"'{name}' is missing.");
        }

        return text ?? "";
    }

    public string RequiredText(JsonProperty property, string what)
    {
        if (property.Value.ValueKind == JsonValueKind.String)
        {
            return property.Value.GetString() ?? "";
        }

        Report($"The {what} '{property.Name}' is {Shown(property.Value)}, not a string.");
        return "";
    }

    /// <summary>A required name: letters, digits and underscores.</summary>
    public NameSyntax Word(JsonElement owner, string name) => WordOf(CheckWord(RequiredText(owner, name), name));

    /// <summary>A name with the place of the current record.</summary>
    public NameSyntax WordOf(string word) => new(word, Here);

    public static bool Flag(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.True;

    public double? Number(JsonElement owner, string name) =>
        Find(owner, name, JsonValueKind.Number, "a number") is { } found ? Finite(found.GetDouble(), name) : null;

    public int? Count(JsonElement owner, string name)
    {
        if (Find(owner, name, JsonValueKind.Number, "a number") is not { } found)
        {
            return null;
        }

        if (found.TryGetInt32(out int count) && count >= 0)
        {
            return count;
        }

        Report($"'{name}' is {Shown(found)}, not a count.");
        return null;
    }

    public void Report(string message) => Report(PackagingRules.WrongShape, message);

    public void Report(DiagnosticRule rule, string message) =>
        diagnostics.Add(new Diagnostic(rule, message, source.LocationOf(Here)));

    public string CheckWord(string word, string name)
    {
        bool isWord =
            word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
        if (!isWord)
        {
            string shown = word.Length > MaximumShown ? word[..MaximumShown] + "..." : word;
            Report(PackagingRules.InvalidName, $"The {name} '{shown}' is no MAL name.");
        }

        return word;
    }

    private static bool Has(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null;

    private JsonElement? Find(JsonElement owner, string name, JsonValueKind kind, string what)
    {
        if (!owner.TryGetProperty(name, out JsonElement found) || found.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (found.ValueKind == kind)
        {
            return found;
        }

        Report($"'{name}' is {Shown(found)}, not {what}.");
        return null;
    }

    private bool Is(JsonElement item, JsonValueKind kind, string name)
    {
        if (item.ValueKind == kind)
        {
            return true;
        }

        Report($"'{name}' holds {Shown(item)}.");
        return false;
    }

    private double Finite(double value, string name)
    {
        if (double.IsFinite(value))
        {
            return value;
        }

        Report($"'{name}' holds a number that is too large.");
        return 0;
    }

    private static string Shown(JsonElement element)
    {
        string raw = element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.Number => element.GetDouble().ToString(CultureInfo.InvariantCulture),
            _ => element.GetRawText(),
        };
        return raw.Length > MaximumShown ? raw[..MaximumShown] + "..." : raw;
    }
}
