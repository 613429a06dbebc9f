using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.AttackNavigator;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using Pollux.Testing;

namespace Pollux.Formats.Tests.AttackNavigator;

/// <summary>
/// Layers against the published description of format 4.5: which fields there are, of which kind, which are required and which values they may
/// have.
/// </summary>
public sealed class NavigatorLayerTests
{
    private static readonly Lazy<ReplayResult> Replay = new(MakeReplay);

    // name -> kind of value; a star marks a required one.
    private static readonly Dictionary<string, string> Layer = new()
    {
        ["versions"] = "object",
        ["name"] = "string*",
        ["description"] = "string",
        ["domain"] = "string*",
        ["customDataURL"] = "string",
        ["filters"] = "object",
        ["sorting"] = "number",
        ["layout"] = "object",
        ["hideDisabled"] = "boolean",
        ["techniques"] = "array",
        ["gradient"] = "object",
        ["legendItems"] = "array",
        ["showTacticRowBackground"] = "boolean",
        ["tacticRowBackground"] = "string",
        ["selectTechniquesAcrossTactics"] = "boolean",
        ["selectSubtechniquesWithParent"] = "boolean",
        ["selectVisibleTechniques"] = "boolean",
        ["metadata"] = "array",
        ["links"] = "array",
    };

    private static readonly Dictionary<string, string> Versions = new()
    {
        ["attack"] = "string",
        ["navigator"] = "string*",
        ["layer"] = "string*",
    };

    private static readonly Dictionary<string, string> LayoutFields = new()
    {
        ["layout"] = "string",
        ["showID"] = "boolean",
        ["showName"] = "boolean",
        ["showAggregateScores"] = "boolean",
        ["countUnscored"] = "boolean",
        ["aggregateFunction"] = "string",
        ["expandedSubtechniques"] = "string",
    };

    private static readonly Dictionary<string, string> Technique = new()
    {
        ["techniqueID"] = "string*",
        ["tactic"] = "string",
        ["comment"] = "string",
        ["enabled"] = "boolean",
        ["score"] = "number",
        ["color"] = "string",
        ["metadata"] = "array",
        ["links"] = "array",
        ["showSubtechniques"] = "boolean",
    };

    private static readonly Dictionary<string, string> Metadata = new() { ["name"] = "string*", ["value"] = "string*" };

    private static readonly Dictionary<string, string> Legend = new() { ["label"] = "string*", ["color"] = "string*" };

    private static readonly Dictionary<string, string> Gradient = new()
    {
        ["colors"] = "array*",
        ["minValue"] = "number*",
        ["maxValue"] = "number*",
    };

    [Theory]
    [InlineData(LayerKind.Exposure, "ics")]
    [InlineData(LayerKind.Detection, "ics")]
    [InlineData(LayerKind.Mitigation, "enterprise")]
    [InlineData(LayerKind.Coverage, "enterprise")]
    public void A_layer_has_the_form_of_version_4_5(LayerKind kind, string domain)
    {
        using JsonDocument document = Write(kind, domain);
        JsonElement root = document.RootElement;
        Check(root, Layer);
        root.GetProperty("domain").GetString().ShouldBe($"{domain}-attack");
        root.GetProperty("sorting").GetInt32().ShouldBeInRange(0, 3);
        Check(root.GetProperty("versions"), Versions);
        root.GetProperty("versions").GetProperty("layer").GetString().ShouldBe("4.5");
        root.GetProperty("versions").GetProperty("attack").GetString().ShouldBe("18");
        Version
            .Parse(root.GetProperty("versions").GetProperty("navigator").GetString()!)
            .ShouldBeGreaterThanOrEqualTo(new Version(4, 9, 0));
        Check(root.GetProperty("layout"), LayoutFields);
        new[] { "side", "flat", "mini" }.ShouldContain(root.GetProperty("layout").GetProperty("layout").GetString());
        new[] { "average", "min", "max", "sum" }.ShouldContain(
            root.GetProperty("layout").GetProperty("aggregateFunction").GetString()
        );
        new[] { "none", "all", "annotated" }.ShouldContain(
            root.GetProperty("layout").GetProperty("expandedSubtechniques").GetString()
        );
        JsonElement gradient = root.GetProperty("gradient");
        Check(gradient, Gradient);
        gradient.GetProperty("colors").GetArrayLength().ShouldBeGreaterThanOrEqualTo(2);
        gradient.GetProperty("maxValue").GetDouble().ShouldBeGreaterThan(gradient.GetProperty("minValue").GetDouble());
        foreach (JsonElement item in root.GetProperty("legendItems").EnumerateArray())
        {
            Check(item, Legend);
        }

        foreach (JsonElement technique in root.GetProperty("techniques").EnumerateArray())
        {
            Check(technique, Technique);
            TechniqueKey.IsId(technique.GetProperty("techniqueID").GetString()!).ShouldBeTrue();
            foreach (JsonElement datum in technique.GetProperty("metadata").EnumerateArray())
            {
                Check(datum, Metadata);
            }
        }
    }

    [Theory]
    [InlineData(LayerKind.Exposure, "T0812:100 T0855:- T0999:-")]
    [InlineData(LayerKind.Detection, "T0812:100 T0855:- T0999:-")]
    [InlineData(LayerKind.Mitigation, "T0812:0 T0855:- T0999:-")]
    [InlineData(LayerKind.Coverage, "T0812:100 T0855:50 T0999:0")]
    public void Scores_say_what_their_layer_is_of_and_what_is_unknown_has_none(LayerKind kind, string expected)
    {
        using JsonDocument document = Write(kind, "ics");
        string.Join(
                ' ',
                document
                    .RootElement.GetProperty("techniques")
                    .EnumerateArray()
                    .Select(technique =>
                        $"{technique.GetProperty("techniqueID").GetString()}:{(technique.TryGetProperty("score", out JsonElement score) ? score.GetRawText() : "-")}"
                    )
            )
            .ShouldBe(expected);
    }

    [Fact]
    public void Each_domain_has_a_layer_of_its_own()
    {
        NavigatorLayer.DomainsOf(Replay.Value).ShouldBe(["enterprise", "ics"]);
        using JsonDocument document = Write(LayerKind.Coverage, "enterprise");
        document
            .RootElement.GetProperty("techniques")
            .EnumerateArray()
            .Select(technique =>
                (technique.GetProperty("techniqueID").GetString(), technique.GetProperty("score").GetDouble())
            )
            .ShouldBe([("T1110.001", 25)]);
    }

    private static void Check(JsonElement value, Dictionary<string, string> fields)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            fields.ShouldContainKey(property.Name);
            string kind = property.Value.ValueKind switch
            {
                JsonValueKind.True or JsonValueKind.False => "boolean",
                JsonValueKind other => other.ToString().ToLowerInvariant(),
            };
            kind.ShouldBe(fields[property.Name].TrimEnd('*'), property.Name);
        }

        foreach (string required in fields.Where(field => field.Value.EndsWith('*')).Select(field => field.Key))
        {
            value.TryGetProperty(required, out _).ShouldBeTrue(required);
        }
    }

    private static JsonDocument Write(LayerKind kind, string domain)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            NavigatorLayer.Write(Replay.Value, kind, domain, technique => technique.State.ToString(), json);
        }

        return JsonDocument.Parse(stream.ToArray());
    }

    private static ReplayResult MakeReplay()
    {
        string path = RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "AttackNavigator", "testdata", "layer.mal");
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(path, CompilerOptions.Default);
        LanguageGraph types = LanguageGraph.Build(compiled.Value!.Specification).Value!;
        InstanceModel model = new(
            "plant",
            "org.example.layer",
            "1.0.0",
            [new InstanceAsset(0, "h", "Host", ImmutableSortedDictionary<string, double>.Empty, [])],
            []
        );
        AttackGraph graph = AttackGraph.Build(types, model).Value!;
        PackTables tables = PackTables.Empty with
        {
            Techniques = PackTables
                .Empty.Techniques.Add("T0812", Entry("ics", "T0812"))
                .Add("T0855", Entry("ics", "T0855"))
                .Add("T1110", Entry("enterprise", "T1110")),
        };
        Campaign campaign = Campaign.OfTactics(
            "C1",
            "Test",
            CampaignKind.Campaign,
            [Of("ics", "T0812"), Of("ics", "T0855"), Of("ics", "T0999"), Of("enterprise", "T1110.001")],
            TacticOrder.Known
        );
        SimulationRequest request = new() { Entries = [graph.FindNode("h:start")], Samples = 50 };
        return new CampaignReplay(new Scenario(graph, request, []), tables, new ReplayOptions()).Run(campaign);
    }

    private static TechniqueEntry Entry(string domain, string id) => new(id, domain, "18.1", id, id, ["impact"]);

    private static CampaignTechnique Of(string domain, string id) =>
        new(new TechniqueKey(domain, "18.1", id), id, ["impact"]);
}
