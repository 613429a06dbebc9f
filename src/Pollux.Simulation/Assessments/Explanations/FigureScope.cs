using System.Collections.Immutable;
using System.Globalization;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>What a rule may look at when it explains one figure, and the sentences that many figures share.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Input">What it was made from.</param>
/// <param name="At">The positions of the figure's elements in their arrays, from 0.</param>
internal sealed record FigureScope(Assessment Assessment, AssessmentInput Input, ImmutableArray<int> At)
{
    private const int RecordsShown = 4;
    private const int BarsShown = 3;
    private const string SiteType = "Site";

    public AssessmentManifest Run => Assessment.Manifest;

    public string Horizon => AssessmentText.Time(Run.HorizonDays);

    public JewelResult Jewel => Assessment.Jewels[At[0]];

    public string Money(double amount) => AssessmentText.Money(amount, Assessment.Currency);

    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>How many of the run's samples a probability counts.</summary>
    public int CountOf(double probability) => (int)Math.Round(probability * Run.Samples);

    /// <summary>A share of samples with its interval, the numbers filled in.</summary>
    public string Wilson(Estimate share)
    {
        int count = CountOf(share.Value);
        return $"{count} of {Run.Samples} = {Number(share.Value)}. 95 % interval by Wilson's score: "
            + $"(p + z^2/2n +- z sqrt(p (1 - p)/n + z^2/4n^2)) / (1 + z^2/n) with p = {Number(share.Value)}, n = {Run.Samples}, "
            + $"z = {ProportionInterval.NormalQuantile95:0.0000}: {Number(share.Low)} to {Number(share.High)}.";
    }

    /// <summary>A range of losses, how a loss lies in it, and its mean with the numbers filled in.</summary>
    public string Mean(LossRange range) =>
        range.Shape switch
        {
            LossShape.Lognormal =>
                $"lognormal with 5 % below {Money(range.Low)} and 5 % above {Money(range.High)}: mean {Money(range.Mean)}",
            LossShape.Sum => $"the sum of several losses: mean {Money(range.Mean)}",
            _ =>
                $"PERT mean ({Number(range.Low)} + 4 x {Number(range.Likely)} + {Number(range.High)}) / 6 = {Number(range.Mean)}",
        };

    /// <summary>Who says a property of an asset: its records with their age.</summary>
    public IEnumerable<string> SaidOf(string asset, params string[] properties)
    {
        Asset? found = Input.Revision.Assets.FirstOrDefault(one =>
            string.Equals(one.Name, asset, StringComparison.Ordinal) && properties.Any(one.Properties.ContainsKey)
        );
        return found is null
            ? []
            : properties
                .SelectMany(property => found.Properties.GetValueOrDefault(property, []))
                .Select(value => value.Record)
                .Distinct()
                .Take(RecordsShown)
                .Select(record => $"{asset}: {InWords(record)}");
    }

    /// <summary>Who says a property of the site itself.</summary>
    public IEnumerable<string> SaidOfSite(params string[] properties) =>
        Input.Revision.Assets.FirstOrDefault(one => string.Equals(one.Type, SiteType, StringComparison.Ordinal))
            is { } site
            ? SaidOf(site.Name, properties)
            : [];

    /// <summary>The records by which a step came to be a crown jewel, and its loss what it is.</summary>
    public IEnumerable<string> SaidOfJewel(JewelResult jewel) =>
        SaidOf(jewel.Asset, Properties.CrownJewel, Properties.LossLow, Properties.LossLikely, Properties.LossHigh);

    /// <summary>The defences on a jewel's most likely path, who says how they stand, the assumed ones first.</summary>
    public static IEnumerable<string> DefensesOf(JewelResult jewel) =>
        (jewel.Path?.Hops ?? [])
            .SelectMany(hop => hop.Defenses)
            .DistinctBy(defense => defense.FullName)
            .OrderBy(defense => defense.IsKnown)
            .Take(RecordsShown)
            .Select(defense =>
                $"Defence '{defense.Words}' ({defense.FullName}), {AssessmentText.State(defense)}: {defense.Reason}"
            );

    /// <summary>The assumptions that move the answer in money most.</summary>
    public ImmutableArray<string> Assumptions(params string[] first) => [.. first, .. Bars(_ => true)];

    /// <summary>The assumptions that move the answer most and have to do with the attack: not with how often, and not with what it costs.</summary>
    public ImmutableArray<string> AttackAssumptions(params string[] first) =>
        [
            .. first,
            .. Bars(bar =>
                !string.Equals(bar.Id, "frequency", StringComparison.Ordinal)
                && !bar.Id.StartsWith("loss:", StringComparison.Ordinal)
            ),
        ];

    private IEnumerable<string> Bars(Func<SensitivityBar, bool> isMeant) =>
        (Assessment.Sensitivity?.Bars ?? [])
            .Select((bar, index) => (Bar: bar, Number: index + 1))
            .Where(pair => isMeant(pair.Bar))
            .Take(BarsShown)
            .Select(pair =>
                $"{pair.Bar.Words}: from {pair.Bar.Low} to {pair.Bar.High} the {Assessment.Sensitivity!.Answer} goes from "
                + $"{Answer(pair.Bar.AtLow)} to {Answer(pair.Bar.AtHigh)} (assumption:{pair.Number}). {pair.Bar.Basis}"
            );

    /// <summary>The mitigations that change a jewel most.</summary>
    public ImmutableArray<string> Mitigations(JewelResult jewel) =>
        [
            .. Assessment
                .Mitigations.SelectMany(
                    (mitigation, index) =>
                        mitigation
                            .Effects.Where(effect => effect.Concerns(jewel))
                            .Select(effect => (mitigation, index, effect))
                )
                .OrderByDescending(one => one.effect.Before - one.effect.After)
                .Take(3)
                .Select(one =>
                    $"'{one.mitigation.Title}': {AssessmentText.Percent(one.effect.Before)} -> "
                    + $"{AssessmentText.Percent(one.effect.After)} (mitigation:{one.index + 1})."
                ),
            "More samples narrow the interval; another seed moves the figure within it.",
        ];

    /// <summary>The answer of the sensitivity analysis in its unit.</summary>
    public string Answer(double value) => Assessment.Risk is null ? Number(value) : Money(value);

    /// <summary>What the twin held, and how old it is.</summary>
    public IEnumerable<string> TwinInWords()
    {
        TwinSummary twin = Assessment.Twin;
        string age = (twin.OldestSource, twin.NewestSource) switch
        {
            ({ } oldest, { } newest) => $"the oldest of {oldest:yyyy-MM-dd}, the newest of {newest:yyyy-MM-dd}",
            _ => "none of which says its time",
        };
        yield return $"The twin: {twin.Assets} assets from {twin.Sources} sources, {age}.";
    }

    /// <summary>The facts of the run that make it repeatable.</summary>
    public IEnumerable<string> RunInWords()
    {
        yield return $"revision {Run.RevisionId}, {Run.LanguageId} {Run.LanguageVersion}, ATT&CK {Run.AttackVersion}, "
            + $"Pollux {Run.EngineVersion}, {Run.Samples} samples, seed {Run.Seed}, horizon {Horizon}, attacker: {Run.Attacker}, "
            + $"from {string.Join(", ", Assessment.Entries)}; the same on any number of threads.";
    }

    // An age relative to the newest source: an assessment sees no clock, so that it is the same tomorrow.
    private string InWords(RecordReference record)
    {
        string said = $"record '{record.Record}' of {record.SourceKey}";
        return (record.At, Assessment.Twin.NewestSource) switch
        {
            ({ } at, { } newest) when newest - at >= TimeSpan.FromDays(1.5) =>
                $"{said}, of {at:yyyy-MM-dd}, {(newest - at).TotalDays:0} days older than the newest source.",
            ({ } at, _) => $"{said}, of {at:yyyy-MM-dd}.",
            _ => $"{said}, which says no time.",
        };
    }
}
