using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Modelling.Reachability;
using Pollux.Modelling.Tables;
using Pollux.Twin.Filtering;

namespace Pollux.Cli.Twin;

/// <summary><c>pollux twin reach</c>: may A reach B on a port, and by which line of which device?</summary>
internal static class ReachCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("SITE.twin") { Description = "The twin file" };
        Option<string> from = new("--from")
        {
            Description = "Where packets come from: a zone, a device, an address, a network, internet",
            Required = true,
        };
        Option<string> to = new("--to") { Description = "Where they go to, likewise", Required = true };
        Option<string?> port = new("--port") { Description = "502/tcp, 161-162/udp or icmp; anything unless given" };
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Command command = new(
            "reach",
            "Say what the configured filters let pass from one place to another, and by which line"
        )
        {
            file,
            from,
            to,
            port,
            json,
        };
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json);
            Diagnosed<TwinInput> input = TwinInput.Load(environment, parsed.GetValue(file)!);
            DiagnosticBag diagnostics = new(parsed.GetValue(file)!);
            diagnostics.AddRange(input.Diagnostics);
            ReachResult? result = input.Value is { } twin
                ? Ask(twin, (parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(port)), diagnostics)
                : null;
            environment.WriteDiagnostics(diagnostics.ToImmutable(), asJson);
            if (result is null)
            {
                return ExitCode.InputUnusable;
            }

            if (asJson)
            {
                ReachOutput.WriteJson(environment.Out, result);
            }
            else
            {
                ReachOutput.WriteText(environment.Out, result);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static ReachResult? Ask(
        TwinInput twin,
        (string From, string To, string? Port) question,
        DiagnosticBag diagnostics
    )
    {
        SiteReach reach = SiteReach.Of(twin.Revision);
        if (reach.Devices.IsEmpty)
        {
            diagnostics.Add(ReachRules.NoFilter, "The twin holds no device that filters.");
            return null;
        }

        ServiceMatch? service = question.Port is null ? ServiceMatch.Any : ToService(question.Port);
        ReachPlace? from = ReachPlace.Find(question.From, twin.Revision, reach);
        ReachPlace? to = ReachPlace.Find(question.To, twin.Revision, reach);
        foreach ((string text, ReachPlace? place) in new[] { (question.From, from), (question.To, to) })
        {
            if (place is null)
            {
                diagnostics.Add(
                    ReachRules.NoSuchPlace,
                    $"'{text}' is no place of {twin.Revision.Site} with an address."
                );
            }
        }

        if (service is null)
        {
            diagnostics.Add(ReachRules.NotAPort, $"'{question.Port}' is not a port.");
        }

        if (from is null || to is null || service is null)
        {
            return null;
        }

        ImmutableArray<ReachPart> parts =
        [
            .. from source in @from.Parts
            from target in to.Parts
            select new ReachPart(
                source.Addresses,
                target.Addresses,
                reach.Ask(
                    new HeaderCube(
                        source.Addresses,
                        target.Addresses,
                        service.Protocols,
                        service.SourcePorts,
                        service.DestinationPorts
                    ),
                    source.Where,
                    target.Where
                )
            ),
        ];
        return new ReachResult(from, to, service, parts);
    }

    private static ServiceMatch? ToService(string text)
    {
        if (text is "icmp")
        {
            return ServiceMatch.Of(ServiceMatch.Icmp);
        }

        return PortRange.TryParse(text) is { Transport: { } transport } range
            ? ServiceMatch.Of(
                ServiceMatch.ProtocolOf(transport)!.Value,
                IntervalSet.Of((UInt128)range.First, (UInt128)range.Last)
            )
            : null;
    }
}

/// <summary>A question for reachability with its answer.</summary>
/// <param name="From">Where packets come from.</param>
/// <param name="To">Where they go to.</param>
/// <param name="Service">Which packets.</param>
/// <param name="Parts">The answers, one for each pair of networks of the two places.</param>
internal sealed record ReachResult(
    ReachPlace From,
    ReachPlace To,
    ServiceMatch Service,
    ImmutableArray<ReachPart> Parts
)
{
    /// <summary>The verdict over all parts.</summary>
    public ReachVerdict Verdict =>
        Parts.Select(part => part.Answer.Verdict).Distinct().ToArray() is [{ } one] ? one
        : Parts.Any(part => part.Answer.Verdict is ReachVerdict.Permitted or ReachVerdict.InPart) ? ReachVerdict.InPart
        : ReachVerdict.Unknown;

    public bool IsSure => Parts.All(part => part.Answer.IsSure);
}

/// <summary>The answer for one pair of networks.</summary>
internal sealed record ReachPart(IntervalSet From, IntervalSet To, ReachAnswer Answer);
