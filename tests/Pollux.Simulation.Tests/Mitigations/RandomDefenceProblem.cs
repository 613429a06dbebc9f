using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Mitigations;

/// <summary>
/// A random small attack graph with 4 to 15 defences of random cost: or-steps that any of several earlier steps opens, and-steps that a
/// defence (or two, or one shared with other steps) blocks, real conjunctions, gates, one to three goals of random loss.
/// </summary>
internal sealed class RandomDefenceProblem
{
    private const int Samples = 256;
    private const int WordBits = 64;

    private readonly int[] order;

    private RandomDefenceProblem(Scenario scenario, int[] defenses, SearchProblem problem)
    {
        Scenario = scenario;
        Defenses = defenses;
        Problem = problem;
        order = [.. Enumerable.Range(0, scenario.Graph.NodeCount)];
    }

    public Scenario Scenario { get; }

    /// <summary>The node of each candidate.</summary>
    public int[] Defenses { get; }

    public SearchProblem Problem { get; }

    public static RandomDefenceProblem Make(int instance)
    {
        RandomNumbers numbers = new(instance);
        int defenseCount = numbers.Next(4, 15);
        int width = numbers.Next(3, 5);
        int depth = numbers.Next(2, 3);
        int stepCount = width * depth;
        List<string>[] reaches = [.. Enumerable.Range(0, stepCount + 1).Select(_ => new List<string>())];
        List<string>[] blocks = [.. Enumerable.Range(0, defenseCount).Select(_ => new List<string>())];
        int nextDefense = 0;
        for (int step = 1; step <= stepCount; step++)
        {
            int firstBefore = ((step - 1) / width * width) - width + 1;
            for (int way = numbers.Next(1, 2); way > 0; way--)
            {
                reaches[step <= width ? 0 : numbers.Next(firstBefore, firstBefore + width - 1)].Add($"try{step}");
            }

            if (numbers.Next() < 0.15)
            {
                reaches[numbers.Next(0, step - 1)].Add($"do{step}");
            }

            // In turn, so that each blocks something; now and then one more, which blocks other steps too.
            for (int guard = numbers.Pick(1, 1, 2); guard > 0; guard--)
            {
                int defense = numbers.Next() < 0.7 ? nextDefense++ % defenseCount : numbers.Next(0, defenseCount - 1);
                blocks[defense].Add($"do{step}");
            }
        }

        foreach (List<string> block in blocks.Where(block => block.Count == 0))
        {
            block.Add($"do{numbers.Next(1, stepCount)}");
        }

        List<StepSpecification> steps = [Or("do0", null, [.. reaches[0].Distinct().Select(To)])];
        for (int step = 1; step <= stepCount; step++)
        {
            steps.Add(Or($"try{step}", null, To($"do{step}")));
            steps.Add(
                And(
                    $"do{step}",
                    Ttc("Bernoulli", numbers.Pick(1, 0.9, 0.7, 0.4)),
                    [.. reaches[step].Distinct().Select(To)]
                )
            );
        }

        for (int defense = 0; defense < defenseCount; defense++)
        {
            steps.Add(
                Defense(
                    $"stop{defense}",
                    Ttc("Bernoulli", numbers.Pick(0, 0, 0.3, 0.6)),
                    [.. blocks[defense].Distinct().Select(To)]
                )
            );
        }

        AttackGraph graph = new TestLanguage().Asset("Host", [.. steps]).Unfold("h : Host");
        ImmutableArray<CrownJewel> goals =
        [
            .. Enumerable
                .Range(0, width)
                .Select(goal => graph.FindNode($"h:do{stepCount - goal}"))
                .Order()
                .Select(node => new CrownJewel(node, Loss(numbers.Next(1, 10)), $"{node}")),
        ];
        bool hasClasses = numbers.Next() < 0.5;
        return new RandomDefenceProblem(
            new Scenario(
                graph,
                new SimulationRequest
                {
                    Entries = [graph.FindNode("h:do0")],
                    Samples = Samples,
                    Seed = (ulong)instance,
                    Threads = 1,
                },
                goals
            ),
            [.. Enumerable.Range(0, defenseCount).Select(defense => graph.FindNode($"h:stop{defense}"))],
            new SearchProblem(
                [
                    .. Enumerable
                        .Range(0, defenseCount)
                        .Select(_ =>
                            hasClasses ? numbers.Pick<double>(1, 1, 20, 200) : 1 + Math.Floor(20 * numbers.Next())
                        ),
                ],
                []
            )
        );
    }

    /// <summary>
    /// Another way to the same residual, fast enough for all subsets: without times and without a horizon a step is reached or not, so 64
    /// samples fit a word. It takes the draws of the engine, but none of its code.
    /// </summary>
    public Func<ulong, double> Oracle()
    {
        AttackGraph graph = Scenario.Graph;
        int words = Samples / WordBits;
        ulong[][] possible = [.. order.Select(node => Draw(graph, node, words))];
        int[][] parents = [.. order.Select(node => graph.ParentsOf(node).ToArray())];
        StepType[] types = [.. order.Select(node => graph.StepOf(node).Type)];
        int[] defenseOf = [.. order.Select(node => Array.IndexOf(Defenses, node))];
        int entry = graph.FindNode("h:do0");
        // Ways lead to later steps only, and a try stands just before its deed; defences come last, so they are taken first.
        int[] sorted = [.. order.OrderBy(node => types[node] == StepType.Defense ? 0 : 1).ThenBy(node => node)];
        ulong[] reached = new ulong[order.Length];
        return set =>
        {
            double total = 0;
            for (int word = 0; word < words; word++)
            {
                foreach (int node in sorted)
                {
                    ulong mask = possible[node][word];
                    if (types[node] == StepType.Defense)
                    {
                        reached[node] = (set >> defenseOf[node] & 1) == 0 ? mask : 0;
                        continue;
                    }

                    bool isAnd = types[node] == StepType.And;
                    ulong through = isAnd ? ulong.MaxValue : 0;
                    foreach (int parent in parents[node])
                    {
                        through = isAnd ? through & reached[parent] : through | reached[parent];
                    }

                    reached[node] = node == entry ? ulong.MaxValue : through & mask;
                }

                foreach (CrownJewel goal in Scenario.Goals)
                {
                    total += System.Numerics.BitOperations.PopCount(reached[goal.Node]) * goal.Loss!.Mean;
                }
            }

            return total / Samples;
        };
    }

    // For a defence: off by itself; for a step: its gate is open.
    private ulong[] Draw(AttackGraph graph, int node, int words)
    {
        ulong[] mask = new ulong[words];
        bool isDefense = graph.StepOf(node).Type == StepType.Defense;
        for (uint sample = 0; sample < Samples; sample++)
        {
            StepChance chance = new(Scenario.Request.Seed, sample, graph.ChanceKeyOf(node));
            bool isOpen = isDefense
                ? chance.NextUniform() >= graph.DefenseProbabilityOf(node)
                : double.IsFinite(graph.TimeOf(node).Sample(ref chance));
            mask[sample / WordBits] |= isOpen ? 1UL << (int)(sample % WordBits) : 0;
        }

        return mask;
    }

    private static LossRange Loss(double amount) => new(amount, amount, amount);
}
