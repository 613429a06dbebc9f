using System.Collections.Immutable;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>How one figure of an assessment was made.</summary>
/// <param name="Id">The figure's id, such as <c>jewel:1.probability</c>; numbers count from 1 in the order of the output.</param>
/// <param name="Place">Where it stands in the JSON of the assessment: a JSON pointer (RFC 6901).</param>
/// <param name="Words">What it is, as a phrase.</param>
/// <param name="Value">The figure as the output writes it.</param>
/// <param name="Meaning">What it says, in plain sentences.</param>
/// <param name="Formula">How it is computed, with the numbers filled in.</param>
/// <param name="Inputs">What went in, by name and value.</param>
/// <param name="RestsOn">The records, sources and judgements that it rests on, with their age.</param>
/// <param name="Assumptions">What is taken for granted, most important first.</param>
/// <param name="Changes">What would change it.</param>
/// <param name="Reproduce">How to get it again, as commands and facts of the run.</param>
public sealed record Explanation(
    string Id,
    string Place,
    string Words,
    string Value,
    string Meaning,
    string Formula,
    ImmutableArray<ExplanationInput> Inputs,
    ImmutableArray<string> RestsOn,
    ImmutableArray<string> Assumptions,
    ImmutableArray<string> Changes,
    ImmutableArray<string> Reproduce
);

/// <summary>One thing that went into a figure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record ExplanationInput(string Name, string Value);
