using Pollux.Diagnostics;

namespace Pollux.Language.Binding;

/// <summary>What all parts of the binder share.</summary>
/// <param name="Diagnostics">Where problems go.</param>
/// <param name="IsIncomplete">True when something may be missing, so that a name that is not found proves nothing.</param>
internal sealed record BindingContext(DiagnosticBag Diagnostics, bool IsIncomplete)
{
    private const int MaximumListed = 8;

    public void Report(DiagnosticRule rule, SourceLocation? place, string message, string? hint = null) =>
        Diagnostics.Add(new Diagnostic(rule, message, place, hint));

    /// <summary>Reports that a name is not found, unless something was lost before and it may have been that; proposes the nearest name, or all when they are few.</summary>
    public void ReportUnknown(
        DiagnosticRule rule,
        SourceLocation place,
        string message,
        string name,
        IEnumerable<string> candidates
    )
    {
        if (IsIncomplete)
        {
            return;
        }

        // Past the bag's limit nobody reads the proposals, and they cost the most.
        string? proposal = Diagnostics.Count < DiagnosticBag.MaximumPerRule ? Propose(name, candidates) : null;
        Report(rule, place, message, proposal is null ? null : $"{proposal} {rule.Hint}");
    }

    /// <summary>The first item of each key goes on; for each further one the problem is reported.</summary>
    public static void ForEachRepeated<T>(IEnumerable<T> items, Func<T, string> key, Action<T, T> report)
    {
        Dictionary<string, T> firsts = new(StringComparer.Ordinal);
        foreach (T item in items)
        {
            if (!firsts.TryAdd(key(item), item))
            {
                report(item, firsts[key(item)]);
            }
        }
    }

    /// <summary>A place for the middle of a sentence: the line, and the file when it is another one.</summary>
    public static string Where(SourceLocation earlier, SourceLocation here) =>
        earlier.Line is null ? earlier.Record ?? earlier.File
        : string.Equals(earlier.File, here.File, StringComparison.Ordinal)
            ? $"line {earlier.Line}, column {earlier.Column}"
        : earlier.ToString();

    // The nearest name, or all of them when they are few; null when there is nothing to propose.
    private static string? Propose(string name, IEnumerable<string> candidates)
    {
        string[] known = [.. candidates.Order(StringComparer.Ordinal)];
        return Spelling.DidYouMean(name, known)
            ?? (
                known.Length is > 0 and <= MaximumListed
                    ? $"There {(known.Length == 1 ? "is" : "are")}: {string.Join(", ", known)}."
                    : null
            );
    }
}
