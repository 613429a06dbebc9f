using System.Collections.Immutable;

namespace Pollux.Formats.Scenarios;

/// <summary>What a scenario file says, names as written; what it does not say is null or empty.</summary>
/// <param name="Title">What the scenario is called.</param>
/// <param name="Attacker">The name of a profile.</param>
/// <param name="Profile">A profile of the file's own.</param>
/// <param name="Entries">Where the attacker begins, <c>asset:step</c>.</param>
/// <param name="Goals">What must not fall, <c>asset:step</c>.</param>
/// <param name="Defenses">Defences that are switched, <c>asset:defence</c>, in the file's order.</param>
/// <param name="Removed">Steps that can never be reached, <c>asset:step</c>.</param>
/// <param name="Horizon">How long the attacker has, such as <c>365d</c>.</param>
/// <param name="Samples">How many attacks.</param>
/// <param name="Seed">Decides every random number.</param>
public sealed record ScenarioDocument(
    string Title,
    string? Attacker,
    ScenarioProfile? Profile,
    ImmutableArray<string> Entries,
    ImmutableArray<string> Goals,
    ImmutableArray<SwitchedDefense> Defenses,
    ImmutableArray<string> Removed,
    string? Horizon,
    int? Samples,
    ulong? Seed
);

/// <summary>An attacker as a scenario file describes it.</summary>
/// <param name="TimeFactor">Multiplies every time to compromise; above 0.</param>
/// <param name="Capabilities">Probability, 0 to 1, of each capability, by its tag without <c>@</c>.</param>
public sealed record ScenarioProfile(double TimeFactor, ImmutableSortedDictionary<string, double> Capabilities);

/// <summary>A defence that a scenario switches.</summary>
/// <param name="Name"><c>asset:defence</c>.</param>
/// <param name="IsOn">On or off.</param>
public readonly record struct SwitchedDefense(string Name, bool IsOn);
