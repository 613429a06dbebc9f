namespace Pollux.Language.Specification;

/// <summary>
/// How a step finds the assets or steps that it leads to; evaluated on a set of assets. A closed family:
/// switch over it without a default meaning.
/// </summary>
public abstract record StepExpression
{
    private protected StepExpression() { }
}

/// <summary>The name of an attack step; only as the last part of a reaches expression.</summary>
public sealed record AttackStepExpression(string Name) : StepExpression;

/// <summary>All assets linked under a role.</summary>
public sealed record FieldExpression(string Name) : StepExpression;

/// <summary>A variable, <c>name()</c>.</summary>
public sealed record VariableExpression(string Name) : StepExpression;

/// <summary><c>left.right</c>: right evaluated from each of left.</summary>
public sealed record CollectExpression(StepExpression Left, StepExpression Right) : StepExpression;

/// <summary><c>left \/ right</c>.</summary>
public sealed record UnionExpression(StepExpression Left, StepExpression Right) : StepExpression;

/// <summary><c>left /\ right</c>.</summary>
public sealed record IntersectionExpression(StepExpression Left, StepExpression Right) : StepExpression;

/// <summary><c>left - right</c>.</summary>
public sealed record DifferenceExpression(StepExpression Left, StepExpression Right) : StepExpression;

/// <summary><c>inner*</c>: the start set and everything reached by following inner any number of times.</summary>
public sealed record TransitiveExpression(StepExpression Inner) : StepExpression;

/// <summary><c>inner[Type]</c>: only assets of the type or below.</summary>
public sealed record SubTypeExpression(StepExpression Inner, string SubType) : StepExpression;
