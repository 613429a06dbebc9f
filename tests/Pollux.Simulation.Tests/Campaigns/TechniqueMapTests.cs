using Pollux.Language.Packs;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;
using Pollux.Simulation.Tests.CoreLanguage;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Campaigns;

public sealed class TechniqueMapTests
{
    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("a").Tagged("T1566_001"),
            Or("b").Tagged("T1566_002"),
            Or("c").Tagged("T1021"),
            Or("d").Tagged("T1021_004"),
            Or("e").Tagged("T1691_001", "capAdapt")
        )
        .Unfold("h : Host", "i : Host");

    private static readonly TechniqueMap Map = TechniqueMap.Of(Graph, PackTables.Empty);

    [Theory]
    [InlineData("T1566.001", TechniqueMatchKind.Exact, "h:a i:a")]
    [InlineData("T1566", TechniqueMatchKind.SubTechniques, "h:a h:b i:a i:b")]
    [InlineData("T1021", TechniqueMatchKind.Exact, "h:c h:d i:c i:d")]
    [InlineData("T1021.004", TechniqueMatchKind.Exact, "h:d i:d")]
    [InlineData("T1021.001", TechniqueMatchKind.Parent, "h:c i:c")]
    [InlineData("T1566.003", TechniqueMatchKind.None, "")]
    [InlineData("T1003", TechniqueMatchKind.None, "")]
    public void A_technique_is_found_itself_or_by_its_kin(string id, TechniqueMatchKind kind, string nodes)
    {
        TechniqueMatch match = Map.Match(Replays.Technique(id));
        match.Kind.ShouldBe(kind);
        string.Join(' ', match.Nodes.Select(Graph.NameOf)).ShouldBe(nodes);
    }

    [Fact]
    public void A_successor_is_taken_only_where_the_technique_itself_is_not_known()
    {
        TechniqueKey later = new("", "19", "T1691.001");
        Map.Match(Replays.Technique("T0803") with { Successor = later }).Kind.ShouldBe(TechniqueMatchKind.Successor);
        Map.Match(Replays.Technique("T1021") with { Successor = later }).Kind.ShouldBe(TechniqueMatchKind.Exact);
        Map.Match(Replays.Technique("T0803")).Kind.ShouldBe(TechniqueMatchKind.None);
    }

    [Fact]
    public void The_same_number_of_another_domain_is_another_technique()
    {
        TechniqueMap map = TechniqueMap.Of(
            Graph,
            PackTables.Empty with
            {
                Techniques = PackTables.Empty.Techniques.Add(
                    "T1021",
                    new TechniqueEntry("T1021", "enterprise", "18.1", "T1021", "Remote Services", ["lateral-movement"])
                ),
            }
        );
        CampaignTechnique Of(string domain) => new(new TechniqueKey(domain, "18.1", "T1021"), "", []);
        map.Match(Of("enterprise")).Kind.ShouldBe(TechniqueMatchKind.Exact);
        map.Match(Of("")).Kind.ShouldBe(TechniqueMatchKind.Exact);
        map.Match(Of("ics")).Techniques.ShouldNotContain(technique => technique.Key.Domain == "enterprise");
    }

    [Fact]
    public void The_core_language_knows_every_technique_of_its_table_by_domain_version_and_id()
    {
        LanguagePack pack = CorePack.Get();
        AttackGraph graph = AttackGraph
            .Build(pack.Graph, Model(pack.Graph), TestContext.Current.CancellationToken)
            .Value!;
        TechniqueMap map = TechniqueMap.Of(graph, pack.Tables);
        map.Techniques.ShouldAllBe(technique => technique.Key.Version == "18.1" && technique.Key.Domain.Length > 0);
        map.Techniques.Count(technique => technique.Key.Domain == "ics").ShouldBe(83);
        map.Techniques.Count(technique => technique.Key.Domain == "enterprise").ShouldBe(156);
    }

    [Theory]
    [InlineData("T0843", true)]
    [InlineData("T1566.001", true)]
    [InlineData("T084", false)]
    [InlineData("T1566.01", false)]
    [InlineData("T1566,001", false)]
    [InlineData("TA0001", false)]
    [InlineData("", false)]
    public void An_id_has_four_digits_and_a_sub_technique_three_more(string text, bool isId) =>
        TechniqueKey.IsId(text).ShouldBe(isId);

    [Fact]
    public void Tactics_of_two_domains_are_merged_into_one_order()
    {
        TacticOrder.Known.Tactics.IndexOf("evasion").ShouldBeLessThan(TacticOrder.Known.Tactics.IndexOf("discovery"));
        TacticOrder.Known.Tactics[^1].ShouldBe("impact");
        TacticOrder.Of(["a", "c"]).With(["a", "b", "c", "d"]).Tactics.ShouldBe(["a", "b", "c", "d"]);
        TacticOrder.Of(["a"]).PositionOf("z").ShouldBe(int.MaxValue);
    }

    [Fact]
    public void A_set_is_ordered_by_tactic_and_a_technique_of_two_tactics_is_in_both()
    {
        CampaignTechnique[] techniques =
        [
            new(new TechniqueKey("ics", "18.1", "T0831"), "", ["impact"]),
            new(new TechniqueKey("ics", "18.1", "T0859"), "", ["lateral-movement", "persistence"]),
            new(new TechniqueKey("ics", "18.1", "T0859"), "", ["impact"]),
            new(new TechniqueKey("ics", "18.1", "T0999"), "", []),
        ];
        Campaign campaign = Campaign.OfTactics("x", "x", CampaignKind.Campaign, techniques, TacticOrder.Known);
        campaign.Techniques.Select(technique => technique.Key.Id).ShouldBe(["T0831", "T0859", "T0999"]);
        campaign
            .Phases.Select(phase => phase.Name)
            .ShouldBe(["persistence", "lateral movement", "impact", "no tactic given"]);
        campaign.Phases.Select(phase => phase.Techniques[0]).ShouldBe([1, 1, 0, 2]);
        campaign.Order.ShouldBe(CampaignOrder.ByTactic);
    }
}
