using System.Collections.Immutable;

namespace Pollux.Diagnostics;

/// <summary>
/// The answer of anything that reads user input: what could be made of it, and everything that is wrong with it.
/// User input never throws.
/// </summary>
/// <param name="Value">What could be made of the input; null when nothing could.</param>
/// <param name="Diagnostics">All that is wrong, in the order of the input; empty when nothing is.</param>
public sealed record Diagnosed<T>(T? Value, ImmutableArray<Diagnostic> Diagnostics)
    where T : class
{
    /// <summary>True when at least one diagnostic is an error.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Level == Severity.Error);
}
