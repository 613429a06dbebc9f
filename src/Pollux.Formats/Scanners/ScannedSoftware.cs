using System.Collections.Immutable;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Scanners;

/// <summary>A product that is on a host: by CPE, or by name and version as the host lists it.</summary>
internal sealed record ScannedSoftware(string? Cpe, string? Vendor, string? Name, string? Version)
{
    private const int LongestName = 300;

    /// <summary>Tells it from the other products of the host.</summary>
    public string Key =>
        Cpe ?? (Version is null || Name!.Contains(Version, StringComparison.Ordinal) ? Name! : $"{Name} {Version}");

    /// <summary>A product by its CPE 2.3 name.</summary>
    public static ScannedSoftware OfCpe(string cpe)
    {
        (string? vendor, string? product, string? version) = CpeNames.Parts(cpe);
        return new(cpe, vendor, product, version);
    }

    /// <summary>A product by its name; null when the name is empty.</summary>
    public static ScannedSoftware? Named(string? name, string? version, string? vendor = null) =>
        Excerpt.OneLineOrNull(name, LongestName) is { } given
            ? new(null, Excerpt.OneLineOrNull(vendor, LongestName), given, Excerpt.OneLineOrNull(version, LongestName))
            : null;

    public AssetReference Reference(AssetReference device) =>
        new("Software", [new Identifier(Cpe is null ? IdentifierKind.Name : IdentifierKind.Product, Key)], device);

    public AssetStatement ToStatement(AssetReference device)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>(4);
        facts.AddText(Properties.Vendor, Vendor);
        facts.AddText(Properties.Product, Name);
        facts.AddText(Properties.Version, Version);
        facts.AddText(Properties.Cpe, Cpe);
        return new AssetStatement(Reference(device), facts.ToImmutable());
    }
}
