using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Formats.SiteDescriptions;

namespace Pollux.Formats.NetBox;

/// <summary>One object of an export, from the API or from a line of CSV: texts by their path, such as <c>device_type.manufacturer</c>.</summary>
internal abstract class NetBoxObject
{
    /// <summary>What kind of object it is, by the API's path: <c>dcim/devices</c>; empty when it is not known.</summary>
    public abstract string Kind { get; }

    /// <summary>Line and column.</summary>
    public abstract (int Line, int? Column) Place { get; }

    /// <summary>The server that it is of; null when it does not say.</summary>
    public virtual string? Host => null;

    /// <summary>Its number on that server.</summary>
    public virtual string? Id => null;

    /// <summary>A text at one of the paths, the first that has one; an object stands for its name.</summary>
    public string? Text(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (InventoryTexts.Value(Raw(path)) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The fields that the site added itself, with their texts.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> CustomFields { get; }

    /// <summary>The texts of a list at a path.</summary>
    public abstract ImmutableArray<string> List(string path);

    /// <summary>The text at a path.</summary>
    protected abstract string? Raw(string path);
}

/// <summary>An object of the API.</summary>
internal sealed class NetBoxJsonObject : NetBoxObject
{
    private readonly JsonItem item;

    public NetBoxJsonObject(JsonItem item)
    {
        this.item = item;
        (Host, Kind, Id) = ReadUrl(item.Text("url"));
        Kind = Kind.Length > 0 ? Kind : Guess(item);
    }

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <inheritdoc/>
    public override string? Host { get; }

    /// <inheritdoc/>
    public override string? Id { get; }

    /// <inheritdoc/>
    public override (int Line, int? Column) Place => item.Place;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> CustomFields =>
        (item["custom_fields"]?.Members ?? [])
            .Select(member => new KeyValuePair<string, string?>(member.Name, TextOf(member.Value)))
            .Where(pair => pair.Value is not null)!;

    /// <inheritdoc/>
    public override ImmutableArray<string> List(string path) =>
        [.. (item[path]?.Items ?? []).Select(TextOf).OfType<string>()];

    /// <inheritdoc/>
    protected override string? Raw(string path)
    {
        JsonItem? at = item;
        foreach (string name in path.Split('.'))
        {
            at = at?[name];
        }

        return at is null ? null : TextOf(at);
    }

    // {"value":"active","label":"Active"} is a choice, {"id":1,"name":"..","slug":".."} another object.
    private static string? TextOf(JsonItem value) =>
        value.StringOrNull
        ?? value.NumberText
        ?? value.Text("value")
        ?? value.Text("name")
        ?? value.Text("model")
        ?? value.Text("address")
        ?? value.Text("display");

    private static (string? Host, string Kind, string? Id) ReadUrl(string? url)
    {
        int api = url?.IndexOf("/api/", StringComparison.Ordinal) ?? -1;
        if (api < 0)
        {
            return (null, "", null);
        }

        string[] path = url![(api + 5)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        string? host = Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? parsed.Host : null;
        return path.Length < 3
            ? (host, "", null)
            : (host, Excerpt.OneLine($"{path[0]}/{path[1]}", 80), Excerpt.OneLine(path[2], 40));
    }

    // A brief copy, or one of a script, may have no address of its own.
    private static string Guess(JsonItem item) =>
        item["device_type"] is not null ? "dcim/devices"
        : item["prefix"] is not null ? "ipam/prefixes"
        : item["address"] is not null && item["family"] is not null ? "ipam/ip-addresses"
        : item["mac_address"] is not null && item["device"] is not null ? "dcim/interfaces"
        : "";
}

/// <summary>A line of a CSV export.</summary>
internal sealed class NetBoxCsvObject : NetBoxObject
{
    private readonly Dictionary<string, string> cells = new(StringComparer.Ordinal);
    private readonly int line;

    public NetBoxCsvObject(string kind, ImmutableArray<string> headings, CsvRow row)
    {
        Kind = kind;
        line = row.Line;
        foreach ((string heading, string cell) in headings.Zip(row.Fields))
        {
            cells.TryAdd(SiteWords.Plain(heading), cell);
        }
    }

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <inheritdoc/>
    public override (int Line, int? Column) Place => (line, null);

    /// <summary>True when no cell holds anything.</summary>
    public bool IsBlank => cells.Values.All(string.IsNullOrWhiteSpace);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> CustomFields =>
        cells
            .Where(cell => cell.Key.StartsWith("cf", StringComparison.Ordinal))
            .Select(cell => new KeyValuePair<string, string>(cell.Key[2..], cell.Value));

    /// <inheritdoc/>
    public override ImmutableArray<string> List(string path) => InventoryTexts.Several(Raw(path), ',', ';', ' ');

    /// <inheritdoc/>
    protected override string? Raw(string path) => cells.GetValueOrDefault(SiteWords.Plain(path));
}
