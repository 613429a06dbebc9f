using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Twin.Changes;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Knowledge;

/// <summary>
/// <c>pollux knowledge match FILE... [--from FILE...] [--store DIR] [--why] [--json]</c>: which products have which vulnerabilities, and why. Files are a twin,
/// or anything that can be imported, or both; nothing is written.
/// </summary>
public static class KnowledgeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "A twin, and bills of materials, advisories, scans; nothing is written",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> why = new("--why") { Description = "Print the reason of each match" };
        Option<bool> json = new("--json") { Description = "Write JSON for programs" };
        Option<string[]> from = new("--from")
        {
            Description = "Further files and folders of advisories, CVE, NVD, KEV and EPSS records, beside the store",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        StoreOption store = new();
        Command match = new("match", "Show which products have which vulnerabilities, and why")
        {
            files,
            from,
            why,
            json,
        };
        store.AddTo(match);
        match.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    environment,
                    parsed.GetValue(files) ?? [],
                    parsed.GetValue(from) ?? [],
                    store.Open(environment, parsed, parsed.GetValue(json), cancellationToken).Vulnerabilities,
                    parsed.GetValue(json) ? Style.Json
                        : parsed.GetValue(why) ? Style.Reasons
                        : Style.Table,
                    cancellationToken
                )
        );
        return new(
            "knowledge",
            "What the world knows: vulnerabilities of your products, ATT&CK, countermeasures, each with its age"
        )
        {
            match,
            UpdateCommand.Create(environment),
            StatusCommand.Create(environment),
            MigrateCommand.Create(environment),
            TechniqueCommand.Create(environment),
        };
    }

    private static async Task<int> RunAsync(
        CommandEnvironment environment,
        string[] files,
        string[] from,
        SiteTwin store,
        Style style,
        CancellationToken cancellationToken
    )
    {
        bool asJson = style == Style.Json;
        Diagnosed<TypeHierarchy> types = LanguageTypes.Load(environment);
        Diagnosed<Revision> read = await ReadAsync(files, from, store, types.Value!, cancellationToken);
        environment.WriteDiagnostics([.. types.Diagnostics, .. read.Diagnostics], asJson);
        if (read.Value is not { } revision)
        {
            return ExitCode.InputUnusable;
        }

        Diagnosed<VulnerabilityCatalogue> catalogue = VulnerabilityCatalogue.Of(revision);
        environment.WriteDiagnostics(catalogue.Diagnostics, asJson);
        MatchOutput output = new(revision, VulnerabilityMatcher.Match(revision, cancellationToken), catalogue.Value!);
        if (asJson)
        {
            output.WriteJson(environment.Out);
        }
        else
        {
            output.WriteText(environment.Out, withReasons: style == Style.Reasons);
        }

        return ExitCode.Done;
    }

    /// <summary>The revision that the files make together; null when none of them can be used.</summary>
    private static async Task<Diagnosed<Revision>> ReadAsync(
        string[] files,
        string[] from,
        SiteTwin store,
        TypeHierarchy types,
        CancellationToken cancellationToken
    )
    {
        string[] twins = [.. files.Where(IsTwin)];
        if (twins.Length > 1)
        {
            string message = $"'{twins[0]}' and '{twins[1]}' are two twins; match one at a time.";
            return new Diagnosed<Revision>(null, [new(KnowledgeRules.SeveralTwins, message)]);
        }

        SiteTwin site = SiteTwin.Empty("match");
        ImmutableArray<Diagnostic> diagnostics = [];
        if (twins.Length == 1)
        {
            Diagnosed<SiteTwin> read = TwinInput.ReadFile(twins[0]);
            if (read.Value is null)
            {
                return new Diagnosed<Revision>(null, read.Diagnostics);
            }

            (site, diagnostics) = (read.Value, read.Diagnostics);
        }

        foreach (SourceObservations known in store.Sources)
        {
            site = site.Merge(known.Source, known.Observations).Twin;
        }

        string[] others = [.. files.Where(file => !IsTwin(file)), .. from];
        bool allRefused = false;
        if (others.Length > 0)
        {
            ImmutableArray<ReadFile> imported = await ImportRun.ReadAsync(
                others,
                InputLimits.Default,
                (_, _) => { },
                cancellationToken
            );
            ImportResult result = ImportRun.Merge(imported, site, types);
            site = result.Twin;
            diagnostics = [.. diagnostics, .. result.Report.Files.SelectMany(file => file.Diagnostics)];
            allRefused = twins.Length == 0 && result.Report.Files.All(file => file.IsRefused);
        }

        Diagnosed<Revision> revision = site.Resolve(types);
        return new Diagnosed<Revision>(allRefused ? null : revision.Value, [.. diagnostics, .. revision.Diagnostics]);
    }

    private static bool IsTwin(string file) => file.EndsWith(".twin", StringComparison.OrdinalIgnoreCase);

    private enum Style
    {
        Table,
        Reasons,
        Json,
    }
}
