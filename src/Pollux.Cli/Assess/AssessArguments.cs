using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Cli.Assess;

/// <summary>The arguments of <c>pollux assess</c>.</summary>
internal sealed class AssessArguments
{
    private const int MaximumAssumptions = 1_000;

    private readonly Argument<string> file = new("SITE.twin") { Description = "The twin file" };
    private readonly Option<int> samples = new("--samples")
    {
        Description = "How many attacks to simulate",
        DefaultValueFactory = _ => new AssessmentOptions().Samples,
    };
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of chance; the same seed gives the same answer",
        DefaultValueFactory = _ => new AssessmentOptions().Seed,
    };
    private readonly Option<string> horizon = new("--horizon")
    {
        Description = "The time within which an answer is asked: 365d, 8h, 2w",
        DefaultValueFactory = _ => "365d",
    };
    private readonly Option<string[]> entry = new("--entry")
    {
        Description = "Where the attacker begins, ASSET:STEP; may be repeated (default: the Internet)",
        HelpName = "ASSET:STEP",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> attacker = new("--attacker")
    {
        Description = "Who attacks: opportunist, criminal, hacktivist, insider, state; one that can do all without it",
        HelpName = "PROFILE",
    };
    private readonly Option<int> assumptions = new("--assumptions")
    {
        Description =
            "How many assumptions to list by how much they move the answer; 0 saves the attacks that it takes",
        HelpName = "N",
        DefaultValueFactory = _ => new AssessmentOptions().MaximumSensitivities,
    };
    private readonly Option<string?> html = new("--html")
    {
        Description = "Write a report to this file",
        HelpName = "FILE",
    };
    private readonly Option<string?> sarif = new("--sarif")
    {
        Description = "Write the findings as SARIF 2.1.0 to this file",
        HelpName = "FILE",
    };
    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write the whole result as JSON to this file",
        HelpName = "FILE",
    };
    private readonly Option<string?> failOn = new("--fail-on")
    {
        Description =
            "Exit with 1 when a finding is this severe, or a figure is passed: high, 'risk>2000000', 'probability>0.1', "
            + "'annual>500000', 'p90>2000000', 'appetite>0.1'",
        HelpName = "THRESHOLD",
    };
    private readonly Option<string?> explain = new("--explain")
    {
        Description = "Say how a figure was made, such as jewel:1.probability; without one, list all figures",
        HelpName = "FIGURE",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON for programs" };
    private readonly Option<bool> all = new("--all") { Description = "List every step of each path and every finding" };
    private readonly Option<int> threads = new("--threads")
    {
        Description = "How many threads; 0 for one per processor. The answer does not depend on it",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(file);
        foreach (
            Option option in (ReadOnlySpan<Option>)
                [
                    samples,
                    seed,
                    horizon,
                    entry,
                    attacker,
                    assumptions,
                    html,
                    sarif,
                    output,
                    failOn,
                    explain,
                    json,
                    all,
                    threads,
                ]
        )
        {
            command.Options.Add(option);
        }
    }

    public AssessRequest Read(ParseResult parsed)
    {
        List<string> problems = [];
        int count = parsed.GetValue(samples);
        if (count is < 1 or > SimulationRequest.MaximumSamples)
        {
            problems.Add($"--samples {count}: from 1 to {SimulationRequest.MaximumSamples}.");
        }

        double? days = ToDays(parsed.GetValue(horizon)!);
        if (days is null)
        {
            problems.Add($"--horizon '{parsed.GetValue(horizon)}': a time above zero such as 365d, 8h or 2w.");
        }

        FailOn? threshold = parsed.GetValue(failOn) is { } text ? FailOn.Parse(text) : null;
        if (threshold is null && parsed.GetValue(failOn) is { } wrong)
        {
            problems.Add(
                $"--fail-on '{wrong}': a severity (low, medium, high, critical), 'risk>N', 'probability>P', 'annual>N', 'p90>N' or 'appetite>P'."
            );
        }

        AssessmentOptions options = new()
        {
            Samples = Math.Max(1, count),
            Seed = parsed.GetValue(seed),
            HorizonDays = days ?? 1,
            Entries = Entries(parsed.GetValue(entry) ?? []),
            Threads = Math.Max(0, parsed.GetValue(threads)),
            MaximumSensitivities = Math.Clamp(parsed.GetValue(assumptions), 0, MaximumAssumptions),
            ParameterDraws = parsed.GetValue(assumptions) <= 0 ? 0 : new AssessmentOptions().ParameterDraws,
        };
        return new AssessRequest(parsed.GetValue(file)!, options)
        {
            Html = parsed.GetValue(html),
            Sarif = parsed.GetValue(sarif),
            Output = parsed.GetValue(output),
            FailOn = threshold,
            Json = parsed.GetValue(json),
            All = parsed.GetValue(all),
            Attacker = parsed.GetValue(attacker),
            IsExplaining = parsed.GetResult(explain) is not null,
            Figure = parsed.GetValue(explain),
            Problem = problems.Count == 0 ? null : string.Join(' ', problems),
        };
    }

    // A name may hold a comma; a list is told by every part of it having a colon.
    private static ImmutableArray<string> Entries(string[] given) =>
        [
            .. given.SelectMany(text =>
            {
                string[] parts = text.Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                );
                return parts.All(part => part.Contains(':', StringComparison.Ordinal)) ? parts : [text];
            }),
        ];

    private static double? ToDays(string text)
    {
        double unit =
            text.Length == 0
                ? 1
                : text[^1] switch
                {
                    'h' => 1.0 / 24,
                    'w' => 7,
                    _ => 1,
                };
        string number = text.TrimEnd('h', 'd', 'w');
        return
            text.Length - number.Length <= 1
            && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value > 0
            && double.IsFinite(value)
            ? value * unit
            : null;
    }
}

/// <summary>What a command line asks for.</summary>
internal sealed record AssessRequest(string File, AssessmentOptions Options)
{
    public string? Html { get; init; }

    public string? Sarif { get; init; }

    public string? Output { get; init; }

    public FailOn? FailOn { get; init; }

    public bool Json { get; init; }

    public bool All { get; init; }

    /// <summary>True when figures are to be explained rather than shown.</summary>
    public bool IsExplaining { get; init; }

    /// <summary>The figure to explain; null for a list of all.</summary>
    public string? Figure { get; init; }

    /// <summary>The name of the attacker's profile, or null.</summary>
    public string? Attacker { get; init; }

    /// <summary>What is wrong with the arguments, or null.</summary>
    public string? Problem { get; init; }
}
