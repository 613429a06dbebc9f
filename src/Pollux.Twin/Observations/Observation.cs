using System.Collections.Immutable;

namespace Pollux.Twin.Observations;

/// <summary>
/// What one record of one source says, at one time, or several records that say the same. Importers emit nothing else; merging is done later, by resolution,
/// and can be done again.
/// </summary>
/// <param name="Record">
/// The record's key within its source, stable over readings: <c>host 10.0.0.7</c>, <c>/components/4</c>, a product id.
/// </param>
/// <param name="At">When it was true, if the record knows better than its source; else null.</param>
/// <param name="Confidence">How sure the source is of the record as a whole, from 0 to 1.</param>
/// <param name="Statements">What it says, in a stable order.</param>
public sealed record Observation(
    string Record,
    DateTimeOffset? At,
    double Confidence,
    ImmutableArray<Statement> Statements
)
{
    /// <summary>
    /// How many records of the source it stands for, at least 1; more where an importer sums up what says the same, such as the
    /// connections from one host to one service.
    /// </summary>
    public int Records { get; init; } = 1;
}

/// <summary>One thing that a record says. A closed family.</summary>
public abstract record Statement
{
    private protected Statement() { }
}
