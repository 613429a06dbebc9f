using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Tests.Chance;

public sealed class PhiloxTests
{
    // The known answers that the authors publish with their library (Random123, kat_vectors).
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d_6627e8d5UL, 0x9b00dbd8_bc57ac4cUL)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e_408f276dUL, 0x6d5451fd_a20bc7c6UL)]
    [InlineData(
        0x85a308d3_243f6a88UL,
        0x03707344_13198a2eUL,
        0x299f31d0_a4093822UL,
        0x94fdcceb_d16cfe09UL,
        0x24126ea1_5001e420UL
    )]
    public void The_published_answers_are_given(ulong low, ulong high, ulong key, ulong first, ulong second) =>
        Philox.Block(low, high, key).ShouldBe((first, second));

    [Fact]
    public void Uniform_numbers_are_never_0_or_1_and_average_a_half()
    {
        StepChance chance = new(7, 0, 42);
        double[] numbers = [.. Enumerable.Range(0, 100_000).Select(_ => chance.NextUniform())];
        numbers.ShouldAllBe(number => number > 0 && number < 1);
        numbers.Average().ShouldBe(0.5, 0.004);
    }

    [Fact]
    public void Numbers_depend_on_seed_sample_step_and_part()
    {
        double[] all = [First(1, 0, 5, 0), First(2, 0, 5, 0), First(1, 1, 5, 0), First(1, 0, 6, 0), First(1, 0, 5, 1)];
        all.Distinct().Count().ShouldBe(5);
        First(1, 0, 5, 0).ShouldBe(all[0]);

        static double First(ulong seed, uint sample, ulong step, int part)
        {
            StepChance chance = new(seed, sample, step);
            chance.BeginPart(part);
            return chance.NextUniform();
        }
    }
}
