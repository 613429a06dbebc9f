using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// Rehearses attacks on a revision and puts the answer together: how likely and how soon each crown jewel falls, along which way,
/// and which change removes most risk for its cost. The same input and options give the same assessment on any number of threads.
/// </summary>
public static class Assessor
{
    /// <summary>Assesses.</summary>
    /// <param name="input">What to assess.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how far it is; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    /// <returns>The assessment; null when the attacker has nowhere to begin.</returns>
    public static Diagnosed<Assessment> Assess(
        AssessmentInput input,
        AssessmentOptions options,
        IProgress<AssessmentProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        DiagnosticBag diagnostics = new(input.Revision.Site);
        Diagnosed<AttackGraph> built = AttackGraph.Build(input.Pack.Graph, input.Modelled.Model, cancellationToken);
        diagnostics.AddRange(built.Diagnostics);
        AttackGraph graph = built.Value!;
        ImmutableArray<int> entries = EntryPoints.Find(graph, options.Entries, diagnostics);
        if (entries.IsEmpty || diagnostics.HasErrors)
        {
            return diagnostics.With<Assessment>(null);
        }

        ImmutableArray<CrownJewel> jewels = CrownJewel.Of(input.Revision, input.Modelled, graph, diagnostics);
        Rehearsal rehearsal = new(graph, entries, options, cancellationToken);
        Assessment assessment = new AssessmentBuilder(input, options, graph, jewels, rehearsal, progress).Build();
        return diagnostics.With(assessment);
    }

    internal static AssessmentManifest ManifestOf(AssessmentInput input, AssessmentOptions options) =>
        new(
            input.Revision.Id,
            input.Pack.Id,
            input.Pack.Version,
            input.Pack.Tables.Techniques.Values.Select(technique => technique.Version).Max(StringComparer.Ordinal)
                ?? "",
            input.EngineVersion,
            options.Samples,
            options.Seed,
            options.HorizonDays,
            options.Attacker == AttackerProfile.Unlimited
                ? "a capable, patient team (the state profile of docs/language.md with factor 1)"
                : $"{options.Attacker.Name}: {options.Attacker.Text}"
        );

    internal static TwinSummary SummaryOf(AssessmentInput input, AttackGraph graph)
    {
        DateTimeOffset[] times = [.. input.Revision.Sources.Select(source => source.At).OfType<DateTimeOffset>()];
        return new TwinSummary(
            input.Revision.Assets.Length,
            Enumerable.Range(0, graph.Model.Assets.Length).Count(asset => graph.IsOfType(asset, "Device")),
            graph.Model.Assets.Length,
            Enumerable.Range(0, graph.NodeCount).Count(node => graph.StepOf(node).IsAttackStep),
            input.Revision.Sources.Length,
            times.Length == 0 ? null : times.Min(),
            times.Length == 0 ? null : times.Max()
        );
    }
}
