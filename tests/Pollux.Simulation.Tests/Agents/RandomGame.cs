using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Agents;

/// <summary>
/// A small random attack graph (effects, gates, existence steps, cycles and self loops), rules, and a list of numbers that decides what is
/// done in each turn.
/// </summary>
internal sealed record RandomGame(AgentScenario Scenario, int[] Moves)
{
    private static readonly TtcExpression?[] Times =
    [
        null,
        null,
        Ttc("Exponential", 0.5),
        Ttc("EasyAndUncertain"),
        Ttc("HardAndUncertain"),
        Ttc("Infinity"),
        new TtcNumber(2),
    ];

    private static readonly StepType[] Kinds =
    [
        StepType.Or,
        StepType.Or,
        StepType.Or,
        StepType.And,
        StepType.And,
        StepType.Defense,
        StepType.Defense,
        StepType.Exist,
        StepType.NotExist,
    ];

    public static Arbitrary<RandomGame> Any() => Arb.From(Generator(), _ => []);

    public override string ToString() =>
        string.Join("; ", Enumerable.Range(0, Scenario.Graph.NodeCount).Select(Describe))
        + $" | entries {string.Join(',', Scenario.Attackers[0].EntrySets[0])} {Scenario.Settings} moves {string.Join(',', Moves)}";

    private static Gen<RandomGame> Generator() =>
        from count in Gen.Choose(3, 16)
        from kinds in Gen.ArrayOf(Gen.Elements(Kinds), count)
        from times in Gen.ArrayOf(Gen.Elements(Times), count)
        from effects in Gen.ArrayOf(Gen.Elements(false, false, true), count)
        from edges in Gen.ArrayOf(Gen.Choose(0, (count * count) - 1), count * 3)
        from defense in Gen.ArrayOf(Gen.Elements(0.0, 0.0, 0.5, 1.0), count)
        from entries in Gen.SubListOf(Enumerable.Range(0, count))
        from unable in Gen.Choose(0, 3 * count)
        from start in Gen.Elements(true, true, false)
        from skipUnnecessary in Gen.Elements(true, false, false)
        from skipCompromised in Gen.Elements(true, true, false)
        from gates in Gen.Elements(true, false)
        from mode in Gen.Elements(
            TtcMode.Disabled,
            TtcMode.PreSample,
            TtcMode.ExpectedValue,
            TtcMode.PerStepSample,
            TtcMode.EffortBasedPerStepSample
        )
        from seed in Gen.Choose(0, 1000)
        from moves in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 40)
        select Make(
            Graph(kinds, times, effects, edges, defense),
            [.. entries.Take(3)],
            unable,
            new EpisodeSettings
            {
                TtcMode = mode,
                Seed = (ulong)seed,
                CompromiseEntriesAtStart = start,
                SkipUnnecessary = skipUnnecessary,
                SkipCompromised = skipCompromised,
                DrawGates = gates,
                MaximumTurns = 200,
            },
            moves
        );

    private static RandomGame Make(
        AttackGraph graph,
        int[] entries,
        int unable,
        EpisodeSettings settings,
        int[] moves
    ) =>
        new(
            new AgentScenario(
                graph,
                [
                    new AttackerAgent("attacker", new RandomPolicy())
                    {
                        EntrySets =
                        [
                            [.. entries.Where(entry => graph.StepOf(entry).IsAttackStep)],
                        ],
                        Actionable = StepSet.Create(graph, node => node != unable),
                    },
                ],
                [],
                settings
            ),
            moves
        );

    private static AttackGraph Graph(
        StepType[] kinds,
        TtcExpression?[] times,
        bool[] effects,
        int[] edges,
        double[] defense
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
                        kind switch
                        {
                            StepType.Defense => Ttc("Bernoulli", defense[i]),
                            StepType.Or or StepType.And => times[i],
                            _ => null,
                        },
                        true,
                        [.. edges.Where(edge => edge / count == i).Select(edge => To($"s{edge % count}"))]
                    ) with
                    {
                        CausalMode = effects[i] ? CausalMode.Effect : null,
                        Requires = kind is StepType.Exist or StepType.NotExist
                            ? new StepClause(true, [Assets(defense[i] > 0 ? "friends" : "strangers")])
                            : null,
                    }
            ),
        ];
        return new TestLanguage()
            .Asset("Host", steps)
            .Link("Host", "friendOf", "friends", "Host")
            .Link("Host", "strangerOf", "strangers", "Host")
            .Unfold("h : Host", "h.friends = h");
    }

    private string Describe(int node) =>
        $"{Scenario.Graph.StepOf(node).Name} {Scenario.Graph.StepOf(node).Type} {Scenario.Graph.StepOf(node).CausalMode} {Scenario.Graph.StepOf(node).Ttc} -> {string.Join(',', Scenario.Graph.ChildrenOf(node).ToArray())}";
}
