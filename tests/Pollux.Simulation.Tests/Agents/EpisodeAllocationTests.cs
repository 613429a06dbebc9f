using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Agents;

public sealed class EpisodeAllocationTests
{
    // A ladder of 300 hosts; each has a defended way and an open one to the next, times and a detector's worth of chance.
    private static readonly AttackGraph Ladder = new TestLanguage()
        .Asset(
            "Host",
            Or("reached", null, To("tried"), To("left"), To("right")),
            Or("left", Ttc("Exponential", 0.5), To("taken")),
            Or("right", Ttc("HardAndUncertain"), To("taken")),
            Defense("guard", Ttc("Bernoulli", 0.3), To("tried")),
            And("tried", Ttc("Gamma", 2, 1), To("taken")),
            Or("taken", null, To("next.reached"))
        )
        .Link("Host", "before", "next", "Host")
        .Unfold([
            .. Enumerable.Range(0, 300).Select(i => $"h{i} : Host"),
            .. Enumerable.Range(0, 299).Select(i => $"h{i}.next = h{i + 1}"),
        ]);

    public static TheoryData<AttackerPolicy, DefenderPolicy, TtcMode> Games()
    {
        AttackerPolicy[] attackers =
        [
            new BreadthFirstPolicy(),
            new BreadthFirstPolicy(OfferOrder.Shuffled),
            new DepthFirstPolicy(),
            new RandomPolicy(0.1),
            new TtcSoftMinPolicy(),
            new GoalSeekingPolicy(),
        ];
        DefenderPolicy[] defenders =
        [
            new PassiveDefense(),
            new ReactiveDefense(),
            new ForesightedDefense(),
            new CostAwareDefense(5),
            new RandomDefense(0.5),
            new OneByOneDefense(),
        ];
        TheoryData<AttackerPolicy, DefenderPolicy, TtcMode> games = [];
        for (int i = 0; i < attackers.Length; i++)
        {
            foreach (TtcMode mode in Enum.GetValues<TtcMode>())
            {
                games.Add(attackers[i], defenders[(i + (int)mode) % defenders.Length], mode);
            }
        }

        return games;
    }

    [Theory]
    [MemberData(nameof(Games), DisableDiscoveryEnumeration = true)]
    public void An_episode_allocates_nothing(AttackerPolicy attacker, DefenderPolicy defender, TtcMode mode)
    {
        AgentScenario scenario = new(
            Ladder,
            [
                new AttackerAgent("attacker", attacker)
                {
                    EntrySets =
                    [
                        [Ladder.FindNode("h0:reached")],
                    ],
                    Goals = [Ladder.FindNode("h150:taken"), Ladder.FindNode("h299:taken")],
                    Rewards = StepNumbers.Create(Ladder, _ => 1),
                },
            ],
            [
                new DefenderAgent("defender", defender)
                {
                    Costs = StepNumbers.Create(Ladder, node => Ladder.StepOf(node).IsAttackStep ? 0.5 : 1),
                    FalsePositives = StepNumbers.Create(Ladder, _ => 0.001),
                    FalseNegatives = StepNumbers.Create(Ladder, _ => 0.1),
                },
            ],
            new EpisodeSettings { TtcMode = mode, MaximumTurns = 2_000 }
        );
        EpisodePlan plan = new(scenario);
        EpisodeTables tables = new(scenario, plan.GoalCount, 6);
        EpisodeWorker worker = new(plan, tables);
        worker.Run(0, null, TestContext.Current.CancellationToken);
        worker.Run(1, null, TestContext.Current.CancellationToken);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long turns = worker.TurnsPlayed;
        for (int episode = 0; episode < 6; episode++)
        {
            worker.Run(episode, null, CancellationToken.None);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        (worker.TurnsPlayed - turns).ShouldBeGreaterThan(60);
        allocated.ShouldBe(0);
    }
}
