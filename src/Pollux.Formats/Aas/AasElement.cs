using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Pollux.Formats.Input;

namespace Pollux.Formats.Aas;

/// <summary>
/// A shell, a submodel, a concept description or an element of a submodel (IDTA-01001, metamodel 3), however it is written (IDTA-01001 Part 1,
/// mappings to JSON and XML).
/// </summary>
internal abstract class AasElement
{
    /// <summary>Line and column.</summary>
    public abstract (int Line, int? Column) Place { get; }

    /// <summary>Its short name within what it is in.</summary>
    public string? IdShort => Raw("idShort");

    /// <summary>Its identifier; only what stands on its own has one.</summary>
    public string? Id => Raw("id");

    /// <summary>True for a template of a submodel, which holds examples and no values.</summary>
    public bool IsTemplate => Raw("kind") is "Template";

    /// <summary>What it means: the values of the keys of its semantic id and of the supplementary ones.</summary>
    public abstract ImmutableArray<string> Meanings { get; }

    /// <summary>Its value as text; of texts in several languages the English one, else the first. Null when it has none.</summary>
    public abstract string? Text { get; }

    /// <summary>Of a reference, the value of its last key; else null.</summary>
    public abstract string? LastKey { get; }

    /// <summary>Elements in it.</summary>
    public abstract IEnumerable<AasElement> Children { get; }

    /// <summary>A text in several languages of its own, such as <c>displayName</c>.</summary>
    public abstract string? Words(string name);

    /// <summary>The submodels that a shell refers to, by their identifiers.</summary>
    public abstract IEnumerable<string> Submodels { get; }

    /// <summary>What a shell says of its asset: <c>assetKind</c>, <c>globalAssetId</c>.</summary>
    public abstract string? Asset(string name);

    /// <summary>The specific identifiers of a shell's asset by name.</summary>
    public abstract IEnumerable<(string Name, string Value)> SpecificIds { get; }

    /// <summary>An element in it by its short name.</summary>
    public AasElement? this[string idShort] =>
        Children.FirstOrDefault(child => string.Equals(child.IdShort, idShort, StringComparison.Ordinal));

    /// <summary>A text of its own by name.</summary>
    protected abstract string? Raw(string name);

    /// <summary>The English one of several texts, else the first that is not blank.</summary>
    protected static string? Best(IEnumerable<(string? Language, string? Text)> texts)
    {
        (string? Language, string? Text)[] all = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text.Text))];
        return all.FirstOrDefault(text =>
                text.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) is true
            ).Text
            ?? all.FirstOrDefault().Text;
    }
}

/// <summary>One written in JSON.</summary>
internal sealed class AasJsonElement(JsonItem item) : AasElement
{
    /// <inheritdoc/>
    public override (int Line, int? Column) Place => item.Place;

    /// <inheritdoc/>
    public override ImmutableArray<string> Meanings =>
        [.. new[] { item["semanticId"] }.Concat(item["supplementalSemanticIds"]?.Items ?? []).SelectMany(Keys)];

    /// <inheritdoc/>
    public override string? Text => item["value"] is { IsArray: true } several ? Best(Texts(several)) : Raw("value");

    /// <inheritdoc/>
    public override string? LastKey => Keys(item["value"]).LastOrDefault();

    /// <inheritdoc/>
    public override IEnumerable<AasElement> Children =>
        (item["submodelElements"] ?? item["value"] ?? item["statements"])
            ?.Items.Where(child => child["modelType"] is not null)
            .Select(child => new AasJsonElement(child))
        ?? [];

    /// <inheritdoc/>
    public override IEnumerable<string> Submodels =>
        item["submodels"]?.Items.Select(reference => Keys(reference).LastOrDefault()).OfType<string>() ?? [];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> SpecificIds =>
        (item["assetInformation"]?["specificAssetIds"]?.Items ?? []).Select(id =>
            (id.Text("name") ?? "", id.Text("value") ?? "")
        );

    /// <inheritdoc/>
    public override string? Words(string name) => item[name] is { } several ? Best(Texts(several)) : null;

    /// <inheritdoc/>
    public override string? Asset(string name) => item["assetInformation"]?.Text(name);

    /// <inheritdoc/>
    protected override string? Raw(string name) =>
        item[name] is { } value ? value.StringOrNull ?? value.NumberText : null;

    private static IEnumerable<string> Keys(JsonItem? reference) =>
        reference?["keys"]?.Items.Select(key => key.Text("value")).OfType<string>() ?? [];

    private static IEnumerable<(string?, string?)> Texts(JsonItem several) =>
        several.Items.Select(text => (text.Text("language"), text.Text("text")));
}

/// <summary>One written in XML.</summary>
internal sealed class AasXmlElement(XElement element) : AasElement
{
    /// <inheritdoc/>
    public override (int Line, int? Column) Place
    {
        get
        {
            IXmlLineInfo place = element;
            return (place.LineNumber, place.LinePosition);
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Meanings =>
        [
            .. new[] { Child(element, "semanticId") }
                .Concat(Child(element, "supplementalSemanticIds")?.Elements() ?? [])
                .SelectMany(Keys),
        ];

    /// <inheritdoc/>
    public override string? Text =>
        Child(element, "value") is not { } value ? null
        : value.HasElements ? Best(Texts(value))
        : value.Value;

    /// <inheritdoc/>
    public override string? LastKey => Keys(Child(element, "value")).LastOrDefault();

    /// <inheritdoc/>
    public override IEnumerable<AasElement> Children =>
        (Child(element, "submodelElements") ?? Child(element, "value") ?? Child(element, "statements"))
            ?.Elements()
            .Select(child => new AasXmlElement(child))
        ?? [];

    /// <inheritdoc/>
    public override IEnumerable<string> Submodels =>
        Child(element, "submodels")?.Elements().Select(reference => Keys(reference).LastOrDefault()).OfType<string>()
        ?? [];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> SpecificIds =>
        (Child(Child(element, "assetInformation"), "specificAssetIds")?.Elements() ?? []).Select(id =>
            (Child(id, "name")?.Value ?? "", Child(id, "value")?.Value ?? "")
        );

    /// <inheritdoc/>
    public override string? Words(string name) => Child(element, name) is { } several ? Best(Texts(several)) : null;

    /// <inheritdoc/>
    public override string? Asset(string name) => Child(Child(element, "assetInformation"), name)?.Value;

    /// <inheritdoc/>
    protected override string? Raw(string name) => Child(element, name)?.Value;

    private static XElement? Child(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static IEnumerable<string> Keys(XElement? reference) =>
        Child(reference, "keys")?.Elements().Select(key => Child(key, "value")?.Value).OfType<string>() ?? [];

    private static IEnumerable<(string?, string?)> Texts(XElement several) =>
        several.Elements().Select(text => (Child(text, "language")?.Value, Child(text, "text")?.Value));
}
