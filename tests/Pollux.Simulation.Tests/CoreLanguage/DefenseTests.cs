using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>Each defence alone, on an asset of its own: it blocks where the language says that it acts, and nothing else does.</summary>
public class DefenseTests
{
    /// <summary>Type that declares it, defence, step on which it acts.</summary>
    public static TheoryData<string, string, string> Actions
    {
        get
        {
            TheoryData<string, string, string> actions = [];
            foreach (AssetType type in CorePack.Get().Graph.Types)
            {
                foreach (LanguageStep defense in type.Steps.Where(s => s.Type == StepType.Defense && s.Owner == type))
                {
                    foreach (StepTarget target in defense.Reaches)
                    {
                        actions.Add(type.Name, defense.Name, target.StepName);
                    }
                }
            }

            return actions;
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void On_it_blocks_its_step_and_off_it_does_not(string declaring, string defense, string step)
    {
        AssetType type = ConcreteTypeOf(declaring);
        Plant plant = new(
            ImmutableSortedDictionary
                .Create<string, PlantAsset>(StringComparer.Ordinal)
                .Add("x", new PlantAsset(type.Name, ImmutableSortedDictionary<string, double>.Empty, []))
        );
        Situation open = new(
            null,
            [.. EntriesFor(type, step).Select(name => $"x:{name}")],
            [],
            [.. type.Steps.Where(s => s.Type == StepType.Defense).Select(s => $"x:{s.Name}")]
        );
        WorstCase.Reach(plant, open).ShouldContain($"x:{step}");
        WorstCase
            .Reach(plant, open with { On = [$"x:{defense}"], Off = open.Off.Remove($"x:{defense}") })
            .ShouldNotContain($"x:{step}");
    }

    [Fact]
    public void There_are_75_declarations_of_defences() =>
        CorePack
            .Get()
            .Graph.Types.Sum(type => type.Steps.Count(s => s.Type == StepType.Defense && s.Owner == type))
            .ShouldBe(75);

    // An AND step needs its other parents too; an OR gate is to be opened by the defence alone.
    private static IEnumerable<string> EntriesFor(AssetType type, string step) =>
        type.FindStep(step)!.Type == StepType.Or
            ? []
            : type
                .Steps.Where(parent =>
                    parent.IsAttackStep
                    && parent.Reaches.Any(t => t.Path.Kind == AssetPathKind.Self && t.StepName == step)
                )
                .Select(parent => parent.Name);

    private static AssetType ConcreteTypeOf(string name)
    {
        LanguageGraph language = CorePack.Get().Graph;
        AssetType type = language.TypesByName[name];
        return language.Types.First(candidate => !candidate.IsAbstract && candidate.Is(type));
    }
}
