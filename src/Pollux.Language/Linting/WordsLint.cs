using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;

namespace Pollux.Language.Linting;

/// <summary>Words, tags and the facts of defences.</summary>
internal static class WordsLint
{
    private static readonly ImmutableArray<string> Words = ["label", "user"];
    private static readonly ImmutableArray<string> DefenseFacts = ["mitigation", "d3fend", "sr", "observed", "cost"];

    public static void CheckAsset(LintContext context, AssetType type)
    {
        foreach (string key in Words.Where(key => IsMissing(type.Specification.Meta, key)))
        {
            context.Report(LintRules.NoWords, type, null, $"The asset '{type.Name}' has no {key} info.");
        }
    }

    public static void CheckStep(LintContext context, AssetType type, LanguageStep step)
    {
        foreach (string key in Words.Where(key => IsMissing(step.Meta, key)))
        {
            context.Report(LintRules.NoWords, type, step.Name, $"'{type.Name}:{step.Name}' has no {key} info.");
        }

        if (step.Type == StepType.Defense)
        {
            CheckDefense(context, type, step);
        }

        if (context.Options.Tables is { } tables)
        {
            foreach (string tag in step.Tags.Where(tag => !IsKnown(tables, tag)))
            {
                context.Report(
                    LintRules.UnknownTag,
                    type,
                    step.Name,
                    $"The tag '@{tag}' of '{type.Name}:{step.Name}' is in no table."
                );
            }
        }
    }

    private static void CheckDefense(LintContext context, AssetType type, LanguageStep defense)
    {
        foreach (string key in DefenseFacts.Where(key => IsMissing(defense.Meta, key)))
        {
            context.Report(
                LintRules.NoDefenseFacts,
                type,
                defense.Name,
                $"The defence '{type.Name}:{defense.Name}' has no {key} info."
            );
        }

        if (defense.Meta.TryGetValue("cost", out string? cost) && DefenseMeta.ReadCost(cost) is null)
        {
            context.Report(
                LintRules.UnreadableCost,
                type,
                defense.Name,
                $"The cost '{cost}' of '{type.Name}:{defense.Name}' cannot be read."
            );
        }

        if (context.Options.Tables is { } tables)
        {
            CheckReferences(context, type, defense, "mitigation", tables.Mitigations.ContainsKey);
            CheckReferences(context, type, defense, "d3fend", tables.Countermeasures.ContainsKey);
            CheckRequirement(context, type, defense, tables);
        }
    }

    private static void CheckReferences(
        LintContext context,
        AssetType type,
        LanguageStep defense,
        string key,
        Func<string, bool> isKnown
    )
    {
        foreach (string id in DefenseMeta.ReadIds(defense.Meta, key).Where(id => !isKnown(id)))
        {
            context.Report(
                LintRules.UnknownReference,
                type,
                defense.Name,
                $"The {key} '{id}' of '{type.Name}:{defense.Name}' is in no table."
            );
        }
    }

    // A requirement's id has blanks in it ("SR 1.1 RE 2"), so it is one id per defence.
    private static void CheckRequirement(LintContext context, AssetType type, LanguageStep defense, PackTables tables)
    {
        string requirement = DefenseMeta.ReadText(defense.Meta, "sr");
        if (requirement.Length > 0 && !tables.Requirements.ContainsKey(requirement))
        {
            context.Report(
                LintRules.UnknownReference,
                type,
                defense.Name,
                $"The requirement '{requirement}' of '{type.Name}:{defense.Name}' is in no table."
            );
        }
    }

    private static bool IsKnown(PackTables tables, string tag) =>
        tables.Techniques.ContainsKey(tag) || tables.Capabilities.ContainsKey(tag);

    private static bool IsMissing(ImmutableSortedDictionary<string, string> meta, string key) =>
        string.IsNullOrWhiteSpace(meta.GetValueOrDefault(key));
}
