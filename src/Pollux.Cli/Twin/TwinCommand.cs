using System.CommandLine;
using Pollux.Cli.Modelling;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary><c>pollux twin show|validate|diff|history|reach|fidelity|export</c>: look at a twin file, write it as a model.</summary>
public static class TwinCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment) =>
        new("twin", "Look at a twin: show it, validate it, compare two, ask what reaches what, export its model")
        {
            CreateShow(environment),
            CreateValidate(environment),
            CreateDiff(environment),
            HistoryCommand.Create(environment),
            FidelityCommand.Create(environment),
            ReachCommand.Create(environment),
            TwinExport.Create(environment),
        };

    private static Command CreateShow(CommandEnvironment environment)
    {
        Argument<string> file = new("SITE.twin") { Description = "The twin file" };
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Option<bool> all = new("--all") { Description = "List every device, however many there are" };
        AsOfOption asOf = new();
        Command command = new("show", "Show zones, devices, services and sources") { file, json, all };
        asOf.AddTo(command);
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json);
            Diagnosed<TwinInput> input = TwinInput.Load(environment, parsed.GetValue(file)!, asOf.Of(parsed));
            environment.WriteDiagnostics(input.Diagnostics, asJson);
            if (input.Value is not { } twin)
            {
                return ExitCode.InputUnusable;
            }

            TwinOverview overview = TwinOverview.Of(twin, asOf.Of(parsed) ?? environment.Clock.GetUtcNow());
            if (asJson)
            {
                TwinJson.Write(environment.Out, overview);
            }
            else
            {
                TwinTables.Write(environment.Out, overview, parsed.GetValue(all));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateValidate(CommandEnvironment environment)
    {
        Argument<string> file = new("SITE.twin") { Description = "The twin file" };
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Command command = new("validate", "Say what is wrong with a twin file, and nothing else") { file, json };
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json);
            Diagnosed<TwinInput> input = TwinInput.Load(environment, parsed.GetValue(file)!);
            environment.WriteDiagnostics(input.Diagnostics, asJson);
            if (!asJson)
            {
                int errors = input.Diagnostics.Count(diagnostic => diagnostic.Level == Severity.Error);
                int warnings = input.Diagnostics.Count(diagnostic => diagnostic.Level == Severity.Warning);
                environment.Out.WriteLine($"{parsed.GetValue(file)}: {errors} error(s), {warnings} warning(s)");
            }

            return input.Value is null ? ExitCode.InputUnusable : ExitCode.Done;
        });
        return command;
    }

    private static Command CreateDiff(CommandEnvironment environment)
    {
        Argument<string> before = new("BEFORE.twin") { Description = "The earlier twin file" };
        Argument<string?> after = new("AFTER.twin")
        {
            Description = "The later twin file; without it the same file at another time",
            Arity = ArgumentArity.ZeroOrOne,
        };
        AsOfOption from = new("--from", "The time as of which the earlier one is looked at");
        AsOfOption to = new("--to", "The time as of which the later one is looked at");
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Command command = new("diff", "Show what differs between two twins, or in one between two times")
        {
            before,
            after,
            json,
        };
        from.AddTo(command);
        to.AddTo(command);
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json);
            string first = parsed.GetValue(before)!;
            Diagnosed<TwinInput> old = TwinInput.Load(environment, first, from.Of(parsed));
            Diagnosed<TwinInput> current = TwinInput.Load(environment, parsed.GetValue(after) ?? first, to.Of(parsed));
            environment.WriteDiagnostics([.. old.Diagnostics, .. current.Diagnostics], asJson);
            if (old.Value is null || current.Value is null)
            {
                return ExitCode.InputUnusable;
            }

            RevisionDiff diff = RevisionDiff.Between(old.Value.Revision, current.Value.Revision);
            TwinDiffOutput output = new(old.Value.Revision, current.Value.Revision, diff);
            if (asJson)
            {
                output.WriteJson(environment.Out);
            }
            else
            {
                output.WriteText(environment.Out);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
