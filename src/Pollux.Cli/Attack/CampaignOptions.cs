using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Diagnostics;
using Pollux.Formats.AttackNavigator;
using Pollux.Language.Packs;
using Pollux.Simulation.Campaigns;

namespace Pollux.Cli.Attack;

/// <summary>The options of <c>pollux attack campaign</c> beside those of the scenario.</summary>
internal sealed class CampaignOptions
{
    private readonly Option<string[]> files = new("--campaign")
    {
        Description =
            "A file of campaigns: a STIX bundle of ATT&CK, a list, or a campaign in YAML; may be repeated, and files are merged",
        HelpName = "FILE",
    };

    private readonly Option<string?> name = new("--name")
    {
        Description = "One campaign, group or software: its id, or words of its name; all campaigns without it",
        HelpName = "ID|WORDS",
    };

    private readonly Option<bool> list = new("--list") { Description = "Only list what the files hold" };

    private readonly Option<string> kind = new("--kind")
    {
        Description = "Without --name: campaign, group, software, or all",
        DefaultValueFactory = _ => "campaign",
    };

    private readonly Option<ReplayMode> mode = new("--mode")
    {
        Description =
            "free: anything may happen between its techniques; strict: only they and steps without a technique",
    };

    private readonly Option<bool> coverage = new("--coverage")
    {
        Description = "Every technique of the language (and of the files) in place of a campaign",
    };

    private readonly Option<string[]> watched = new("--watched")
    {
        Description =
            "A kind of log that somebody watches, such as 'endpoint'; may be repeated; 'none'; all without it",
        HelpName = "LOG",
    };

    private readonly Option<string?> layer = new("--layer")
    {
        Description =
            "Write a layer of the ATT&CK Navigator (4.5); with two domains, two files: FILE-ics.json, FILE-enterprise.json",
        HelpName = "FILE",
    };

    private readonly Option<LayerKind> layerOf = new("--layer-of")
    {
        Description = "What the layer's scores say: exposure, detection, mitigation or coverage",
    };

    public void AddTo(Command command)
    {
        kind.AcceptOnlyFromAmong("campaign", "group", "software", "all");
        foreach (
            Option option in (ReadOnlySpan<Option>)[files, name, list, kind, mode, coverage, watched, layer, layerOf]
        )
        {
            command.Add(option);
        }
    }

    public ImmutableArray<string> Files(ParseResult parsed) => [.. parsed.GetValue(files) ?? []];

    public string? Name(ParseResult parsed) => parsed.GetValue(name);

    public bool IsList(ParseResult parsed) => parsed.GetValue(list);

    public bool IsCoverage(ParseResult parsed) => parsed.GetValue(coverage);

    public ReplayMode Mode(ParseResult parsed) => parsed.GetValue(mode);

    public string? Layer(ParseResult parsed) => parsed.GetValue(layer);

    public LayerKind LayerKind(ParseResult parsed) => parsed.GetValue(layerOf);

    /// <summary>Whether campaigns of a kind are asked for when none is named.</summary>
    public bool Wants(ParseResult parsed, CampaignKind wanted) =>
        parsed.GetValue(kind) is { } given
        && (given is "all" || string.Equals(given, wanted.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The kind that is asked for when none is named, as given.</summary>
    public string KindText(ParseResult parsed) => parsed.GetValue(kind)!;

    /// <summary>What does not go together.</summary>
    public void Check(ParseResult parsed, DiagnosticBag problems)
    {
        if (Files(parsed).IsEmpty && !IsCoverage(parsed))
        {
            problems.Add(CampaignCommandRules.BadCombination, "Neither --campaign nor --coverage is given.");
        }

        if (IsCoverage(parsed) && (Name(parsed) is not null || IsList(parsed) || Mode(parsed) == ReplayMode.Strict))
        {
            problems.Add(
                CampaignCommandRules.BadCombination,
                "--coverage takes every technique, so --name, --list and --mode strict have no meaning with it."
            );
        }

        if (Layer(parsed) is not null && !IsCoverage(parsed) && Name(parsed) is null)
        {
            problems.Add(CampaignCommandRules.BadCombination, "--layer is given without --name or --coverage.");
        }
    }

    /// <summary>The logs that are watched; null for all. A log that no detector needs is reported.</summary>
    public ImmutableArray<string>? Watched(ParseResult parsed, PackTables tables, DiagnosticBag problems)
    {
        string[] given =
        [
            .. (parsed.GetValue(watched) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)),
        ];
        if (given.Length == 0)
        {
            return null;
        }

        string[] known =
        [
            .. tables.Detectors.Values.Select(detector => detector.Source).Distinct().Order(StringComparer.Ordinal),
        ];
        foreach (string log in given.Where(log => log is not "none" && !known.Contains(log, StringComparer.Ordinal)))
        {
            problems.Add(
                CampaignCommandRules.UnknownLog,
                $"No detector needs the log '{log}'. There are: {string.Join(", ", known)}.",
                record: log,
                hint: Spelling.DidYouMean(log, known)
            );
        }

        return
        [
            .. given.Where(log => log is not "none").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }
}
