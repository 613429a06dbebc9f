using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Campaigns;
using Pollux.Formats.Input;
using Pollux.Simulation.Campaigns;
using Pollux.Testing;

namespace Pollux.Formats.Tests.Campaigns;

public sealed class CampaignReaderTests
{
    [Fact]
    public void A_bundle_of_stix_2_1_gives_campaigns_with_what_holds_today()
    {
        Diagnosed<CampaignDocument> read = ReadFile("bundle21.json");
        CampaignDocument document = read.Value.ShouldNotBeNull();
        document.Campaigns.Select(campaign => campaign.Id).ShouldBe(["C9001", "A group without a number", "S9001"]);
        Campaign flood = document.Campaigns[0];
        flood.Techniques.Select(technique => technique.Key.ToString()).ShouldBe(["ics/18.1/T0002", "ics/18.1/T0003"]);
        flood.Techniques[0].Text.ShouldBe("They came by the old way.");
        flood.Aliases.ShouldBe(["Deluge"]);
        flood.Software.ShouldBe(["Pump"]);
        flood.Seen.ShouldBe("2024-01-02 to 2024-02-03");
        flood.Source.ShouldBe("ATT&CK ics 18.1");
        document.Campaigns[2].Name.ShouldBe("Pump");
        document.Campaigns[2].Kind.ShouldBe(CampaignKind.Software);
        document.Order!.Tactics.ShouldBe(["way-in", "impact"]);
        document.Techniques.Select(technique => technique.Key.Id).ShouldBe(["T0002", "T0003"]);
        document.Counts.ShouldBe(new CampaignCounts(24, 18, 3, 2, 1));
    }

    [Fact]
    public void What_was_withdrawn_is_named_and_what_leads_nowhere_too()
    {
        string[] messages =
        [
            .. ReadFile("bundle21.json")
                .Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Code} {diagnostic.Message}"),
        ];
        messages.ShouldContain(message => message.StartsWith("PLX7224") && message.Contains("C9002 The Doubt"));
        messages.ShouldContain(message =>
            message.StartsWith("PLX7224") && message.Contains("T0001, which was revoked by T0002")
        );
        messages.ShouldContain(message =>
            message.StartsWith("PLX7224") && message.Contains("uses T0004") && message.Contains("nothing replaces it")
        );
        messages.ShouldContain(message => message.StartsWith("PLX7225") && message.Contains("attack-pattern--99"));
        messages.ShouldContain(message =>
            message.StartsWith("PLX7222") && message.Contains("Somebody's own technique")
        );
        messages.Length.ShouldBe(5);
    }

    [Fact]
    public void A_chain_of_revocations_that_goes_in_a_circle_ends()
    {
        string text = File.ReadAllText(PathOf("bundle21.json"))
            .Replace(
                "\"target_ref\": \"attack-pattern--2\"},",
                "\"target_ref\": \"attack-pattern--1\"},",
                StringComparison.Ordinal
            );
        Diagnosed<CampaignDocument> read = Read(text);
        read.Value!.Campaigns[0].Techniques.Select(technique => technique.Key.Id).ShouldBe(["T0003"]);
    }

    [Fact]
    public void A_bundle_of_stix_2_0_says_no_version_and_that_is_said()
    {
        Diagnosed<CampaignDocument> read = ReadFile("bundle20.json");
        read.Value!.Campaigns.ShouldHaveSingleItem()
            .Techniques.ShouldHaveSingleItem()
            .Key.ShouldBe(new TechniqueKey("enterprise", "", "T1110.001"));
        read.Diagnostics.ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX7223");
    }

    [Fact]
    public void Files_of_two_domains_make_one_campaign_in_one_order()
    {
        Diagnosed<CampaignLibrary> read = CampaignReader.ReadAll(
            [PathOf("bundle21.json"), PathOf("bundle20.json")],
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );
        Campaign flood = read.Value!.Campaigns.Single(campaign => campaign.Id == "C9001");
        flood.Techniques.Select(technique => technique.Key.Id).ShouldBe(["T1110.001", "T0002", "T0003"]);
        flood.Phases.Select(phase => phase.Name).ShouldBe(["way in", "credential access", "impact"]);
        flood.Source.ShouldBe("ATT&CK ics 18.1, ATT&CK enterprise");
        read.Value.Counts.ShouldBe(new CampaignCounts(27, 21, 3, 2, 1));
    }

    [Fact]
    public void A_list_keeps_what_it_can_and_counts_the_rest()
    {
        Diagnosed<CampaignDocument> read = ReadFile("list.json");
        CampaignDocument document = read.Value.ShouldNotBeNull();
        document.Counts.ShouldBe(new CampaignCounts(6, 3, 0, 2, 1));
        document.Campaigns[0].Techniques.Select(technique => technique.Key.Id).ShouldBe(["T0803", "T0883"]);
        document.Campaigns[0].Techniques[0].Successor!.Value.Id.ShouldBe("T1691.001");
        document.Campaigns[0].Order.ShouldBe(CampaignOrder.ByTactic);
        read.Diagnostics.Select(diagnostic => diagnostic.Rule.Code)
            .ShouldBe(["PLX7222", "PLX7226", "PLX7222", "PLX7222", "PLX7223"]);
        CampaignLibrary library = CampaignLibrary.Merge([document], new DiagnosticBag("test"));
        library.Campaigns.Select(campaign => campaign.Id).ShouldBe(["C9001", "S9001"]);
        library.Campaigns[0].Techniques.Length.ShouldBe(3);
    }

    [Fact]
    public void A_campaign_of_ones_own_is_a_sequence()
    {
        Diagnosed<CampaignDocument> read = ReadFile("own.yaml");
        Campaign drill = read.Value!.Campaigns.ShouldHaveSingleItem();
        drill.Order.ShouldBe(CampaignOrder.AsGiven);
        drill
            .Techniques.Select(technique => technique.Key.ToString())
            .ShouldBe(["ics/18.1/T0822", "enterprise/18.1/T1133", "ics/18.1/T0859", "ics/18.1/T0831"]);
        drill.Techniques[2].Text.ShouldBe("With the password of the integrator.");
        drill
            .Phases.Select(phase => (phase.Name, phase.Needs, string.Join(' ', phase.Techniques)))
            .ShouldBe([
                ("In", PhaseNeeds.Any, "0 1"),
                ("phase 2", PhaseNeeds.All, "2 0"),
                ("phase 3", PhaseNeeds.All, "3"),
            ]);
        read.Diagnostics.Select(diagnostic => (diagnostic.Rule.Code, diagnostic.Location!.Line))
            .ShouldBe([("PLX7228", 16), ("PLX7228", 13), ("PLX7222", 14), ("PLX7222", 15)]);
        read.Diagnostics[0].NextStep.ShouldContain("Did you mean");
    }

    [Theory]
    [InlineData("attack: '19.0'", "", "T0843")]
    [InlineData("attack: '18.1'", "ics", "T0843")]
    [InlineData("attack: '18.1'", "enterprise", "T1133")]
    public void Where_both_domains_share_numbers_none_is_assumed(string version, string domain, string id)
    {
        Diagnosed<CampaignDocument> read = Read($"campaign: {{name: x, {version}, phases: [{{techniques: [{id}]}}]}}");
        read.Value!.Campaigns[0].Techniques[0].Key.Domain.ShouldBe(domain);
    }

    [Theory]
    [InlineData("{\"type\": \"report\"}", "PLX7221")]
    [InlineData("{\"type\": \"bundle\", \"objects\": []}", "PLX7229")]
    [InlineData("{", "PLX2911")]
    [InlineData("site: Riverside", "PLX7221")]
    [InlineData("campaign: {name: x, attack: '18.1', phases: []}", "PLX7229")]
    [InlineData("campaign: {attack: '18.1', phases: []}", "PLX7229")]
    [InlineData("a: *b", "PLX2914")]
    public void What_is_no_file_of_campaigns_is_refused_with_a_reason(string text, string code)
    {
        Diagnosed<CampaignDocument> read = Read(text);
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldContain(diagnostic => diagnostic.Rule.Code == code);
        read.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void Two_sequences_of_one_id_are_not_mixed()
    {
        CampaignDocument own = ReadFile("own.yaml").Value!;
        DiagnosticBag diagnostics = new("test");
        CampaignLibrary.Merge([own, own], diagnostics).Campaigns.ShouldHaveSingleItem();
        diagnostics.ToImmutable().ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX7226");
    }

    [Theory]
    [InlineData("bundle21.json")]
    [InlineData("list.json")]
    [InlineData("own.yaml")]
    public void Damaged_files_throw_nothing_and_every_record_is_counted(string file)
    {
        byte[] content = File.ReadAllBytes(PathOf(file));
        Random chance = new(content.Length);
        for (int mutant = 0; mutant < 200; mutant++)
        {
            InputFile input = InputFile.FromBytes("mutant", Mutations.Mutate(content, chance));
            Diagnosed<CampaignDocument> read = CampaignReader.Read(
                input,
                InputLimits.Default,
                TestContext.Current.CancellationToken
            );
            if (read.Value is not { } document)
            {
                read.HasErrors.ShouldBeTrue($"{file} #{mutant}");
                continue;
            }

            CampaignCounts counts = document.Counts;
            counts.Received.ShouldBe(
                counts.Understood + counts.Ignored + counts.Refused + counts.Duplicates,
                $"{file} #{mutant}"
            );
            CampaignLibrary.Merge([document], new DiagnosticBag("test")).Campaigns.IsDefault.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_list_that_passes_the_limit_is_refused()
    {
        Diagnosed<CampaignDocument> read = CampaignReader.Read(
            InputFile.FromBytes("list", Encoding.UTF8.GetBytes("[1,2,3]")),
            InputLimits.Default with
            {
                Records = 2,
            },
            TestContext.Current.CancellationToken
        );
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldContain(diagnostic => diagnostic.Rule.Code == "PLX2904");
    }

    internal static string PathOf(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "Campaigns", "testdata", name);

    private static Diagnosed<CampaignDocument> ReadFile(string name) => Read(File.ReadAllText(PathOf(name)));

    private static Diagnosed<CampaignDocument> Read(string text) =>
        CampaignReader.Read(
            InputFile.FromBytes("test", Encoding.UTF8.GetBytes(text)),
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );
}
