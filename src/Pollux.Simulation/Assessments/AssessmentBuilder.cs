using System.Collections.Immutable;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Uncertainty;

namespace Pollux.Simulation.Assessments;

/// <summary>Puts one assessment together.</summary>
internal sealed class AssessmentBuilder
{
    private const int SamplesPerDraw = 400;

    private readonly AssessmentInput input;
    private readonly AssessmentOptions options;
    private readonly AttackGraph graph;
    private readonly ImmutableArray<CrownJewel> jewels;
    private readonly Rehearsal rehearsal;
    private readonly IProgress<AssessmentProgress>? progress;
    private readonly LossModel losses;
    private readonly ZoneTable zones;
    private readonly DefenseReader defenses;
    private readonly PathReader paths;
    private readonly MitigationCosts costs;
    private readonly StepWording wording;
    private readonly Lazy<ImmutableArray<UncertainParameter>> judgements;

    public AssessmentBuilder(
        AssessmentInput input,
        AssessmentOptions options,
        AttackGraph graph,
        ImmutableArray<CrownJewel> jewels,
        Rehearsal rehearsal,
        IProgress<AssessmentProgress>? progress
    )
    {
        this.input = input;
        this.options = options;
        this.graph = graph;
        this.jewels = jewels;
        this.rehearsal = rehearsal;
        this.progress = progress;
        losses = new LossModel(jewels);
        zones = new ZoneTable(graph);
        defenses = new DefenseReader(graph, input.Pack, input.Modelled);
        paths = new PathReader(graph, input.Pack, zones, defenses);
        costs = new MitigationCosts(input.Revision);
        wording = new StepWording(graph, input.Pack);
        judgements = new(() => UncertainParameters.Of(graph, input.Pack, input.Modelled));
    }

    public Assessment Build()
    {
        progress?.Report(new AssessmentProgress("attacking the twin", 0));
        ZoneFootholds footholds = new(graph, zones);
        (SimulationResult result, ImmutableArray<WatchedStep> watchedJewels) = rehearsal.Watch(
            [.. jewels.Select(jewel => jewel.Node)],
            footholds.Steps
        );
        ImmutableArray<double>[] times = [.. watchedJewels.Select(step => step.Times)];
        double[] before = losses.PerSample(times, options.Samples);

        MitigationSearch search = new(graph, jewels, losses, rehearsal, options, costs);
        ImmutableArray<MitigationCandidate> candidates = Candidates(watchedJewels);
        ImmutableArray<MitigationResult> mitigations = search.Try(
            candidates,
            watchedJewels,
            before,
            defenses,
            progress
        );
        ImmutableArray<JewelResult> results =
        [
            .. jewels
                .Select((jewel, index) => ToResult(jewel, watchedJewels[index], result))
                .OrderByDescending(result => result.ExpectedLoss?.Value ?? 0)
                .ThenByDescending(result => result.Probability.Value)
                .ThenBy(result => result.Title, StringComparer.Ordinal),
        ];
        Estimate? expectedLoss = losses.HasMoney ? ExpectedLoss(before, results) : null;
        AttackFrequency frequency = AttackFrequency.Of(input.Revision);
        RiskResult? risk = expectedLoss is { } perAttack
            ? RiskAnalysis.Of(
                losses,
                times,
                [.. jewels.Select(TitleOf)],
                perAttack,
                new RiskSettings(frequency, AttackFrequency.AppetiteOf(input.Revision), options.Seed)
            )
            : null;
        SensitivityResult? sensitivity = Sensitivity(times, frequency);
        SecondOrderResult? uncertainty = Uncertainty(frequency, results);
        progress?.Report(new AssessmentProgress("done", 1));
        return new Assessment(
            input.Revision.Site,
            Assessor.ManifestOf(input, options),
            Assessor.SummaryOf(input, graph),
            [.. rehearsal.Entries.Select(graph.NameOf)],
            costs.Currency,
            expectedLoss,
            risk,
            results,
            sensitivity,
            uncertainty,
            mitigations,
            Zones(result.WatchedSets, results),
            Finding.Sort([
                .. input.Modelled.Findings,
                .. ReachableWeapons.Find(graph, result, input),
                .. UnmatchedProducts.Find(input),
            ]),
            Notes(results, candidates.Length, risk)
        );
    }

    // With one jewel its own, exact, interval; the total of several by the mean over the samples.
    private Estimate ExpectedLoss(double[] before, ImmutableArray<JewelResult> results)
    {
        ImmutableArray<JewelResult> priced = [.. results.Where(result => result.ExpectedLoss is not null)];
        return priced.Length == 1 ? priced[0].ExpectedLoss! : losses.MeanOf(before);
    }

    private JewelResult ToResult(CrownJewel jewel, WatchedStep watched, SimulationResult result)
    {
        double[] sorted = SampleTimes.Sort(watched.Times);
        Estimate probability = Estimate.OfShare(sorted.Count(double.IsFinite), sorted.Length);
        string type = graph.AssetOf(jewel.Node).Type;
        string step = graph.StepOf(jewel.Node).Name;
        return new JewelResult(
            graph.AssetOf(jewel.Node).Name,
            type,
            step,
            TitleOf(jewel),
            probability,
            SampleTimes.Ttc(sorted),
            jewel.Loss,
            jewel.Loss is { } loss
                ? new Estimate(probability.Value * loss.Mean, probability.Low * loss.Mean, probability.High * loss.Mean)
                : null,
            SampleTimes.Curve(sorted, options.HorizonDays),
            watched.Path is { } path ? paths.Read(path, result) : null
        );
    }

    private string TitleOf(CrownJewel jewel) => wording.TitleOf(jewel.Node);

    private SensitivityResult? Sensitivity(ImmutableArray<double>[] times, AttackFrequency frequency)
    {
        if (jewels.IsEmpty || options.MaximumSensitivities <= 0)
        {
            return null;
        }

        return SensitivityAnalysis.Of(
            new SensitivityInput(
                new Scenario(graph, rehearsal.Request, jewels) { Currency = costs.Currency },
                judgements.Value,
                [.. input.Pack.Tables.Attackers.Values.Select(AttackerProfile.Of)],
                frequency
            ),
            times,
            options.MaximumSensitivities,
            progress is null ? null : new Share(progress),
            rehearsal.CancellationToken
        );
    }

    // Judgements of degree only: of a defence that nobody mentions it is not known how likely it is, so it is moved by itself, not drawn.
    private SecondOrderResult? Uncertainty(AttackFrequency frequency, ImmutableArray<JewelResult> results)
    {
        if (jewels.IsEmpty || options.ParameterDraws < 2)
        {
            return null;
        }

        Scenario scenario = new(
            graph,
            rehearsal.Request with
            {
                Samples = Math.Min(options.Samples, SamplesPerDraw),
            },
            jewels
        );
        double perYear = losses.HasMoney ? frequency.Mean : 1;
        SecondOrderResult drawn = SecondOrder.Run(
            scenario,
            [.. judgements.Value.Where(parameter => !parameter.IsSwitch)],
            options.ParameterDraws,
            times => perYear * losses.PerSample(times, scenario.Request.Samples).Average(),
            progress is null ? null : new DrawProgress(progress),
            rehearsal.CancellationToken
        );
        string[] names = [.. jewels.Select(jewel => graph.NameOf(jewel.Node))];
        return drawn with
        {
            Goals = [.. results.Select(result => drawn.Goals[Array.IndexOf(names, $"{result.Asset}:{result.Step}")])],
        };
    }

    private sealed class DrawProgress(IProgress<AssessmentProgress> progress) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) =>
            progress.Report(new AssessmentProgress("drawing assumptions", (double)value.Done / value.Total));
    }

    // Reports at once and in order, unlike System.Progress, which posts them to other threads.
    private sealed class Share(IProgress<AssessmentProgress> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new AssessmentProgress("moving assumptions", value));
    }

    private ImmutableArray<MitigationCandidate> Candidates(ImmutableArray<WatchedStep> watchedJewels)
    {
        Dictionary<int, double> weights = [];
        for (int index = 0; index < jewels.Length; index++)
        {
            if (watchedJewels[index].Path is not { } path)
            {
                continue;
            }

            double share = (double)watchedJewels[index].Times.Count(double.IsFinite) / options.Samples;
            double worth = losses.HasMoney ? jewels[index].Loss?.Mean ?? 0 : 1;
            foreach ((int defense, double hopShare) in paths.Defenses(path))
            {
                weights[defense] = weights.GetValueOrDefault(defense) + (share * worth * hopShare);
            }
        }

        return new MitigationCandidates(graph, input.Pack, defenses, []).Make(weights);
    }

    private ImmutableArray<ZoneResult> Zones(
        ImmutableArray<ImmutableArray<double>> footholds,
        ImmutableArray<JewelResult> results
    )
    {
        Dictionary<string, double?> levels = input
            .Revision.Assets.SelectMany(asset =>
                input
                    .Modelled.IndexesOf(asset.Id)
                    .Select(index => (graph.Model.Assets[index].Name, Level: LevelOf(asset)))
            )
            .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Name, pair => pair.Level, StringComparer.Ordinal);
        return
        [
            .. zones
                .Zones.Select((zone, index) => ToResult(zone, footholds[index], levels, results))
                .OrderByDescending(zone => zone.Reached.Value)
                .ThenBy(zone => zone.Name, StringComparer.Ordinal),
        ];
    }

    private ZoneResult ToResult(
        int zone,
        ImmutableArray<double> times,
        Dictionary<string, double?> levels,
        ImmutableArray<JewelResult> results
    )
    {
        double[] sorted = SampleTimes.Sort(times);
        string name = graph.Model.Assets[zone].Name;
        return new ZoneResult(
            name,
            levels.GetValueOrDefault(name),
            zones.DevicesOf[zone],
            Estimate.OfShare(sorted.Count(double.IsFinite), sorted.Length),
            SampleTimes.Percentile(sorted, 0.5),
            losses.HasMoney ? LossThrough(name, results) : null
        );
    }

    private static double LossThrough(string zone, ImmutableArray<JewelResult> results) =>
        results
            .Where(result =>
                result.Path is { } path && path.Hops.Any(hop => string.Equals(hop.Zone, zone, StringComparison.Ordinal))
            )
            .Sum(result => result.ExpectedLoss?.Value ?? 0);

    private static double? LevelOf(Twin.Revisions.Asset asset) =>
        double.TryParse(
            asset.Property(Twin.Assets.Properties.Level),
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out double level
        )
            ? level
            : null;

    private ImmutableArray<string> Notes(ImmutableArray<JewelResult> results, int candidates, RiskResult? risk)
    {
        List<string> notes =
        [
            options.Attacker == AttackerProfile.Unlimited
                ? "The attacker is a capable, patient team that wants these crown jewels (the state profile with factor 1): "
                    + "times are its working time, not the time that it may stay unseen before."
                : $"The attacker is the profile '{options.Attacker.Name}' and wants these crown jewels. {options.Attacker.Text}",
        ];
        foreach (JewelResult result in results.Where(result => result.Probability.Value <= 0))
        {
            notes.Add(
                $"No way to '{result.Title}' was found within the model; that is not proof: it holds for what the twin knows."
            );
        }

        if (candidates > options.MaximumCandidates)
        {
            notes.Add(
                $"{candidates} mitigations stand on the critical paths; the {options.MaximumCandidates} with most risk on their steps were tried."
            );
        }

        if (losses.HasMoney)
        {
            notes.Add(
                "Expected loss is probability times the mean of the loss range; its interval is that of the simulation, not of the range."
            );
        }

        notes.AddRange(RiskText.Notes(risk, options.HorizonDays));
        notes.AddRange(costs.Assumptions);
        return [.. notes];
    }
}
