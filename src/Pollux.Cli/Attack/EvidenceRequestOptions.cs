using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Evidence;
using Pollux.Formats.Input;
using Pollux.Language.Packs;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.Evidence;

namespace Pollux.Cli.Attack;

/// <summary>The options of <c>pollux attack evidence</c> that say what was seen and what is believed beforehand.</summary>
internal sealed class EvidenceRequestOptions
{
    /// <summary>Coverage of a kind of detectors of which nobody says whether it is there: share of ATT&amp;CK techniques that a SIEM detects.</summary>
    private const double UnknownItCoverage = 0.21;

    /// <summary>The same of control systems: share of their networks with any visibility. Sources: design of the core language, 4.4.</summary>
    private const double UnknownOtCoverage = 0.3;

    private const double RepeatDays = 8.0 / 24;
    private const double DefaultForecastDays = 30;

    private static readonly ImmutableHashSet<string> ControlSources =
    [
        "protocol parser",
        "behaviour twin",
        "safety system",
        "control server",
    ];

    private readonly Option<string> alarms = new("--alarms")
    {
        Description = "The alarms: JSON lines or CSV with time and step, detector, or technique and asset",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> now = new("--now")
    {
        Description = "The time that is asked for, ISO 8601 with offset; the latest alarm's without it",
        HelpName = "TIME",
    };

    private readonly Option<string> lookback = new("--lookback")
    {
        Description = "How far back an attack may have begun: 30d, 12h, 2w",
        DefaultValueFactory = _ => "30d",
    };

    private readonly Option<double> prior = new("--prior")
    {
        Description = "Probability, 0 to 1, that an attack began within the look-back, before any alarm is seen",
        DefaultValueFactory = _ => 0.01,
    };

    private readonly Option<string> delay = new("--delay")
    {
        Description = "Mean time from a step to its alarm: 2h",
        DefaultValueFactory = _ => "2h",
    };

    private readonly Option<double?> coverage = new("--coverage")
    {
        Description = "Probability, 0 to 1, that a kind of detectors works here; 0.21 for IT and 0.3 for OT without it",
    };

    private readonly Option<string?> rates = new("--rates")
    {
        Description = "The site's own rates, CSV: detector,tpr,fpr,coverage",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[alarms, now, lookback, prior, delay, coverage, rates])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads all of it; null when the answer would rest on nothing. Problems are reported.</summary>
    public AskedEvidence? Read(
        CommandEnvironment environment,
        ParseResult parsed,
        LoadedScenario loaded,
        DiagnosticBag problems,
        CancellationToken cancellationToken
    )
    {
        EvidenceAssumptions assumptions = ReadAssumptions(parsed, problems) with
        {
            OtherAttackers = OtherAttackers(environment, loaded),
        };
        string path = parsed.GetValue(alarms)!;
        Diagnosed<AlarmFile> file = AlarmReader.Read(
            new InputFile(path, () => OrdinaryFile.Open(path)),
            InputLimits.Default,
            cancellationToken
        );
        problems.AddRange(file.Diagnostics);
        ImmutableArray<SiteDetector> detectors = ReadDetectors(parsed, loaded, problems, cancellationToken);
        DateTimeOffset? time = ReadNow(parsed, file.Value, problems);
        if (file.Value is not { } read || time is not { } asked || problems.ToImmutable().Any(IsFatal))
        {
            return null;
        }

        Diagnosed<AlarmMapping> mapped = AlarmMapper.Map(
            loaded.Scenario.Graph,
            detectors,
            read.Alarms,
            new AlarmWindow(asked, assumptions.LookbackDays, RepeatDays),
            path
        );
        problems.AddRange(mapped.Diagnostics);
        AlarmMapping mapping = mapped.Value!;
        EvidenceRequest request = new(loaded.Scenario, mapping.Detectors, mapping.Alarms)
        {
            Assumptions = assumptions,
            Histories = Math.Clamp(loaded.Scenario.Request.Samples, 16, EvidenceRequest.MaximumHistories),
            ForecastDays = Math.Max(7, loaded.Scenario.Request.HorizonDays ?? DefaultForecastDays),
        };
        return new AskedEvidence(request, mapping, asked, read.Refused);
    }

    private static bool IsFatal(Diagnostic problem) =>
        problem.Rule == AttackRules.BadEvidenceOption || problem.Rule == InputRules.NotFound;

    private EvidenceAssumptions ReadAssumptions(ParseResult parsed, DiagnosticBag problems)
    {
        EvidenceAssumptions defaults = new();
        return defaults with
        {
            AttackProbability = Share(parsed.GetValue(prior), "--prior", problems) ?? defaults.AttackProbability,
            LookbackDays = Days(parsed.GetValue(lookback)!, "--lookback", problems) ?? defaults.LookbackDays,
            DelayDays = Days(parsed.GetValue(delay)!, "--delay", problems) ?? defaults.DelayDays,
        };
    }

    private static double? Share(double? value, string option, DiagnosticBag problems)
    {
        if (value is >= 0 and <= 1 or null)
        {
            return value;
        }

        problems.Add(
            AttackRules.BadEvidenceOption,
            $"{option} {value.Value.ToString(CultureInfo.InvariantCulture)} is not from 0 to 1."
        );
        return null;
    }

    private static double? Days(string text, string option, DiagnosticBag problems)
    {
        if (Duration.ParseDays(text) is { } days and > 0 and < 36_500)
        {
            return days;
        }

        problems.Add(AttackRules.BadEvidenceOption, $"{option} '{text}' is no duration such as 30d, 12h or 2w.");
        return null;
    }

    // No clock: the same files give the same answer tomorrow.
    private DateTimeOffset? ReadNow(ParseResult parsed, AlarmFile? file, DiagnosticBag problems)
    {
        if (parsed.GetValue(now) is { } text)
        {
            if (AlarmReader.ParseTime(text) is { } time)
            {
                return time;
            }

            problems.Add(AttackRules.BadEvidenceOption, $"--now '{text}' is not of the form 2026-11-20T08:15:00Z.");
            return null;
        }

        if (file is { Alarms.IsEmpty: false })
        {
            return file.Alarms.Max(alarm => alarm.Time);
        }

        if (file is not null)
        {
            problems.Add(
                AttackRules.BadEvidenceOption,
                "There is no alarm to take the time from, so --now must say for when the answer is wanted."
            );
        }

        return null;
    }

    private ImmutableArray<SiteDetector> ReadDetectors(
        ParseResult parsed,
        LoadedScenario loaded,
        DiagnosticBag problems,
        CancellationToken cancellationToken
    )
    {
        double? given = Share(parsed.GetValue(coverage), "--coverage", problems);
        PackTables tables = loaded.Input.Pack?.Tables ?? PackTables.Empty;
        ImmutableArray<SiteDetector> detectors = DetectorSet.Of(
            loaded.Scenario.Graph,
            kind =>
                given
                ?? (
                    tables.Detectors.TryGetValue(kind, out DetectorEntry? entry)
                    && ControlSources.Contains(entry.Source)
                        ? UnknownOtCoverage
                        : UnknownItCoverage
                )
        );
        if (detectors.IsEmpty)
        {
            problems.Add(EvidenceRules.NoDetector, "The language gives no step of this model a detector.");
        }

        if (parsed.GetValue(rates) is not { } path)
        {
            return detectors;
        }

        Diagnosed<RatedDetectors> rated = DetectorRates.Apply(
            new InputFile(path, () => OrdinaryFile.Open(path)),
            loaded.Scenario.Graph,
            detectors,
            cancellationToken
        );
        problems.AddRange(rated.Diagnostics);
        return rated.Value?.Detectors ?? detectors;
    }

    private static ImmutableArray<AttackerProfile> OtherAttackers(CommandEnvironment environment, LoadedScenario loaded)
    {
        if (loaded.Input.Pack is not { } pack)
        {
            return [];
        }

        AttackerProfile[] all =
        [
            .. pack.Tables.Attackers.Keys.Select(name =>
                AttackerChoice.Find(environment, pack, name, new DiagnosticBag(""))
            ),
            AttackerProfile.Unlimited,
        ];
        string expected = loaded.Scenario.Request.Attacker.Name;
        return [.. all.Where(other => !string.Equals(other.Name, expected, StringComparison.Ordinal))];
    }
}

/// <summary>What is asked of the evidence.</summary>
/// <param name="Request">The request.</param>
/// <param name="Mapping">What became of the alarms.</param>
/// <param name="Now">The time that is asked for.</param>
/// <param name="Refused">How many records of the file could not be read.</param>
internal sealed record AskedEvidence(EvidenceRequest Request, AlarmMapping Mapping, DateTimeOffset Now, int Refused);
