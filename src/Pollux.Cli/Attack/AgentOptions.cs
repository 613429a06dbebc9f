using System.CommandLine;
using Pollux.Diagnostics;
using Pollux.Simulation.Agents;

namespace Pollux.Cli.Attack;

/// <summary>The options of <c>pollux attack agents</c>.</summary>
internal sealed class AgentOptions
{
    public Option<string?> Scenario { get; } =
        new("--scenario")
        {
            Description = "A scenario file of MAL-Simulator: language, model, agents and settings",
            HelpName = "FILE",
        };

    public Option<string?> Language { get; } =
        new("--language")
        {
            Description = "The attack language, instead of the scenario's; Pollux's own without either",
            HelpName = "FILE",
        };

    public Option<string?> Model { get; } =
        new("--model")
        {
            Description = "Without a scenario: an instance model of MAL-Toolbox, or a SITE.twin",
            HelpName = "FILE",
        };

    public Option<string[]> Include { get; } =
        new("--include") { Description = "A folder in which included languages are looked for; may be repeated" };

    public Option<string[]> Entry { get; } =
        new("--entry")
        {
            Description = "Without a scenario: a step that the attacker starts with (every Internet without it)",
            HelpName = "ASSET:STEP",
        };

    public Option<string[]> Goal { get; } =
        new("--goal")
        {
            Description = "Without a scenario: a step that the attacker wants (a twin's crown jewels without it)",
            HelpName = "ASSET:STEP",
        };

    public Option<string?> Attacker { get; } =
        new("--attacker")
        {
            Description = "Without a scenario: who attacks, one of the profiles; one that can do all without it",
            HelpName = "PROFILE",
        };

    public Option<string?> Policy { get; } =
        new("--policy")
        {
            Description =
                "Without a scenario: how the attacker chooses: breadth-first, depth-first, random[:WAIT], soft-min[:BETA], goal-seeking",
            HelpName = "POLICY",
        };

    public Option<string?> Defender { get; } =
        new("--defender")
        {
            Description =
                "Without a scenario: how a defender chooses: reactive, foresighted, cost-aware[:BUDGET], random[:WAIT], one-by-one",
            HelpName = "POLICY",
        };

    public Option<string?> Times { get; } =
        new("--ttc-mode")
        {
            Description =
                "What times to compromise do: disabled, pre-sample, expected-value, per-step-sample, effort-based "
                + "(the scenario's, else pre-sample)",
            HelpName = "MODE",
        };

    public Option<bool> OneEarly { get; } =
        new("--one-attempt-early")
        {
            Description = "Count attempts as MAL-Simulator 3 does: a time of 5 falls to the fourth",
        };

    public Option<int> Episodes { get; } =
        new("--episodes") { Description = "How many episodes to play", DefaultValueFactory = _ => 100 };

    public Option<ulong?> Seed { get; } =
        new("--seed") { Description = "Decides every random number (the scenario's, else 1)" };

    public Option<int?> MaximumTurns { get; } =
        new("--max-steps") { Description = "After how many turns an episode stops at the latest (100000 without it)" };

    public Option<int> Threads { get; } =
        new("--threads")
        {
            Description = "How many threads, 0 for one per processor; the result does not depend on it",
        };

    public Option<string?> Output { get; } =
        new("--output", "-o") { Description = "Write every episode, turn by turn, as JSON lines to this file" };

    public Option<bool> Json { get; } = new("--json") { Description = "The result and diagnostics as JSON" };

    /// <summary>Adds all options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (
            Option option in (ReadOnlySpan<Option>)
                [
                    Scenario,
                    Language,
                    Model,
                    Include,
                    Entry,
                    Goal,
                    Attacker,
                    Policy,
                    Defender,
                    Times,
                    OneEarly,
                    Episodes,
                    Seed,
                    MaximumTurns,
                    Threads,
                    Output,
                    Json,
                ]
        )
        {
            command.Add(option);
        }
    }

    /// <summary>Reports what is out of range, and what does not go together.</summary>
    public void Check(ParseResult parsed, DiagnosticBag problems)
    {
        CheckRange(problems, "--episodes", parsed.GetValue(Episodes), 1, AgentRun.MaximumEpisodes);
        CheckRange(problems, "--threads", parsed.GetValue(Threads), 0, 1024);
        CheckRange(problems, "--max-steps", parsed.GetValue(MaximumTurns) ?? 1, 1, EpisodeSettings.LongestEpisode);
        if (parsed.GetValue(Scenario) is null == parsed.GetValue(Model) is null)
        {
            problems.Add(
                AttackRules.AgentsFromTwoPlaces,
                parsed.GetValue(Model) is null
                    ? "Neither --scenario nor --model is given."
                    : "Both --scenario and --model are given."
            );
        }

        if (parsed.GetValue(Scenario) is null)
        {
            return;
        }

        foreach (Option option in (ReadOnlySpan<Option>)[Entry, Goal, Attacker, Policy, Defender])
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                problems.Add(
                    AttackRules.AgentsFromTwoPlaces,
                    $"{option.Name} stands beside --scenario, which says that itself."
                );
            }
        }
    }

    /// <summary>The rules of a scenario, changed by what the options say.</summary>
    public EpisodeSettings Apply(ParseResult parsed, EpisodeSettings settings, DiagnosticBag problems) =>
        settings with
        {
            Seed = parsed.GetValue(Seed) ?? settings.Seed,
            MaximumTurns = parsed.GetValue(MaximumTurns) ?? settings.MaximumTurns,
            OneAttemptEarly = parsed.GetValue(OneEarly),
            TtcMode = parsed.GetValue(Times) is { } text
                ? AgentPolicies.ParseTimes(text, problems) ?? settings.TtcMode
                : settings.TtcMode,
        };

    private static void CheckRange(DiagnosticBag problems, string option, int value, int minimum, int maximum)
    {
        if (value < minimum || value > maximum)
        {
            problems.Add(AttackRules.BadOption, $"{option} {value} is not from {minimum} to {maximum}.");
        }
    }
}
