using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;
using Pollux.Testing;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>The pack's cases are the design's: same plants, same questions, same answers.</summary>
public class DesignCaseTests
{
    [Fact]
    public void Every_case_of_the_design_is_in_the_pack_unchanged()
    {
        string path = SharedData.Require("design", "core-language-cases.json");
        using JsonDocument design = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement basePlant = design.RootElement.GetProperty("plant");
        foreach (JsonElement item in design.RootElement.GetProperty("cases").EnumerateArray())
        {
            int number = item.GetProperty("case").GetInt32();
            Case ours = CaseFiles.Cases.Single(candidate => candidate.Number == number);
            ours.Text.ShouldBe(item.GetProperty("text").GetString());
            ours.Step.ShouldBe(item.GetProperty("step").GetString());
            ours.Reached.ShouldBe(item.GetProperty("reached").GetBoolean());
            ours.Situation.Entry.ShouldBe(Texts(item.GetProperty("entry")));
            ours.Situation.On.ShouldBe(Texts(item.GetProperty("on")));
            ours.Situation.Off.ShouldBe(Texts(item.GetProperty("off")));
            JsonElement plant = item.TryGetProperty("assets", out JsonElement assets) ? assets : basePlant;
            ShouldBeSame(CaseFiles.PlantOf(ours.Situation.Variant), ReadPlant(plant), $"case {number}");
        }
    }

    private static void ShouldBeSame(Plant ours, Plant theirs, string place)
    {
        LanguageGraph language = CorePack.Get().Graph;
        InstanceModel left = ours.ToModel(language);
        InstanceModel right = theirs.ToModel(language);
        left.Assets.Select(asset => (asset.Name, asset.Type))
            .ShouldBe(right.Assets.Select(a => (a.Name, a.Type)), place);
        left.Assets.SelectMany(asset => asset.Defenses.Select(pair => (asset.Name, pair.Key, pair.Value)))
            .ShouldBe(
                right.Assets.SelectMany(asset => asset.Defenses.Select(pair => (asset.Name, pair.Key, pair.Value))),
                place
            );
        left.Links.ShouldBe(right.Links, place);
    }

    private static Plant ReadPlant(JsonElement assets) =>
        new(
            assets
                .EnumerateObject()
                .ToImmutableSortedDictionary(
                    asset => asset.Name,
                    asset => ReadAsset(asset.Value),
                    StringComparer.Ordinal
                )
        );

    private static PlantAsset ReadAsset(JsonElement asset) =>
        new(
            asset.GetProperty("type").GetString()!,
            asset.TryGetProperty("defenses", out JsonElement defenses)
                ? defenses
                    .EnumerateObject()
                    .ToImmutableSortedDictionary(
                        pair => pair.Name,
                        pair => pair.Value.GetDouble(),
                        StringComparer.Ordinal
                    )
                : ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal),
            [
                .. asset
                    .GetProperty("links")
                    .EnumerateObject()
                    .SelectMany(role => Texts(role.Value).Select(other => (role.Name, other))),
            ]
        );

    private static IEnumerable<string> Texts(JsonElement array) =>
        array.EnumerateArray().Select(item => item.GetString()!);
}
