using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Figures;
using Pollux.Formats.KnowledgeStores;
using Pollux.Formats.Stix;
using Pollux.Knowledge.Attack;
using Spectre.Console;

namespace Pollux.Cli.Knowledge;

/// <summary><c>pollux knowledge migrate OLD NEW</c>: what became of each object of ATT&amp;CK from one version to another.</summary>
internal sealed class MigrateCommand
{
    private readonly StoreOption store = new();
    private readonly Argument<string> old = new("OLD")
    {
        Description = "The old version: a STIX bundle, or ics-17.1 of the store",
    };
    private readonly Argument<string> current = new("NEW") { Description = "The new version, likewise" };
    private readonly Option<bool> json = new("--json") { Description = "Write every object as JSON" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        MigrateCommand self = new();
        Command command = new(
            "migrate",
            "Show what became of ATT&CK's techniques and the rest from one version to another"
        )
        {
            self.old,
            self.current,
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
        Diagnosed<AttackCatalogue> from = AttackInputs.Find(parsed.GetValue(old)!, opened, cancellationToken);
        Diagnosed<AttackCatalogue> to = AttackInputs.Find(parsed.GetValue(current)!, opened, cancellationToken);
        environment.WriteDiagnostics([.. from.Diagnostics, .. to.Diagnostics], asJson);
        if (from.Value is null || to.Value is null)
        {
            return ExitCode.InputUnusable;
        }

        if (!string.Equals(from.Value.Domain, to.Value.Domain, StringComparison.Ordinal))
        {
            environment.WriteDiagnostics(
                [
                    new Diagnostic(
                        StixRules.TwoDomains,
                        $"The old one is '{from.Value.Domain}', the new one '{to.Value.Domain}'."
                    ),
                ],
                asJson
            );
            return ExitCode.InputUnusable;
        }

        AttackMigration migration = AttackMigration.Between(from.Value, to.Value);
        if (asJson)
        {
            environment.Out.WriteJson(writer => Write(writer, migration));
        }
        else
        {
            Write(environment.Out, migration);
        }

        return ExitCode.Done;
    }

    private static void Write(TextWriter writer, AttackMigration migration)
    {
        writer.WriteLine($"ATT&CK {KnowledgeStore.KeyOf(migration.From)} -> {KnowledgeStore.KeyOf(migration.To)}");
        AttackFate[] fates = Enum.GetValues<AttackFate>();
        Table counts = Tables
            .Create(["Kind", .. fates.Select(Word)])
            .AlignRight([.. Enumerable.Range(1, fates.Length)]);
        foreach (
            IGrouping<AttackKind, AttackMove> kind in migration
                .Moves.GroupBy(move => move.Kind)
                .OrderBy(group => group.Key)
        )
        {
            counts.AddTexts([
                Word(kind.Key),
                .. fates.Select(fate =>
                    kind.Count(move => move.Fate == fate).ToString("N0", CultureInfo.InvariantCulture)
                ),
            ]);
        }

        writer.WriteTable(counts);
        AttackMove[] techniques =
        [
            .. migration.Moves.Where(move =>
                move is { Kind: AttackKind.Technique, Fate: not (AttackFate.Same or AttackFate.WithdrawnBefore) }
            ),
        ];
        if (techniques.Length == 0)
        {
            writer.WriteLine("Every technique that held still holds, under its name and tactics: nothing to do.");
            return;
        }

        Table table = Tables.Create("Technique", "Name", "Became", "Use now", "Tactics");
        foreach (AttackMove move in techniques)
        {
            table.AddTexts(
                move.Id,
                move.Name,
                Word(move.Fate),
                move.NewId is null ? "nothing" : $"{move.NewId} {move.NewName}",
                string.Join(
                    ' ',
                    move.Gained.Select(tactic => "+" + tactic).Concat(move.Lost.Select(tactic => "-" + tactic))
                )
            );
        }

        writer.WriteTable(table);
    }

    private static void Write(Utf8JsonWriter json, AttackMigration migration)
    {
        json.WriteStartObject();
        json.WriteString("domain", migration.From.Domain);
        json.WriteString("from", migration.From.Version);
        json.WriteString("to", migration.To.Version);
        json.WriteStartArray("moves");
        foreach (AttackMove move in migration.Moves)
        {
            json.WriteStartObject();
            json.WriteString("id", move.Id);
            json.WriteString("kind", Word(move.Kind));
            json.WriteString("fate", Word(move.Fate));
            json.WriteString("name", move.Name);
            json.WriteString("newId", move.NewId);
            json.WriteString("newName", move.NewName);
            json.WriteTexts("gained", move.Gained);
            json.WriteTexts("lost", move.Lost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(AttackFate fate) =>
        fate switch
        {
            AttackFate.Same => "same",
            AttackFate.Changed => "changed",
            AttackFate.Replaced => "replaced",
            AttackFate.Withdrawn => "withdrawn",
            AttackFate.WithdrawnBefore => "withdrawn before",
            AttackFate.Missing => "missing",
            _ => "added",
        };

    private static string Word(AttackKind kind) =>
        kind switch
        {
            AttackKind.DetectionStrategy => "detection strategy",
            AttackKind.DataSource => "data source",
            AttackKind.DataComponent => "data component",
            _ => kind.ToString().ToLowerInvariant(),
        };
}
