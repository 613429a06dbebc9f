using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.Aas;

/// <summary>An interface of an asset (IDTA-02017, Asset Interfaces Description).</summary>
/// <param name="Name">Its title or short name.</param>
/// <param name="Endpoint">Where it is.</param>
/// <param name="AsksNobody">True when every security scheme that it uses is <c>nosec</c>.</param>
internal sealed record AasInterface(string? Name, StatedEndpoint Endpoint, bool AsksNobody)
{
    private const int DeepestForm = 8;

    /// <summary>Reads all that a submodel describes; one without an endpoint is complained of.</summary>
    public static ImmutableArray<AasInterface> ReadAll(AasElement submodel, Action<AasElement, string> complain)
    {
        ImmutableArray<AasInterface>.Builder found = ImmutableArray.CreateBuilder<AasInterface>();
        foreach (AasElement item in submodel.Children.Where(item => item["EndpointMetadata"] is not null))
        {
            AasElement metadata = item["EndpointMetadata"]!;
            string? stated = metadata["base"]?.Text?.Trim();
            string? text = stated is { Length: > 0 } ? stated : AbsoluteTarget(item["InteractionMetadata"]);
            if (StatedEndpoint.Read(text) is { } endpoint)
            {
                string? name = InventoryTexts.Value(item["title"]?.Text) ?? InventoryTexts.Value(item.IdShort);
                found.Add(new AasInterface(name, endpoint, AsksNobodyBy(metadata)));
            }
            else
            {
                complain(
                    item,
                    text is null
                        ? "The interface has no 'base' and no absolute 'href'."
                        : $"'{Excerpt.Of(text)}' names no endpoint of a known protocol."
                );
            }
        }

        return found.ToImmutable();
    }

    // Without a base every form has its whole address.
    private static string? AbsoluteTarget(AasElement? interactions) =>
        interactions is null
            ? null
            : Forms(interactions, DeepestForm)
                .Select(form => form["href"]?.Text)
                .FirstOrDefault(target => target?.Contains("://", StringComparison.Ordinal) is true);

    private static IEnumerable<AasElement> Forms(AasElement element, int depth) =>
        depth == 0
            ? []
            : element.Children.SelectMany(child => child.IdShort is "forms" ? [child] : Forms(child, depth - 1));

    // The schemes in use are referred to; where none is, those defined are meant.
    private static bool AsksNobodyBy(AasElement metadata)
    {
        AasElement[] defined = [.. metadata["securityDefinitions"]?.Children ?? []];
        string[] used = [.. (metadata["security"]?.Children ?? []).Select(item => item.LastKey).OfType<string>()];
        AasElement[] schemes = used.Length == 0 ? defined : [.. defined.Where(scheme => used.Contains(scheme.IdShort))];
        return schemes.Length > 0 && Array.TrueForAll(schemes, scheme => scheme["scheme"]?.Text is "nosec");
    }
}
