using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;
using Pollux.Modelling.Tables;
using Pollux.Twin.Assets;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Tests;

/// <summary>What holds for every revision, tried on broken ones: types, links, properties and parents at random.</summary>
public sealed class LawTests
{
    private static readonly ImmutableArray<string> TypeNames =
    [
        .. CoreLanguage.Specification.Assets.Select(asset => asset.Name),
        "Site",
        "Nonsense",
        "",
    ];

    private static readonly ImmutableArray<string> Roles =
    [
        .. CoreLanguage.Specification.Associations.SelectMany(association =>
            new[] { association.LeftField, association.RightField }
        ),
        "nonsense",
    ];

    private static readonly ImmutableArray<string> PropertyNames =
    [
        Properties.Port,
        Properties.Protocol,
        Properties.Permits,
        Properties.Address,
        Properties.Level,
        Properties.CrownJewel,
        Properties.OperatingSystemAccuracy,
        Properties.OperatingSystem,
        Properties.Product,
        Properties.PortState,
        Properties.Standing,
    ];

    private static readonly ImmutableArray<string> Values =
    [
        "",
        "any",
        "502",
        "502/tcp",
        "-1",
        "99999999999999999999",
        "NaN",
        "1e999",
        "203.0.113.9",
        "10.0.0.1",
        "open",
        "modbus",
        "SIMATIC S7-1200",
        "Windows",
        "declared",
        "4",
        "manipulated",
        "\u0000\ud800 | , \"",
        new string('x', 5_000),
    ];

    private static readonly Dictionary<string, AssetSpecification> Types =
        CoreLanguage.Specification.Assets.ToDictionary(asset => asset.Name, StringComparer.Ordinal);

    private static Gen<Revision> Revisions =>
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from size in Gen.Choose(0, 25)
        select Broken(seed, size);

    [Fact]
    public void No_revision_makes_modelling_throw_and_every_link_is_legal_in_the_language()
    {
        Prop.ForAll(
                Revisions.ToArbitrary(),
                revision =>
                {
                    ModelledTwin twin = Build(revision);
                    ShouldBeLegal(twin.Model);
                    twin.AssetGrounds.Length.ShouldBe(twin.Model.Assets.Length);
                    twin.LinkGrounds.Length.ShouldBe(twin.Model.Links.Length);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void The_same_revision_gives_the_same_model()
    {
        Prop.ForAll(
                Revisions.ToArbitrary(),
                revision =>
                {
                    string text = ModelText.Write(Build(revision));
                    ModelText.Write(Build(revision)).ShouldBe(text);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public void The_model_of_the_small_plant_is_legal_in_the_language()
    {
        ShouldBeLegal(SmallPlantTests.Build(SmallPlantTests.Waterworks()).Model);
    }

    [Fact]
    public void Every_type_in_the_shipped_tables_is_one_of_the_language_and_not_abstract()
    {
        ImmutableHashSet<string> concrete =
        [
            .. CoreLanguage.Specification.Assets.Where(asset => !asset.IsAbstract).Select(asset => asset.Name),
        ];

        Plant.Tables.Protocols.Select(row => row.Type).Distinct().ShouldBeSubsetOf(concrete);
        Plant.Tables.Roles.Select(row => row.Type).Distinct().ShouldBeSubsetOf(concrete);
    }

    [Fact]
    public void Every_protocol_that_a_role_or_permission_names_is_in_the_table_of_protocols()
    {
        IEnumerable<string> named = Plant
            .Tables.Roles.Where(row => row.Hint == RoleHint.Protocol)
            .SelectMany(row => row.Patterns);

        named.ShouldBeSubsetOf(Plant.Tables.Protocols.Select(row => row.Name));
    }

    [Fact]
    public void No_two_protocols_share_a_name_or_a_port()
    {
        Plant
            .Tables.Protocols.SelectMany(row => row.Also.Prepend(row.Name))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ShouldBeEmpty();
        Plant
            .Tables.Protocols.SelectMany(row => row.Ports)
            .GroupBy(ports => ports)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ShouldBeEmpty();
    }

    private static ModelledTwin Build(Revision revision) =>
        TwinModel.Build(revision, CoreLanguage.Graph, new ModellingInput(Plant.Tables));

    private static Revision Broken(int seed, int size)
    {
        uint state = (uint)seed | 1;
        T Pick<T>(ImmutableArray<T> from)
        {
            // Xorshift: any deterministic sequence will do to break things.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return from[(int)(state % (uint)from.Length)];
        }

        ImmutableArray<string> names = [.. Enumerable.Range(0, Math.Max(1, size)).Select(i => $"thing {i}")];
        Plant plant = new();
        for (int i = 0; i < size; i++)
        {
            string? parent = i % 3 == 0 ? Pick(names) : null;
            plant.Add(
                Pick(TypeNames),
                names[i],
                parent,
                i % 2 == 0 ? Plant.Said : Plant.Seen,
                [(Pick(PropertyNames), Pick(Values)), (Pick(PropertyNames), Pick(Values))]
            );
            plant.Defense(names[i], i % 4 == 0 ? "blocked" : "nonsense", i % 5);
        }

        for (int i = 0; i < size * 4; i++)
        {
            plant.Link(Pick(names), Pick(Roles), i % 17 == 0 ? "nothing" : Pick(names));
        }

        for (int i = 0; i < size; i++)
        {
            FlowUse use = (FlowUse)(i % 8);
            _ = (i % 4) switch
            {
                0 => plant.FlowOut(Pick(names), Pick(Values)),
                1 => plant.FlowIn(Pick(names)),
                2 => plant.Flow(Pick(names), i % 17 == 0 ? "nothing" : Pick(names), 1 + (i % 20), use),
                _ => plant.Attempt(Pick(names), Pick(names), i % 3 == 0 ? null : i % 3 == 1),
            };
        }

        return plant.Revision();
    }

    // Written from the specification alone, so that it does not repeat the code that it judges.
    private static void ShouldBeLegal(InstanceModel model)
    {
        model.Assets.Select(asset => asset.Name).ShouldBeUnique();
        foreach (InstanceAsset asset in model.Assets)
        {
            Types[asset.Type].IsAbstract.ShouldBeFalse();
            asset.Defenses.All(pair => HasDefense(asset.Type, pair.Key) && pair.Value is >= 0 and <= 1).ShouldBeTrue();
        }

        model.Links.ShouldBeUnique();
        foreach (InstanceLink link in model.Links)
        {
            CoreLanguage
                .Specification.Associations.Any(association =>
                    association.LeftField == link.LeftField
                    && association.RightField == link.RightField
                    && Is(model.Assets[link.Left].Type, association.LeftAsset)
                    && Is(model.Assets[link.Right].Type, association.RightAsset)
                )
                .ShouldBeTrue($"{link} is no link of the language");
        }

        foreach (AssociationSpecification association in CoreLanguage.Specification.Associations)
        {
            for (int i = 0; i < model.Assets.Length; i++)
            {
                if (Is(model.Assets[i].Type, association.RightAsset))
                {
                    int lefts = model.Links.Count(link =>
                        link.Right == i
                        && link.LeftField == association.LeftField
                        && Is(model.Assets[link.Left].Type, association.LeftAsset)
                    );
                    lefts.ShouldBeInRange(
                        association.LeftMultiplicity.Minimum,
                        association.LeftMultiplicity.Maximum ?? int.MaxValue
                    );
                }
            }
        }
    }

    private static bool Is(string type, string ancestor) =>
        type == ancestor || (Types[type].SuperAsset is { } super && Is(super, ancestor));

    private static bool HasDefense(string type, string defense) =>
        Types[type].Steps.Any(step => step.Name == defense && step.Type == StepType.Defense)
        || (Types[type].SuperAsset is { } super && HasDefense(super, defense));
}
