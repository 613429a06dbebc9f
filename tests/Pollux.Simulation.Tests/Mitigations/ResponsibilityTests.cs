using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Simulation.Tests.CoreLanguage;

namespace Pollux.Simulation.Tests.Mitigations;

public sealed class ResponsibilityTests
{
    [Fact]
    public void Every_defence_that_can_be_chosen_has_somebody_who_would_make_the_change()
    {
        LanguagePack pack = CorePack.Get();
        foreach (AssetType type in pack.Graph.Types.Where(type => !type.IsAbstract))
        {
            foreach (
                LanguageStep defense in type.Steps.Where(step =>
                    step.Type == StepType.Defense && pack.WordsOfDefense(type.Name, step.Name)!.Cost != CostClass.None
                )
            )
            {
                Owner(pack, type, defense.Name).ShouldNotBeNull($"{type.Name}.{defense.Name}");
            }
        }
    }

    [Fact]
    public void Every_entry_is_of_a_type_or_a_defence_of_the_language()
    {
        LanguagePack pack = CorePack.Get();
        pack.Tables.Responsibilities.ShouldNotBeEmpty();
        foreach (string of in pack.Tables.Responsibilities.Keys)
        {
            string[] parts = of.Split('.');
            pack.Graph.TypesByName.ShouldContainKey(parts[0]);
            if (parts.Length > 1)
            {
                pack.WordsOfDefense(parts[0], parts[1]).ShouldNotBeNull(of);
            }
        }
    }

    private static string? Owner(LanguagePack pack, AssetType type, string defense)
    {
        for (AssetType? at = type; at is not null; at = at.Super)
        {
            if (
                pack.Tables.Responsibilities.TryGetValue($"{at.Name}.{defense}", out ResponsibilityEntry? entry)
                || pack.Tables.Responsibilities.TryGetValue(at.Name, out entry)
            )
            {
                return entry.Owner;
            }
        }

        return null;
    }
}
