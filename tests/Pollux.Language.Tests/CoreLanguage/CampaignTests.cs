using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Language.Tests.CoreLanguage;

/// <summary>How many techniques of known campaigns and malware some step of the language carries.</summary>
public class CampaignTests
{
    [Theory]
    [InlineData("ics", "C0028", 20, 20)]
    [InlineData("ics", "C0025", 6, 6)]
    [InlineData("ics", "C0034", 5, 5)]
    [InlineData("ics", "C0030", 10, 10)]
    [InlineData("ics", "C0031", 6, 6)]
    [InlineData("ics", "C0020", 12, 12)]
    [InlineData("ics", "C0041", 4, 4)]
    [InlineData("ics", "S0603", 25, 25)]
    [InlineData("ics", "S0604", 24, 24)]
    [InlineData("ics", "S1045", 17, 17)]
    [InlineData("enterprise", "C0028", 16, 17)]
    [InlineData("enterprise", "C0025", 18, 21)]
    [InlineData("enterprise", "C0034", 9, 10)]
    [InlineData("enterprise", "C0030", 8, 10)]
    [InlineData("enterprise", "S0368", 13, 14)]
    [InlineData("enterprise", "S0366", 11, 16)]
    [InlineData("enterprise", "G1017", 42, 81)]
    public void Techniques_of_a_campaign_are_carried_by_the_language(string domain, string id, int carried, int total)
    {
        string path = SharedData.Require("data", "security", "attack", "campaign-techniques-v18.1.json");
        using JsonDocument campaigns = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement campaign = campaigns
            .RootElement.EnumerateArray()
            .Single(item =>
                item.GetProperty("domain").GetString() == domain && item.GetProperty("id").GetString() == id
            );
        string[] techniques =
        [
            .. campaign.GetProperty("techniques").EnumerateArray().Select(item => item.GetProperty("id").GetString()!),
        ];
        HashSet<string> known =
        [
            .. CorePack.Get().Tables.Techniques.Values.Where(entry => entry.Domain == domain).Select(entry => entry.Id),
        ];
        techniques.Length.ShouldBe(total);
        techniques.Count(known.Contains).ShouldBe(carried);
    }
}
