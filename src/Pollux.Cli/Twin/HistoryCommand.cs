using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Figures;
using Pollux.Twin.Changes;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;
using Spectre.Console;

namespace Pollux.Cli.Twin;

/// <summary><c>pollux twin history SITE.twin</c>: what the twin knew at each time, and what came and went.</summary>
internal static class HistoryCommand
{
    private const int MostShown = 20;

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("SITE.twin") { Description = "The twin file" };
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Option<bool> all = new("--all") { Description = "Show every time, however many there are" };
        Command command = new("history", "Show what the twin knew at each time, and what came and went")
        {
            file,
            json,
            all,
        };
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json);
            Diagnosed<TypeHierarchy> types = LanguageTypes.Load(environment);
            Diagnosed<SiteTwin> read = TwinInput.ReadFile(parsed.GetValue(file)!);
            environment.WriteDiagnostics([.. types.Diagnostics, .. read.Diagnostics], asJson);
            if (read.Value is not { } twin)
            {
                return ExitCode.InputUnusable;
            }

            ImmutableArray<DateTimeOffset> times = twin.Times();
            int first = parsed.GetValue(all) || asJson ? 0 : Math.Max(0, times.Length - MostShown);
            PastState[] states = [.. StatesOf(twin, times, first, types.Value!)];
            if (asJson)
            {
                environment.Out.WriteJson(writer => Write(writer, states));
            }
            else
            {
                Write(environment.Out, states, first);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<PastState> StatesOf(
        SiteTwin twin,
        ImmutableArray<DateTimeOffset> times,
        int first,
        TypeHierarchy types
    )
    {
        Revision before = first == 0 ? SiteTwin.Empty(twin.Site).Resolve(types).Value! : At(times[first - 1]);
        for (int i = first; i < times.Length; i++)
        {
            Revision now = At(times[i]);
            string[] learned =
            [
                .. twin
                    .Sources.SelectMany(source => twin.EarlierEditions(source.Source).Add(source))
                    .Where(edition => edition.Source.At == times[i])
                    .Select(edition => $"{edition.Source.Format} {edition.Source.Document}"),
            ];
            yield return new PastState(times[i], now, RevisionDiff.Between(before, now), learned);
            before = now;
        }

        Revision At(DateTimeOffset time) => twin.AsOf(time).Resolve(types).Value!;
    }

    private static void Write(TextWriter writer, PastState[] states, int left)
    {
        if (states.Length == 0)
        {
            writer.WriteLine("No source of the twin says its time, so there is no history.");
            return;
        }

        Table table = Tables
            .Create("Time", "Revision", "Assets", "Came", "Went", "Changed", "Learned from")
            .AlignRight(2, 3, 4, 5);
        foreach (PastState state in states)
        {
            table.AddTexts(
                state.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                state.Revision.Id[..12],
                Number(state.Revision.Assets.Length),
                Number(state.Diff.AddedAssets.Length),
                Number(state.Diff.RemovedAssets.Length),
                Number(state.Diff.ChangedAssets.Length),
                state.Learned.Length == 1 ? state.Learned[0] : $"{state.Learned[0]} and {state.Learned.Length - 1} more"
            );
        }

        writer.WriteTable(table);
        if (left > 0)
        {
            writer.WriteLine($"{left} earlier times are not shown; --all shows them.");
        }

        writer.WriteLine("What came and went between two of them: pollux twin diff SITE.twin --from TIME --to TIME");
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, PastState[] states)
    {
        json.WriteStartObject();
        json.WriteStartArray("history");
        foreach (PastState state in states)
        {
            json.WriteStartObject();
            json.WriteString("at", state.At);
            json.WriteString("revision", state.Revision.Id);
            json.WriteNumber("assets", state.Revision.Assets.Length);
            json.WriteNumber("came", state.Diff.AddedAssets.Length);
            json.WriteNumber("went", state.Diff.RemovedAssets.Length);
            json.WriteNumber("changed", state.Diff.ChangedAssets.Length);
            json.WriteTexts("learnedFrom", state.Learned);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record PastState(DateTimeOffset At, Revision Revision, RevisionDiff Diff, string[] Learned);
}
