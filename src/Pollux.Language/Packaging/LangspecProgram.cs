using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Language.Binding;
using Pollux.Language.Specification;
using Pollux.Language.Syntax;

namespace Pollux.Language.Packaging;

/// <summary>Reads a langspec as the program that it was compiled from, so that the binder checks it like any other.</summary>
internal sealed class LangspecProgram(SourceText source, LangspecElements elements)
{
    private readonly LangspecExpressions expressions = new(elements);

    public SourceProgram Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            elements.Report("The langspec is no JSON object.");
            return new SourceProgram([source.File], [], [], [], IsIncomplete: true);
        }

        CheckVersion(root);
        ImmutableArray<Placed<DefineSyntax>> defines = [.. ReadDefines(root)];

        // One block for each category, then one for each asset, so that both keep their order.
        ImmutableArray<Placed<CategorySyntax>> categories = [.. ReadCategories(root), .. ReadAssets(root)];
        return new SourceProgram([source.File], defines, categories, [.. ReadAssociations(root)], IsIncomplete: false);
    }

    private Placed<T> Place<T>(T node) => new(source, 0, node);

    private void CheckVersion(JsonElement root)
    {
        string? version = elements.Text(root, "formatVersion");
        if (version is not null && version != LanguageSpecification.FormatVersion)
        {
            elements.Report(PackagingRules.OtherVersion, $"The format version is '{version}'.");
        }

        if (!root.TryGetProperty("assets", out _))
        {
            elements.Report("'assets' is missing: this is no MAL language.");
        }
    }

    private IEnumerable<Placed<DefineSyntax>> ReadDefines(JsonElement root)
    {
        foreach (JsonProperty define in elements.Properties(root, "defines"))
        {
            elements.Record = $"define {define.Name}";
            string value = elements.RequiredText(define, "define");
            yield return Place(
                new DefineSyntax(
                    elements.Here,
                    elements.WordOf(elements.CheckWord(define.Name, "key")),
                    new StringSyntax(value, elements.Here)
                )
            );
        }
    }

    private IEnumerable<Placed<CategorySyntax>> ReadCategories(JsonElement root)
    {
        elements.Record = "categories";
        foreach (JsonElement category in elements.Items(root, "categories"))
        {
            elements.Record = $"category {elements.Text(category, "name")}";
            NameSyntax name = elements.Word(category, "name");
            yield return Place(new CategorySyntax(elements.Here, name, ReadMeta(category), []));
        }
    }

    private IEnumerable<Placed<CategorySyntax>> ReadAssets(JsonElement root)
    {
        elements.Record = "assets";
        foreach (JsonElement asset in elements.Items(root, "assets"))
        {
            elements.Record = $"asset {elements.Text(asset, "name")}";
            NameSyntax category = elements.Word(asset, "category");
            AssetSyntax node = ReadAsset(asset);
            yield return Place(new CategorySyntax(node.Span, category, [], [node]));
        }
    }

    private AssetSyntax ReadAsset(JsonElement asset)
    {
        string record = elements.Record;
        TextSpan here = elements.Here;
        NameSyntax name = elements.Word(asset, "name");
        NameSyntax? super = elements.Text(asset, "superAsset") is null ? null : elements.Word(asset, "superAsset");
        ImmutableArray<MetaSyntax> meta = ReadMeta(asset);
        ImmutableArray<VariableSyntax>.Builder variables = ImmutableArray.CreateBuilder<VariableSyntax>();
        foreach (JsonElement variable in elements.Items(asset, "variables"))
        {
            elements.Record = $"{record}, variable {elements.Text(variable, "name")}";
            NameSyntax variableName = elements.Word(variable, "name");
            variables.Add(
                new VariableSyntax(elements.Here, variableName, expressions.Read(variable, "stepExpression"))
            );
        }

        ImmutableArray<StepSyntax>.Builder steps = ImmutableArray.CreateBuilder<StepSyntax>();
        elements.Record = record;
        foreach (JsonElement step in elements.Items(asset, "attackSteps"))
        {
            elements.Record = $"{record}, step {elements.Text(step, "name")}";
            steps.Add(ReadStep(step));
            elements.Record = record;
        }

        return new AssetSyntax(
            here,
            LangspecElements.Flag(asset, "isAbstract"),
            name,
            super,
            meta,
            variables.ToImmutable(),
            steps.ToImmutable()
        );
    }

    private StepSyntax ReadStep(JsonElement step) =>
        new(
            elements.Here,
            new Token(ReadType(step), elements.Here.Start, elements.Here.Length),
            ReadCausalMode(step),
            elements.Word(step, "name"),
            [.. elements.Words(step, "tags").Select(elements.WordOf)],
            ReadRisk(step),
            expressions.ReadTtc(step),
            ReadMeta(step),
            [.. ReadDetectors(step)],
            ReadClause(step, "requires"),
            ReadClause(step, "reaches")
        );

    private TokenKind ReadType(JsonElement step)
    {
        string type = elements.RequiredText(step, "type");
        switch (type)
        {
            case "or":
                return TokenKind.Bar;
            case "and":
                return TokenKind.Ampersand;
            case "defense":
                return TokenKind.Hash;
            case "exist":
                return TokenKind.Word;
            case "notExist":
                return TokenKind.NotExist;
            default:
                elements.Report($"The type '{type}' is none of or, and, defense, exist, notExist.");
                return TokenKind.Bar;
        }
    }

    private NameSyntax? ReadCausalMode(JsonElement step)
    {
        string? mode = elements.Text(step, "causal_mode");
        if (mode is not (null or "action" or "effect"))
        {
            elements.Report($"The causal mode '{mode}' is neither action nor effect.");
        }

        return mode is null ? null : elements.WordOf(mode);
    }

    private ImmutableArray<NameSyntax>? ReadRisk(JsonElement step)
    {
        if (elements.Object(step, "risk") is not { } risk)
        {
            return null;
        }

        (string Flag, string Letter)[] letters =
        [
            ("isConfidentiality", "C"),
            ("isIntegrity", "I"),
            ("isAvailability", "A"),
        ];
        return
        [
            .. letters
                .Where(each => LangspecElements.Flag(risk, each.Flag))
                .Select(each => elements.WordOf(each.Letter)),
        ];
    }

    private IEnumerable<DetectorSyntax> ReadDetectors(JsonElement step)
    {
        foreach (JsonProperty property in elements.Properties(step, "detectors"))
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                elements.Report($"The detector '{property.Name}' is no object.");
                continue;
            }

            JsonElement detector = property.Value;
            string name = elements.Text(detector, "name") ?? property.Name;
            foreach (string part in name.Split('.'))
            {
                elements.CheckWord(part, "detector's name");
            }

            yield return new DetectorSyntax(
                elements.Here,
                elements.WordOf(name),
                [.. ReadContext(detector)],
                elements.Text(detector, "type") is null ? null : elements.Word(detector, "type"),
                ReadRate(detector, "tprate"),
                ReadRate(detector, "fprate")
            );
        }
    }

    private IEnumerable<DetectorContextSyntax> ReadContext(JsonElement detector)
    {
        foreach (JsonProperty property in elements.Properties(detector, "context"))
        {
            if (expressions.Read(property.Value) is { } expression)
            {
                elements.CheckWord(property.Name, "label");
                yield return new DetectorContextSyntax(expression, elements.WordOf(property.Name));
            }
        }
    }

    private NumberSyntax? ReadRate(JsonElement detector, string name) =>
        elements.Number(detector, name) is { } rate ? new NumberSyntax(rate, elements.Here) : null;

    private ClauseSyntax? ReadClause(JsonElement step, string name)
    {
        if (elements.Object(step, name) is not { } clause)
        {
            return null;
        }

        ImmutableArray<ExpressionSyntax> read =
        [
            .. elements
                .Items(clause, "stepExpressions")
                .Select(item => expressions.Read(item))
                .OfType<ExpressionSyntax>(),
        ];

        // Some writers put an empty list where nothing is written.
        if (read.IsEmpty)
        {
            return null;
        }

        TokenKind kind =
            name == "requires" ? TokenKind.Require
            : LangspecElements.Flag(clause, "overrides") ? TokenKind.Override
            : TokenKind.Inherit;
        return new ClauseSyntax(new Token(kind, elements.Here.Start, elements.Here.Length), read);
    }

    private IEnumerable<Placed<AssociationSyntax>> ReadAssociations(JsonElement root)
    {
        elements.Record = "associations";
        foreach (JsonElement association in elements.Items(root, "associations"))
        {
            elements.Record = $"association {elements.Text(association, "name")}";
            TextSpan here = elements.Here;
            NameSyntax name = elements.Word(association, "name");
            AssociationEndSyntax left = ReadEnd(association, "left");
            AssociationEndSyntax right = ReadEnd(association, "right");
            yield return Place(new AssociationSyntax(here, left, name, right, ReadMeta(association)));
        }
    }

    private AssociationEndSyntax ReadEnd(JsonElement association, string side) =>
        new(
            elements.Word(association, $"{side}Asset"),
            elements.Word(association, $"{side}Field"),
            ReadMultiplicity(association, $"{side}Multiplicity")
        );

    private MultiplicitySyntax ReadMultiplicity(JsonElement association, string name)
    {
        if (elements.RequiredObject(association, name) is not { } multiplicity)
        {
            return new MultiplicitySyntax(elements.Here, 0, null);
        }

        int minimum = elements.Count(multiplicity, "min") ?? 0;
        int? maximum = elements.Count(multiplicity, "max");
        if (maximum < minimum || maximum == 0)
        {
            elements.Report($"No number of assets meets the {name} {minimum}..{maximum}.");
        }

        return new MultiplicitySyntax(elements.Here, minimum, maximum);
    }

    private ImmutableArray<MetaSyntax> ReadMeta(JsonElement owner) =>
        [
            .. elements
                .Properties(owner, "meta")
                .Where(property => property.Value.ValueKind != JsonValueKind.Null)
                .Select(property => new MetaSyntax(
                    elements.Here,
                    elements.WordOf(elements.CheckWord(property.Name, "info key")),
                    new StringSyntax(elements.RequiredText(property, "info"), elements.Here)
                )),
        ];
}
