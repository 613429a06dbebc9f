using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.AgentEpisodes;
using Pollux.Simulation.Agents;

namespace Pollux.Cli.Attack;

/// <summary>Reads policies and modes as options name them: a word, perhaps with a number after a colon.</summary>
internal static class AgentPolicies
{
    private static readonly string[] Attackers =
    [
        "breadth-first",
        "depth-first",
        "random",
        "soft-min",
        "goal-seeking",
        "passive",
    ];

    private static readonly string[] Defenders =
    [
        "passive",
        "reactive",
        "foresighted",
        "cost-aware",
        "random",
        "one-by-one",
    ];

    /// <summary>An attacker's policy; null, and a report, when there is none of that name.</summary>
    public static AttackerPolicy? ParseAttacker(string text, DiagnosticBag problems)
    {
        (string name, string? number) = Split(text);
        return name switch
        {
            "breadth-first" when number is null => new BreadthFirstPolicy(),
            "depth-first" when number is null => new DepthFirstPolicy(),
            "random" when Parse(number, 0, 1) is { } wait => new RandomPolicy(wait),
            "soft-min" when Parse(number ?? "1", 0, 1e6) is { } beta => new TtcSoftMinPolicy(beta),
            "goal-seeking" when number is null => new GoalSeekingPolicy(),
            "passive" when number is null => new PassivePolicy(),
            _ => Refuse<AttackerPolicy>("--policy", text, name, Attackers, problems),
        };
    }

    /// <summary>A defender's policy; null, and a report, when there is none of that name.</summary>
    public static DefenderPolicy? ParseDefender(string text, DiagnosticBag problems)
    {
        (string name, string? number) = Split(text);
        return name switch
        {
            "passive" when number is null => new PassiveDefense(),
            "reactive" when number is null => new ReactiveDefense(),
            "foresighted" when number is null => new ForesightedDefense(),
            "cost-aware" when number is null => new CostAwareDefense(),
            "cost-aware" when Parse(number, 0, double.MaxValue) is { } budget => new CostAwareDefense(budget),
            "random" when Parse(number, 0, 1) is { } wait => new RandomDefense(wait),
            "one-by-one" when number is null => new OneByOneDefense(),
            _ => Refuse<DefenderPolicy>("--defender", text, name, Defenders, problems),
        };
    }

    /// <summary>What times do; null, and a report, when there is no such mode.</summary>
    public static TtcMode? ParseTimes(string text, DiagnosticBag problems)
    {
        foreach (TtcMode mode in Enum.GetValues<TtcMode>())
        {
            if (string.Equals(text, AgentWords.Of(mode), StringComparison.Ordinal))
            {
                return mode;
            }
        }

        string[] known = [.. Enum.GetValues<TtcMode>().Select(AgentWords.Of)];
        problems.Add(
            AttackRules.BadOption,
            $"--ttc-mode '{text}' is none of {string.Join(", ", known)}.",
            hint: Spelling.DidYouMean(text, known)
        );
        return null;
    }

    private static (string Name, string? Number) Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static double? Parse(string? number, double minimum, double maximum) =>
        number is null ? 0
        : double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
        && value >= minimum
        && value <= maximum
            ? value
        : null;

    private static T? Refuse<T>(string option, string text, string name, string[] known, DiagnosticBag problems)
        where T : class
    {
        problems.Add(
            AttackRules.UnknownPolicy,
            known.Contains(name)
                ? $"{option} '{text}': the number after '{name}' cannot be used."
                : $"{option} '{text}' is none of {string.Join(", ", known)}.",
            hint: Spelling.DidYouMean(name, known)
        );
        return null;
    }
}
