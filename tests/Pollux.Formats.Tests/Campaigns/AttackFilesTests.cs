using Pollux.Diagnostics;
using Pollux.Formats.Campaigns;
using Pollux.Formats.Input;
using Pollux.Simulation.Campaigns;
using Pollux.Testing;

namespace Pollux.Formats.Tests.Campaigns;

/// <summary>The published files of ATT&amp;CK, which are no part of the repository.</summary>
public sealed class AttackFilesTests
{
    [Fact]
    public void Every_campaign_of_the_list_is_read()
    {
        CampaignLibrary library = Read("campaign-techniques-v18.1.json").Value.ShouldNotBeNull();
        library.Counts.ShouldBe(new CampaignCounts(34, 34, 0, 0, 0));
        library.Campaigns.Length.ShouldBe(28);
        Campaign ukraine = library.Campaigns.Single(campaign => campaign.Id == "C0028");
        ukraine.Techniques.Length.ShouldBe(37);
        ukraine.Techniques.ShouldAllBe(technique => technique.Key.Version == "18.1");
        library.Campaigns.Single(campaign => campaign.Id == "C0009").Techniques.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ics-attack-18.1.stix21.json.gz", "18.1", 7, 83)]
    [InlineData("ics-attack-17.1.stix21.json.gz", "17.1", 7, 83)]
    [InlineData("enterprise-attack-18.1.from-cti.stix20.json.gz", "", 52, 691)]
    public void A_published_bundle_is_read_whole(string file, string version, int campaigns, int techniques)
    {
        Diagnosed<CampaignLibrary> read = Read(file);
        CampaignLibrary library = read.Value.ShouldNotBeNull();
        read.HasErrors.ShouldBeFalse();
        library.Campaigns.Count(campaign => campaign.Kind == CampaignKind.Campaign).ShouldBe(campaigns);
        library.Techniques.Length.ShouldBe(techniques);
        library.Techniques.ShouldAllBe(technique =>
            technique.Key.Version == version && technique.Key.Domain.Length > 0
        );
        library.Counts.Refused.ShouldBe(0);
        library.Counts.Received.ShouldBe(library.Counts.Understood + library.Counts.Ignored);
    }

    [Fact]
    public void The_list_and_the_bundle_of_one_version_tell_the_same_techniques()
    {
        CampaignLibrary list = Read("campaign-techniques-v18.1.json").Value!;
        CampaignLibrary bundle = Read("ics-attack-18.1.stix21.json.gz").Value!;
        foreach (Campaign campaign in bundle.Campaigns.Where(campaign => campaign.Kind == CampaignKind.Campaign))
        {
            list.Campaigns.Single(other => other.Id == campaign.Id)
                .Techniques.Select(technique => technique.Key)
                .Where(key => key.Domain == "ics")
                .ShouldBe(campaign.Techniques.Select(technique => technique.Key), campaign.Name);
        }
    }

    private static Diagnosed<CampaignLibrary> Read(string file) =>
        CampaignReader.ReadAll(
            [SharedData.Require("data", "security", "attack", file)],
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );
}
