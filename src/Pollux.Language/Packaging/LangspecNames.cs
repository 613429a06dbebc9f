using System.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Packaging;

/// <summary>The words of the langspec format for the closed sets of the specification.</summary>
public static class LangspecNames
{
    /// <summary>The word for a kind of step; attack graph files use it too.</summary>
    public static string Of(StepType type) =>
        type switch
        {
            StepType.Or => "or",
            StepType.And => "and",
            StepType.Defense => "defense",
            StepType.Exist => "exist",
            StepType.NotExist => "notExist",
            _ => throw new UnreachableException($"{type} is no type of step."),
        };

    internal static string Of(CausalMode mode) => mode == CausalMode.Effect ? "effect" : "action";

    internal static string Of(TtcOperator kind) =>
        kind switch
        {
            TtcOperator.Addition => "addition",
            TtcOperator.Subtraction => "subtraction",
            TtcOperator.Multiplication => "multiplication",
            TtcOperator.Division => "division",
            TtcOperator.Exponentiation => "exponentiation",
            _ => throw new UnreachableException($"{kind} is no operator of times."),
        };

    internal static string Of(StepExpression expression) =>
        expression switch
        {
            AttackStepExpression => "attackStep",
            FieldExpression => "field",
            VariableExpression => "variable",
            CollectExpression => "collect",
            UnionExpression => "union",
            IntersectionExpression => "intersection",
            DifferenceExpression => "difference",
            TransitiveExpression => "transitive",
            SubTypeExpression => "subType",
            _ => throw new UnreachableException($"{expression.GetType()} is no step expression."),
        };
}
