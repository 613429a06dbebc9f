using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;
using Pollux.Simulation.MonteCarlo;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.AttackGraphs;

public sealed class GraphParameterTests
{
    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("slow"), To("lured"), To("quick")),
            Or("slow", Ttc("Exponential", 0.01)),
            Or("quick", Ttc("LogNormal", 1, 0.5)),
            Or("lured", Times(Ttc("Bernoulli", 0.4), Ttc("Exponential", 0.01))),
            Defense("guard", Ttc("Bernoulli", 0.25), To("free")),
            Or("free")
        )
        .Asset("Server", "Host")
        .Unfold("h : Host", "s : Server guard=0.5", "t : Server");

    public static TheoryData<TtcExpression> Forms { get; } =
    [
        Ttc("Exponential", 0.1),
        Ttc("Gamma", 2, 1),
        Ttc("LogNormal", 1, 0.5),
        Ttc("Pareto", 1, 2),
        Ttc("TruncatedNormal", 2, 1),
        Ttc("Uniform", 1, 3),
        Ttc("Binomial", 10, 0.5),
        Ttc("HardAndUncertain"),
        new TtcNumber(2.5),
        Plus(Ttc("Exponential", 1), new TtcNumber(2)),
        new TtcBinary(TtcOperator.Subtraction, Ttc("Uniform", 1, 9), Ttc("Exponential", 1)),
        new TtcBinary(TtcOperator.Division, Ttc("Gamma", 2, 1), new TtcNumber(4)),
        new TtcBinary(TtcOperator.Exponentiation, Ttc("Uniform", 1, 2), new TtcNumber(2)),
        Times(Times(Ttc("Bernoulli", 0.7), Ttc("LogNormal", 1, 1)), Ttc("Gamma", 0.5, 2)),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_scaled_time_is_so_many_times_the_same_draw(TtcExpression form)
    {
        Distribution written = TtcCompiler.Compile(form, out string? problem);
        problem.ShouldBeNull();
        Distribution scaled = written.Scaled(3);
        for (uint sample = 0; sample < 500; sample++)
        {
            StepChance one = new(1, sample, 7);
            StepChance other = new(1, sample, 7);
            double expected = 3 * written.Sample(ref one);
            double drawn = scaled.Sample(ref other);
            if (double.IsFinite(expected))
            {
                drawn.ShouldBe(expected, 1e-9 * (1 + expected));
            }
            else
            {
                drawn.ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void A_time_class_holds_steps_with_and_without_a_gate_and_no_others()
    {
        AttackGraph changed = Graph.With(new GraphParameters { TimeFactors = Factors("Exponential(0.01)", 2) });
        changed.TimeOf(Node("h:slow")).Mean.ShouldBe(200);
        ((GatedTime)changed.TimeOf(Node("t:lured"))).Inner.Mean.ShouldBe(200);
        ((GatedTime)changed.TimeOf(Node("t:lured"))).Probability.ShouldBe(0.4);
        changed.TimeOf(Node("h:quick")).ShouldBeSameAs(Graph.TimeOf(Node("h:quick")));
    }

    [Fact]
    public void A_gate_is_changed_for_every_type_that_inherits_it()
    {
        AttackGraph changed = Graph.With(new GraphParameters { Gates = Factors("Host:lured", 0.9) });
        ((GatedTime)changed.TimeOf(Node("s:lured"))).Probability.ShouldBe(0.9);
        Graph
            .With(new GraphParameters { Gates = Factors("Host:lured", 0) })
            .TimeOf(Node("h:lured"))
            .IsNever.ShouldBeTrue();
        Graph
            .With(new GraphParameters { Gates = Factors("Host:lured", 1) })
            .TimeOf(Node("h:lured"))
            .ShouldBeOfType<ExponentialTime>();
    }

    [Fact]
    public void A_default_changes_only_where_the_model_does_not_say()
    {
        AttackGraph changed = Graph.With(new GraphParameters { DefaultDefenses = Factors("Host:guard", 0.75) });
        changed.DefenseProbabilityOf(Node("h:guard")).ShouldBe(0.75);
        changed.DefenseProbabilityOf(Node("t:guard")).ShouldBe(0.75);
        changed.DefenseProbabilityOf(Node("s:guard")).ShouldBe(0.5);
    }

    [Fact]
    public void A_probability_of_one_node_goes_before_what_the_model_says()
    {
        AttackGraph changed = Graph.With(
            new GraphParameters { Defenses = ImmutableSortedDictionary<int, double>.Empty.Add(Node("s:guard"), 1) }
        );
        changed.DefenseProbabilityOf(Node("s:guard")).ShouldBe(1);
        changed.DefenseProbabilityOf(Node("h:guard")).ShouldBe(0.25);
    }

    [Fact]
    public void Parameters_replace_others_and_do_not_add_to_them()
    {
        GraphParameters twice = new() { TimeFactors = Factors("Exponential(0.01)", 2) };
        Graph.With(twice).With(twice).TimeOf(Node("h:slow")).Mean.ShouldBe(200);
        Graph.With(twice).With(GraphParameters.AsWritten).TimeOf(Node("h:slow")).Mean.ShouldBe(100);
    }

    [Fact]
    public void Parameters_as_written_change_no_bit_of_a_run_and_others_see_the_same_attacks()
    {
        SimulationRequest request = new()
        {
            Entries = [Node("h:start")],
            Samples = 500,
            Watched = [Node("h:slow"), Node("h:quick")],
        };
        SimulationResult written = Run(Graph, request);
        SimulationResult same = Run(Graph.With(GraphParameters.AsWritten), request);
        SimulationResult slower = Run(
            Graph.With(new GraphParameters { TimeFactors = Factors("Exponential(0.01)", 3) }),
            request
        );
        same.Watched[0].Times.ShouldBe(written.Watched[0].Times);
        slower.Watched[1].Times.ShouldBe(written.Watched[1].Times);
        for (int sample = 0; sample < 500; sample++)
        {
            slower.Watched[0].Times[sample].ShouldBe(3 * written.Watched[0].Times[sample], 1e-9);
        }
    }

    private static SimulationResult Run(AttackGraph graph, SimulationRequest request) =>
        MonteCarloRun.Run(graph, request, cancellationToken: TestContext.Current.CancellationToken);

    private static int Node(string name) => Graph.FindNode(name);

    private static ImmutableSortedDictionary<string, double> Factors(string key, double value) =>
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(key, value);

    private static TtcBinary Times(TtcExpression left, TtcExpression right) =>
        new(TtcOperator.Multiplication, left, right);

    private static TtcBinary Plus(TtcExpression left, TtcExpression right) => new(TtcOperator.Addition, left, right);
}
