using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Tests.Agents;

public sealed class EpisodeLaws
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(600);

    [Fact]
    public void Every_surface_necessity_and_effect_agrees_with_the_slow_simple_version() =>
        Check(game =>
        {
            EpisodePlan plan = new(game.Scenario);
            World world = World.For(plan);
            AttackerState attacker = new(plan, 0, world);
            for (uint episode = 0; episode < 2; episode++)
            {
                TurnOracle oracle = new(game.Scenario, episode);
                Start(plan, world, episode);
                attacker.Begin(episode);
                ShouldAgree(attacker, oracle, game);
                foreach (int move in game.Moves)
                {
                    Play(game, world, attacker, oracle, move);
                    ShouldAgree(attacker, oracle, game);
                }
            }
        });

    [Fact]
    public void The_same_defences_block_the_same_whether_they_were_on_before_or_are_switched_on_during_the_run() =>
        Check(game =>
        {
            EpisodePlan plan = new(game.Scenario);
            World before = World.For(plan);
            World during = World.For(plan);
            AttackerState early = new(plan, 0, before);
            AttackerState late = new(plan, 0, during);
            int[] defenses = [.. Defenses(game.Scenario.Graph).Where(node => game.Moves[node % 40] % 2 == 0)];
            Start(plan, before, 0);
            Start(plan, during, 0);
            foreach (int defense in defenses)
            {
                before.SwitchOn(defense);
            }

            early.Begin(0);
            late.Begin(0);
            foreach (int defense in defenses)
            {
                late.MadeNecessary(during.SwitchOn(defense));
            }

            during.Necessary.ShouldBe(before.Necessary);
            during.NecessaryParents.ShouldBe(before.NecessaryParents);
            // Effects that happened before stay; what can be attempted from the same ground is the same.
            if (late.PerformedCount == early.PerformedCount)
            {
                Sorted(late).ShouldBe(Sorted(early), game.ToString());
            }
        });

    private static void Play(RandomGame game, World world, AttackerState attacker, TurnOracle oracle, int move)
    {
        int[] off = [.. Defenses(game.Scenario.Graph).Where(node => !world.IsOn[node])];
        if (move % 3 == 0 && off.Length > 0)
        {
            int defense = off[move / 3 % off.Length];
            oracle.On.Add(defense);
            attacker.MadeNecessary(world.SwitchOn(defense));
        }
        else if (attacker.SurfaceCount > 0)
        {
            int node = attacker.Surface[move / 3 % attacker.SurfaceCount];
            if (attacker.Attempt(node, out _) == AttemptResult.Succeeded)
            {
                oracle.Perform(node);
            }
        }
    }

    private static void ShouldAgree(AttackerState attacker, TurnOracle oracle, RandomGame game)
    {
        attacker.World.Necessary.ShouldBe(oracle.Necessity(), game.ToString());
        attacker.Order.Take(attacker.PerformedCount).Order().ShouldBe(oracle.Performed.Order(), game.ToString());
        Sorted(attacker).ShouldBe([.. oracle.Surface()], game.ToString());
    }

    private static int[] Sorted(AttackerState attacker) => [.. attacker.Surface.ToArray().Order()];

    private static IEnumerable<int> Defenses(AttackGraph graph) =>
        Enumerable.Range(0, graph.NodeCount).Where(node => graph.StepOf(node).Type == StepType.Defense);

    private static void Start(EpisodePlan plan, World world, uint episode)
    {
        world.CopyFrom(plan.Start);
        foreach (int defense in plan.Uncertain)
        {
            StepChance chance = new(plan.Scenario.Settings.Seed, episode, plan.Keys[defense]);
            if (chance.NextUniform() < plan.Graph.DefenseProbabilityOf(defense))
            {
                world.SwitchOn(defense);
            }
        }
    }

    private static void Check(Action<RandomGame> property) =>
        FsCheck.Check.One(Runs, Prop.ForAll(RandomGame.Any(), property));
}
