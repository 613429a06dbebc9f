using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Linting;

/// <summary>Locality, gates and defences: what makes a language safe to extend and to simulate in either dynamics.</summary>
internal static class StructureLint
{
    public static void Check(LintContext context, AssetType type, LanguageStep step)
    {
        CheckException(context, type, step);
        switch (step.Type)
        {
            case StepType.And:
                CheckLocality(context, type, step);
                break;
            case StepType.Or:
                CheckGate(context, type, step);
                break;
            case StepType.Defense:
                CheckDefense(context, type, step);
                break;
            case StepType.Exist:
            case StepType.NotExist:
            default:
                break;
        }

        if (step.IsAttackStep && TimeClasses.Classify(step.Ttc) is null)
        {
            context.Report(
                LintRules.TimeOutsideClasses,
                type,
                step.Name,
                $"The time of '{type.Name}:{step.Name}' is in no time class."
            );
        }
    }

    private static void CheckException(LintContext context, AssetType type, LanguageStep step)
    {
        if (!step.Meta.TryGetValue("lint", out string? exception))
        {
            return;
        }

        if (exception != LanguageLinter.Redundancy)
        {
            context.Report(
                LintRules.UnknownException,
                type,
                step.Name,
                $"'{type.Name}:{step.Name}' declares the exception '{exception}'."
            );
        }
        else if (step.Type != StepType.And)
        {
            context.Report(
                LintRules.NotRedundancy,
                type,
                step.Name,
                $"'{type.Name}:{step.Name}' is declared a redundancy but is no AND step."
            );
        }
    }

    private static void CheckLocality(LintContext context, AssetType type, LanguageStep step)
    {
        List<Parent> parents = [.. context.ParentsOf(type, step.Name)];
        if (!step.Meta.ContainsKey("lint"))
        {
            foreach (Parent parent in parents.Where(parent => !parent.IsLocal))
            {
                context.Report(
                    LintRules.ForeignParent,
                    type,
                    step.Name,
                    $"The AND step '{type.Name}:{step.Name}' has the parent '{parent.From.Name}:{parent.Step.Name}' on another asset."
                );
            }
        }
        else if (parents.Count == 0 || parents.Any(parent => parent.IsLocal))
        {
            context.Report(
                LintRules.NotRedundancy,
                type,
                step.Name,
                $"'{type.Name}:{step.Name}' is declared a redundancy, but steps of its own asset, or none at all, lead to it."
            );
        }
    }

    private static void CheckGate(LintContext context, AssetType type, LanguageStep step)
    {
        List<string> defenses =
        [
            .. context
                .ParentsOf(type, step.Name)
                .Where(parent => parent.Step.Type == StepType.Defense)
                .Select(parent => parent.Step.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (defenses.Count > 1)
        {
            context.Report(
                LintRules.SharedGate,
                type,
                step.Name,
                $"The defences {string.Join(" and ", defenses.Select(name => $"'{name}'"))} all lead to the OR step '{type.Name}:{step.Name}'."
            );
        }
    }

    private static void CheckDefense(LintContext context, AssetType type, LanguageStep defense)
    {
        if (defense.Reaches.IsEmpty)
        {
            context.Report(
                LintRules.BlocksNothing,
                type,
                defense.Name,
                $"The defence '{type.Name}:{defense.Name}' leads nowhere."
            );
        }

        foreach (StepTarget target in defense.Reaches.Where(target => !Blocks(type, target)))
        {
            context.Report(
                LintRules.BlocksNothing,
                type,
                defense.Name,
                $"The defence '{type.Name}:{defense.Name}' leads to '{target.StepName}', which it cannot block."
            );
        }
    }

    private static bool Blocks(AssetType type, StepTarget target) =>
        LocalStep(type, target) is { } step
        && (
            step.Type == StepType.And
            || (step.Type == StepType.Or && step.Reaches.Any(next => LocalStep(type, next)?.Type == StepType.And))
        );

    private static LanguageStep? LocalStep(AssetType type, StepTarget target) =>
        target.Path.Kind == AssetPathKind.Self ? type.FindStep(target.StepName) : null;
}
