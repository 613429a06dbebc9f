using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.WhatIfs;
using Pollux.Simulation.Paths;
using Pollux.Simulation.WhatIfs;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack whatif</c>: what does it change when defences are switched, flaws patched, connections cut?</summary>
internal sealed class WhatIfCommand
{
    private readonly ScenarioOptions options = new();

    private readonly Option<bool> all = new("--all") { Description = "List every step that the change affects" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        WhatIfCommand self = new();
        Command command = new(
            "whatif",
            "Compare the model with itself after --on, --off and --remove: the same attacks, before and after"
        )
        {
            self.all,
        };
        self.options.AddTo(command, defaultSamples: 2_000, needsGoals: true);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        bool asJson = options.Json(parsed);
        LoadedScenario? loaded = await options
            .LoadAsync(environment, parsed, new ScenarioNeeds(Attacker: true, Goals: true), cancellationToken)
            .ConfigureAwait(false);
        if (loaded is null)
        {
            return ExitCode.InputUnusable;
        }

        if (loaded.Changes.IsEmpty)
        {
            environment.WriteDiagnostics(
                [new Diagnostic(AttackRules.BadOption, "Nothing is changed: give --on, --off or --remove.")],
                asJson
            );
            return ExitCode.InputUnusable;
        }

        WhatIfReport report = WhatIfReport.Of(
            loaded.Scenario with
            {
                Request = loaded.Scenario.Request with { Overrides = loaded.Standing },
            },
            loaded.Changes,
            cancellationToken
        );
        return AttackCommand.WriteResult(
            environment,
            options.Output(parsed),
            asJson,
            writer =>
            {
                if (asJson || options.Output(parsed)?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true)
                {
                    AttackCommand.WriteJson(
                        writer,
                        json => WhatIfJson.Write(report, SimulateCommand.Engine, loaded.Input.ModelSha256, json)
                    );
                }
                else
                {
                    new WhatIfText(
                        writer,
                        report,
                        new StepWording(loaded.Input.Graph, loaded.Input.Pack),
                        parsed.GetValue(all)
                    ).Write();
                }
            }
        );
    }
}
