using Pollux.Simulation.Assessments;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Tests.Assessments;
using Pollux.Twin.Assets;
using static Pollux.Simulation.Tests.Assessments.MiniSite;

namespace Pollux.Simulation.Tests.Risk;

public sealed class SensitivityTests
{
    private static readonly AssessmentOptions HundredDays = new() { Samples = 4_000, HorizonDays = 100 };

    private static readonly (string Name, string Value)[] Loss =
    [
        Jewel(),
        (Properties.LossLow, "0"),
        (Properties.LossLikely, "100"),
        (Properties.LossHigh, "800"),
    ];

    [Fact]
    public void Each_bar_ends_where_the_closed_form_of_its_assumption_does()
    {
        SensitivityResult result = Site().AssessWell(HundredDays).Sensitivity.ShouldNotBeNull();

        // 100 days in the mean, 100 days to act, a mean loss of 200, two attacks a year.
        double Answer(double days) => 2 * 200 * (1 - Math.Exp(-100 / days));
        result.Answer.ShouldBe("expected annual loss");
        result.Base.ShouldBe(Answer(100), 10);
        SensitivityBar time = result.Bars.Single(bar => bar.Id == "time:Exponential(0.01)");
        time.AtLow.ShouldBe(Answer(100.0 / 3), 10);
        time.AtHigh.ShouldBe(Answer(300), 10);
        time.Swing.Value.ShouldBe(time.AtHigh - time.AtLow, 1e-9);
        (time.Low, time.High).ShouldBe(("a third", "three times"));
        SensitivityBar guard = result.Bars.Single(bar => bar.Id == "defense:Device.guarded");
        guard.AtLow.ShouldBe(result.Base);
        guard.AtHigh.ShouldBe(0);
        SensitivityBar frequency = result.Bars.Single(bar => bar.Id == "frequency");
        frequency.AtLow.ShouldBe(result.Base / 2, 1e-9);
        frequency.AtHigh.ShouldBe(result.Base * 1.5, 1e-9);
        SensitivityBar size = result.Bars.Single(bar => bar.Id == "loss:plc");
        size.AtLow.ShouldBe(0, 1e-9);
        size.AtHigh.ShouldBe(result.Base * 4, 1e-9);
        result.Bars.Select(bar => Math.Abs(bar.Swing.Value)).ShouldBeInOrder(SortDirection.Descending);
        result.Bars.ShouldAllBe(bar => bar.Swing.Low <= bar.Swing.Value && bar.Swing.Value <= bar.Swing.High);
    }

    [Fact]
    public void What_a_source_says_is_no_assumption_and_has_no_bar()
    {
        SensitivityResult result = new MiniSite()
            .Device("plc", 0.5, Loss)
            .AssessWell(HundredDays)
            .Sensitivity.ShouldNotBeNull();
        result.Bars.ShouldNotContain(bar => bar.Id == "defense:Device.guarded");
        result.Bars.ShouldContain(bar => bar.Id == "time:Exponential(0.01)");
    }

    [Fact]
    public void Only_as_many_as_asked_for_are_listed_and_none_when_none_is()
    {
        SensitivityResult one = Site()
            .AssessWell(HundredDays with { MaximumSensitivities = 1 })
            .Sensitivity.ShouldNotBeNull();
        one.Bars.Length.ShouldBe(1);
        one.Assumptions.ShouldBe(4);
        Site().AssessWell(HundredDays with { MaximumSensitivities = 0 }).Sensitivity.ShouldBeNull();
    }

    [Fact]
    public void Risk_and_sensitivity_are_the_same_bytes_on_any_number_of_threads_and_others_with_another_seed()
    {
        string Json(int threads, ulong seed) =>
            MiniSite.Json(Site().AssessWell(HundredDays with { Samples = 500, Threads = threads, Seed = seed }));

        Json(1, 1).ShouldBe(Json(3, 1));
        Json(1, 1).ShouldNotBe(Json(1, 2));
    }

    [Fact]
    public void Without_money_the_answer_is_how_many_jewels_fall()
    {
        Assessment assessment = new MiniSite().Device("plc", null, Jewel()).AssessWell(HundredDays);
        assessment.Risk.ShouldBeNull();
        assessment.Sensitivity!.Answer.ShouldBe("expected number of crown jewels lost in an attack");
        assessment.Sensitivity.Base.ShouldBe(assessment.Jewels[0].Probability.Value, 1e-12);
        assessment.Sensitivity.Bars.ShouldNotContain(bar => bar.Id == "frequency");
    }

    [Fact]
    public void The_site_s_frequency_and_appetite_reach_the_result()
    {
        RiskResult risk = Site().AssessWell(HundredDays).Risk.ShouldNotBeNull();
        risk.Frequency.ShouldBe(new AttackFrequency(1, 2, 3, true));
        risk.Appetite.ShouldBe(500);
        risk.AboveAppetite.ShouldNotBeNull();

        Assessment silent = new MiniSite().Device("plc", 0, Loss).AssessWell(HundredDays);
        silent.Risk!.Frequency.ShouldBe(AttackFrequency.Assumed);
        silent.Risk.ExpectedAnnualLoss.ShouldBe(silent.ExpectedLoss);
        silent.Notes.ShouldContain(note => note.StartsWith("Nobody says how often the site is attacked"));
    }

    private static MiniSite Site() =>
        new MiniSite()
            .Device("plc", null, Loss)
            .Only(
                "Site",
                "Mini",
                (Properties.Currency, "EUR"),
                (Properties.AttacksPerYearLow, "1"),
                (Properties.AttacksPerYearLikely, "2"),
                (Properties.AttacksPerYearHigh, "3"),
                (Properties.RiskAppetite, "500")
            );
}
