using System.Collections.Immutable;
using Pollux.Language.Packs;

namespace Pollux.Simulation.Attackers;

/// <summary>
/// Who attacks: how slow, and what this attacker can do. The factor multiplies every time to compromise. A step that bears the tag of a
/// capability is possible only in the samples whose attacker has it; each capability is drawn once for a sample, so that all steps that
/// need it stand or fall together.
/// </summary>
/// <param name="Name">A short name, such as <c>criminal</c>.</param>
/// <param name="Text">One sentence on who that is.</param>
/// <param name="TimeFactor">Multiplies every time to compromise; above 0 and finite.</param>
/// <param name="Capabilities">Probability, 0 to 1, that the attacker has a capability, by its tag without <c>@</c>. A tag that is not here gates
/// nothing.</param>
public sealed record AttackerProfile(
    string Name,
    string Text,
    double TimeFactor,
    ImmutableSortedDictionary<string, double> Capabilities
)
{
    /// <summary>Most capabilities of one profile.</summary>
    public const int MaximumCapabilities = 64;

    /// <summary>A capable, patient team that can do all that the language knows, in the times that the language gives.</summary>
    public static AttackerProfile Unlimited { get; } =
        new(
            "unlimited",
            "A capable, patient team that can do all that the language knows.",
            1,
            ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)
        );

    /// <summary>The attacker of a pack's table.</summary>
    public static AttackerProfile Of(AttackerEntry entry) =>
        new(entry.Name, entry.Text, entry.TimeFactor, entry.Capabilities);
}
