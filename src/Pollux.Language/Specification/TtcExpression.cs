using System.Collections.Immutable;

namespace Pollux.Language.Specification;

/// <summary>A time to compromise as written: distributions, numbers and arithmetic. Days for Pollux's languages.</summary>
public abstract record TtcExpression
{
    private protected TtcExpression() { }
}

/// <summary>A distribution with its arguments, such as <c>Exponential(0.1)</c> or <c>EasyAndCertain</c>.</summary>
public sealed record TtcFunction(string Name, ImmutableArray<double> Arguments) : TtcExpression
{
    /// <summary>Equal when the name and every argument are.</summary>
    public bool Equals(TtcFunction? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Arguments.SequenceEqual(other.Arguments);

    /// <summary>Agrees with <see cref="Equals(TtcFunction?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Name, Arguments.Length);
}

/// <summary>A plain number.</summary>
public sealed record TtcNumber(double Value) : TtcExpression;

/// <summary>Arithmetic on two expressions.</summary>
public sealed record TtcBinary(TtcOperator Operator, TtcExpression Left, TtcExpression Right) : TtcExpression;

/// <summary>The operators of a time to compromise.</summary>
public enum TtcOperator
{
    /// <summary><c>+</c></summary>
    Addition,

    /// <summary><c>-</c></summary>
    Subtraction,

    /// <summary><c>*</c></summary>
    Multiplication,

    /// <summary><c>/</c></summary>
    Division,

    /// <summary><c>^</c></summary>
    Exponentiation,
}
