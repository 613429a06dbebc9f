using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.Aas;

/// <summary>What is taken of a submodel.</summary>
/// <param name="Kind">What kind of submodel it is.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Place">Line and column.</param>
internal sealed record AasSubmodel(AasSubmodelKind Kind, string? Id, string Name, (int Line, int? Column) Place)
{
    // IDTA-02006 (nameplate, editions 1 to 3), 02003 (technical data), 02007 (software nameplate), 02017 (interfaces). The first that fits
    // counts: the software nameplate's identifier holds that of the nameplate.
    private static readonly ImmutableArray<(string Meaning, AasSubmodelKind Kind)> Kinds =
    [
        ("/SoftwareNameplate", AasSubmodelKind.Software),
        ("/AssetInterfacesDescription", AasSubmodelKind.Interfaces),
        ("/TechnicalData", AasSubmodelKind.TechnicalData),
        ("/nameplate", AasSubmodelKind.Nameplate),
    ];

    /// <summary>False when its kind is none that is read.</summary>
    public bool IsRead => Kind != AasSubmodelKind.Other;

    /// <summary>Its texts by short name; those of a software nameplate of both its parts.</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The endpoints of interfaces, with the name of each.</summary>
    public ImmutableArray<AasInterface> Interfaces { get; init; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="submodel">The submodel.</param>
    /// <param name="complain">Told of what cannot be read.</param>
    public static AasSubmodel Read(AasElement submodel, Action<AasElement, string> complain)
    {
        AasSubmodelKind kind = KindOf(submodel);
        string name = InventoryTexts.Value(submodel.IdShort) ?? "unnamed";
        AasSubmodel read = new(kind, InventoryTexts.Value(submodel.Id), name, submodel.Place);
        return kind switch
        {
            AasSubmodelKind.Nameplate => read with { Texts = TextsOf(submodel.Children) },
            AasSubmodelKind.TechnicalData => read with
            {
                Texts = TextsOf(submodel["GeneralInformation"]?.Children ?? []),
            },
            AasSubmodelKind.Software => read with
            {
                Texts = TextsOf(submodel.Children.SelectMany(part => part.Children)),
            },
            AasSubmodelKind.Interfaces => read with { Interfaces = AasInterface.ReadAll(submodel, complain) },
            _ => read,
        };
    }

    private static AasSubmodelKind KindOf(AasElement submodel)
    {
        foreach ((string meaning, AasSubmodelKind kind) in Kinds)
        {
            if (submodel.Meanings.Any(found => found.Contains(meaning, StringComparison.OrdinalIgnoreCase)))
            {
                return kind;
            }
        }

        // Older exports say what a submodel means only by its name.
        return submodel.IdShort is "Nameplate" or "DigitalNameplate" && submodel.Meanings.IsEmpty
            ? AasSubmodelKind.Nameplate
            : AasSubmodelKind.Other;
    }

    private static ImmutableDictionary<string, string> TextsOf(IEnumerable<AasElement> elements)
    {
        ImmutableDictionary<string, string>.Builder texts = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (AasElement element in elements)
        {
            if (element.IdShort is { Length: > 0 } name && InventoryTexts.Value(element.Text) is { } value)
            {
                texts.TryAdd(Excerpt.OneLine(name, 100), value);
            }
        }

        return texts.ToImmutable();
    }
}

/// <summary>The kinds of submodel that are told apart.</summary>
internal enum AasSubmodelKind
{
    /// <summary>None that is read.</summary>
    Other,

    /// <summary>A nameplate.</summary>
    Nameplate,

    /// <summary>Technical data.</summary>
    TechnicalData,

    /// <summary>A nameplate of software.</summary>
    Software,

    /// <summary>Descriptions of interfaces.</summary>
    Interfaces,
}
