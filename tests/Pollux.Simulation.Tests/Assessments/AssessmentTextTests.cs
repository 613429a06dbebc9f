using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Tests.Assessments;

public sealed class AssessmentTextTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.00001, "< 0.01 %")]
    [InlineData(0.0042, "0.42 %")]
    [InlineData(0.034, "3.4 %")]
    [InlineData(0.0996, "10 %")]
    [InlineData(0.914, "91 %")]
    [InlineData(0.9999, "> 99 %")]
    [InlineData(1, "100 %")]
    public void A_probability_is_never_rounded_to_nothing_or_to_certainty(double probability, string text) =>
        AssessmentText.Percent(probability).ShouldBe(text);

    [Theory]
    [InlineData(0.0001, "< 1 min")]
    [InlineData(0.0139, "20 min")]
    [InlineData(0.208, "5 h")]
    [InlineData(18.83, "18.8 d")]
    [InlineData(148.4, "148 d")]
    public void A_time_is_said_in_the_unit_that_people_think_in(double days, string text) =>
        AssessmentText.Time(days).ShouldBe(text);

    [Fact]
    public void A_time_beyond_the_horizon_says_so() => AssessmentText.Time(null, 365).ShouldBe("> 365 d");

    [Theory]
    [InlineData(950, "EUR 950")]
    [InlineData(12_345, "EUR 12.3 k")]
    [InlineData(2_310_000, "EUR 2.31 M")]
    [InlineData(999_600, "EUR 1.00 M")]
    [InlineData(-40_000, "-EUR 40.0 k")]
    public void Money_has_three_significant_figures(double amount, string text) =>
        AssessmentText.Money(amount, "EUR").ShouldBe(text);

    [Fact]
    public void What_no_run_reached_is_bounded_not_called_zero() =>
        AssessmentText.Percent(new Estimate(0, 0, 0.0019)).ShouldBe("no run (0.19 % at most)");
}
