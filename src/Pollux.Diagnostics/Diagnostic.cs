namespace Pollux.Diagnostics;

/// <summary>One thing that is wrong, at one place, said to a person.</summary>
/// <param name="Rule">What kind of thing it is; carries the code.</param>
/// <param name="Message">A sentence that names the value that is wrong.</param>
/// <param name="Location">Where, as far as known; null when it concerns no input.</param>
/// <param name="Hint">The next step, when this occurrence has a better one than its rule.</param>
/// <param name="Severity">How much it matters here; the rule's own unless given.</param>
public sealed record Diagnostic(
    DiagnosticRule Rule,
    string Message,
    SourceLocation? Location = null,
    string? Hint = null,
    Severity? Severity = null
)
{
    /// <summary>How much it matters, resolved: this occurrence's severity, else its rule's.</summary>
    public Severity Level => Severity ?? Rule.Severity;

    /// <summary>The next step, resolved: this occurrence's hint, else its rule's.</summary>
    public string NextStep => Hint ?? Rule.Hint;

    /// <summary><c>scan.xml(2,2): warning PLX2003: sentence</c>, the form that editors and terminals link.</summary>
    public override string ToString()
    {
        string level = Level switch
        {
            Diagnostics.Severity.Error => "error",
            Diagnostics.Severity.Warning => "warning",
            _ => "info",
        };
        return Location is null ? $"{level} {Rule.Code}: {Message}" : $"{Location}: {level} {Rule.Code}: {Message}";
    }
}
