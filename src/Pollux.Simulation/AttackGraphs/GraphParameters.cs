using System.Collections.Immutable;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>
/// Other values for what a language or a model assumes: how long steps take, how likely a gate opens, how likely a defence works. What
/// is not named stays as written. Random numbers stay those of the graph as written, so two sets of parameters see the same attacks.
/// </summary>
public sealed record GraphParameters
{
    /// <summary>As written.</summary>
    public static GraphParameters AsWritten { get; } = new();

    /// <summary>
    /// By the text of a time class (<see cref="TimeClasses"/>), what multiplies the time of every step of that class; above 0, finite.
    /// </summary>
    public ImmutableSortedDictionary<string, double> TimeFactors { get; init; } = Empty;

    /// <summary>
    /// By <c>Type:step</c>, the type being the one that declares the step, the probability, 0 to 1, that the gate before the step's time
    /// opens (<c>Bernoulli(p) * ...</c>).
    /// </summary>
    public ImmutableSortedDictionary<string, double> Gates { get; init; } = Empty;

    /// <summary>
    /// By <c>Type:defense</c>, the type being the one that declares the defence, the probability, 0 to 1, that it is on where the model
    /// does not say.
    /// </summary>
    public ImmutableSortedDictionary<string, double> DefaultDefenses { get; init; } = Empty;

    /// <summary>By node, the probability, 0 to 1, that a defence is on, whatever the model says.</summary>
    public ImmutableSortedDictionary<int, double> Defenses { get; init; } =
        ImmutableSortedDictionary<int, double>.Empty;

    private static ImmutableSortedDictionary<string, double> Empty =>
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
