using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>One asset of a plant: its type, defences that are set, and the names of other assets by role.</summary>
internal sealed record PlantAsset(
    string Type,
    ImmutableSortedDictionary<string, double> Defenses,
    ImmutableArray<(string Role, string Other)> Links
);

/// <summary>Assets by name; a link may be written on either side or both.</summary>
internal sealed record Plant(ImmutableSortedDictionary<string, PlantAsset> Assets)
{
    /// <summary>With one variant of a cases file applied.</summary>
    public Plant With(Variant variant)
    {
        Dictionary<string, PlantAsset> assets = new(Assets, StringComparer.Ordinal);
        foreach (string name in variant.Remove)
        {
            assets.Remove(name).ShouldBeTrue($"the plant has no '{name}' to remove");
        }

        foreach ((string name, PlantAsset asset) in assets)
        {
            assets[name] = asset with { Links = [.. asset.Links.Where(link => assets.ContainsKey(link.Other))] };
        }

        foreach ((string name, PlantAsset asset) in variant.Add)
        {
            assets.TryAdd(name, asset).ShouldBeTrue($"the plant has '{name}' already");
        }

        foreach ((string name, string role, string other) in variant.Link)
        {
            assets[name] = assets[name] with { Links = assets[name].Links.Add((role, other)) };
        }

        return new Plant(assets.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>The plant as a model of a language; every role and every name must fit.</summary>
    public InstanceModel ToModel(LanguageGraph language)
    {
        ImmutableArray<string> names = [.. Assets.Keys];
        Dictionary<string, int> index = names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
        HashSet<InstanceLink> links = [];
        foreach ((string name, PlantAsset asset) in Assets)
        {
            AssetType type = language.TypesByName[asset.Type];
            foreach ((string role, string other) in asset.Links)
            {
                type.Fields.ShouldContainKey(role, $"{name} is a {asset.Type}");
                AssociationEnd end = type.Fields[role];
                language.TypesByName[Assets[other].Type].Is(end.Target).ShouldBeTrue($"{name}.{role} = {other}");
                links.Add(
                    end.IsLeft
                        ? new InstanceLink(index[other], end.Field, index[name], end.OppositeField)
                        : new InstanceLink(index[name], end.OppositeField, index[other], end.Field)
                );
            }
        }

        return new InstanceModel(
            "plant",
            language.Specification.Id,
            language.Specification.Version,
            [.. names.Select((name, i) => new InstanceAsset(i, name, Assets[name].Type, Assets[name].Defenses, []))],
            [
                .. links
                    .OrderBy(link => link.Left)
                    .ThenBy(link => link.Right)
                    .ThenBy(l => l.RightField, StringComparer.Ordinal),
            ]
        );
    }
}
