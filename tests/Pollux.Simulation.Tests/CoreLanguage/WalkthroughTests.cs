using System.Collections.Immutable;

namespace Pollux.Simulation.Tests.CoreLanguage;

public class WalkthroughTests
{
    public static TheoryData<string> Names => [.. CaseFiles.Walkthroughs.Select(walk => walk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_of_the_path_is_reached_and_follows_from_steps_before_it(string name)
    {
        Walkthrough walk = WalkOf(name);
        HashSet<string> reached = WorstCase.Reach(walk.Situation);
        Dictionary<string, HashSet<string>> parents = WorstCase.Parents(walk.Situation);
        walk.Path.Where(step => !reached.Contains(step)).ShouldBeEmpty();
        for (int i = 1; i < walk.Path.Length; i++)
        {
            parents[walk.Path[i]]
                .Overlaps(walk.Path.Take(i))
                .ShouldBeTrue($"{walk.Path[i]} follows from nothing before it");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_goals_are_cut_by_what_is_said_to_cut_them_and_by_nothing_less(string name)
    {
        Walkthrough walk = WalkOf(name);
        foreach (Goal goal in walk.Goals)
        {
            IsReached(walk, goal.Step, []).ShouldBe(!goal.IsNever, $"{name}: {goal.Step}");
            foreach (ImmutableArray<string> cut in goal.Cut)
            {
                IsReached(walk, goal.Step, cut).ShouldBeFalse($"{name}: {goal.Step} with {string.Join(", ", cut)}");
                foreach (string defense in cut)
                {
                    IsReached(walk, goal.Step, cut.Remove(defense))
                        .ShouldBeTrue($"{name}: {goal.Step} without {defense}");
                }
            }

            foreach (ImmutableArray<string> open in goal.Open)
            {
                IsReached(walk, goal.Step, open).ShouldBeTrue($"{name}: {goal.Step} with {string.Join(", ", open)}");
            }
        }
    }

    // A defence that the walk-through names as off is on again when a set names it.
    private static bool IsReached(Walkthrough walk, string step, ImmutableArray<string> defenses) =>
        WorstCase
            .Reach(
                walk.Situation with
                {
                    On = [.. walk.Situation.On, .. defenses],
                    Off = [.. walk.Situation.Off.Where(name => !defenses.Contains(name))],
                }
            )
            .Contains(step);

    private static Walkthrough WalkOf(string name) => CaseFiles.Walkthroughs.Single(walk => walk.Name == name);
}
