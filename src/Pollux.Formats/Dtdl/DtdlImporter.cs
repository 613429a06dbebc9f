using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Formats.TwinGraphs;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Dtdl;

/// <summary>
/// Reads models of the Digital Twins Definition Language (DTDL, versions 2 to 4) and graphs of twins as Azure Digital Twins Explorer exports them and
/// Pollux writes them. The record is an object: a model, a twin or a relationship.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class DtdlImporter(InputLimits limits) : IImporter
{
    private const string OwnModels = "dtmi:org:pollux:core:";

    // Of these properties a twin has several, which are written into one text.
    private static readonly ImmutableHashSet<string> Several =
    [
        Properties.Address,
        Properties.Network,
        Properties.Cpe,
        Properties.Permits,
        Properties.CrownJewel,
    ];

    /// <summary>With the limits that the commands use.</summary>
    public DtdlImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "dtdl";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..]
        && (
            head.Text.Contains("dtmi:dtdl:context", StringComparison.Ordinal)
            || head.Text.Contains("\"digitalTwinsGraph\"", StringComparison.Ordinal)
            || head.Text.Contains("\"$dtId\"", StringComparison.Ordinal)
            || (
                head.JsonNames.Any(name =>
                    name.Key is "@id" && name.Value.StartsWith("dtmi:", StringComparison.Ordinal)
                ) && head.JsonNames.Any(name => name is { Key: "@type", Value: "Interface" })
            )
        );

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
                return root is null ? null : Read(root, diagnostics, cancellationToken);
            }
        );

    private ImportedDocument? Read(JsonItem root, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        GraphRules rules = new(DtdlRules.Nothing, DtdlRules.Unidentified, DtdlRules.NotForTwin);
        GraphReading reading = new(Format, rules, diagnostics, limits);
        JsonItem? graph = root["digitalTwinsGraph"];
        bool isGraph = graph is not null || root["digitalTwinsModels"] is not null;
        foreach (
            JsonItem item in isGraph ? graph?["digitalTwins"]?.Items ?? []
            : root.IsArray ? root.Items
            : [root]
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadObject(item, reading);
        }

        Dictionary<string, List<(string Role, string Target)>> links = new(StringComparer.Ordinal);
        foreach (JsonItem item in graph?["relationships"]?.Items ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            reading.Count();
            ReadRelationship(item, reading, links);
        }

        foreach ((string id, List<(string, string)> mine) in links)
        {
            GraphEntity source = reading.Find(id)!;
            reading.Change(source with { Links = [.. mine], Records = source.Records + mine.Count });
        }

        foreach ((string id, string parent) in Parents(links, reading).ToArray())
        {
            reading.Change(reading.Find(id)! with { Parent = parent });
        }

        foreach (JsonItem item in root["digitalTwinsModels"]?.Items ?? [])
        {
            ReadObject(item, reading);
        }

        return reading.Finish("digital twins");
    }

    private static void ReadObject(JsonItem item, GraphReading reading)
    {
        reading.Count();
        if (item["$dtId"] is not null)
        {
            if (Twin(item) is { } twin)
            {
                reading.Keep(twin);
            }
            else
            {
                reading.Refuse(item.Place, "The twin has no '$dtId' or no '$model'.", item.Text("$dtId"));
            }
        }
        else if (item.Text("@id")?.StartsWith("dtmi:", StringComparison.Ordinal) is true)
        {
            reading.Ignore("models, which describe types and no thing of a site");
        }
        else
        {
            reading.Refuse(item.Place, "It is neither a model with a DTMI nor a twin.", item.Text("@id"));
        }
    }

    private static GraphEntity? Twin(JsonItem item)
    {
        string? id = InventoryTexts.Value(item.Text("$dtId"));
        string? model = item["$metadata"]?.Text("$model");
        if (id is null || model is null || !model.StartsWith("dtmi:", StringComparison.Ordinal))
        {
            return null;
        }

        // dtmi:org:pollux:core:Controller;1
        string type = model[(model.LastIndexOf(':') + 1)..].Split(';')[0];
        bool isOwn = model.StartsWith(OwnModels, StringComparison.Ordinal) && TwinGraph.IsWord(type);
        return new GraphEntity(id, type, isOwn, item.Place)
        {
            Name = InventoryTexts.Value(item.Text("name")),
            Values = [.. item.Members.SelectMany(member => Values(member, isOwn))],
        };
    }

    private static IEnumerable<(string, string)> Values(JsonMember member, bool isOwn)
    {
        if (member.Name is "name" || member.Name.StartsWith('$'))
        {
            return [];
        }

        string? text = InventoryTexts.Value(member.Value.StringOrNull ?? member.Value.NumberText);
        return text is null ? []
            : isOwn && Several.Contains(member.Name) ? text.Split("; ").Select(value => (member.Name, value))
            : [(member.Name, text)];
    }

    private static void ReadRelationship(
        JsonItem item,
        GraphReading reading,
        Dictionary<string, List<(string Role, string Target)>> links
    )
    {
        string? from = InventoryTexts.Value(item.Text("$sourceId"));
        string? to = InventoryTexts.Value(item.Text("$targetId"));
        string? role = InventoryTexts.Value(item.Text("$relationshipName"));
        if (from is null || to is null || role is null || reading.Find(from) is null || reading.Find(to) is null)
        {
            reading.Refuse(
                item.Place,
                "It names no source, target or role, or a twin that is not there.",
                item.Text("$relationshipId")
            );
            return;
        }

        if (!reading.Find(from)!.IsOwn || !reading.Find(to)!.IsOwn)
        {
            reading.Ignore("relationships of other models, whose meaning is not known");
            return;
        }

        (links.TryGetValue(from, out List<(string, string)>? mine) ? mine : links[from] = []).Add((role, to));
    }

    // A service is only unique on its device, software too. Of several holders the one counts by which Pollux names it: "httpd on plc-1".
    private static IEnumerable<(string Id, string Parent)> Parents(
        Dictionary<string, List<(string Role, string Target)>> links,
        GraphReading reading
    )
    {
        ILookup<string, GraphEntity> holders = links
            .SelectMany(
                source => source.Value,
                (source, link) => (Holder: reading.Find(source.Key)!, link.Role, link.Target)
            )
            .Where(link => link.Role is "services" or "software" && link.Holder.IsOwn)
            .ToLookup(link => link.Target, link => link.Holder, StringComparer.Ordinal);
        foreach (IGrouping<string, GraphEntity> group in holders)
        {
            GraphEntity child = reading.Find(group.Key)!;
            GraphEntity? parent =
                group.FirstOrDefault(holder =>
                    child.Name?.EndsWith($" on {holder.Name}", StringComparison.Ordinal) is true
                ) ?? (group.Count() == 1 ? group.First() : null);
            if (child.IsOwn && parent is not null)
            {
                yield return (child.Id, parent.Id);
            }
        }
    }
}
