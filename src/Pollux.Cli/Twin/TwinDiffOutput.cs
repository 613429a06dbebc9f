using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>Shows what differs between two revisions: <c>+</c> came, <c>-</c> went, <c>~</c> changed.</summary>
internal sealed class TwinDiffOutput(Revision before, Revision after, RevisionDiff diff)
{
    private readonly Dictionary<string, string> names = after
        .Assets.Concat(before.Assets)
        .DistinctBy(asset => asset.Id, StringComparer.Ordinal)
        .ToDictionary(asset => asset.Id, asset => asset.Name, StringComparer.Ordinal);

    public void WriteText(TextWriter writer)
    {
        writer.WriteLine($"{Tables.Printable(after.Site)}: revision {diff.BeforeId} -> {diff.AfterId}");
        if (diff.IsEmpty)
        {
            writer.WriteLine("Nothing differs.");
            return;
        }

        WriteAssets(writer, '+', diff.AddedAssets);
        WriteAssets(writer, '-', diff.RemovedAssets);
        foreach (AssetChange change in diff.ChangedAssets)
        {
            writer.WriteLine($"~ {Tables.Printable(change.Name)}");
            foreach (ValueChange value in change.Changes)
            {
                writer.WriteLine(
                    Tables.Printable($"    {value.What}: {value.Before ?? "(none)"} -> {value.After ?? "(none)"}")
                );
            }
        }

        WriteLinks(writer, '+', diff.AddedLinks);
        WriteLinks(writer, '-', diff.RemovedLinks);
        WriteFlows(writer, '+', diff.AddedFlows);
        WriteFlows(writer, '-', diff.RemovedFlows);
    }

    public void WriteJson(TextWriter writer) =>
        writer.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("before", diff.BeforeId);
            json.WriteString("after", diff.AfterId);
            WriteAssets(json, "addedAssets", diff.AddedAssets);
            WriteAssets(json, "removedAssets", diff.RemovedAssets);
            json.WriteStartArray("changedAssets");
            foreach (AssetChange change in diff.ChangedAssets)
            {
                WriteChange(json, change);
            }

            json.WriteEndArray();
            WriteLinks(json, "addedLinks", diff.AddedLinks);
            WriteLinks(json, "removedLinks", diff.RemovedLinks);
            WriteFlows(json, "addedFlows", diff.AddedFlows);
            WriteFlows(json, "removedFlows", diff.RemovedFlows);
            json.WriteEndObject();
        });

    private static void WriteAssets(TextWriter writer, char sign, ImmutableArray<Asset> assets)
    {
        foreach (Asset asset in assets)
        {
            writer.WriteLine(Tables.Printable($"{sign} {asset.Type} {asset.Name}"));
        }
    }

    private void WriteLinks(TextWriter writer, char sign, ImmutableArray<AssetLink> links)
    {
        foreach (AssetLink link in links)
        {
            writer.WriteLine(Tables.Printable($"{sign} {names[link.FromId]} --{link.Role}--> {names[link.ToId]}"));
        }
    }

    private void WriteFlows(TextWriter writer, char sign, ImmutableArray<Flow> flows)
    {
        foreach (Flow flow in flows)
        {
            string client = flow.ClientId is { } id ? names[id] : "the Internet";
            string service = flow.ServiceId is { } other ? names[other] : $"{flow.Service} in the Internet";
            writer.WriteLine(Tables.Printable($"{sign} {client} uses {service}"));
        }
    }

    private static void WriteAssets(Utf8JsonWriter json, string key, ImmutableArray<Asset> assets)
    {
        json.WriteStartArray(key);
        foreach (Asset asset in assets)
        {
            json.WriteStartObject();
            json.WriteString("id", asset.Id);
            json.WriteString("type", asset.Type);
            json.WriteString("name", asset.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter json, AssetChange change)
    {
        json.WriteStartObject();
        json.WriteString("id", change.Id);
        json.WriteString("name", change.Name);
        json.WriteStartArray("changes");
        foreach (ValueChange value in change.Changes)
        {
            json.WriteStartObject();
            json.WriteString("what", value.What);
            json.WriteString("before", value.Before);
            json.WriteString("after", value.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteLinks(Utf8JsonWriter json, string key, ImmutableArray<AssetLink> links)
    {
        json.WriteStartArray(key);
        foreach (AssetLink link in links)
        {
            json.WriteStartObject();
            json.WriteString("from", names[link.FromId]);
            json.WriteString("role", link.Role);
            json.WriteString("to", names[link.ToId]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFlows(Utf8JsonWriter json, string key, ImmutableArray<Flow> flows)
    {
        json.WriteStartArray(key);
        foreach (Flow flow in flows)
        {
            json.WriteStartObject();
            json.WriteString("client", flow.ClientId is { } client ? names[client] : null);
            json.WriteString("service", flow.ServiceId is { } service ? names[service] : null);
            json.WriteString("port", flow.Service);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
