namespace Pollux.Diagnostics.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("zne", "zone")]
    [InlineData("vednor", "vendor")]
    [InlineData("CONTROLER", "Controller")]
    public void A_slip_is_recognised(string name, string meant) =>
        Spelling.DidYouMean(name, ["zone", "vendor", "Controller"]).ShouldBe($"Did you mean '{meant}'?");

    [Theory]
    [InlineData("pump")]
    [InlineData("zone")]
    [InlineData("")]
    public void A_strange_name_and_a_right_one_get_no_proposal(string name)
    {
        Spelling.DidYouMean(name, ["zone", "vendor", "Controller"]).ShouldBeNull();
        Spelling.Question(name, ["zone", "vendor", "Controller"]).ShouldBeEmpty();
    }

    [Fact]
    public void The_nearest_of_several_is_proposed_and_of_equally_near_ones_the_first() =>
        Spelling.Nearest("port", ["pore", "ports", "part"]).ShouldBe("pore");

    [Fact]
    public void Neither_a_long_name_nor_many_names_cost_much()
    {
        Spelling.Nearest(new string('a', 1_000_000), [new string('a', 1_000_001)]).ShouldBeNull();
        int compared = 0;
        Spelling.Nearest("zone", Enumerable.Repeat("vendor", 1_000_000).Select(name => (compared++, name).name));
        compared.ShouldBeLessThanOrEqualTo(10_000);
    }
}
