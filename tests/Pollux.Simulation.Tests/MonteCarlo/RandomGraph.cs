using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.MonteCarlo;

/// <summary>A small random attack graph with a request: one asset whose steps lead to each other, cycles and self loops too.</summary>
internal sealed record RandomGraph(AttackGraph Graph, SimulationRequest Request)
{
    private static readonly TtcExpression?[] Times =
    [
        null,
        null,
        Ttc("Exponential", 0.5),
        Ttc("EasyAndUncertain"),
        Ttc("HardAndUncertain"),
        Ttc("Uniform", 1, 3),
        Ttc("Infinity"),
        new TtcNumber(2),
        new TtcBinary(TtcOperator.Addition, Ttc("Gamma", 2, 1), Ttc("Bernoulli", 0.8)),
    ];

    public static Arbitrary<RandomGraph> Any() => Arb.From(Generator(), _ => []);

    public override string ToString() =>
        string.Join("; ", Enumerable.Range(0, Graph.NodeCount).Select(Describe))
        + $" | entries {string.Join(',', Request.Entries)} horizon {Request.HorizonDays} overrides {string.Join(',', Request.Overrides)}";

    private static Gen<RandomGraph> Generator() =>
        from count in Gen.Choose(2, 14)
        from kinds in Gen.ArrayOf(
            Gen.Elements(StepType.Or, StepType.Or, StepType.And, StepType.And, StepType.Defense),
            count
        )
        from times in Gen.ArrayOf(Gen.Elements(Times), count)
        from edges in Gen.ArrayOf(Gen.Choose(0, (count * count) - 1), count * 2)
        from defense in Gen.ArrayOf(Gen.Elements(0.0, 0.3, 1.0), count)
        from entries in Gen.SubListOf(Enumerable.Range(0, count))
        from changes in Gen.ListOf(
            Gen.Choose(0, count - 1)
                .SelectMany(node =>
                    Gen.Elements(OverrideKind.DefenseOn, OverrideKind.DefenseOff, OverrideKind.Remove)
                        .Select(kind => new StepOverride(node, kind))
                )
        )
        from horizon in Gen.Elements<double?>(null, 1.0, 4.0)
        from seed in Gen.Choose(0, 1000)
        select Make(kinds, times, edges, defense, [.. entries.Take(2)], [.. changes.Take(2)], horizon, (ulong)seed);

    private static RandomGraph Make(
        StepType[] kinds,
        TtcExpression?[] times,
        int[] edges,
        double[] defense,
        int[] entries,
        StepOverride[] changes,
        double? horizon,
        ulong seed
    )
    {
        int count = kinds.Length;
        StepSpecification[] steps =
        [
            .. kinds.Select(
                (kind, i) =>
                    Step(
                        $"s{i}",
                        kind,
                        kind == StepType.Defense ? Ttc("Bernoulli", defense[i]) : times[i],
                        true,
                        [.. edges.Where(edge => edge / count == i).Select(edge => To($"s{edge % count}"))]
                    )
            ),
        ];
        AttackGraph graph = new TestLanguage().Asset("Host", steps).Unfold("h : Host");
        return new RandomGraph(
            graph,
            new SimulationRequest
            {
                Entries = [.. entries.Where(entry => graph.StepOf(entry).IsAttackStep)],
                Overrides = [.. changes.DistinctBy(change => change.Node)],
                HorizonDays = horizon,
                Seed = seed,
                Samples = 20,
                Threads = 1,
                Watched = [.. Enumerable.Range(0, count)],
            }
        );
    }

    private string Describe(int node) =>
        $"{Graph.StepOf(node).Name} {Graph.StepOf(node).Type} {Graph.StepOf(node).Ttc} -> {string.Join(',', Graph.ChildrenOf(node).ToArray())}";
}
