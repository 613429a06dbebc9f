using Pollux.Diagnostics;

namespace Pollux.Cli.Knowledge;

/// <summary>What can be wrong with how <c>pollux knowledge</c> is called.</summary>
public static class KnowledgeRules
{
    /// <summary>More than one twin was given.</summary>
    public static readonly DiagnosticRule SeveralTwins = new(
        "PLX4040",
        Severity.Error,
        "More than one twin was given",
        "Give one SITE.twin, with as many other files as you like."
    );
}
