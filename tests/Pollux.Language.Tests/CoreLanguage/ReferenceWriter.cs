using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pollux.Language.Graph;
using Pollux.Language.Linting;
using Pollux.Language.Packs;
using Pollux.Language.Specification;

namespace Pollux.Language.Tests.CoreLanguage;

/// <summary>Writes the reference of a pack's language: every type with what it declares itself.</summary>
internal static class ReferenceWriter
{
    public static string Write(LanguagePack pack)
    {
        StringBuilder page = new();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Reference: {pack.Id} {pack.Version}

            Made from `packs/core` by `POLLUX_APPROVE=1 dotnet test tests/Pollux.Language.Tests`; do not edit. How to read it, and where the
            figures come from: [language.md](../language.md). Technique and mitigation names: © 2025 The MITRE Corporation, reproduced and
            distributed with its permission.

            A type has all steps and defences of the type that it extends; a step marked *and more* adds to the inherited one. *All of*: an
            AND step, which needs all its parents. Times are classes of [language.md](../language.md); `0.5 x H` means that it happens with
            probability 0.5.

            """
        );
        WriteCoverage(page, pack);
        foreach (
            IGrouping<string, AssetType> category in pack.Graph.Types.GroupBy(
                type => type.Specification.Category,
                StringComparer.Ordinal
            )
        )
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {category.Key}\n");
            foreach (AssetType type in category)
            {
                WriteType(page, pack, type);
            }
        }

        WriteAssociations(page, pack);
        return page.ToString();
    }

    private static void WriteCoverage(StringBuilder page, LanguagePack pack)
    {
        ImmutableArray<TechniqueEntry> used = [.. pack.Tables.Techniques.Values];
        page.Append("\n| counted in the language | |\n|---|---|\n");
        Count("asset types", pack.Graph.Types.Length);
        Count(
            "attack and existence steps declared",
            pack.Graph.Types.Sum(type => type.Specification.Steps.Count(s => s.Type != StepType.Defense))
        );
        Count(
            "defences declared",
            pack.Graph.Types.Sum(type => type.Specification.Steps.Count(s => s.Type == StepType.Defense))
        );
        Count("associations", pack.Graph.Specification.Associations.Length);
        Count("ATT&CK v18.1 ICS techniques, of 83", used.Count(technique => technique.Domain == "ics"));
        Count("ATT&CK v18.1 Enterprise techniques, of 691", used.Count(technique => technique.Domain == "enterprise"));

        void Count(string what, int number) => page.Append(CultureInfo.InvariantCulture, $"| {what} | {number} |\n");
    }

    private static void WriteType(StringBuilder page, LanguagePack pack, AssetType type)
    {
        AssetWords words = pack.WordsOfAsset(type.Name);
        page.Append(CultureInfo.InvariantCulture, $"\n### {type.Name}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"**{words.Label}.** {words.Sentence}");
        page.Append(type.Super is { } super ? $" Extends {super.Name}." : "");
        page.Append(type.IsAbstract ? " Abstract.\n" : "\n");
        StepSpecification[] steps = [.. type.Specification.Steps.Where(step => step.Type != StepType.Defense)];
        if (steps.Length > 0)
        {
            page.Append("\n| step | what happens | time | techniques | leads to |\n|---|---|---|---|---|\n");
            foreach (StepSpecification step in steps)
            {
                WriteStep(page, pack, type, step);
            }
        }

        StepSpecification[] defenses = [.. type.Specification.Steps.Where(step => step.Type == StepType.Defense)];
        if (defenses.Length > 0)
        {
            page.Append(
                "\n| defence | on means | blocks | default | mitigations | requirement | observed by | cost |\n"
            );
            page.Append("|---|---|---|---|---|---|---|---|\n");
            foreach (StepSpecification defense in defenses)
            {
                WriteDefense(page, pack, type, defense);
            }
        }
    }

    private static void WriteStep(StringBuilder page, LanguagePack pack, AssetType type, StepSpecification step)
    {
        StepWords words = pack.WordsOfStep(type.Name, step.Name)!;
        string kind = step.Type switch
        {
            StepType.And => ", all of",
            StepType.Exist => $", if {string.Join(", ", step.Requires!.Expressions.Select(Text))}",
            StepType.NotExist => $", unless {string.Join(", ", step.Requires!.Expressions.Select(Text))}",
            _ => "",
        };
        string techniques = string.Join(
            " ",
            step.Tags.Select(tag =>
                pack.Tables.Techniques.TryGetValue(tag, out TechniqueEntry? found) ? found.Id : $"`{tag}`"
            )
        );
        string more = step.Reaches is { Overrides: false } ? " *and more*" : "";
        string reaches = string.Join(", ", (step.Reaches?.Expressions ?? []).Select(Text)) + more;
        string detectors = string.Concat(
            step.Detectors.Select(detector =>
                $" Seen by {detector.Name} ({Number(detector.TruePositiveRate)} / {Number(detector.FalsePositiveRate)})."
            )
        );
        page.Append(
            CultureInfo.InvariantCulture,
            $"| `{step.Name}`{kind} | **{words.Label}.** {words.Sentence}{detectors} | {Time(step.Ttc)} | {techniques} | {reaches} |\n"
        );
    }

    private static void WriteDefense(StringBuilder page, LanguagePack pack, AssetType type, StepSpecification defense)
    {
        DefenseWords words = pack.WordsOfDefense(type.Name, defense.Name)!;
        string ids = string.Join(
            " ",
            words
                .Mitigations.Select(m => m.Id)
                .Concat(words.Countermeasures.Select(countermeasure => countermeasure.Id))
        );
        string blocks = string.Join(", ", type.FindStep(defense.Name)!.Reaches.Select(target => target.StepName));
        page.Append(
            CultureInfo.InvariantCulture,
            $"| `{defense.Name}` | **{words.Label}.** {words.Sentence} | {blocks} | {Default(defense.Ttc)} | {ids} | {words.Requirement} | {words.Observed} | {words.Cost.ToString().ToLowerInvariant()}: {words.CostReason} |\n"
        );
    }

    private static void WriteAssociations(StringBuilder page, LanguagePack pack)
    {
        page.Append(
            "\n## Associations\n\nFrom a left asset one goes by the right role, and back by the left role.\n\n"
        );
        page.Append("| association | left | left role | right role | right |\n|---|---|---|---|---|\n");
        foreach (AssociationSpecification link in pack.Graph.Specification.Associations)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {link.Name} | {link.LeftAsset} | `{link.LeftField}` {Text(link.LeftMultiplicity)} | `{link.RightField}` {Text(link.RightMultiplicity)} | {link.RightAsset} |\n"
            );
        }
    }

    private static string Time(TtcExpression? ttc) =>
        TimeClasses.Classify(ttc) switch
        {
            (_, null) => "",
            (1, { } only) => only.Name.ToString(),
            ({ } probability, { } gated) => $"{Number(probability)} x {gated.Name}",
            null => "?",
        };

    private static string Default(TtcExpression? ttc) =>
        ttc switch
        {
            TtcFunction { Name: "Enabled" } => "1",
            TtcFunction { Name: "Bernoulli", Arguments: [double probability] } => Number(probability),
            _ => "0",
        };

    private static string Text(Multiplicity multiplicity) =>
        multiplicity switch
        {
            (0, null) => "*",
            (int minimum, null) => $"{minimum}..*",
            (int minimum, int maximum) when minimum == maximum => $"{minimum}",
            (int minimum, int maximum) => $"{minimum}..{maximum}",
        };

    private static string Text(StepExpression expression) =>
        expression switch
        {
            AttackStepExpression(string name) => name,
            FieldExpression(string name) => name,
            VariableExpression(string name) => $"{name}()",
            CollectExpression(StepExpression left, StepExpression right) => $"{Text(left)}.{Text(right)}",
            SubTypeExpression(StepExpression inner, string subType) => $"{Text(inner)}[{subType}]",
            TransitiveExpression(StepExpression inner) => $"{Text(inner)}*",
            UnionExpression(StepExpression left, StepExpression right) => $"({Text(left)} or {Text(right)})",
            IntersectionExpression(StepExpression left, StepExpression right) => $"({Text(left)} and {Text(right)})",
            DifferenceExpression(StepExpression left, StepExpression right) => $"({Text(left)} but not {Text(right)})",
            _ => throw new NotSupportedException(expression.ToString()),
        };

    private static string Number(double? value) => (value ?? 0).ToString("0.####", CultureInfo.InvariantCulture);
}
