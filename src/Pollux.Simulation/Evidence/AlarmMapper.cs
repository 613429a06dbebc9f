using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Evidence;

/// <summary>Finds the detector, and so the attack steps, that each alarm speaks of.</summary>
public sealed class AlarmMapper
{
    private readonly AttackGraph graph;
    private readonly DiagnosticBag diagnostics;
    private readonly List<SiteDetector> detectors;
    private readonly Dictionary<(int Asset, string Kind), int> byName = [];
    private readonly Dictionary<int, int> firstOfNode = [];
    private readonly Dictionary<int, (double? True, double? False)> given = [];

    private AlarmMapper(AttackGraph graph, ImmutableArray<SiteDetector> detectors, DiagnosticBag diagnostics)
    {
        this.graph = graph;
        this.diagnostics = diagnostics;
        this.detectors = [.. detectors];
        for (int i = 0; i < detectors.Length; i++)
        {
            byName.TryAdd((detectors[i].Asset, detectors[i].Kind), i);
            foreach (int node in detectors[i].Nodes)
            {
                firstOfNode.TryAdd(node, i);
            }
        }
    }

    /// <summary>Maps alarms.</summary>
    /// <param name="graph">The attack graph.</param>
    /// <param name="detectors">The site's detectors.</param>
    /// <param name="alarms">The alarms, in the order of their file.</param>
    /// <param name="window">Which of them count.</param>
    /// <param name="source">The alarms' file, for diagnostics.</param>
    /// <returns>The mapping, always there; every alarm that the model does not know is reported.</returns>
    public static Diagnosed<AlarmMapping> Map(
        AttackGraph graph,
        ImmutableArray<SiteDetector> detectors,
        ImmutableArray<Alarm> alarms,
        AlarmWindow window,
        string source
    )
    {
        DiagnosticBag bag = new(source);
        return bag.With(new AlarmMapper(graph, detectors, bag).Map(alarms, window));
    }

    private AlarmMapping Map(ImmutableArray<Alarm> alarms, AlarmWindow window)
    {
        int[] detectorOf = [.. alarms.Select(Find)];
        AlarmFate[] fates = new AlarmFate[alarms.Length];
        int[] index = new int[alarms.Length];
        Array.Fill(index, -1);
        Dictionary<int, DateTimeOffset> last = [];
        List<DetectorAlarm> used = [];
        foreach (int i in Enumerable.Range(0, alarms.Length).OrderBy(i => alarms[i].Time).ThenBy(i => i))
        {
            double ago = (window.Now - alarms[i].Time).TotalDays;
            fates[i] =
                detectorOf[i] < 0 ? AlarmFate.Unknown
                : ago < 0 ? AlarmFate.TooLate
                : ago > window.LookbackDays ? AlarmFate.TooOld
                : last.TryGetValue(detectorOf[i], out DateTimeOffset before)
                && (alarms[i].Time - before).TotalDays <= window.RepeatDays
                    ? AlarmFate.Repeat
                : AlarmFate.Used;
            if (fates[i] == AlarmFate.Used)
            {
                last[detectorOf[i]] = alarms[i].Time;
                index[i] = used.Count;
                used.Add(new DetectorAlarm(detectorOf[i], ago));
                GiveRates(detectorOf[i], alarms[i]);
            }
        }

        foreach ((int detector, (double? True, double? False) rates) in given)
        {
            detectors[detector] = detectors[detector] with
            {
                TruePositiveRate = rates.True ?? detectors[detector].TruePositiveRate,
                FalsePositiveRate = rates.False ?? detectors[detector].FalsePositiveRate,
            };
        }

        ReportIgnored(fates);
        return new AlarmMapping(
            [.. detectors],
            [.. used],
            [.. alarms.Select((alarm, i) => new MappedAlarm(alarm, fates[i], index[i]))]
        );
    }

    private int Find(Alarm alarm) =>
        alarm switch
        {
            { Detector: { } name } => FindDetector(alarm, name),
            { Step: { } name } => FindStep(alarm, name),
            _ => FindTechnique(alarm),
        };

    private int FindDetector(Alarm alarm, string name)
    {
        int colon = name.LastIndexOf(':');
        int asset = colon < 0 ? -1 : graph.FindAsset(name[..colon]);
        if (asset < 0)
        {
            return colon < 0
                ? Unknown(alarm, $"The detector '{name}' has no colon between asset and detector.", null)
                : UnknownAsset(alarm, name[..colon]);
        }

        string kind = name[(colon + 1)..];
        if (byName.TryGetValue((asset, kind), out int found))
        {
            return found;
        }

        IEnumerable<string> kinds = byName
            .Keys.Where(key => key.Asset == asset)
            .Select(key => key.Kind)
            .Order(StringComparer.Ordinal);
        return Unknown(
            alarm,
            $"The asset '{name[..colon]}' has no detector '{kind}'.",
            Spelling.DidYouMean(kind, kinds)
                ?? (kinds.Any() ? $"It has {string.Join(", ", kinds.Take(8))}." : "It has none; name the step instead.")
        );
    }

    private int FindStep(Alarm alarm, string name)
    {
        DiagnosticBag problems = new(diagnostics.File);
        if (StepReferences.Find(graph, name, problems) is not { } node)
        {
            Diagnostic problem = problems.ToImmutable()[0];
            return Unknown(alarm, problem.Message, problem.Hint);
        }

        return graph.StepOf(node).IsAttackStep
            ? firstOfNode.TryGetValue(node, out int known)
                ? known
                : AddDetector(alarm, [node], $"step {graph.StepOf(node).Name}")
            : Unknown(
                alarm,
                $"'{name}' is a {graph.StepOf(node).Type} step, not something that an attacker does.",
                null
            );
    }

    private int FindTechnique(Alarm alarm)
    {
        int asset = graph.FindAsset(alarm.Asset ?? "");
        if (asset < 0)
        {
            return UnknownAsset(alarm, alarm.Asset ?? "");
        }

        string kind = string.Join('+', alarm.Techniques.Order(StringComparer.Ordinal));
        if (byName.TryGetValue((asset, kind), out int known))
        {
            return known;
        }

        (int first, int count) = graph.NodesOf(asset);
        ImmutableArray<int> nodes =
        [
            .. Enumerable
                .Range(first, count)
                .Where(node =>
                    graph.StepOf(node).IsAttackStep && alarm.Techniques.Any(id => Bears(graph.StepOf(node), id))
                ),
        ];
        int[] watched = [.. nodes.Where(firstOfNode.ContainsKey)];
        return watched.Length > 0 ? firstOfNode[watched[0]]
            : nodes.IsEmpty
                ? Unknown(
                    alarm,
                    $"No step of '{alarm.Asset}' bears the technique {string.Join(", ", alarm.Techniques)}.",
                    null
                )
            : AddDetector(alarm, nodes, kind);
    }

    // A technique stands for its sub-techniques too.
    private static bool Bears(LanguageStep step, string technique)
    {
        string tag = technique.Replace('.', '_');
        return step.Tags.Any(own =>
            string.Equals(own, tag, StringComparison.Ordinal) || own.StartsWith(tag + "_", StringComparison.Ordinal)
        );
    }

    // A detector that the language does not know: its alarm shows that it works, its rates are assumed where the alarm gives none.
    private int AddDetector(Alarm alarm, ImmutableArray<int> nodes, string kind)
    {
        int asset = graph.AssetIndexOf(nodes[0]);
        int index = detectors.Count;
        detectors.Add(
            new SiteDetector(
                asset,
                kind,
                nodes,
                DetectorSet.UnknownTruePositiveRate,
                DetectorSet.UnknownFalsePositiveRate,
                1
            )
        );
        byName.TryAdd((asset, kind), index);
        if (alarm.Step is not null)
        {
            firstOfNode.TryAdd(nodes[0], index);
        }

        return index;
    }

    private void GiveRates(int detector, Alarm alarm)
    {
        if (alarm is { TruePositiveRate: null, FalsePositiveRate: null })
        {
            return;
        }

        (double?, double?) rates = (alarm.TruePositiveRate, alarm.FalsePositiveRate);
        if (!given.TryAdd(detector, rates) && given[detector] != rates)
        {
            diagnostics.Add(
                EvidenceRules.RatesDiffer,
                $"The detector '{detectors[detector].Kind}' of '{graph.Model.Assets[detectors[detector].Asset].Name}' has other rates here.",
                alarm.Line
            );
        }
    }

    private int UnknownAsset(Alarm alarm, string asset) =>
        Unknown(
            alarm,
            $"There is no asset '{asset}' in the model.",
            Spelling.DidYouMean(asset, graph.Model.Assets.Select(candidate => candidate.Name))
        );

    private int Unknown(Alarm alarm, string message, string? hint)
    {
        diagnostics.Add(EvidenceRules.UnknownSubject, message, alarm.Line, hint: hint);
        return -1;
    }

    private void ReportIgnored(AlarmFate[] fates)
    {
        Report(AlarmFate.TooOld, "older than the look-back");
        Report(AlarmFate.TooLate, "later than the time that is asked for");
        Report(AlarmFate.Repeat, "one of the same detector came shortly before");

        void Report(AlarmFate fate, string words)
        {
            int count = fates.Count(one => one == fate);
            if (count > 0)
            {
                diagnostics.Add(
                    EvidenceRules.Ignored,
                    $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? "alarm is" : "alarms are")} left out: {words}."
                );
            }
        }
    }
}
