using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Evidence;

/// <summary>One step, one detector: the answers are integrals over the start of the attack and the time of the step.</summary>
public sealed class ClosedFormTests
{
    private const double Rate = 0.4;
    private const double TruePositive = 0.7;
    private const double FalsePositive = 0.1;
    private const double Lookback = 10;
    private const double Delay = 0.25;

    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("taken")),
            Or("taken", Ttc("Exponential", Rate)).Watched("seen", TruePositive, FalsePositive)
        )
        .Unfold("h : Host");

    private static readonly int Taken = Graph.FindNode("h:taken");

    private static readonly EvidenceAssumptions Assumptions = EvidenceAssumptions.Literal with
    {
        AttackProbability = 0.3,
        LookbackDays = Lookback,
        DelayDays = Delay,
    };

    [Fact]
    public void Silence_gives_the_probability_of_the_integral()
    {
        EvidenceResult result = EvidenceSite.Run(
            EvidenceSite.Ask(Graph, "h:start", Assumptions) with
            {
                Histories = 8_000,
            }
        );
        (double done, double open) = Integrate(since => 1 - (TruePositive * (1 - Math.Exp(-since / Delay))));
        result.After.ShareBy(Taken, 0).ShouldBe(done / (done + open), 0.015);
        result.LogBayesFactor.ShouldBe(Math.Log(done + open), 0.02);
        result.UnderAttack.Value.ShouldBe(0.3 * (done + open) / ((0.3 * (done + open)) + 0.7), 0.01);
        double noFalseAlarm = -FalsePositive * Lookback;
        result.LogProbability.ShouldBe(noFalseAlarm + Math.Log((0.3 * (done + open)) + 0.7), 0.01);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    public void An_alarm_gives_the_probability_of_the_integral(double ago)
    {
        EvidenceResult result = EvidenceSite.Run(
            EvidenceSite.Ask(Graph, "h:start", Assumptions, ("h:seen", ago)) with
            {
                Histories = 8_000,
            }
        );
        double True(double since) =>
            since < ago ? 0 : TruePositive / FalsePositive * Math.Exp(-(since - ago) / Delay) / Delay;
        (double done, double open) = Integrate(since =>
            1 - (TruePositive * (1 - Math.Exp(-since / Delay))) + True(since)
        );
        (double caused, _) = Integrate(True);
        result.After.ShareBy(Taken, 0).ShouldBe(done / (done + open), 0.02);
        result.LogBayesFactor.ShouldBe(Math.Log(done + open), 0.06);
        double attack = 0.3 * (done + open) / ((0.3 * (done + open)) + 0.7);
        result.UnderAttack.Value.ShouldBe(attack, 0.02);
        result.UnderAttack.Low.ShouldBeLessThan(attack);
        result.UnderAttack.High.ShouldBeGreaterThan(attack);
        result.Caused[0].ShouldBe(attack * caused / (done + open), 0.03);
    }

    [Fact]
    public void What_is_not_done_yet_comes_as_its_time_says()
    {
        EvidenceResult result = EvidenceSite.Run(
            EvidenceSite.Ask(Graph, "h:start", Assumptions) with
            {
                Histories = 8_000,
            }
        );
        double now = result.After.ShareBy(Taken, 0);
        result.After.ShareBy(Taken, 2).ShouldBe(now + ((1 - now) * (1 - Math.Exp(-2 * Rate))), 0.02);
    }

    [Fact]
    public void A_kind_that_may_not_work_says_less_by_its_silence()
    {
        EvidenceRequest request = EvidenceSite.Ask(Graph, "h:start", Assumptions) with { Histories = 8_000 };
        EvidenceResult result = EvidenceSite.Run(
            request with
            {
                Detectors = [request.Detectors[0] with { Coverage = 0.4 }],
            }
        );

        // Works and is silent, false alarms included, or does not work.
        double quiet = Math.Exp(-FalsePositive * Lookback);
        double Weight(double silent) => (0.4 * quiet * silent) + 0.6;
        (double done, double open) = Integrate(since => Weight(1 - (TruePositive * (1 - Math.Exp(-since / Delay)))));
        open *= Weight(1);
        result.After.ShareBy(Taken, 0).ShouldBe(done / (done + open), 0.015);
        result.LogBayesFactor.ShouldBe(Math.Log((done + open) / Weight(1)), 0.02);
    }

    // Over starts and times: what was seen, where the step is done; and where it is not.
    private static (double Done, double Open) Integrate(Func<double, double> seen)
    {
        const int steps = 2_000;
        double done = 0;
        double open = 0;
        for (int i = 0; i < steps; i++)
        {
            double age = (i + 0.5) * Lookback / steps;
            open += Math.Exp(-Rate * age) / steps;
            double width = age / steps;
            for (int j = 0; j < steps; j++)
            {
                double since = (j + 0.5) * width;
                done += Rate * Math.Exp(-Rate * (age - since)) * seen(since) * width / steps;
            }
        }

        return (done, open);
    }
}
