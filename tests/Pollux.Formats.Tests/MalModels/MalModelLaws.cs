using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Formats.MalModels;
using Pollux.Modelling.Instances;

namespace Pollux.Formats.Tests.MalModels;

public sealed class MalModelLaws
{
    private static readonly string[] Names =
    [
        "a",
        "Data:5",
        "no",
        "1e3",
        "ünïcode 🐙",
        "two\nlines",
        "tab\there",
        "\"quoted\" \\ 'back'",
        " blank ",
        "#x",
        "- y: z",
        "null",
        "~",
    ];

    [Fact]
    public void A_model_written_and_read_back_is_the_same_model() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                AnyModel(),
                model =>
                {
                    ShouldBeSame(ModelFiles.ReadBytes(MalModelWriter.ToJson(model)), model);
                    ShouldBeSame(ModelFiles.ReadText(MalModelWriter.ToYaml(model)), model);
                }
            )
        );

    [Fact]
    public void No_damaged_model_file_throws()
    {
        string[] files = ["current.yml", "version-0.0.json", "version-0.1.yml", "version-0.2.yml", "wrong.yml"];
        byte[][] originals = [.. files.Select(file => File.ReadAllBytes(ModelFiles.PathOf(file)))];
        Gen<byte[]> damaged =
            from original in Gen.Elements(originals)
            from at in Gen.Choose(0, original.Length - 1)
            from length in Gen.Choose(0, 40)
            from put in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 3)
            select (byte[])[.. original[..at], .. put, .. original[Math.Min(original.Length, at + length)..]];
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Arb.From(damaged),
                content =>
                {
                    Diagnosed<MalModelDocument> read = ModelFiles.ReadBytes(content);
                    (read.Value is not null || read.HasErrors).ShouldBeTrue(Encoding.UTF8.GetString(content));
                }
            )
        );
    }

    private static void ShouldBeSame(Diagnosed<MalModelDocument> read, InstanceModel model)
    {
        read.Diagnostics.ShouldAllBe(diagnostic =>
            diagnostic.Rule == MalModelRules.Multiplicity || diagnostic.Rule == MalModelRules.OtherLanguage
        );
        InstanceModel back = read.Value!.Model;
        (back.Name, back.LanguageId, back.LanguageVersion).ShouldBe(
            (model.Name, model.LanguageId, model.LanguageVersion)
        );
        back.Links.ShouldBe(model.Links);
        back.Assets.Length.ShouldBe(model.Assets.Length);
        foreach ((InstanceAsset actual, InstanceAsset expected) in back.Assets.Zip(model.Assets))
        {
            (actual.Id, actual.Name, actual.Type).ShouldBe((expected.Id, expected.Name, expected.Type));
            actual.Defenses.ShouldBe(expected.Defenses);
            actual.Origin.ShouldBe(expected.Origin);
        }
    }

    private static Arbitrary<InstanceModel> AnyModel() =>
        Arb.From(
            from count in Gen.Choose(0, 8)
            from types in Gen.ArrayOf(Gen.Elements("Host", "Server", "Data"), count)
            from names in Gen.Shuffle(Names)
            from ids in Gen.Shuffle(Enumerable.Range(0, 20).ToArray())
            from probabilities in Gen.ArrayOf(Gen.Elements(0, 1, 0.5, 1.0 / 3, 1e-300), count)
            from pairs in Gen.ListOf(Gen.Choose(0, Math.Max(0, (count * count) - 1)))
            from name in Gen.Elements(Names)
            select Make(types, names, ids, probabilities, count == 0 ? [] : [.. pairs], name)
        );

    private static InstanceModel Make(
        string[] types,
        string[] names,
        int[] ids,
        double[] probabilities,
        int[] pairs,
        string name
    )
    {
        ImmutableSortedDictionary<string, double> none = ImmutableSortedDictionary.Create<string, double>(
            StringComparer.Ordinal
        );
        ImmutableArray<InstanceAsset> assets =
        [
            .. types.Select(
                (type, i) =>
                    new InstanceAsset(
                        ids[i],
                        names[i],
                        type,
                        type == "Data" ? none : none.Add("locked", probabilities[i]),
                        i % 2 == 0 ? [] : [names[^1], "seen"]
                    )
            ),
        ];
        IEnumerable<InstanceLink> links = pairs
            .Select(pair => (Left: pair / types.Length, Right: pair % types.Length))
            .Where(pair => types[pair.Left] != "Data")
            .Select(pair =>
                types[pair.Right] == "Data"
                    ? new InstanceLink(pair.Left, "holders", pair.Right, "stored")
                    : new InstanceLink(pair.Left, "peerOf", pair.Right, "peers")
            );
        return new InstanceModel(
            name,
            "org.example.small",
            "1.0.0",
            assets,
            [
                .. links
                    .Distinct()
                    .OrderBy(link => link.Left)
                    .ThenBy(link => link.LeftField, StringComparer.Ordinal)
                    .ThenBy(link => link.Right)
                    .ThenBy(link => link.RightField, StringComparer.Ordinal),
            ]
        );
    }
}
