using System.Collections.Immutable;

namespace Pollux.Twin.Filtering;

/// <summary>How much of a configuration was understood: received = understood + ignored + not understood.</summary>
/// <param name="Understood">Lines that are in the model.</param>
/// <param name="Ignored">Lines that have no meaning for what passes, by class; sorted by class.</param>
/// <param name="NotUnderstood">Lines that were not understood, whether they matter or not.</param>
/// <param name="Doubtful">
/// Those of them that may matter to what passes; at most <see cref="MostDoubtful"/> are kept. While there are any, every answer about
/// the device is partial.
/// </param>
/// <param name="DoubtfulCount">How many of them there are.</param>
public sealed record FilterReading(
    int Understood,
    ImmutableArray<IgnoredLines> Ignored,
    int NotUnderstood,
    ImmutableArray<DoubtfulLine> Doubtful,
    int DoubtfulCount
)
{
    /// <summary>How many doubtful lines are kept with their text.</summary>
    public const int MostDoubtful = 200;

    /// <summary>All lines that are neither blank nor a comment.</summary>
    public int Received => Understood + Ignored.Sum(lines => lines.Count) + NotUnderstood;

    /// <summary>True when an answer about what passes may be wrong because of lines that were not understood.</summary>
    public bool IsPartial => DoubtfulCount > 0;

    /// <summary>The share of lines that is known to be in the model or to have no meaning for it, 0 to 1; 1 when there are none.</summary>
    public double Share => Received == 0 ? 1 : 1 - ((double)NotUnderstood / Received);
}

/// <summary>Lines of one class that are left out on purpose.</summary>
/// <param name="Class">Why: <c>management</c>, <c>logging</c>, <c>cosmetic</c> and so on.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record IgnoredLines(string Class, int Count);

/// <summary>A line that was not understood and may matter.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">The line, as one short text.</param>
public sealed record DoubtfulLine(int Line, string Text);
