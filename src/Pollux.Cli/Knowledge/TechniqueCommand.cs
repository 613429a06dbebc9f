using System.CommandLine;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Figures;
using Pollux.Formats.Input;
using Pollux.Formats.KnowledgeStores;
using Pollux.Knowledge.Attack;

namespace Pollux.Cli.Knowledge;

/// <summary><c>pollux knowledge technique T0843</c>: what the store knows of one technique, and what helps against it.</summary>
internal sealed class TechniqueCommand
{
    private const int MostShown = 16;

    private readonly StoreOption store = new();
    private readonly Argument<string> id = new("ID") { Description = "A technique's id, such as T0843 or T1566.001" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON for programs" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        TechniqueCommand self = new();
        Command command = new(
            "technique",
            "Show a technique of ATT&CK: tactics, mitigations, detections, who uses it, countermeasures"
        )
        {
            self.id,
            self.json,
        };
        self.store.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => Task.FromResult(self.Run(environment, parsed, cancellationToken))
        );
        return command;
    }

    private int Run(CommandEnvironment environment, ParseResult parsed, CancellationToken cancellationToken)
    {
        bool asJson = parsed.GetValue(json);
        KnowledgeStore opened = store.Open(environment, parsed, asJson, cancellationToken);
        string wanted = parsed.GetValue(id)!.Trim().ToUpperInvariant();
        (AttackCatalogue Catalogue, AttackItem Item)[] found =
        [
            .. opened
                .Attack.GroupBy(catalogue => catalogue.Domain, StringComparer.Ordinal)
                .Select(group => group.Last())
                .Where(catalogue => catalogue[wanted] is { Kind: AttackKind.Technique })
                .Select(catalogue => (catalogue, catalogue[wanted]!)),
        ];
        if (found.Length == 0)
        {
            string there = string.Join(", ", opened.Attack.Select(KnowledgeStore.KeyOf));
            environment.WriteDiagnostics(
                [
                    new Diagnostic(
                        StoreRules.NoSuchTechnique,
                        $"'{Excerpt.OneLine(wanted, 40)}' is no technique of {(there.Length > 0 ? there : "the store, which holds no ATT&CK")}."
                    ),
                ],
                asJson
            );
            return ExitCode.InputUnusable;
        }

        TechniqueFacts[] facts =
        [
            .. found.Select(pair => TechniqueFacts.Of(pair.Catalogue, pair.Item, opened.Countermeasures)),
        ];
        if (asJson)
        {
            environment.Out.WriteJson(writer => Write(writer, facts));
        }
        else
        {
            foreach (TechniqueFacts fact in facts)
            {
                Write(environment.Out, fact);
            }
        }

        return ExitCode.Done;
    }

    private static void Write(TextWriter writer, TechniqueFacts facts)
    {
        writer.WriteLine($"{facts.Item.Id} {facts.Item.Name} (ATT&CK {KnowledgeStore.KeyOf(facts.Catalogue)})");
        if (facts.Item.State != AttackState.Current)
        {
            writer.WriteLine(
                facts.UseNow is { } now
                    ? $"  Withdrawn; use {now.Id} {now.Name}."
                    : "  Withdrawn, and nothing takes its place."
            );
        }

        foreach ((string title, _, string[] entries) in facts.Lists)
        {
            writer.WriteParagraph("  ", $"{title}: {Shown(entries)}");
        }

        writer.WriteLine();
    }

    private static string Shown(string[] entries) =>
        entries.Length == 0 ? "none known"
        : entries.Length <= MostShown ? string.Join("; ", entries)
        : $"{string.Join("; ", entries.Take(MostShown))}; and {entries.Length - MostShown} more (--json has all)";

    private static void Write(Utf8JsonWriter json, TechniqueFacts[] facts)
    {
        json.WriteStartObject();
        json.WriteStartArray("techniques");
        foreach (TechniqueFacts fact in facts)
        {
            json.WriteStartObject();
            json.WriteString("domain", fact.Catalogue.Domain);
            json.WriteString("version", fact.Catalogue.Version);
            json.WriteString("id", fact.Item.Id);
            json.WriteString("name", fact.Item.Name);
            json.WriteString("state", fact.Item.State.ToString().ToLowerInvariant());
            json.WriteString("useNow", fact.UseNow?.Id);
            foreach ((_, string key, string[] entries) in fact.Lists)
            {
                json.WriteTexts(key, entries);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
