using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Formats.Figures;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>Shows an answer for reachability to people and to programs.</summary>
internal static class ReachOutput
{
    private const int PassagesShown = 20;

    public static void WriteText(TextWriter writer, ReachResult result)
    {
        string verdict = Of(result.Verdict) switch
        {
            "permitted" => "Permitted",
            "in part" => "Permitted in part",
            "denied" => "Denied",
            _ => "Not known",
        };
        Line(
            writer,
            $"{verdict}: {result.Service} from {result.From.Text} to {result.To.Text}{(result.IsSure ? "." : ", as far as is known.")}"
        );
        foreach (ReachPart part in result.Parts)
        {
            if (result.Parts.Length > 1)
            {
                Line(writer, $"{Short(part.From)} to {Short(part.To)}: {Of(part.Answer.Verdict)}");
            }

            Write(writer, part.Answer);
        }
    }

    public static void WriteJson(TextWriter writer, ReachResult result) =>
        writer.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("verdict", Of(result.Verdict));
            json.WriteBoolean("sure", result.IsSure);
            json.WriteString("from", result.From.Text);
            json.WriteString("to", result.To.Text);
            json.WriteString("service", result.Service.ToString());
            json.WriteStartArray("parts");
            foreach (ReachPart part in result.Parts)
            {
                WritePart(json, part);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(TextWriter writer, ReachAnswer answer)
    {
        if (answer.Hops.IsEmpty)
        {
            Line(writer, "  No device that filters is known to stand between them.");
        }

        if (answer.IsGivenUp)
        {
            Line(writer, "  The rules divide these packets into too many parts; ask for less.");
        }

        foreach (HopPassages hop in answer.Hops)
        {
            Line(writer, $"  {hop.Device}, from {hop.From.Label} to {hop.To.Label}:");
            foreach (Passage passage in hop.Passages.Take(PassagesShown))
            {
                Write(writer, passage);
            }

            if (hop.Passages.Length > PassagesShown)
            {
                Line(writer, $"    ... and {hop.Passages.Length - PassagesShown} more; --json has all of them.");
            }
        }

        foreach (string unknown in answer.Unknown)
        {
            Line(writer, $"  {unknown}.");
        }

        foreach (HopPassages partial in answer.Partial)
        {
            Line(
                writer,
                $"  Partial, because {partial.Filter.Device.Reading.DoubtfulCount} line(s) of device {partial.Device} were not understood; 'pollux twin show' names them."
            );
        }
    }

    private static void Write(TextWriter writer, Passage passage)
    {
        Decision last = passage.By[^1];
        string packets = string.Join("; ", passage.Space.Cubes.Take(3).Select(Text));
        string more = passage.Space.Cubes.Length > 3 ? $" and {passage.Space.Cubes.Length - 3} more" : "";
        Line(writer, $"    {(passage.IsPermitted ? "permits" : "denies")} {packets}{more}");
        foreach (Decision decision in passage.IsPermitted ? passage.By : [last])
        {
            Line(writer, $"      by {decision.Reason}{(decision.Rule is { } rule ? $": {rule.Value.Text}" : "")}");
        }

        foreach (Sourced<FilterRule> doubt in passage.Doubts)
        {
            Line(
                writer,
                $"      unless '{doubt.Value.List}' line {doubt.Value.Line} fits, which depends on: {string.Join("; ", doubt.Value.Conditions)}"
            );
        }
    }

    private static string Text(HeaderCube cube) =>
        $"{new ServiceMatch(cube.Protocols, cube.SourcePorts, cube.DestinationPorts)} from {Short(cube.Sources)} to {Short(cube.Destinations)}";

    private static string Short(IntervalSet addresses) =>
        addresses.Intervals.Length > 4
            ? $"{AddressSets.TextOf(IntervalSet.Of(addresses.Intervals.Take(3)))} and {addresses.Intervals.Length - 3} more"
            : AddressSets.TextOf(addresses);

    private static void Line(TextWriter writer, string text) => writer.WriteLine(Tables.Printable(text));

    private static string Of(ReachVerdict verdict) =>
        verdict switch
        {
            ReachVerdict.Permitted => "permitted",
            ReachVerdict.InPart => "in part",
            ReachVerdict.Denied => "denied",
            _ => "unknown",
        };

    private static void WritePart(Utf8JsonWriter json, ReachPart part)
    {
        ReachAnswer answer = part.Answer;
        json.WriteStartObject();
        json.WriteString("verdict", Of(answer.Verdict));
        json.WriteTexts("sources", part.From.Intervals.Select(AddressSets.TextOf));
        json.WriteTexts("destinations", part.To.Intervals.Select(AddressSets.TextOf));
        json.WriteStartArray("devices");
        foreach (HopPassages hop in answer.Hops)
        {
            json.WriteStartObject();
            json.WriteString("device", hop.Device);
            json.WriteString("in", hop.From.Label);
            json.WriteString("out", hop.To.Label);
            json.WriteNumber("linesNotUnderstood", hop.Filter.Device.Reading.DoubtfulCount);
            json.WriteStartArray("passages");
            foreach (Passage passage in hop.Passages)
            {
                WritePassage(json, passage);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("unknown", answer.Unknown);
        json.WriteBoolean("givenUp", answer.IsGivenUp);
        json.WriteEndObject();
    }

    private static void WritePassage(Utf8JsonWriter json, Passage passage)
    {
        json.WriteStartObject();
        json.WriteBoolean("permitted", passage.IsPermitted);
        json.WriteStartArray("packets");
        foreach (HeaderCube cube in passage.Space.Cubes)
        {
            json.WriteStartObject();
            json.WriteTexts("sources", cube.Sources.Intervals.Select(AddressSets.TextOf));
            json.WriteTexts("destinations", cube.Destinations.Intervals.Select(AddressSets.TextOf));
            json.WriteString(
                "service",
                new ServiceMatch(cube.Protocols, cube.SourcePorts, cube.DestinationPorts).ToString()
            );
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteDecisions(json, passage.By);
        json.WriteStartArray("doubts");
        foreach (Sourced<FilterRule> doubt in passage.Doubts)
        {
            WriteRule(json, doubt, string.Join("; ", doubt.Value.Conditions));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDecisions(Utf8JsonWriter json, ImmutableArray<Decision> decisions)
    {
        json.WriteStartArray("by");
        foreach (Decision decision in decisions)
        {
            WriteRule(json, decision.Rule, decision.Reason);
        }

        json.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter json, Sourced<FilterRule>? rule, string reason)
    {
        json.WriteStartObject();
        json.WriteString("list", rule?.Value.List);
        if (rule is not null)
        {
            json.WriteNumber("line", rule.Value.Line);
        }
        else
        {
            json.WriteNull("line");
        }

        json.WriteString("text", rule?.Value.Text);
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }
}
