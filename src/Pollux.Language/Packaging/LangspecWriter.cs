using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pollux.Language.Specification;

namespace Pollux.Language.Packaging;

/// <summary>
/// Writes a language as <c>langspec.json</c>, format version 1.0.0 with the fields of MAL Toolbox 2.x (<c>causal_mode</c>,
/// <c>detectors</c>). The same language gives the same bytes.
/// </summary>
public static class LangspecWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = LangspecReader.MaximumDepth,
    };

    /// <summary>Writes a language as UTF-8, indented, ended by a line feed.</summary>
    public static byte[] Write(LanguageSpecification language)
    {
        using MemoryStream content = new();
        using (Utf8JsonWriter json = new(content, Options))
        {
            WriteLanguage(json, language);
        }

        content.WriteByte((byte)'\n');
        return content.ToArray();
    }

    private static void WriteLanguage(Utf8JsonWriter json, LanguageSpecification language)
    {
        json.WriteStartObject();
        json.WriteString("formatVersion", LanguageSpecification.FormatVersion);
        WriteTexts(json, "defines", language.Defines);
        WriteArray(json, "categories", language.Categories, WriteCategory);
        WriteArray(json, "assets", language.Assets, WriteAsset);
        WriteArray(json, "associations", language.Associations, WriteAssociation);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach ((string key, string text) in texts)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter json, CategorySpecification category)
    {
        json.WriteStartObject();
        json.WriteString("name", category.Name);
        WriteTexts(json, "meta", category.Meta);
        json.WriteEndObject();
    }

    private static void WriteAsset(Utf8JsonWriter json, AssetSpecification asset)
    {
        json.WriteStartObject();
        json.WriteString("name", asset.Name);
        WriteTexts(json, "meta", asset.Meta);
        json.WriteString("category", asset.Category);
        json.WriteBoolean("isAbstract", asset.IsAbstract);
        json.WriteString("superAsset", asset.SuperAsset);
        WriteArray(json, "variables", asset.Variables, WriteVariable);
        WriteArray(json, "attackSteps", asset.Steps, WriteStep);
        json.WriteEndObject();
    }

    private static void WriteVariable(Utf8JsonWriter json, VariableSpecification variable)
    {
        json.WriteStartObject();
        json.WriteString("name", variable.Name);
        json.WritePropertyName("stepExpression");
        WriteExpression(json, variable.Expression);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, StepSpecification step)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Name);
        WriteTexts(json, "meta", step.Meta);
        json.WriteString("type", LangspecNames.Of(step.Type));
        json.WriteString("causal_mode", step.CausalMode is { } mode ? LangspecNames.Of(mode) : null);
        WriteArray(json, "tags", step.Tags, (writer, tag) => writer.WriteStringValue(tag));
        WriteRisk(json, step.Risk);
        json.WritePropertyName("ttc");
        WriteTtc(json, step.Ttc);
        WriteDetectors(json, step.Detectors);
        WriteClause(json, "requires", step.Requires);
        WriteClause(json, "reaches", step.Reaches);
        json.WriteEndObject();
    }

    private static void WriteRisk(Utf8JsonWriter json, StepRisk? risk)
    {
        if (risk is null)
        {
            json.WriteNull("risk");
            return;
        }

        json.WriteStartObject("risk");
        json.WriteBoolean("isConfidentiality", risk.Confidentiality);
        json.WriteBoolean("isIntegrity", risk.Integrity);
        json.WriteBoolean("isAvailability", risk.Availability);
        json.WriteEndObject();
    }

    private static void WriteTtc(Utf8JsonWriter json, TtcExpression? ttc)
    {
        switch (ttc)
        {
            case null:
                json.WriteNullValue();
                return;
            case TtcFunction function:
                json.WriteStartObject();
                json.WriteString("type", "function");
                json.WriteString("name", function.Name);
                WriteArray(json, "arguments", function.Arguments, (writer, value) => writer.WriteNumberValue(value));
                break;
            case TtcNumber number:
                json.WriteStartObject();
                json.WriteString("type", "number");
                json.WriteNumber("value", number.Value);
                break;
            case TtcBinary binary:
                json.WriteStartObject();
                json.WriteString("type", LangspecNames.Of(binary.Operator));
                json.WritePropertyName("lhs");
                WriteTtc(json, binary.Left);
                json.WritePropertyName("rhs");
                WriteTtc(json, binary.Right);
                break;
            default:
                throw new UnreachableException($"{ttc.GetType()} is no time to compromise.");
        }

        json.WriteEndObject();
    }

    private static void WriteDetectors(Utf8JsonWriter json, ImmutableArray<DetectorSpecification> detectors)
    {
        json.WriteStartObject("detectors");
        foreach (DetectorSpecification detector in detectors)
        {
            json.WriteStartObject(detector.Name);
            json.WriteString("name", detector.Name);
            json.WriteStartObject("context");
            foreach ((string label, StepExpression expression) in detector.Context)
            {
                json.WritePropertyName(label);
                WriteExpression(json, expression);
            }

            json.WriteEndObject();
            json.WriteString("type", detector.Type);
            WriteRate(json, "tprate", detector.TruePositiveRate);
            WriteRate(json, "fprate", detector.FalsePositiveRate);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, double? rate)
    {
        if (rate is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteClause(Utf8JsonWriter json, string name, StepClause? clause)
    {
        if (clause is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteBoolean("overrides", clause.Overrides);
        WriteArray(json, "stepExpressions", clause.Expressions, WriteExpression);
        json.WriteEndObject();
    }

    private static void WriteExpression(Utf8JsonWriter json, StepExpression expression)
    {
        json.WriteStartObject();
        json.WriteString("type", LangspecNames.Of(expression));
        switch (expression)
        {
            case AttackStepExpression step:
                json.WriteString("name", step.Name);
                break;
            case FieldExpression field:
                json.WriteString("name", field.Name);
                break;
            case VariableExpression variable:
                json.WriteString("name", variable.Name);
                break;
            case CollectExpression collect:
                WriteSides(json, collect.Left, collect.Right);
                break;
            case UnionExpression union:
                WriteSides(json, union.Left, union.Right);
                break;
            case IntersectionExpression intersection:
                WriteSides(json, intersection.Left, intersection.Right);
                break;
            case DifferenceExpression difference:
                WriteSides(json, difference.Left, difference.Right);
                break;
            case TransitiveExpression transitive:
                WriteInner(json, transitive.Inner);
                break;
            case SubTypeExpression subType:
                json.WriteString("subType", subType.SubType);
                WriteInner(json, subType.Inner);
                break;
            default:
                throw new UnreachableException($"{expression.GetType()} is no step expression.");
        }

        json.WriteEndObject();
    }

    private static void WriteSides(Utf8JsonWriter json, StepExpression left, StepExpression right)
    {
        json.WritePropertyName("lhs");
        WriteExpression(json, left);
        json.WritePropertyName("rhs");
        WriteExpression(json, right);
    }

    private static void WriteInner(Utf8JsonWriter json, StepExpression inner)
    {
        json.WritePropertyName("stepExpression");
        WriteExpression(json, inner);
    }

    private static void WriteAssociation(Utf8JsonWriter json, AssociationSpecification association)
    {
        json.WriteStartObject();
        json.WriteString("name", association.Name);
        WriteTexts(json, "meta", association.Meta);
        json.WriteString("leftAsset", association.LeftAsset);
        json.WriteString("leftField", association.LeftField);
        WriteMultiplicity(json, "leftMultiplicity", association.LeftMultiplicity);
        json.WriteString("rightAsset", association.RightAsset);
        json.WriteString("rightField", association.RightField);
        WriteMultiplicity(json, "rightMultiplicity", association.RightMultiplicity);
        json.WriteEndObject();
    }

    private static void WriteMultiplicity(Utf8JsonWriter json, string name, Multiplicity multiplicity)
    {
        json.WriteStartObject(name);
        json.WriteNumber("min", multiplicity.Minimum);
        if (multiplicity.Maximum is { } maximum)
        {
            json.WriteNumber("max", maximum);
        }
        else
        {
            json.WriteNull("max");
        }

        json.WriteEndObject();
    }
}
