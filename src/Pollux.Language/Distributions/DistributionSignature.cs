using System.Collections.Immutable;

namespace Pollux.Language.Distributions;

/// <summary>Where a distribution may be used.</summary>
public enum DistributionUse
{
    /// <summary>As the time to compromise of an attack step (<c>|</c> and <c>&amp;</c>).</summary>
    AttackSteps,

    /// <summary>As the state of a defence (<c>#</c>).</summary>
    Defenses,

    /// <summary>For both.</summary>
    Both,
}

/// <summary>One parameter of a distribution.</summary>
/// <param name="Name">Its name, as messages use it.</param>
/// <param name="Minimum">The smallest value; null when there is none.</param>
/// <param name="IsMinimumExcluded">True when the minimum itself is not allowed.</param>
/// <param name="Maximum">The largest value, allowed itself; null when there is none.</param>
public sealed record DistributionParameter(
    string Name,
    double? Minimum = null,
    bool IsMinimumExcluded = false,
    double? Maximum = null
)
{
    /// <summary>True when the value is in the range.</summary>
    public bool Allows(double value) =>
        double.IsFinite(value)
        && (Minimum is not { } minimum || (IsMinimumExcluded ? value > minimum : value >= minimum))
        && (Maximum is not { } maximum || value <= maximum);

    /// <summary>The range as a condition, such as <c>0 &lt;= probability &lt;= 1</c>.</summary>
    public string Range =>
        (Minimum, Maximum) switch
        {
            ({ } minimum, { } maximum) => $"{minimum} {(IsMinimumExcluded ? "<" : "<=")} {Name} <= {maximum}",
            ({ } minimum, null) => $"{Name} {(IsMinimumExcluded ? ">" : ">=")} {minimum}",
            (null, { } maximum) => $"{Name} <= {maximum}",
            _ => $"any {Name}",
        };
}

/// <summary>The name and the parameters of a distribution of MAL.</summary>
/// <param name="Name">The name as written in MAL.</param>
/// <param name="Parameters">Its parameters in order; empty for a named constant such as <c>EasyAndCertain</c>.</param>
/// <param name="Use">Where it may be used.</param>
public sealed record DistributionSignature(
    string Name,
    ImmutableArray<DistributionParameter> Parameters,
    DistributionUse Use = DistributionUse.AttackSteps
);
