using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Figures;
using Pollux.Twin.Fidelity;
using Pollux.Twin.Flows;
using Spectre.Console;

namespace Pollux.Cli.Twin;

/// <summary><c>pollux twin fidelity SITE.twin</c>: how far the twin can be believed, and what would help most.</summary>
internal static class FidelityCommand
{
    private const int MostDevices = 15;

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("SITE.twin") { Description = "The twin file" };
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Option<bool> all = new("--all") { Description = "List every device, not only the least known" };
        AsOfOption asOf = new();
        Command command = new("fidelity", "Show how far the twin can be believed, and what would raise that most")
        {
            file,
            json,
            all,
        };
        asOf.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                bool asJson = parsed.GetValue(json);
                Diagnosed<TwinInput> input = TwinInput.Load(environment, parsed.GetValue(file)!, asOf.Of(parsed));
                environment.WriteDiagnostics(input.Diagnostics, asJson);
                if (input.Value is not { } twin)
                {
                    return ExitCode.InputUnusable;
                }

                Diagnosed<IReadOnlyList<FlowVerdict>> judged = await TrafficVerdicts.JudgeAsync(
                    environment,
                    twin.Revision,
                    cancellationToken
                );
                environment.WriteDiagnostics(judged.Diagnostics, asJson);
                TwinFidelity? fidelity = FidelityMeasure.Of(
                    twin.Revision,
                    twin.Types,
                    asOf.Of(parsed) ?? environment.Clock.GetUtcNow(),
                    [.. judged.Value!]
                );
                UnexplainedTraffic unexplained = new(twin.Revision, judged.Value!);
                if (asJson)
                {
                    environment.Out.WriteJson(writer => Write(writer, fidelity, unexplained));
                }
                else if (fidelity is null)
                {
                    environment.Out.WriteLine(
                        "The twin holds no device yet, so there is nothing to measure. Import a scan or a site description."
                    );
                }
                else
                {
                    Write(environment.Out, fidelity, unexplained, parsed.GetValue(all));
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Write(TextWriter writer, TwinFidelity fidelity, UnexplainedTraffic unexplained, bool all)
    {
        FidelityScore site = fidelity.Site;
        writer.WriteParagraph(
            "",
            $"Fidelity {Percent(site.Total)} over {site.Devices} devices: fresh {Percent(site.Freshness)}, covered {Percent(site.Coverage)}, "
                + $"surely identified {Percent(site.Identity)}, traffic explained {Percent(site.Explained)}."
        );
        if (site.Explained is null)
        {
            writer.WriteLine("No traffic was observed, so nobody can say how much of it the twin explains.");
        }

        writer.WriteLine();
        Table zones = Tables
            .Create("Zone", "Devices", "Fidelity", "Fresh", "Covered", "Identified", "Explained")
            .AlignRight(1, 2, 3, 4, 5, 6);
        foreach (ZoneFidelity zone in fidelity.Zones)
        {
            AddRow(
                zones,
                zone.Name.Length == 0 ? "(in no zone)" : zone.Name,
                zone.Score.Devices.ToString(CultureInfo.InvariantCulture),
                zone.Score
            );
        }

        writer.WriteTable(zones);
        writer.WriteLine();
        Table devices = Tables
            .Create("Device", "Last seen", "Fidelity", "Fresh", "Covered", "Identified", "Not known")
            .AlignRight(2, 3, 4, 5);
        int shown = all ? fidelity.Devices.Length : Math.Min(MostDevices, fidelity.Devices.Length);
        foreach (DeviceFidelity device in fidelity.Devices.Take(shown))
        {
            FidelityScore score = device.Score;
            devices.AddTexts(
                device.Name,
                device.LastSeen is { } at ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : device.Missing.Contains(Facet.Seen) ? "never"
                    : "unknown",
                Percent(score.Total),
                Percent(score.Freshness),
                Percent(score.Coverage),
                Percent(score.Identity),
                string.Join(", ", device.Missing.Select(Word))
            );
        }

        writer.WriteTable(devices);
        if (shown < fidelity.Devices.Length)
        {
            writer.WriteLine($"and {fidelity.Devices.Length - shown} more that are better known; --all lists them.");
        }

        unexplained.Write(writer);
        writer.WriteLine();
        writer.WriteLine("What would raise it most (at most by):");
        foreach (FidelityStep step in fidelity.Steps)
        {
            writer.WriteParagraph("  ", $"+{Points(step.Gain)}  {Sentence(step)}");
        }
    }

    private static void AddRow(Table table, string name, string count, FidelityScore score) =>
        table.AddTexts(
            name,
            count,
            Percent(score.Total),
            Percent(score.Freshness),
            Percent(score.Coverage),
            Percent(score.Identity),
            Percent(score.Explained)
        );

    private static string Sentence(FidelityStep step)
    {
        string where = step.Zone.Length == 0 ? "that are in no zone" : $"in zone '{step.Zone}'";
        string devices = step.Devices == 1 ? "one device" : $"{step.Devices} devices";
        return step.Kind switch
        {
            FidelityStepKind.Observe => $"scan {devices} {where}, or read their traffic",
            FidelityStepKind.Identify =>
                $"take serial numbers or hardware addresses of {devices} {where} into the inventory",
            FidelityStepKind.Explain =>
                $"explain the traffic of {devices} {where}: declare the devices and the ways it takes, or stop it",
            FidelityStepKind.Place => $"declare the zone of {devices} {where}",
            _ => $"say what {devices} {where} {(step.Devices == 1 ? "is" : "are")}: type, vendor, product, version",
        };
    }

    private static void Write(Utf8JsonWriter json, TwinFidelity? fidelity, UnexplainedTraffic unexplained)
    {
        json.WriteStartObject();
        if (fidelity is not null)
        {
            json.WriteString("now", fidelity.Now);
            json.WriteStartObject("site");
            Write(json, fidelity.Site);
            json.WriteEndObject();
            json.WriteStartArray("zones");
            foreach (ZoneFidelity zone in fidelity.Zones)
            {
                json.WriteStartObject();
                json.WriteString("zone", zone.Name);
                Write(json, zone.Score);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("devices");
            foreach (DeviceFidelity device in fidelity.Devices)
            {
                json.WriteStartObject();
                json.WriteString("id", device.AssetId);
                json.WriteString("name", device.Name);
                Write(json, device.Score);
                if (device.LastSeen is { } at)
                {
                    json.WriteString("lastSeen", at);
                }

                json.WriteTexts("missing", device.Missing.Select(Word));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("steps");
            foreach (FidelityStep step in fidelity.Steps)
            {
                json.WriteStartObject();
                json.WriteString("kind", step.Kind.ToString().ToLowerInvariant());
                json.WriteString("zone", step.Zone);
                json.WriteNumber("devices", step.Devices);
                json.WriteNumber("gain", Math.Round(step.Gain, 6));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            unexplained.Write(json);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FidelityScore score)
    {
        json.WriteNumber("deviceCount", score.Devices);
        json.WriteNumber("fidelity", Math.Round(score.Total, 6));
        json.WriteFigure("freshness", Rounded(score.Freshness));
        json.WriteFigure("coverage", Rounded(score.Coverage));
        json.WriteFigure("identity", Rounded(score.Identity));
        json.WriteFigure("explained", Rounded(score.Explained));
    }

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 6) : null;

    private static string Word(Facet facet) => facet.ToString().ToLowerInvariant();

    private static string Percent(double? value) =>
        value is { } known ? known.ToString("0 %", CultureInfo.InvariantCulture) : "unknown";

    private static string Points(double gain) => $"{(100 * gain).ToString("0.0", CultureInfo.InvariantCulture)} %";
}
