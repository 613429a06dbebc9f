using System.Collections.Immutable;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Evidence;

public sealed class EvidenceLaws
{
    private static readonly AttackGraph TwoWays = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("left"), To("right")),
            Or("left", Ttc("Exponential", 0.1), To("goal")).Watched("leftSeen", 0.8, 0.05),
            Or("right", Ttc("Exponential", 0.1), To("goal")).Watched("rightSeen", 0.8, 0.05),
            Or("goal", Ttc("Exponential", 5), To("after")).Watched("goalSeen", 0.9, 0.01),
            Or("after", Ttc("Exponential", 0.5)),
            And("never").Watched("neverSeen", 0.9, 0.02)
        )
        .Unfold("h : Host");

    private static readonly EvidenceAssumptions Assumptions = EvidenceAssumptions.Literal with
    {
        AttackProbability = 0.2,
        LookbackDays = 10,
    };

    [Fact]
    public void An_alarm_raises_its_step_and_silence_lowers_it()
    {
        int goal = TwoWays.FindNode("h:goal");
        EvidenceResult silent = Run();
        EvidenceResult alarmed = Run(("h:goalSeen", 1));
        silent.After.ShareBy(goal, 0).ShouldBeLessThan(silent.Before.ShareBy(goal, 0) - 0.1);
        alarmed.After.ShareBy(goal, 0).ShouldBeGreaterThan(alarmed.Before.ShareBy(goal, 0) + 0.1);
        silent.UnderAttack.Value.ShouldBeLessThan(0.2);
        alarmed.UnderAttack.Value.ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void Evidence_of_one_way_takes_from_the_other()
    {
        int right = TwoWays.FindNode("h:right");
        double unexplained = Run(("h:goalSeen", 1)).After.ShareBy(right, 0);
        double explained = Run(("h:goalSeen", 1), ("h:leftSeen", 1.2)).After.ShareBy(right, 0);
        explained.ShouldBeLessThan(unexplained - 0.1);
    }

    [Fact]
    public void What_follows_becomes_more_probable_with_what_it_follows()
    {
        int after = TwoWays.FindNode("h:after");
        Run(("h:goalSeen", 1)).After.ShareBy(after, 1).ShouldBeGreaterThan(Run().After.ShareBy(after, 1) + 0.1);
    }

    [Fact]
    public void An_alarm_that_no_attack_can_cause_says_nothing_of_an_attack()
    {
        EvidenceResult with = Run(("h:neverSeen", 1));
        EvidenceResult without = Run();
        with.LogBayesFactor.ShouldBe(without.LogBayesFactor, 1e-9);
        with.Caused[0].ShouldBe(0);
        with.IsPossible(TwoWays.FindNode("h:never")).ShouldBeFalse();
        with.IsPossible(TwoWays.FindNode("h:goal")).ShouldBeTrue();
    }

    [Fact]
    public void A_sure_prior_stays_sure()
    {
        EvidenceSite
            .Run(Ask() with { Assumptions = Assumptions with { AttackProbability = 0 } })
            .UnderAttack.Value.ShouldBe(0);
        EvidenceSite
            .Run(Ask() with { Assumptions = Assumptions with { AttackProbability = 1 } })
            .UnderAttack.Value.ShouldBe(1);
    }

    [Fact]
    public void Threads_change_nothing_at_all()
    {
        EvidenceRequest request = Ask(("h:goalSeen", 1)) with { Assumptions = new(), Histories = 400 };
        EvidenceResult one = EvidenceSite.Run(Threads(request, 1));
        EvidenceResult three = EvidenceSite.Run(Threads(request, 3));
        three.UnderAttack.ShouldBe(one.UnderAttack);
        for (int node = 0; node < TwoWays.NodeCount; node++)
        {
            three.After.ProbabilityBy(node, 1).ShouldBe(one.After.ProbabilityBy(node, 1));
        }

        three.Fit.Doubts.ShouldBe(one.Fit.Doubts);
    }

    [Fact]
    public void A_slow_attacker_is_found_out()
    {
        AttackGraph chain = new TestLanguage()
            .Asset(
                "Host",
                [
                    Or("s0", null, To("s1")),
                    .. Enumerable
                        .Range(1, 12)
                        .Select(i => Or($"s{i}", Ttc("Exponential", 4), To($"s{i + 1}")).Watched($"d{i}", 0.95, 0.001)),
                    Or("s13", Ttc("Exponential", 4)),
                ]
            )
            .Unfold("h : Host");
        EvidenceAssumptions assumptions = new() { AttackProbability = 0.5 };
        FitDoubt Speed(double spacing) =>
            EvidenceSite
                .Run(
                    EvidenceSite.Ask(
                        chain,
                        "h:s0",
                        assumptions,
                        [.. Enumerable.Range(1, 12).Select(i => ($"h:d{i}", (13 - i) * spacing))]
                    )
                )
                .Fit.Doubts.Single(doubt => doubt.Kind == FitDoubtKind.Speed);

        Speed(0.25).Verdict.ShouldBe(FitVerdict.Fits);
        FitDoubt slow = Speed(1.5);
        slow.Verdict.ShouldNotBe(FitVerdict.Fits);
        slow.Value.ShouldBeInRange(2.5, 9);
    }

    [Fact]
    public void An_attacker_who_lacks_a_capability_is_ruled_out_by_what_needs_it()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("forged")),
                Or("forged", Ttc("Exponential", 1)).Tagged("capForge").Watched("seen", 0.9, 0.00001)
            )
            .Unfold("h : Host");
        AttackerProfile unable = AttackerProfile.Unlimited with
        {
            Name = "unable",
            Capabilities = AttackerProfile.Unlimited.Capabilities.Add("capForge", 0),
        };
        EvidenceRequest request = EvidenceSite.Ask(
            graph,
            "h:start",
            new() { OtherAttackers = [AttackerProfile.Unlimited] },
            ("h:seen", 1)
        );
        request = request with
        {
            Scenario = request.Scenario with { Request = request.Scenario.Request with { Attacker = unable } },
        };
        FitDoubt doubt = EvidenceSite.Run(request).Fit.Doubts.Single(doubt => doubt.Kind == FitDoubtKind.Attacker);
        doubt.Verdict.ShouldBe(FitVerdict.DoesNotFit);
        doubt.Subject.ShouldBe("unlimited");
    }

    [Fact]
    public void Where_to_look_is_where_the_answer_is_open()
    {
        EvidenceResult result = Run(("h:goalSeen", 1));
        LookFirst look = EvidencePictureBuilder.Build(result).Looks.ShouldHaveSingleItem();
        double p = look.Probability;
        look.Bits.ShouldBe(-((p * Math.Log2(p)) + ((1 - p) * Math.Log2(1 - p))), 1e-9);
    }

    [Fact]
    public void A_number_out_of_range_is_refused()
    {
        EvidenceRequest request = Ask();
        foreach (
            EvidenceRequest wrong in (ImmutableArray<EvidenceRequest>)
                [
                    request with
                    {
                        Histories = 0,
                    },
                    request with
                    {
                        ForecastDays = double.NaN,
                    },
                    request with
                    {
                        Alarms = [new DetectorAlarm(99, 1)],
                    },
                    request with
                    {
                        Alarms = [new DetectorAlarm(0, 11)],
                    },
                    request with
                    {
                        Assumptions = Assumptions with { AttackProbability = 1.1 },
                    },
                ]
        )
        {
            Should.Throw<ArgumentOutOfRangeException>(() => EvidenceSite.Run(wrong));
        }
    }

    private static EvidenceRequest Threads(EvidenceRequest request, int threads) =>
        request with
        {
            Scenario = request.Scenario with { Request = request.Scenario.Request with { Threads = threads } },
        };

    private static EvidenceRequest Ask(params (string, double)[] alarms) =>
        EvidenceSite.Ask(TwoWays, "h:start", Assumptions, alarms);

    private static EvidenceResult Run(params (string, double)[] alarms) => EvidenceSite.Run(Ask(alarms));
}
