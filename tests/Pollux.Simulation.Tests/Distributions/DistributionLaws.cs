using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.Distributions;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Distributions;

/// <summary>What holds of every valid time to compromise.</summary>
public sealed class DistributionLaws
{
    // Always the same expressions, since the tolerances are those of numerical work; to look further, raise the count.
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20261121UL, 7919UL);

    [Fact]
    public void The_distribution_function_rises_from_zero_to_the_probability_of_not_never() =>
        Check(random =>
        {
            Distribution time = random.Time;
            double before = 0;
            for (double days = 1e-9; days < 1e12; days *= 3)
            {
                double share = time.Cdf(days);
                share.ShouldBeGreaterThanOrEqualTo(before, $"{random}, {days} days");
                before = share;
            }

            time.ProbabilityFinite.ShouldBeInRange(before - 1e-9, 1);
            time.Cdf(double.MaxValue).ShouldBe(time.ProbabilityFinite, 1e-6, $"{random}");
            time.Cdf(-1e-9).ShouldBe(0);
            time.Cdf(double.PositiveInfinity).ShouldBe(1);
        });

    [Fact]
    public void A_time_is_not_below_a_quantile_just_when_its_probability_reaches() =>
        Check(random =>
        {
            double quantile = random.Time.Quantile(random.Share);
            if (double.IsPositiveInfinity(quantile))
            {
                random.Share.ShouldBeGreaterThanOrEqualTo(random.Time.Cdf(double.MaxValue) - 1e-6, $"{random}");
                return;
            }

            random.Time.Cdf(quantile).ShouldBeGreaterThanOrEqualTo(random.Share - 1e-9, $"{random}: {quantile}");
            if (quantile > 0)
            {
                random
                    .Time.Cdf(quantile * (1 - 1e-9))
                    .ShouldBeLessThanOrEqualTo(random.Share + 1e-9, $"{random}: {quantile}");
            }
        });

    [Fact]
    public void No_draw_is_below_the_quantile_of_its_own_probability() =>
        Check(random =>
        {
            foreach (double draw in KolmogorovSmirnov.Draw(random.Time, 50).Where(double.IsFinite))
            {
                double share = random.Time.Cdf(draw);
                if (share > 0 && share < random.Time.ProbabilityFinite)
                {
                    random.Time.Quantile(share).ShouldBeLessThanOrEqualTo(draw * (1 + 1e-6), $"{random}: {draw}");
                }
            }
        });

    [Fact]
    public void Draws_are_times_and_follow_the_distribution_function() =>
        Check(random =>
        {
            const int Samples = 4_000;
            KolmogorovSmirnov.Draw(random.Time, Samples).ShouldAllBe(draw => draw >= 0);
            KolmogorovSmirnov
                .Difference(random.Time, random.Time.Cdf, Samples)
                .ShouldBeLessThan(KolmogorovSmirnov.LimitOf(1e-9, Samples), $"{random}");
        });

    [Fact]
    public void A_gate_scales_the_distribution_function_and_less_of_it_never_raises_it() =>
        Check(random =>
        {
            Distribution gated = new GatedTime(random.Share, random.Time, 9);
            Distribution narrower = new GatedTime(random.Share * 0.7, random.Time, 9);
            foreach (double days in Times(random.Time))
            {
                gated.Cdf(days).ShouldBe(random.Share * random.Time.Cdf(days), 1e-14, $"{random}, {days} days");
                narrower.Cdf(days).ShouldBeLessThanOrEqualTo(gated.Cdf(days), $"{random}, {days} days");
            }

            gated.ProbabilityFinite.ShouldBe(random.Share * random.Time.ProbabilityFinite, 1e-14);
            gated.MeanOfFinite.ShouldBe(random.Time.MeanOfFinite);
        });

    [Fact]
    public void A_gate_in_a_product_is_the_gate_on_the_rest() =>
        Check(random =>
        {
            Distribution product = RandomTime.Compile(
                new TtcBinary(TtcOperator.Multiplication, random.Expression, Ttc("Bernoulli", random.Share))
            );
            foreach (double days in Times(random.Time))
            {
                product.Cdf(days).ShouldBe(random.Share * random.Time.Cdf(days), 1e-12, $"{random}, {days} days");
            }
        });

    [Fact]
    public void Adding_a_time_shifts_the_distribution_function() =>
        Check(random =>
        {
            const double Added = 3;
            Distribution later = RandomTime.Compile(
                new TtcBinary(TtcOperator.Addition, random.Expression, new TtcNumber(Added))
            );
            foreach (double days in Times(random.Time))
            {
                // What is below the last digits of the sum is lost in it.
                double digits = 1e-14 * (days + Added);
                later
                    .Cdf(days + Added + digits)
                    .ShouldBeGreaterThanOrEqualTo(random.Time.Cdf(days) - 1e-9, $"{random}, {days} days");
                later
                    .Cdf(days + Added - digits)
                    .ShouldBeLessThanOrEqualTo(random.Time.Cdf(days) + 1e-9, $"{random}, {days} days");
            }

            later.Cdf(Added * 0.999).ShouldBe(0, $"{random}");
        });

    [Fact]
    public void The_mean_is_the_area_above_the_distribution_function() =>
        Check(
            RandomTime.WithMean(),
            random =>
            {
                Distribution time = random.Time;
                if (time.ProbabilityFinite == 0)
                {
                    time.MeanOfFinite.ShouldBe(double.PositiveInfinity);
                    return;
                }

                double area = 0;
                double end = time.Quantile(time.ProbabilityFinite * (1 - 1e-9));
                const int Steps = 40_000;
                double before = 0;
                for (int i = 1; i <= Steps; i++)
                {
                    double days = end * Math.Pow((double)i / Steps, 6);
                    area += (days - before) * (1 - (time.Cdf(before + ((days - before) / 2)) / time.ProbabilityFinite));
                    before = days;
                }

                time.MeanOfFinite.ShouldBe(area, 1e-6 + (2e-3 * area), $"{random}");
                time.Mean.ShouldBe(time.ProbabilityFinite < 1 ? double.PositiveInfinity : time.MeanOfFinite);
            }
        );

    [Fact]
    public void Never_absorbs_everything() =>
        Check(random =>
        {
            foreach (TtcOperator operation in Enum.GetValues<TtcOperator>())
            {
                RandomTime.Compile(new TtcBinary(operation, random.Expression, Ttc("Infinity"))).IsNever.ShouldBeTrue();
                RandomTime.Compile(new TtcBinary(operation, Ttc("Infinity"), random.Expression)).IsNever.ShouldBeTrue();
                Distribution gate = new ArithmeticTime(
                    operation,
                    random.Time,
                    new GatedTime(0.5, new UniformTime(1, 2))
                );
                gate.ProbabilityFinite.ShouldBeInRange(0, random.Time.ProbabilityFinite * 0.5, $"{random} {operation}");
            }
        });

    // Over the whole range, and among them single values.
    private static IEnumerable<double> Times(Distribution time) =>
        Enumerable
            .Range(1, 19)
            .Where(_ => time.ProbabilityFinite > 0)
            .Select(i => time.Quantile(time.ProbabilityFinite * i / 20))
            .Append(0)
            .Append(1)
            .Where(double.IsFinite);

    private static void Check(Action<RandomTime> property) => Check(RandomTime.Any(), property);

    private static void Check(Arbitrary<RandomTime> times, Action<RandomTime> property) =>
        FsCheck.Check.One(Runs, Prop.ForAll(times, property));
}
