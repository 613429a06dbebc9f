using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Graph;

/// <summary>Resolves the names of expressions and makes equal expressions one object.</summary>
internal sealed class ExpressionBinder(
    IReadOnlyDictionary<string, AssetType> typesByName,
    Func<string, int> stepNameIndex,
    DiagnosticBag diagnostics
)
{
    /// <summary>Deep enough for any language seen (under 20), shallow enough for the stack.</summary>
    private const int MaximumDepth = 400;

    private readonly Dictionary<(AssetPathKind, int, int, int), AssetPath> interned = [];
    private readonly Dictionary<(AssetType, string), AssetPath?> variables = [];
    private readonly HashSet<(AssetType, string)> inProgress = [];
    private int depth;

    public List<AssetPath> Paths { get; } = [];

    /// <summary>Binds the target of a step; null, with a diagnostic, when it does not fit.</summary>
    /// <param name="expression">The expression, a step's name at its end.</param>
    /// <param name="from">The type that the expression is declared in.</param>
    /// <param name="place">What is bound, for diagnostics: <c>Type:step</c>.</param>
    public StepTarget? BindTarget(StepExpression expression, AssetType from, string place)
    {
        (AssetPath? path, string? stepName) = expression switch
        {
            AttackStepExpression step => (Self(from), step.Name),
            CollectExpression { Right: AttackStepExpression step } chain => (Bind(chain.Left, from, place), step.Name),
            // a.(b.step) is the same as (a.b).step.
            CollectExpression { Right: CollectExpression right } chain => BindChain(chain.Left, right, from, place),
            _ => (null, null),
        };
        if (stepName is null)
        {
            Report(LanguageGraphRules.WrongType, place, "A target does not end in the name of a step.");
            return null;
        }

        if (path is null)
        {
            return null;
        }

        if (!HasStep(path.Type, stepName))
        {
            Report(LanguageGraphRules.UnknownName, place, $"{path.Type.Name} has no step '{stepName}'.");
            return null;
        }

        return new StepTarget(path, stepName, stepNameIndex(stepName));
    }

    /// <summary>Binds an asset expression; null, with a diagnostic, when it does not fit.</summary>
    public AssetPath? Bind(StepExpression expression, AssetType from, string place)
    {
        if (depth >= MaximumDepth)
        {
            Report(LanguageGraphRules.TooDeep, place, $"An expression is nested more than {MaximumDepth} levels deep.");
            return null;
        }

        depth++;
        AssetPath? path = expression switch
        {
            FieldExpression field => BindField(field.Name, from, place),
            VariableExpression variable => BindVariable(variable.Name, from, place),
            CollectExpression collect => BindCollect(collect, from, place),
            UnionExpression set => BindSet(AssetPathKind.Union, set.Left, set.Right, from, place),
            IntersectionExpression set => BindSet(AssetPathKind.Intersection, set.Left, set.Right, from, place),
            DifferenceExpression set => BindSet(AssetPathKind.Difference, set.Left, set.Right, from, place),
            TransitiveExpression transitive => BindTransitive(transitive, from, place),
            SubTypeExpression subType => BindSubType(subType, from, place),
            _ => Refuse(LanguageGraphRules.WrongType, place, "A step's name stands where assets are meant."),
        };
        depth--;
        return path;
    }

    /// <summary>The path that stays where it is.</summary>
    public AssetPath Self(AssetType type) => Intern(AssetPathKind.Self, null, null, null, type);

    /// <summary>The nearest type that both extend (or are), or null.</summary>
    public static AssetType? CommonAncestor(AssetType left, AssetType right)
    {
        for (AssetType? candidate = left; candidate is not null; candidate = candidate.Super)
        {
            if (right.Is(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private (AssetPath? Path, string? StepName) BindChain(
        StepExpression first,
        CollectExpression rest,
        AssetType from,
        string place
    ) =>
        rest.Right switch
        {
            AttackStepExpression step => (Bind(new CollectExpression(first, rest.Left), from, place), step.Name),
            CollectExpression more => BindChain(new CollectExpression(first, rest.Left), more, from, place),
            _ => (null, null),
        };

    private AssetPath? BindField(string name, AssetType from, string place) =>
        from.Fields.TryGetValue(name, out AssociationEnd? end)
            ? Intern(AssetPathKind.Field, null, null, end, end.Target)
            : Refuse(LanguageGraphRules.UnknownName, place, $"{from.Name} has no field '{name}'.");

    private AssetPath? BindVariable(string name, AssetType from, string place)
    {
        for (AssetType? owner = from; owner is not null; owner = owner.Super)
        {
            foreach (VariableSpecification variable in owner.Specification.Variables)
            {
                if (string.Equals(variable.Name, name, StringComparison.Ordinal))
                {
                    return BindVariable(variable, owner);
                }
            }
        }

        return Refuse(LanguageGraphRules.UnknownName, place, $"{from.Name} has no variable '{name}'.");
    }

    private AssetPath? BindVariable(VariableSpecification variable, AssetType owner)
    {
        (AssetType, string) key = (owner, variable.Name);
        if (variables.TryGetValue(key, out AssetPath? known))
        {
            known?.IsShared = true;
            return known;
        }

        string place = $"{owner.Name}:{variable.Name}()";
        if (!inProgress.Add(key))
        {
            return Refuse(LanguageGraphRules.Cycle, place, $"The variable '{variable.Name}' uses itself.");
        }

        AssetPath? path = Bind(variable.Expression, owner, place);
        inProgress.Remove(key);
        variables[key] = path;
        return path;
    }

    private AssetPath? BindCollect(CollectExpression collect, AssetType from, string place)
    {
        AssetPath? left = Bind(collect.Left, from, place);
        AssetPath? right = left is null ? null : Bind(collect.Right, left.Type, place);
        return left is null || right is null ? null : Intern(AssetPathKind.Collect, left, right, null, right.Type);
    }

    private AssetPath? BindSet(
        AssetPathKind kind,
        StepExpression leftExpression,
        StepExpression rightExpression,
        AssetType from,
        string place
    )
    {
        AssetPath? left = Bind(leftExpression, from, place);
        AssetPath? right = Bind(rightExpression, from, place);
        if (left is null || right is null)
        {
            return null;
        }

        AssetType? common = CommonAncestor(left.Type, right.Type);
        if (common is null)
        {
            return Refuse(
                LanguageGraphRules.WrongType,
                place,
                $"{left.Type.Name} and {right.Type.Name} have no common ancestor for a set operation."
            );
        }

        return left == right && kind != AssetPathKind.Difference ? left : Intern(kind, left, right, null, common);
    }

    private AssetPath? BindTransitive(TransitiveExpression transitive, AssetType from, string place)
    {
        AssetPath? inner = Bind(transitive.Inner, from, place);
        if (inner is null)
        {
            return null;
        }

        if (!from.Is(inner.Type) && !inner.Type.Is(from))
        {
            return Refuse(
                LanguageGraphRules.WrongType,
                place,
                $"A transitive expression leads from {from.Name} to {inner.Type.Name}, which are not of one line of types."
            );
        }

        return Intern(AssetPathKind.Transitive, inner, null, null, inner.Type);
    }

    private AssetPath? BindSubType(SubTypeExpression subType, AssetType from, string place)
    {
        AssetPath? inner = Bind(subType.Inner, from, place);
        if (!typesByName.TryGetValue(subType.SubType, out AssetType? type))
        {
            return Refuse(LanguageGraphRules.UnknownName, place, $"There is no asset type '{subType.SubType}'.");
        }

        return inner is null ? null : Intern(AssetPathKind.SubType, inner, null, null, type);
    }

    private AssetPath Intern(
        AssetPathKind kind,
        AssetPath? left,
        AssetPath? right,
        AssociationEnd? field,
        AssetType type
    )
    {
        int third = kind is AssetPathKind.Field ? field!.Index : type.Index;
        (AssetPathKind, int, int, int) key = (kind, left?.Index ?? -1, right?.Index ?? -1, third);
        if (interned.TryGetValue(key, out AssetPath? known))
        {
            known.IsShared = true;
            return known;
        }

        AssetPath path = new(Paths.Count, kind, left, right, field, type);
        Paths.Add(path);
        interned[key] = path;
        return path;
    }

    private static bool HasStep(AssetType type, string name)
    {
        for (AssetType? owner = type; owner is not null; owner = owner.Super)
        {
            if (owner.Specification.Steps.Any(step => string.Equals(step.Name, name, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private AssetPath? Refuse(DiagnosticRule rule, string place, string message)
    {
        Report(rule, place, message);
        return null;
    }

    private void Report(DiagnosticRule rule, string place, string message) =>
        diagnostics.Add(rule, message, record: place);
}
