using System.CommandLine.Parsing;
using Pollux.Cli.Attack;
using Pollux.Cli.Output;
using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Formats.TwinExports;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;

namespace Pollux.Cli.Modelling;

/// <summary>What a twin can be written as.</summary>
internal enum ExportForm
{
    Mal,
    CycloneDx,
    Vex,
    OpenVex,
    NgsiLd,
    Dtdl,
    Csv,
}

/// <summary>Writes a twin in the forms that need no attack model.</summary>
internal static class ExportForms
{
    private static readonly (string Word, ExportForm Form)[] Words =
    [
        ("mal", ExportForm.Mal),
        ("cyclonedx", ExportForm.CycloneDx),
        ("vex", ExportForm.Vex),
        ("openvex", ExportForm.OpenVex),
        ("ngsi-ld", ExportForm.NgsiLd),
        ("dtdl", ExportForm.Dtdl),
        ("csv", ExportForm.Csv),
    ];

    /// <summary>Reads the option.</summary>
    public static ExportForm Read(ArgumentResult argument)
    {
        string given = argument.Tokens[^1].Value;
        foreach ((string word, ExportForm form) in Words)
        {
            if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase))
            {
                return form;
            }
        }

        argument.AddError($"'{given}' is none of {string.Join(", ", Words.Select(pair => pair.Word))}.");
        return ExportForm.Mal;
    }

    /// <summary>Writes a twin.</summary>
    public static int Run(
        CommandEnvironment environment,
        string path,
        ExportForm form,
        string? output,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<TwinInput> input = TwinInput.Load(environment, path);
        if (input.Value is not { } site)
        {
            environment.WriteDiagnostics(input.Diagnostics, asJson);
            return ExitCode.InputUnusable;
        }

        Diagnosed<VulnerabilityCatalogue> catalogue = VulnerabilityCatalogue.Of(site.Revision);
        environment.WriteDiagnostics([.. input.Diagnostics, .. catalogue.Diagnostics], asJson);
        ExportedTwin twin = new(
            site.Revision,
            site.Types,
            // Entities and graphs say nothing of vulnerabilities.
            form is ExportForm.NgsiLd or ExportForm.Dtdl
                ? []
                : VulnerabilityMatcher.Match(site.Revision, cancellationToken).Matches,
            catalogue.Value!
        );
        return AttackCommand.WriteResult(environment, output, asJson, writer => Write(writer, twin, form));
    }

    private static void Write(TextWriter writer, ExportedTwin twin, ExportForm form)
    {
        if (form == ExportForm.Csv)
        {
            InventoryCsv.Write(twin, writer);
            return;
        }

        writer.WriteJson(json =>
        {
            switch (form)
            {
                case ExportForm.CycloneDx:
                    BomExport.WriteBom(twin, json);
                    break;
                case ExportForm.Vex:
                    BomExport.WriteVex(twin, json);
                    break;
                case ExportForm.OpenVex:
                    OpenVexExport.Write(twin, json);
                    break;
                case ExportForm.NgsiLd:
                    NgsiLdExport.Write(twin, json);
                    break;
                default:
                    DtdlExport.Write(twin, json);
                    break;
            }
        });
    }
}
