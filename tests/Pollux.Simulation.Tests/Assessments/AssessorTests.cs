using Pollux.Diagnostics;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.Scenarios;
using Pollux.Twin.Assets;
using static Pollux.Simulation.Tests.Assessments.MiniSite;

namespace Pollux.Simulation.Tests.Assessments;

public sealed class AssessorTests
{
    private static readonly AssessmentOptions HundredDays = new() { Samples = 4_000, HorizonDays = 100 };

    [Fact]
    public void The_probability_within_the_horizon_is_that_of_the_closed_form()
    {
        JewelResult jewel = new MiniSite()
            .Device("plc", 0, Jewel())
            .AssessWell(HundredDays)
            .Jewels.ShouldHaveSingleItem();

        jewel.Probability.Value.ShouldBe(1 - Math.Exp(-1), 0.025);
        jewel.Probability.Low.ShouldBeLessThan(jewel.Probability.Value);
        jewel.Probability.High.ShouldBeGreaterThan(jewel.Probability.Value);
        jewel.Title.ShouldBe("plc: device taken");
    }

    [Fact]
    public void The_interval_holds_the_true_probability_about_95_times_in_100()
    {
        MiniSite site = new MiniSite().Device("plc", 0.5, Jewel());
        double truth = 0.5 * (1 - Math.Exp(-1));

        int covered = Enumerable
            .Range(1, 200)
            .Select(seed =>
                site.AssessWell(HundredDays with { Samples = 200, Seed = (ulong)seed, MaximumCandidates = 0 })
            )
            .Count(assessment =>
                assessment.Jewels[0].Probability.Low <= truth && truth <= assessment.Jewels[0].Probability.High
            );

        covered.ShouldBeInRange(180, 199);
    }

    [Fact]
    public void A_percentile_that_fewer_attacks_reached_within_the_horizon_is_unknown_and_not_that_of_the_survivors()
    {
        JewelResult jewel = new MiniSite().Device("plc", 0.5, Jewel()).AssessWell(HundredDays).Jewels[0];

        jewel.Ttc.P05.ShouldNotBeNull().ShouldBe(-100 * Math.Log(0.9), 1.5);
        jewel.Ttc.P50.ShouldBeNull();
        jewel.Ttc.P95.ShouldBeNull();
    }

    [Fact]
    public void A_percentile_that_enough_attacks_reached_counts_all_of_them()
    {
        JewelResult jewel = new MiniSite().Device("plc", 0, Jewel()).AssessWell(HundredDays).Jewels[0];

        jewel.Ttc.P50.ShouldNotBeNull().ShouldBe(100 * Math.Log(2), 4);
        jewel.Ttc.P95.ShouldBeNull();
    }

    [Fact]
    public void The_curve_rises_to_the_probability_at_the_horizon()
    {
        JewelResult jewel = new MiniSite().Device("plc", 0, Jewel()).AssessWell(HundredDays).Jewels[0];

        jewel.Curve[^1].Days.ShouldBe(100);
        jewel.Curve[^1].Probability.ShouldBe(jewel.Probability.Value);
        jewel.Curve.Select(point => point.Days).ShouldBeInOrder();
        jewel.Curve.Select(point => point.Probability).ShouldBeInOrder();
        CurvePoint middle = jewel.Curve[jewel.Curve.Length / 2];
        middle.Probability.ShouldBe(1 - Math.Exp(-middle.Days / 100), 0.03);
    }

    [Fact]
    public void Expected_loss_is_probability_times_the_mean_of_the_range()
    {
        Assessment assessment = new MiniSite()
            .Device(
                "plc",
                0,
                Jewel(),
                (Properties.LossLow, "0"),
                (Properties.LossLikely, "100"),
                (Properties.LossHigh, "800")
            )
            .AssessWell(HundredDays);

        JewelResult jewel = assessment.Jewels[0];
        jewel.Loss!.Mean.ShouldBe(200);
        jewel.ExpectedLoss!.Value.ShouldBe(200 * jewel.Probability.Value, 1e-9);
        jewel.ExpectedLoss.High.ShouldBe(200 * jewel.Probability.High, 1e-9);
        assessment.ExpectedLoss.ShouldBe(jewel.ExpectedLoss);
    }

    [Fact]
    public void A_named_loss_whose_figures_stand_on_each_jewel_too_is_still_one_loss()
    {
        MiniSite Site(string secondLoss) =>
            new MiniSite()
                .Device("a", 0, Jewel(), (Properties.LossLikely, "100"))
                .Device("b", 0, Jewel(), (Properties.LossLikely, "100"))
                .Only("Loss", "stop", (Properties.LossLikely, "100"))
                .Only("Loss", "fine", (Properties.LossLikely, "100"))
                .Link("a", "losses", "stop")
                .Link("b", "losses", secondLoss);

        Site("stop").AssessWell(HundredDays).Risk!.Contributions.ShouldHaveSingleItem().Name.ShouldBe("stop");
        Site("fine")
            .AssessWell(HundredDays)
            .Risk!.Contributions.Select(part => part.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["fine", "stop"]);
    }

    [Fact]
    public void A_lognormal_loss_has_the_mean_of_its_90_per_cent_range()
    {
        Assessment assessment = new MiniSite()
            .Device(
                "plc",
                0,
                Jewel(),
                (Properties.LossLow, "10"),
                (Properties.LossHigh, "1000"),
                (Properties.LossShape, "lognormal")
            )
            .AssessWell(HundredDays);

        // exp(mu + sigma^2 / 2), mu = ln 100, sigma = ln 100 / (2 x 1.64485).
        assessment
            .Jewels[0]
            .Loss!.Mean.ShouldBe(100 * Math.Exp(Math.Pow(Math.Log(100) / (2 * 1.644854), 2) / 2), 1e-2);
        assessment.Jewels[0].Loss!.Likely.ShouldBe(100, 1e-9);
    }

    [Fact]
    public void A_loss_that_two_jewels_share_is_counted_once_in_the_total()
    {
        Assessment shared = new MiniSite()
            .Device("a", 0, Jewel())
            .Device("b", 0, Jewel())
            .Only("Loss", "stop", (Properties.LossLikely, "100"))
            .Link("a", "losses", "stop")
            .Link("b", "losses", "stop")
            .AssessWell(HundredDays);
        Assessment own = new MiniSite()
            .Device("a", 0, Jewel(), (Properties.LossLikely, "100"))
            .Device("b", 0, Jewel(), (Properties.LossLikely, "100"))
            .AssessWell(HundredDays);

        shared.ExpectedLoss!.Value.ShouldBe(100 * (1 - Math.Exp(-2)), 2.5);
        own.ExpectedLoss!.Value.ShouldBe(200 * (1 - Math.Exp(-1)), 4);
        own.ExpectedLoss.Low.ShouldBeLessThan(own.ExpectedLoss.Value);
    }

    [Fact]
    public void Two_steps_of_one_asset_cost_its_loss_once()
    {
        Assessment assessment = new MiniSite()
            .Device("a", 0, Jewel("taken"), Jewel("opened"), (Properties.LossLikely, "100"))
            .AssessWell(HundredDays);

        assessment.Jewels.Length.ShouldBe(2);
        assessment.ExpectedLoss!.Value.ShouldBe(100 * assessment.Jewels[0].Probability.Value, 1e-6);
    }

    [Fact]
    public void The_path_says_what_happens_and_what_would_stop_it_and_where_that_comes_from()
    {
        AttackPath path = new MiniSite().Device("plc", 0.25, Jewel()).AssessWell(HundredDays).Jewels[0].Path!;

        path.Hops.Select(hop => hop.FullName).ShouldBe(["internet:reached", "plc:opened", "plc:folded", "plc:taken"]);
        path.Hops[1].Words.ShouldBe("The attacker opens the device.");
        path.Hops.Select(hop => hop.IsTechnical).ShouldBe([true, false, true, false]);
        HopDefense guard = path.Hops[1].Defenses.ShouldHaveSingleItem();
        guard.FullName.ShouldBe("plc:guarded");
        guard.Words.ShouldBe("Guard on duty");
        guard.Probability.ShouldBe(0.25);
        guard.IsKnown.ShouldBeTrue();
        guard.Reason.ShouldBe("The roster says so.");
    }

    [Fact]
    public void A_defence_that_nobody_speaks_of_is_said_to_be_assumed()
    {
        AttackPath path = new MiniSite().Device("plc", null, Jewel()).AssessWell(HundredDays).Jewels[0].Path!;

        path.Hops[1].Defenses.ShouldHaveSingleItem().IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void A_mitigation_removes_what_it_should_and_costs_what_the_site_says()
    {
        Assessment assessment = new MiniSite()
            .Device("plc", 0.5, Jewel(), (Properties.LossLikely, "1000"))
            .Only("Site", "Mini", (Properties.Currency, "EUR"), (Properties.MitigationCostLow, "50"))
            .AssessWell(HundredDays);

        MitigationResult guard = assessment.Mitigations.ShouldHaveSingleItem();
        guard.Title.ShouldBe("Guard on duty: plc");
        guard.Defenses.ShouldBe(["plc:guarded"]);
        guard.RiskCut.Value.ShouldBe(assessment.ExpectedLoss!.Value, 1e-9);
        guard.Cost.ShouldBe(50);
        guard.CutPerCost.ShouldBe(guard.RiskCut.Value / 50, 1e-9);
        guard.Effects.ShouldHaveSingleItem().After.ShouldBe(0);
        assessment.Currency.ShouldBe("EUR");
    }

    [Fact]
    public void What_stops_only_together_is_tried_together()
    {
        Assessment assessment = new MiniSite()
            .Device("a", 0, Jewel())
            .Device("b", 0, Jewel())
            .Only("Loss", "stop", (Properties.LossLikely, "100"))
            .Link("a", "losses", "stop")
            .Link("b", "losses", "stop")
            .AssessWell(HundredDays);

        MitigationResult both = assessment.Mitigations.Single(mitigation => mitigation.Defenses.Length == 2);
        both.RiskCut.Value.ShouldBe(assessment.ExpectedLoss!.Value, 1e-9);
        both.RiskCut.Value.ShouldBeGreaterThan(
            2 * assessment.Mitigations.First(mitigation => mitigation.Defenses.Length == 1).RiskCut.Value
        );
    }

    [Fact]
    public void A_defence_that_is_on_is_no_candidate()
    {
        Assessment assessment = new MiniSite().Device("a", 0, Jewel()).Device("b", 1, Jewel()).AssessWell(HundredDays);

        assessment.Mitigations.ShouldHaveSingleItem().Defenses.ShouldBe(["a:guarded"]);
        assessment.Jewels[1].Path.ShouldBeNull();
        assessment.Notes.ShouldContain(note => note.Contains("not proof", StringComparison.Ordinal));
    }

    [Fact]
    public void One_thread_and_two_give_the_same_bytes()
    {
        MiniSite site = new MiniSite()
            .Device("a", 0.5, Jewel(), (Properties.LossLikely, "100"))
            .Device("b", null, Jewel());

        string one = Json(site.AssessWell(HundredDays with { Threads = 1 }));
        string two = Json(site.AssessWell(HundredDays with { Threads = 2 }));

        two.ShouldBe(one);
        Json(site.AssessWell(HundredDays with { Seed = 2 })).ShouldNotBe(one);
    }

    [Fact]
    public void Without_an_internet_there_is_nowhere_to_begin_and_it_says_what_to_add()
    {
        Diagnosed<Assessment> assessed = new MiniSite(hasInternet: false).Device("plc", 0, Jewel()).Assess(HundredDays);

        assessed.Value.ShouldBeNull();
        Diagnostic diagnostic = assessed.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Rule.ShouldBe(ScenarioRules.NoEntry);
        diagnostic.NextStep.ShouldContain("internet");
    }

    [Theory]
    [InlineData("nobody:taken", "names no asset")]
    [InlineData("plc:nothing", "has no attack step 'nothing'")]
    [InlineData("plc:guarded", "has no attack step 'guarded'")]
    [InlineData("plc", "names no asset")]
    public void An_entry_that_does_not_exist_is_named(string entry, string message)
    {
        Diagnosed<Assessment> assessed = new MiniSite()
            .Device("plc", 0, Jewel())
            .Assess(HundredDays with { Entries = [entry] });

        assessed.Value.ShouldBeNull();
        assessed.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    [Fact]
    public void An_entry_that_is_given_replaces_the_internet()
    {
        Assessment assessment = new MiniSite(hasInternet: false)
            .Device("plc", 1, Jewel())
            .AssessWell(HundredDays with { Entries = ["plc:opened"] });

        assessment.Entries.ShouldBe(["plc:opened"]);
        assessment.Jewels[0].Probability.Value.ShouldBe(1);
    }

    [Fact]
    public void Without_a_crown_jewel_the_rest_is_still_answered()
    {
        Assessment assessment = new MiniSite().Device("plc", 0).AssessWell(HundredDays);

        assessment.Jewels.ShouldBeEmpty();
        assessment.Mitigations.ShouldBeEmpty();
        assessment.ExpectedLoss.ShouldBeNull();
        AssessmentText.Lead(assessment).ShouldStartWith("No crown jewel is declared");
    }

    [Fact]
    public void A_crown_jewel_whose_step_the_model_lacks_is_named()
    {
        Diagnosed<Assessment> assessed = new MiniSite().Device("plc", 0, Jewel("melted")).Assess(HundredDays);

        assessed.Value!.Jewels.ShouldBeEmpty();
        assessed.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("'plc:melted'");
    }
}
