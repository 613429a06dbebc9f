using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Linting;

/// <summary>What a pack may not do to the language that it builds on.</summary>
internal static class FoundationLint
{
    public static void Check(LintContext context, AssetType type, StepSpecification step)
    {
        if (context.Options.Foundation.IsEmpty)
        {
            return;
        }

        if (InheritedFromFoundation(context, type, step.Name) is { } inherited)
        {
            CheckRedefinition(context, type, step, inherited);
        }

        foreach (StepTarget target in type.FindStep(step.Name)!.Reaches)
        {
            CheckTarget(context, type, step, target);
        }
    }

    public static void CheckAssociations(LintContext context)
    {
        if (context.Options.Foundation.IsEmpty)
        {
            return;
        }

        foreach (AssociationSpecification association in context.Graph.Specification.Associations)
        {
            // Whose association it is shows only in its file: one of the foundation's own has its name there too.
            if (
                context.Options.Foundation.Contains(association.LeftAsset)
                && context.Options.Foundation.Contains(association.RightAsset)
                && !context.Options.FoundationAssociations.Contains(association.Name)
            )
            {
                context.Report(
                    LintRules.ForeignAssociation,
                    association,
                    $"The association '{association.Name}' links '{association.LeftAsset}' and '{association.RightAsset}', both of the foundation."
                );
            }
        }
    }

    private static void CheckRedefinition(
        LintContext context,
        AssetType type,
        StepSpecification step,
        LanguageStep inherited
    )
    {
        string name = $"'{type.Name}:{step.Name}'";
        string origin = $"'{inherited.Owner.Name}:{step.Name}'";
        if (step.Type == StepType.Defense)
        {
            if (step.Reaches is not null)
            {
                context.Report(
                    LintRules.ChangesDefense,
                    type,
                    step.Name,
                    $"{name} gives the defence {origin} other targets."
                );
            }

            return;
        }

        if (inherited.Ttc is not null || step.Ttc is not null)
        {
            context.Report(LintRules.ChangesTime, type, step.Name, $"{name} changes the time of {origin}.");
        }

        if (step.Reaches is { Overrides: true })
        {
            context.Report(LintRules.ChangesMeaning, type, step.Name, $"{name} replaces where {origin} leads.");
        }
    }

    private static void CheckTarget(LintContext context, AssetType type, StepSpecification step, StepTarget target)
    {
        AssetType to = target.Path.Kind == AssetPathKind.Self ? type : target.Path.Type;
        if (
            to.FindStep(target.StepName) is { Type: StepType.And } and
            && DefiningOwner(to, target.StepName) is { } owner
            && context.Options.Foundation.Contains(owner.Name)
            && !LeadsThereAlready(context, type, step.Name, target)
        )
        {
            context.Report(
                LintRules.LinksIntoAnd,
                type,
                step.Name,
                $"'{type.Name}:{step.Name}' leads to the AND step '{owner.Name}:{and.Name}'."
            );
        }
    }

    private static bool LeadsThereAlready(LintContext context, AssetType type, string step, StepTarget target) =>
        InheritedFromFoundation(context, type, step) is { } inherited && inherited.Reaches.Contains(target);

    private static LanguageStep? InheritedFromFoundation(LintContext context, AssetType type, string step)
    {
        for (AssetType? ancestor = type.Super; ancestor is not null; ancestor = ancestor.Super)
        {
            if (context.Options.Foundation.Contains(ancestor.Name))
            {
                return ancestor.FindStep(step);
            }
        }

        return null;
    }

    // The topmost type that has the step.
    private static AssetType? DefiningOwner(AssetType type, string step)
    {
        AssetType? owner = null;
        for (AssetType? at = type; at is not null; at = at.Super)
        {
            if (at.FindStep(step) is not null)
            {
                owner = at;
            }
        }

        return owner;
    }
}
