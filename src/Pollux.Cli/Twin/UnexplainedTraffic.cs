using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>Shows the traffic that a twin does not explain, most connections first.</summary>
internal sealed class UnexplainedTraffic
{
    private const int MostFlows = 5;

    private readonly ImmutableArray<(FlowVerdict Verdict, double Connections)> flows;
    private readonly Dictionary<string, Asset> assets;

    public UnexplainedTraffic(Revision revision, IEnumerable<FlowVerdict> verdicts)
    {
        assets = revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        flows =
        [
            .. verdicts
                .Where(verdict => !verdict.IsExplained)
                .Where(verdict => verdict.Flow.Total.Answered is not false)
                .Select(verdict => (Verdict: verdict, verdict.Flow.Connections))
                .OrderByDescending(pair => pair.Connections),
        ];
    }

    public void Write(TextWriter writer)
    {
        if (flows.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("Traffic that the twin does not explain, most connections first:");
        foreach ((FlowVerdict verdict, double connections) in flows.Take(MostFlows))
        {
            string count = connections.ToString("#,0", CultureInfo.InvariantCulture);
            writer.WriteParagraph(
                "  ",
                $"{Name(verdict.Flow.ClientId)} to {verdict.Flow.Service} on {Server(verdict.Flow)} ({count}): {verdict.Reason}"
            );
        }

        if (flows.Length > MostFlows)
        {
            writer.WriteLine($"and {flows.Length - MostFlows} more; --json lists them.");
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("unexplained");
        foreach ((FlowVerdict verdict, double connections) in flows)
        {
            json.WriteStartObject();
            json.WriteString("client", Name(verdict.Flow.ClientId));
            json.WriteString("server", Server(verdict.Flow));
            json.WriteString("service", verdict.Flow.Service);
            json.WriteNumber("connections", connections);
            json.WriteString("way", JsonNamingPolicy.CamelCase.ConvertName(verdict.Way.ToString()));
            json.WriteBoolean("endsKnown", verdict.AreEndsKnown);
            json.WriteString("reason", verdict.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string Server(Flow flow) =>
        Name(flow.ServiceId is { } id ? assets.GetValueOrDefault(id)?.ParentId ?? id : null);

    private string Name(string? id) => id is null ? "outside" : assets.GetValueOrDefault(id)?.Name ?? id;
}
