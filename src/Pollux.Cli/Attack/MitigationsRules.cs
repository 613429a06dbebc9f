using Pollux.Diagnostics;

namespace Pollux.Cli.Attack;

/// <summary>What can be wrong with what <c>pollux attack mitigations</c> is asked for.</summary>
public static class MitigationsRules
{
    /// <summary>A budget that cannot be used.</summary>
    public static readonly DiagnosticRule BadBudget = new(
        "PLX6056",
        Severity.Error,
        "A budget that cannot be used",
        "Give money, such as 50000, 50k or 1.5M, where the site says what its classes of cost are in money, else person-days, such as 30d."
    );
}
