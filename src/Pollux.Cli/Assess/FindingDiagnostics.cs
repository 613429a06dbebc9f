using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;

namespace Pollux.Cli.Assess;

/// <summary>Findings in the form in which other tools read them.</summary>
internal static class FindingDiagnostics
{
    public static ImmutableArray<Diagnostic> Of(Assessment assessment, string file) =>
        [
            .. assessment.Findings.Select(finding => new Diagnostic(
                finding.Rule,
                $"{finding.Title}. {finding.Reason}",
                new SourceLocation(file, Record: finding.Asset),
                finding.NextStep,
                finding.Severity switch
                {
                    FindingSeverity.Critical or FindingSeverity.High => Severity.Error,
                    FindingSeverity.Medium => Severity.Warning,
                    _ => Severity.Info,
                }
            )),
        ];
}
