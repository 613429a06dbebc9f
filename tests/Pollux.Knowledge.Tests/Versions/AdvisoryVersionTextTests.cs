using System.Globalization;
using System.Text;
using Pollux.Knowledge.Versions;
using Pollux.Testing;

namespace Pollux.Knowledge.Tests.Versions;

/// <summary>How much of what 370 real advisories write about versions is understood.</summary>
public sealed class AdvisoryVersionTextTests
{
    [Fact]
    public void Nine_of_ten_version_texts_of_CISA_advisories_are_understood_without_counting_all_versions()
    {
        List<string> texts = [.. CisaAdvisories.Read().Select(row => row.Versions)];
        List<string> telling = [.. texts.Where(text => Read(text) is not { IsAll: true })];
        List<string> lost = [.. telling.Where(text => Read(text) is null)];

        texts.Count.ShouldBe(3_303);
        double share = 1 - ((double)lost.Count / telling.Count);
        share.ShouldBeGreaterThan(0.94, string.Join('\n', lost.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_is_read_from_each_text_is_as_approved()
    {
        StringBuilder lines = new();
        foreach (
            IGrouping<string, string> text in CisaAdvisories
                .Read()
                .Select(row => row.Versions)
                .GroupBy(text => text, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            string meaning = Read(text.Key)?.ToString() ?? "NOT UNDERSTOOD";
            lines.Append(CultureInfo.InvariantCulture, $"{text.Count()}\t{text.Key}\t{meaning}\n");
        }

        Approval.ShouldMatchApproved(
            lines.ToString(),
            "tests",
            "Pollux.Knowledge.Tests",
            "testdata",
            "cisa-version-texts.tsv"
        );
    }

    private static VersionRange? Read(string text) => VersionRange.Parse(text, VersionScheme.Vendor).Value;
}
