using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Tries mitigations: attacks the twin again with each one on, by the same chance, so that the difference of two runs is that of
/// the mitigation and not of luck.
/// </summary>
internal sealed class MitigationSearch(
    AttackGraph graph,
    ImmutableArray<CrownJewel> jewels,
    LossModel losses,
    Rehearsal rehearsal,
    AssessmentOptions options,
    MitigationCosts costs
)
{
    /// <summary>The mitigations that cut risk, best cut for its cost first.</summary>
    public ImmutableArray<MitigationResult> Try(
        ImmutableArray<MitigationCandidate> candidates,
        ImmutableArray<WatchedStep> watched,
        double[] before,
        DefenseReader defenses,
        IProgress<AssessmentProgress>? progress
    )
    {
        List<MitigationResult> results = [];
        MitigationCandidate[] tried = [.. candidates.Take(options.MaximumCandidates)];
        for (int index = 0; index < tried.Length; index++)
        {
            progress?.Report(new AssessmentProgress("trying mitigations", (index + 1.0) / (tried.Length + 1)));
            MitigationResult result = Try(tried[index], watched, before, defenses);
            if (result.RiskCut.Value > 0)
            {
                results.Add(result);
            }
        }

        return
        [
            .. results
                .Where(result => !results.Any(other => IsBetter(other, result)))
                .OrderByDescending(result => result.CutPerCost)
                .ThenByDescending(result => result.RiskCut.Value)
                .ThenBy(result => result.Title, StringComparer.Ordinal)
                .Take(options.MaximumMitigations),
        ];
    }

    // A change that holds another one, costs more and cuts no more is not worth a line; nor is the second of two names for one cut,
    // such as patching a flaw and shielding it.
    private static bool IsBetter(MitigationResult other, MitigationResult result) =>
        other.RiskCut.Value >= result.RiskCut.Value
        && (
            (
                other.Defenses.Length < result.Defenses.Length
                && other.CutPerCost > result.CutPerCost
                && other.Defenses.All(result.Defenses.Contains)
            )
            || (
                other.CutPerCost >= result.CutPerCost
                && other.Effects.SequenceEqual(result.Effects)
                && string.CompareOrdinal(other.Title, result.Title) < 0
                && AssetsOf(other).SetEquals(AssetsOf(result))
            )
        );

    private static HashSet<string> AssetsOf(MitigationResult result) =>
        [.. result.Defenses.Select(defense => defense[..defense.LastIndexOf(':')])];

    private MitigationResult Try(
        MitigationCandidate candidate,
        ImmutableArray<WatchedStep> watched,
        double[] before,
        DefenseReader defenses
    )
    {
        ImmutableArray<ImmutableArray<double>> times = rehearsal.TimesWith(
            [.. candidate.Nodes.Select(node => new StepOverride(node, OverrideKind.DefenseOn))],
            [.. jewels.Select(jewel => jewel.Node)]
        );
        double[] after = losses.PerSample(times, options.Samples);
        double[] cut = [.. before.Zip(after, (without, with) => without - with)];
        Estimate riskCut = losses.MeanOf(cut);
        double? cost = costs.InMoney(candidate.Cost, candidate.Times);
        DefenseWords words = defenses.WordsOf(candidate.Nodes[0])!;
        return new MitigationResult(
            candidate.Title,
            [.. candidate.Nodes.Select(graph.NameOf)],
            MitigationCosts.Word(candidate.Cost),
            cost,
            riskCut,
            riskCut.Value / (cost ?? MitigationCosts.Relative(candidate.Cost, candidate.Times)),
            GoalEffects.Of(graph, jewels, [.. watched.Select(step => step.Times)], times),
            [.. words.Mitigations.Select(mitigation => mitigation.Id)],
            words.Requirement.Length > 0 ? [words.Requirement] : []
        );
    }
}
