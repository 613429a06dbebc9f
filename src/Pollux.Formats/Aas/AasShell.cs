using System.Collections.Immutable;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.Aas;

/// <summary>A shell: which asset it is of, and where more is said of it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Asset">The identifier of its asset.</param>
/// <param name="Serial">A serial number among the asset's specific identifiers.</param>
/// <param name="IsInstance">True when its asset is one thing, and not a type or something that is not applicable.</param>
/// <param name="Name">What to show.</param>
/// <param name="Description">What it is.</param>
/// <param name="Submodels">The identifiers of its submodels.</param>
/// <param name="Place">Line and column.</param>
internal sealed record AasShell(
    string? Id,
    string? Asset,
    string? Serial,
    bool IsInstance,
    string? Name,
    string? Description,
    ImmutableHashSet<string> Submodels,
    (int Line, int? Column) Place
)
{
    /// <summary>Reads it.</summary>
    public static AasShell Read(AasElement shell) =>
        new(
            InventoryTexts.Value(shell.Id),
            InventoryTexts.Value(shell.Asset("globalAssetId")),
            shell
                .SpecificIds.Where(id => id.Name.Contains("serial", StringComparison.OrdinalIgnoreCase))
                .Select(id => InventoryTexts.Serial(id.Value))
                .FirstOrDefault(serial => serial is not null),
            shell.Asset("assetKind") is "Instance",
            InventoryTexts.Value(shell.Words("displayName")) ?? InventoryTexts.Value(shell.IdShort),
            InventoryTexts.Value(shell.Words("description")),
            [.. shell.Submodels],
            shell.Place
        );
}
