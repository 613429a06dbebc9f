using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Uncertainty;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Uncertainty;

public sealed class UncertainParameterTests
{
    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("slow"), To("lured")),
            Or("slow", Ttc("Exponential", 0.01)),
            Or("lured", Times(Ttc("Bernoulli", 0.4), Ttc("Exponential", 0.01))),
            Defense("guard", Ttc("Bernoulli", 0.25), To("free")),
            Defense("lock", null, To("free")),
            Or("free")
        )
        .Unfold("h : Host", "s : Host guard=0.5 lock=1");

    [Fact]
    public void Times_gates_and_defaults_are_listed_and_what_the_model_says_is_not()
    {
        ImmutableArray<UncertainParameter> all = UncertainParameters.Of(Graph);
        all.Select(parameter => (parameter.Id, parameter.Nodes, parameter.Best))
            .ShouldBe([
                ("defense:Host.guard", 1, 0.25),
                ("defense:Host.lock", 1, 0),
                ("gate:Host.lured", 2, 0.4),
                ("time:Exponential(0.01)", 4, 1),
            ]);
        all[3].Basis.ShouldContain("median 69.3 d");
        UncertainParameters.Of(new TestLanguage().Asset("Host", Or("start")).Unfold("h : Host")).ShouldBeEmpty();
    }

    [Fact]
    public void That_a_declared_connection_is_open_is_no_assumption_and_that_it_has_no_diode_is_one()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Conduit", Defense("blocked", null, To("used")), Defense("oneWay", null, To("used")), Or("used"))
            .Unfold("c : Conduit");

        UncertainParameters.Of(graph).ShouldHaveSingleItem().Id.ShouldBe("defense:Conduit.oneWay");
    }

    [Fact]
    public void A_time_lies_between_a_third_and_three_times_in_nine_of_ten_cases()
    {
        UncertainParameter time = Find("time:Exponential(0.01)");
        time.Low.ShouldBe(1.0 / 3, 1e-12);
        time.High.ShouldBe(3, 1e-12);
        time.ValueAt(0.5).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_probability_is_as_well_known_as_by_ten_trials()
    {
        // Beta(2.5, 7.5): 5 % and 95 % points by the tables of Pearson (incomplete beta function).
        UncertainParameter guard = Find("defense:Host.guard");
        guard.Low.ShouldBeInRange(0.05, 0.10);
        guard.High.ShouldBeInRange(0.45, 0.52);
        guard.IsSwitch.ShouldBeFalse();
        double mean = Enumerable.Range(0, 2_000).Average(i => guard.ValueAt((i + 0.5) / 2_000));
        mean.ShouldBe(0.25, 1e-3);
    }

    [Fact]
    public void A_defence_of_which_nobody_knows_the_degree_is_off_or_on()
    {
        UncertainParameter fence = Find("defense:Host.lock");
        fence.IsSwitch.ShouldBeTrue();
        (fence.Low, fence.High).ShouldBe((0, 1));
    }

    [Fact]
    public void Setting_a_parameter_changes_the_graph_where_it_decides_and_its_best_guess_changes_nothing()
    {
        foreach (UncertainParameter parameter in UncertainParameters.Of(Graph))
        {
            AttackGraph best = Graph.With(parameter.Set(GraphParameters.AsWritten, parameter.Best));
            AttackGraph high = Graph.With(parameter.Set(GraphParameters.AsWritten, parameter.High));
            Changes(best).ShouldBe(0, parameter.Id);
            Changes(high).ShouldBe(parameter.Nodes, parameter.Id);
        }
    }

    private static int Changes(AttackGraph other) =>
        Enumerable
            .Range(0, Graph.NodeCount)
            .Count(node =>
                other.DefenseProbabilityOf(node) != Graph.DefenseProbabilityOf(node)
                || other.TimeOf(node).Quantile(0.3) != Graph.TimeOf(node).Quantile(0.3)
            );

    private static UncertainParameter Find(string id) =>
        UncertainParameters.Of(Graph).Single(parameter => parameter.Id == id);

    private static TtcBinary Times(TtcExpression left, TtcExpression right) =>
        new(TtcOperator.Multiplication, left, right);
}
