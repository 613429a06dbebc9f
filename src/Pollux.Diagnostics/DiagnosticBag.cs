using System.Collections.Immutable;

namespace Pollux.Diagnostics;

/// <summary>
/// Collects diagnostics while one input is read. Bounded: after <see cref="MaximumPerRule"/> of one rule, further ones are
/// only counted, and the bag says how many, so that a hostile file cannot fill the memory and nothing is silently lost.
/// Not safe for use by several threads.
/// </summary>
public sealed class DiagnosticBag
{
    /// <summary>How many diagnostics of one rule are kept in full.</summary>
    public const int MaximumPerRule = 1_000;

    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly Dictionary<string, int> countByCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Diagnostic> firstByCode = new(StringComparer.Ordinal);

    /// <summary>Creates a bag for one input.</summary>
    /// <param name="file">The file as the user named it; used by the overloads that take no location.</param>
    public DiagnosticBag(string file) => File = file;

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>True once an error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>How many diagnostics were added, those only counted included.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a diagnostic.</summary>
    public void Add(Diagnostic diagnostic)
    {
        Count++;
        HasErrors |= diagnostic.Level == Severity.Error;
        string code = diagnostic.Rule.Code;
        int seen = countByCode.GetValueOrDefault(code);
        countByCode[code] = seen + 1;
        firstByCode.TryAdd(code, diagnostic);
        if (seen < MaximumPerRule)
        {
            diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Adds a diagnostic at a place of this bag's file.</summary>
    public void Add(
        DiagnosticRule rule,
        string message,
        int? line = null,
        int? column = null,
        int? length = null,
        string? record = null,
        string? hint = null
    ) => Add(new Diagnostic(rule, message, new SourceLocation(File, line, column, length, record), hint));

    /// <summary>Adds all of another reader's diagnostics.</summary>
    public void AddRange(IEnumerable<Diagnostic> others)
    {
        foreach (Diagnostic diagnostic in others)
        {
            Add(diagnostic);
        }
    }

    /// <summary>All diagnostics in the order they were added, then one line for each rule that had too many to keep.</summary>
    public ImmutableArray<Diagnostic> ToImmutable()
    {
        IEnumerable<Diagnostic> dropped = countByCode
            .Where(pair => pair.Value > MaximumPerRule)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Diagnostic(
                firstByCode[pair.Key].Rule,
                $"{pair.Value - MaximumPerRule} more like this are not listed one by one ({pair.Value} in all).",
                new SourceLocation(File),
                Severity: firstByCode[pair.Key].Level
            ));
        return [.. diagnostics, .. dropped];
    }

    /// <summary>Pairs a value with what was collected.</summary>
    public Diagnosed<T> With<T>(T? value)
        where T : class => new(value, ToImmutable());
}
