using Pollux.Diagnostics;
using Pollux.Formats.MalModels;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Testing;

namespace Pollux.Formats.Tests.MalModels;

public sealed class MalModelReaderTests
{
    [Theory]
    [InlineData("current.yml", "2.9.0")]
    [InlineData("version-0.0.json", "")]
    [InlineData("version-0.1.yml", "0.1.8")]
    [InlineData("version-0.2.yml", "0.2.0")]
    public void Every_version_gives_the_same_model(string file, string version)
    {
        Diagnosed<MalModelDocument> read = ModelFiles.Read(file);
        MalModelDocument document = read.Value!;
        document.ToolboxVersion.ShouldBe(version);
        document.Model.Name.ShouldBe("Two hosts");
        document.Model.LanguageId.ShouldBe("org.example.small");
        document
            .Model.Assets.Select(asset => (asset.Id, asset.Name, asset.Type))
            .ShouldBe([(0, "front", "Server"), (1, "back:end", "Host"), (7, "5", "Data")]);
        document.Model.Assets[0].Defenses["locked"].ShouldBe(0.5);
        document.Model.Links.ShouldBe([
            new InstanceLink(0, "peerOf", 1, "peers"),
            new InstanceLink(1, "holders", 2, "stored"),
        ]);
        read.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Rule == MalModelRules.Attacker);
    }

    [Theory]
    [InlineData("version-0.0.json")]
    [InlineData("version-0.1.yml")]
    [InlineData("version-0.2.yml")]
    public void Attackers_of_old_versions_become_entry_points_and_are_reported(string file)
    {
        Diagnosed<MalModelDocument> read = ModelFiles.Read(file);
        ModelEntryPoint entry = read.Value!.EntryPoints.ShouldHaveSingleItem();
        entry.ShouldBe(new ModelEntryPoint("Eve", "front", "connect"));
        entry.FullName.ShouldBe("front:connect");
        read.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The attacker 'Eve' starts at: front:connect.");
    }

    [Fact]
    public void Everything_wrong_is_reported_at_its_place_and_the_rest_is_read()
    {
        Diagnosed<MalModelDocument> read = ModelFiles.Read("wrong.yml");
        read.Value!.Model.Assets.Select(asset => asset.Name)
            .ShouldBe(["back", "twin", "twin:3", "Data:4", "data", "thing"]);
        Approval.ShouldMatchApproved(
            string.Join('\n', read.Diagnostics.Select(diagnostic => $"{diagnostic} -> {diagnostic.NextStep}")),
            "tests",
            "Pollux.Formats.Tests",
            "MalModels",
            "testdata",
            "wrong.diagnostics.txt"
        );
    }

    [Fact]
    public void An_id_of_0_is_an_id_wherever_it_stands()
    {
        Diagnosed<MalModelDocument> read = ModelFiles.ReadText(
            """{"assets": {"3": {"name": "a", "type": "Host", "associated_assets": {"peers": {"0": "b"}}}, "0": {"name": "b", "type": "Host"}}}"""
        );
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Model.Assets.Select(asset => asset.Id).ShouldBe([3, 0]);
        read.Value.Model.Links.ShouldHaveSingleItem().ShouldBe(new InstanceLink(0, "peerOf", 1, "peers"));
    }

    [Fact]
    public void An_id_may_be_negative_and_of_64_bits()
    {
        Diagnosed<MalModelDocument> read = ModelFiles.ReadText(
            """
            assets:
              -9007199254740993: {name: a, type: Host, associated_assets: {peers: {4294967296: b}}}
              4294967296: {name: b, type: Host, associated_assets: {}}
            """
        );
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Model.Assets.Select(asset => asset.Id).ShouldBe([-9_007_199_254_740_993, 4_294_967_296]);
        read.Value.Model.Links.ShouldHaveSingleItem().ShouldBe(new InstanceLink(0, "peerOf", 1, "peers"));
    }

    [Theory]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    public void An_id_that_is_no_whole_number_of_64_bits_is_reported(string id)
    {
        Diagnosed<MalModelDocument> read = ModelFiles.ReadText(
            $"{{\"assets\": {{\"{id}\": {{\"name\": \"a\", \"type\": \"Host\"}}}}}}"
        );
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(MalModelRules.BadId);
        read.Value!.Model.Assets.ShouldBeEmpty();
    }

    [Fact]
    public void The_shorthand_of_a_type_alone_is_an_asset_that_can_be_linked()
    {
        Diagnosed<MalModelDocument> read = ModelFiles.ReadText(
            "assets:\n  1: Host\n  2: {name: h, type: Host, associated_assets: {peers: {1: Host:1}}}\n"
        );
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Model.Assets[0].Name.ShouldBe("Host:1");
        read.Value.Model.Links.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("assets: 5")]
    [InlineData("just text")]
    [InlineData("{\"assets\": {")]
    [InlineData("assets: [")]
    public void What_is_no_model_is_refused_with_a_reason(string text)
    {
        Diagnosed<MalModelDocument> read = ModelFiles.ReadText(text);
        read.Value.ShouldBeNull();
        read.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void A_model_that_refers_to_itself_by_aliases_is_refused()
    {
        Diagnosed<MalModelDocument> read = ModelFiles.ReadText("assets: &a\n  1: {type: Host, extras: *a}\n");
        read.Value.ShouldBeNull();
        read.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void A_model_read_here_gives_no_diagnostics_again_when_it_is_unfolded()
    {
        MalModelDocument document = ModelFiles.Read("wrong.yml").Value!;
        AttackGraph
            .Build(ModelFiles.Language, document.Model, TestContext.Current.CancellationToken)
            .Diagnostics.Select(diagnostic => diagnostic.Rule)
            .ShouldBe([AttackGraphRules.AbstractType]);
    }
}
