using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Language.Packs;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.Scenarios;

namespace Pollux.Cli.Attack;

/// <summary>Finds the attacker that a user names, among those of the pack.</summary>
internal static class AttackerChoice
{
    /// <summary>The attacker of a name; one that can do all when none is named. An unknown name is reported with the nearest.</summary>
    /// <param name="environment">Where Pollux's own pack is.</param>
    /// <param name="pack">The pack of the language; null for a language without one, for which Pollux's own profiles hold.</param>
    /// <param name="name">As given, or null.</param>
    /// <param name="problems">Where a name that is unknown is reported.</param>
    public static AttackerProfile Find(
        CommandEnvironment environment,
        LanguagePack? pack,
        string? name,
        DiagnosticBag problems
    )
    {
        if (name is null || string.Equals(name, AttackerProfile.Unlimited.Name, StringComparison.Ordinal))
        {
            return AttackerProfile.Unlimited;
        }

        PackTables tables = (pack ?? CorePack.Load(environment).Value)?.Tables ?? PackTables.Empty;
        if (tables.Attackers.TryGetValue(name, out AttackerEntry? entry))
        {
            return AttackerProfile.Of(entry);
        }

        string[] known = [AttackerProfile.Unlimited.Name, .. tables.Attackers.Keys];
        problems.Add(
            ScenarioRules.UnknownAttacker,
            $"There is no attacker '{name}'; there are {string.Join(", ", known)}.",
            hint: Spelling.DidYouMean(name, known)
        );
        return AttackerProfile.Unlimited;
    }
}
