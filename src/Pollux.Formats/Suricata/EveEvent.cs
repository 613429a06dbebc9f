using System.Text;
using System.Text.Json;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Suricata;

/// <summary>One event of EVE. Whatever a value is, asking for it never throws.</summary>
internal readonly struct EveEvent(JsonElement root)
{
    /// <summary>What the event is; empty when it does not say.</summary>
    public string Type => Text("event_type") ?? "";

    /// <summary>When, in ticks; 0 when it does not say.</summary>
    public long At => Time("timestamp");

    /// <summary>True when it names a client or a server.</summary>
    public bool HasEnds => Find("src_ip") is not null || Find("dest_ip") is not null;

    /// <summary>A text at a path of names; null when there is none.</summary>
    public string? Text(params ReadOnlySpan<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.String } value ? TextOf(value) : null;

    /// <summary>A whole number at a path; -1 when there is none, or a negative one.</summary>
    public long Number(params ReadOnlySpan<string> path) =>
        Find(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) && number >= 0
            ? number
            : -1;

    /// <summary>A time at a path in ticks; 0 when there is none.</summary>
    public long Time(params ReadOnlySpan<string> path) =>
        Text(path) is { } text ? TrafficTimes.Read(Encoding.UTF8.GetBytes(Zoned(text))) : 0;

    /// <summary>A port at a path; null when there is none.</summary>
    public ushort? Port(string name) => Number(name) is >= 0 and <= ushort.MaxValue and var port ? (ushort)port : null;

    /// <summary>An address at a path.</summary>
    public bool TryAddress(out PeerAddress address, params ReadOnlySpan<string> path)
    {
        address = default;
        return Text(path) is { } text && PeerAddress.TryParse(Encoding.UTF8.GetBytes(text), out address);
    }

    /// <summary>True when there is anything at a path.</summary>
    public bool Has(params ReadOnlySpan<string> path) => Find(path) is not null;

    /// <summary>The objects of a list at a path, or the object that stands there alone; empty when there is none.</summary>
    public IEnumerable<EveEvent> Items(params ReadOnlySpan<string> path) =>
        Find(path) switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray()
                .Take(1_000)
                .Select(item => new EveEvent(item)),
            { ValueKind: JsonValueKind.Object } one => [new EveEvent(one)],
            _ => [],
        };

    // The zone of EVE's times has no colon: +0200.
    private static string Zoned(string text) =>
        text.Length > 5 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit)
            ? $"{text[..^2]}:{text[^2..]}"
            : text;

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half a surrogate pair.
            return null;
        }
    }

    private JsonElement? Find(params ReadOnlySpan<string> path)
    {
        JsonElement here = root;
        foreach (string name in path)
        {
            if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(name, out here))
            {
                return null;
            }
        }

        return here.ValueKind == JsonValueKind.Null ? null : here;
    }
}
