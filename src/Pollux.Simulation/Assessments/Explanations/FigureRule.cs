using System.Collections.Immutable;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>How one kind of figure is made.</summary>
/// <param name="Pattern">Its JSON pointer in an assessment; <c>*</c> stands for each element of an array.</param>
/// <param name="Id">Its id; <c>{0}</c> and <c>{1}</c> stand for the positions of the elements, from 1.</param>
/// <param name="Make">Explains the figure at these positions.</param>
internal sealed record FigureRule(string Pattern, string Id, Func<FigureScope, FigureAccount> Make)
{
    /// <summary>
    /// The numbers that the figure consists of, as pointers below its own; empty text for itself. A number of an assessment that no rule
    /// names would be printed without an account of it, which a test forbids.
    /// </summary>
    public ImmutableArray<string> Leaves { get; init; } = [""];

    /// <summary>The leaves of an estimate: value and interval.</summary>
    public static ImmutableArray<string> OfEstimate { get; } = ["/value", "/low", "/high"];
}

/// <summary>What a rule says of one figure; the scope adds what is the same for all.</summary>
/// <param name="Words">What it is.</param>
/// <param name="Value">As the output writes it.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Formula">How it is computed.</param>
internal sealed record FigureAccount(string Words, string Value, string Meaning, string Formula)
{
    public ImmutableArray<ExplanationInput> Inputs { get; init; } = [];

    public ImmutableArray<string> RestsOn { get; init; } = [];

    public ImmutableArray<string> Assumptions { get; init; } = [];

    public ImmutableArray<string> Changes { get; init; } = [];
}
