using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Graph;

/// <summary>Resolves inheritance and binds names, in this order: types, their line of ancestors, fields, steps.</summary>
internal sealed class LanguageGraphBuilder(LanguageSpecification specification, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, AssetType> typesByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> stepNames = new(StringComparer.Ordinal);
    private readonly List<string> stepNameList = [];
    private readonly Dictionary<AssetType, ImmutableArray<LanguageStep>> stepsOf = [];

    public LanguageGraph Build()
    {
        ImmutableArray<AssetType> types = DeclareTypes();
        ConnectSuperTypes(types);
        ImmutableArray<AssociationEnd?> ends = BindAssociations(types);
        ExpressionBinder binder = new(typesByName, StepNameIndex, diagnostics);
        foreach (AssetType type in types)
        {
            ResolveSteps(type, binder);
        }

        foreach (AssetType type in types)
        {
            type.SetSteps(stepsOf[type], stepNameList.Count);
        }

        return new LanguageGraph(specification, types, ends, [.. binder.Paths], [.. stepNameList]);
    }

    private ImmutableArray<AssetType> DeclareTypes()
    {
        ImmutableArray<AssetType>.Builder types = ImmutableArray.CreateBuilder<AssetType>();
        foreach (AssetSpecification asset in specification.Assets)
        {
            AssetType type = new(types.Count, asset);
            if (typesByName.TryAdd(asset.Name, type))
            {
                types.Add(type);
            }
            else
            {
                Report(
                    LanguageGraphRules.DuplicateName,
                    asset.Name,
                    $"The asset type '{asset.Name}' is defined twice."
                );
            }
        }

        return types.ToImmutable();
    }

    private void ConnectSuperTypes(ImmutableArray<AssetType> types)
    {
        foreach (AssetType type in types)
        {
            if (type.Specification.SuperAsset is not { } name)
            {
                continue;
            }

            if (!typesByName.TryGetValue(name, out AssetType? super))
            {
                Report(
                    LanguageGraphRules.UnknownName,
                    type.Name,
                    $"'{type.Name}' extends '{name}', which does not exist."
                );
            }
            else if (super.Is(type))
            {
                // Each link is made only when it closes no circle, so walking up always ends.
                Report(LanguageGraphRules.Cycle, type.Name, $"'{type.Name}' extends itself.");
            }
            else
            {
                type.Super = super;
            }
        }
    }

    private ImmutableArray<AssociationEnd?> BindAssociations(ImmutableArray<AssetType> types)
    {
        ImmutableArray<AssociationSpecification> associations = specification.Associations;
        var ends = new AssociationEnd?[2 * associations.Length];
        ILookup<AssetType, AssociationEnd> byOwner = BindEnds(ends).ToLookup(end => end.Owner);
        foreach (AssetType type in types)
        {
            Dictionary<string, AssociationEnd> fields = new(StringComparer.Ordinal);
            for (AssetType? owner = type; owner is not null; owner = owner.Super)
            {
                foreach (AssociationEnd end in byOwner[owner])
                {
                    if (!fields.TryAdd(end.Field, end) && owner == type)
                    {
                        Report(
                            LanguageGraphRules.DuplicateName,
                            type.Name,
                            $"'{type.Name}' has two fields '{end.Field}'."
                        );
                    }
                }
            }

            type.Fields = fields.ToFrozenDictionary(StringComparer.Ordinal);
        }

        return [.. ends];
    }

    private IEnumerable<AssociationEnd> BindEnds(AssociationEnd?[] ends)
    {
        for (int i = 0; i < specification.Associations.Length; i++)
        {
            AssociationSpecification association = specification.Associations[i];
            AssetType? left = typesByName.GetValueOrDefault(association.LeftAsset);
            AssetType? right = typesByName.GetValueOrDefault(association.RightAsset);
            if (left is null || right is null)
            {
                string missing = left is null ? association.LeftAsset : association.RightAsset;
                Report(
                    LanguageGraphRules.UnknownName,
                    association.Name,
                    $"The association '{association.Name}' has an end at '{missing}', which does not exist."
                );
                continue;
            }

            AssociationEnd toLeft = new(
                2 * i,
                association.LeftField,
                right,
                left,
                association.LeftMultiplicity,
                association.RightField,
                association
            );
            AssociationEnd toRight = new(
                (2 * i) + 1,
                association.RightField,
                left,
                right,
                association.RightMultiplicity,
                association.LeftField,
                association
            );
            ends[2 * i] = toLeft;
            ends[(2 * i) + 1] = toRight;
            yield return toLeft;
            yield return toRight;
        }
    }

    private void ResolveSteps(AssetType type, ExpressionBinder binder)
    {
        if (stepsOf.ContainsKey(type))
        {
            return;
        }

        ImmutableArray<LanguageStep> inherited = [];
        if (type.Super is { } super)
        {
            ResolveSteps(super, binder);
            inherited = stepsOf[super];
        }

        Dictionary<string, LanguageStep> inheritedByName = inherited.ToDictionary(
            step => step.Name,
            StringComparer.Ordinal
        );
        ImmutableArray<LanguageStep>.Builder steps = ImmutableArray.CreateBuilder<LanguageStep>();
        HashSet<string> own = new(StringComparer.Ordinal);
        foreach (StepSpecification step in type.Specification.Steps)
        {
            if (own.Add(step.Name))
            {
                steps.Add(Resolve(type, step, inheritedByName.GetValueOrDefault(step.Name), binder));
            }
            else
            {
                Report(
                    LanguageGraphRules.DuplicateName,
                    Place(type, step),
                    $"'{type.Name}' has two steps '{step.Name}'."
                );
            }
        }

        steps.AddRange(inherited.Where(step => !own.Contains(step.Name)));
        stepsOf[type] = steps.ToImmutable();
    }

    // What a redefinition keeps: -> replaces everything; +> and no targets at all add to targets, tags and texts; the time to
    // compromise is always the redefinition's own, even when it gives none. Detectors are kept unless named again.
    private LanguageStep Resolve(
        AssetType type,
        StepSpecification step,
        LanguageStep? inherited,
        ExpressionBinder binder
    )
    {
        if (inherited is not null && inherited.Type != step.Type)
        {
            Report(
                LanguageGraphRules.KindChanged,
                Place(type, step),
                $"'{step.Name}' is {inherited.Type} in '{inherited.Owner.Name}' and {step.Type} in '{type.Name}'."
            );
        }

        bool adds = inherited is not null && step.Reaches is not { Overrides: true };
        return new LanguageStep(
            step.Name,
            StepNameIndex(step.Name),
            type,
            step.Type,
            step.CausalMode ?? inherited?.CausalMode,
            adds ? inherited!.Meta.SetItems(step.Meta) : step.Meta,
            adds ? [.. inherited!.Tags.Union(step.Tags, StringComparer.Ordinal)] : step.Tags,
            step.Risk ?? (adds ? inherited!.Risk : null),
            step.Ttc,
            BindDetectors(type, step, inherited, binder),
            BindRequires(type, step, adds ? inherited!.Requires : [], binder),
            BindReaches(type, step, adds ? inherited!.Reaches : [], binder)
        );
    }

    private static ImmutableArray<StepTarget> BindReaches(
        AssetType type,
        StepSpecification step,
        ImmutableArray<StepTarget> inherited,
        ExpressionBinder binder
    )
    {
        ImmutableArray<StepTarget>.Builder targets = ImmutableArray.CreateBuilder<StepTarget>();
        foreach (StepExpression expression in step.Reaches?.Expressions ?? [])
        {
            if (binder.BindTarget(expression, type, Place(type, step)) is { } target)
            {
                targets.Add(target);
            }
        }

        targets.AddRange(inherited);
        return [.. targets.Distinct()];
    }

    private static ImmutableArray<AssetPath> BindRequires(
        AssetType type,
        StepSpecification step,
        ImmutableArray<AssetPath> inherited,
        ExpressionBinder binder
    ) =>
        [
            .. (step.Requires?.Expressions ?? [])
                .Select(expression => binder.Bind(expression, type, Place(type, step)))
                .OfType<AssetPath>()
                .Concat(inherited)
                .Distinct(),
        ];

    private static ImmutableArray<LanguageDetector> BindDetectors(
        AssetType type,
        StepSpecification step,
        LanguageStep? inherited,
        ExpressionBinder binder
    )
    {
        ImmutableArray<LanguageDetector>.Builder detectors = ImmutableArray.CreateBuilder<LanguageDetector>();
        foreach (DetectorSpecification detector in step.Detectors)
        {
            IEnumerable<KeyValuePair<string, StepTarget>> context = detector
                .Context.Select(pair =>
                    KeyValuePair.Create(
                        pair.Key,
                        binder.BindTarget(pair.Value, type, $"{Place(type, step)}!{detector.Name}")
                    )
                )
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.Value));
            detectors.Add(new LanguageDetector(detector, [.. context]));
        }

        foreach (LanguageDetector detector in inherited?.Detectors ?? [])
        {
            if (
                step.Detectors.All(own =>
                    !string.Equals(own.Name, detector.Specification.Name, StringComparison.Ordinal)
                )
            )
            {
                detectors.Add(detector);
            }
        }

        return detectors.ToImmutable();
    }

    private int StepNameIndex(string name)
    {
        if (!stepNames.TryGetValue(name, out int index))
        {
            index = stepNameList.Count;
            stepNames[name] = index;
            stepNameList.Add(name);
        }

        return index;
    }

    private static string Place(AssetType type, StepSpecification step) => $"{type.Name}:{step.Name}";

    private void Report(DiagnosticRule rule, string place, string message) =>
        diagnostics.Add(rule, message, record: place);
}
