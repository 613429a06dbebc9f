using Pollux.Diagnostics;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Evidence;

public sealed class AlarmMapperTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("read"), To("loaded")),
            Or("read", Ttc("Exponential", 1)).Tagged("T0845").Watched("upload", 0.8, 0.01),
            Or("loaded", Ttc("Exponential", 1)).Tagged("T0843", "T1566_001"),
            Defense("key")
        )
        .Unfold("plc-1 : Host", "plc-2 : Host");

    [Fact]
    public void A_detector_a_step_and_a_technique_lead_to_the_same_detector()
    {
        AlarmMapping mapping = Map(
            At(1) with
            {
                Detector = "plc-1:upload",
            },
            At(20) with
            {
                Step = "plc-1:read",
            },
            At(40) with
            {
                Asset = "plc-1",
                Techniques = ["T0845"],
            }
        ).Value!;
        mapping.Alarms.Length.ShouldBe(3);
        mapping.Alarms.Select(alarm => alarm.Detector).Distinct().ShouldHaveSingleItem();
        mapping.Detectors.Length.ShouldBe(2);
    }

    [Fact]
    public void A_step_without_a_detector_gets_one_with_assumed_or_given_rates()
    {
        AlarmMapping mapping = Map(
            At(1) with
            {
                Step = "plc-1:loaded",
            },
            At(2) with
            {
                Asset = "plc-2",
                Techniques = ["T1566.001"],
                TruePositiveRate = 0.9,
                FalsePositiveRate = 0.3,
            }
        ).Value!;
        mapping.Detectors.Length.ShouldBe(4);
        mapping.Detectors[2].TruePositiveRate.ShouldBe(DetectorSet.UnknownTruePositiveRate);
        (mapping.Detectors[3].TruePositiveRate, mapping.Detectors[3].FalsePositiveRate).ShouldBe((0.9, 0.3));
        Graph.NameOf(mapping.Detectors[3].Nodes[0]).ShouldBe("plc-2:loaded");
    }

    [Fact]
    public void A_technique_stands_for_its_sub_techniques_and_not_the_other_way_round()
    {
        Map(At(1) with { Asset = "plc-1", Techniques = ["T1566"] }).Value!.Count(AlarmFate.Used).ShouldBe(1);
        Map(At(1) with { Asset = "plc-1", Techniques = ["T0845.001"] }).Value!.Count(AlarmFate.Unknown).ShouldBe(1);
    }

    [Theory]
    [InlineData("plc-l:upload", null, null, "Did you mean 'plc-1'?")]
    [InlineData("plc-1:uplod", null, null, "Did you mean 'upload'?")]
    [InlineData(null, "plc-1:raed", null, "Did you mean 'plc-1:read'?")]
    [InlineData(null, "plc-1:key", null, null)]
    [InlineData(null, null, "plc-3", "Did you mean 'plc-1'?")]
    [InlineData("nothing", null, null, null)]
    public void What_the_model_does_not_have_is_refused_with_the_nearest(
        string? detector,
        string? step,
        string? asset,
        string? hint
    )
    {
        Diagnosed<AlarmMapping> mapped = Map(
            At(1) with
            {
                Detector = detector,
                Step = step,
                Asset = asset,
                Techniques = asset is null ? [] : ["T0845"],
            }
        );
        mapped.Value!.Count(AlarmFate.Unknown).ShouldBe(1);
        Diagnostic problem = mapped.Diagnostics.ShouldHaveSingleItem();
        problem.Rule.ShouldBe(EvidenceRules.UnknownSubject);
        if (hint is not null)
        {
            problem.Hint.ShouldBe(hint);
        }
    }

    [Fact]
    public void Every_alarm_has_one_fate()
    {
        AlarmMapping mapping = Map(
            At(1) with
            {
                Detector = "plc-1:upload",
            },
            At(-1) with
            {
                Detector = "plc-1:upload",
            },
            At(0.9) with
            {
                Detector = "plc-1:upload",
            },
            At(800) with
            {
                Detector = "plc-1:upload",
            },
            At(1) with
            {
                Detector = "plc-9:upload",
            },
            At(10) with
            {
                Detector = "plc-1:upload",
            }
        ).Value!;
        mapping
            .Fates.Select(mapped => mapped.Fate)
            .ShouldBe([
                AlarmFate.Used,
                AlarmFate.TooLate,
                AlarmFate.Repeat,
                AlarmFate.TooOld,
                AlarmFate.Unknown,
                AlarmFate.Used,
            ]);
        mapping.Fates.Count(mapped => mapped.Index >= 0).ShouldBe(mapping.Alarms.Length);
    }

    [Fact]
    public void Rates_that_contradict_each_other_are_reported_and_the_first_count()
    {
        Diagnosed<AlarmMapping> mapped = Map(
            At(1) with
            {
                Detector = "plc-1:upload",
                TruePositiveRate = 0.2,
            },
            At(20) with
            {
                Detector = "plc-1:upload",
                TruePositiveRate = 0.9,
            }
        );
        mapped.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(EvidenceRules.RatesDiffer);
        mapped.Value!.Detectors[0].TruePositiveRate.ShouldBe(0.9);
    }

    private static Alarm At(double hoursAgo) => new(Now.AddHours(-hoursAgo), 1);

    private static Diagnosed<AlarmMapping> Map(params Alarm[] alarms) =>
        AlarmMapper.Map(
            Graph,
            DetectorSet.Of(Graph, _ => 1),
            [.. alarms],
            new AlarmWindow(Now, 30, 8.0 / 24),
            "alarms.jsonl"
        );
}
