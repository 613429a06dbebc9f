using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.Attackers;
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
        + $" | entries {string.Join(',', Request.Entries)} horizon {Request.HorizonDays} overrides {string.Join(',', Request.Overrides)}"
        + $" factor {Request.Attacker.TimeFactor} capabilities {string.Join(',', Request.Attacker.Capabilities.Values)}";

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
        from tags in Gen.ArrayOf(Gen.Elements<string?>(null, null, null, "capA", "capB"), count)
        from factor in Gen.Elements(1.0, 1.0, 2.5)
        from capability in Gen.ArrayOf(Gen.Elements(0.0, 0.5, 0.5, 1.0), 2)
        select Make(
            [.. kinds.Select((kind, i) => new Drawn(kind, times[i], defense[i], tags[i]))],
            edges,
            new SimulationRequest
            {
                Entries = [.. entries.Take(2)],
                Overrides = [.. changes.Take(2).DistinctBy(change => change.Node)],
                HorizonDays = horizon,
                Seed = (ulong)seed,
                Attacker = new AttackerProfile(
                    "random",
                    "",
                    factor,
                    ImmutableSortedDictionary
                        .Create<string, double>(StringComparer.Ordinal)
                        .Add("capA", capability[0])
                        .Add("capB", capability[1])
                ),
            }
        );

    private static RandomGraph Make(Drawn[] drawn, int[] edges, SimulationRequest request)
    {
        int count = drawn.Length;
        StepSpecification[] steps =
        [
            .. drawn.Select(
                (one, i) =>
                    Step(
                        $"s{i}",
                        one.Kind,
                        one.Kind == StepType.Defense ? Ttc("Bernoulli", one.Defense) : one.Time,
                        true,
                        [.. edges.Where(edge => edge / count == i).Select(edge => To($"s{edge % count}"))]
                    ) with
                    {
                        Tags = one.Tag is null ? [] : [one.Tag],
                    }
            ),
        ];
        AttackGraph graph = new TestLanguage().Asset("Host", steps).Unfold("h : Host");
        return new RandomGraph(
            graph,
            request with
            {
                Entries = [.. request.Entries.Where(entry => graph.StepOf(entry).IsAttackStep)],
                Samples = 20,
                Threads = 1,
                Watched = [.. Enumerable.Range(0, count)],
            }
        );
    }

    private sealed record Drawn(StepType Kind, TtcExpression? Time, double Defense, string? Tag);

    private string Describe(int node) =>
        $"{Graph.StepOf(node).Name} {Graph.StepOf(node).Type} {Graph.StepOf(node).Ttc} {string.Join(' ', Graph.StepOf(node).Tags)} -> {string.Join(',', Graph.ChildrenOf(node).ToArray())}";
}
