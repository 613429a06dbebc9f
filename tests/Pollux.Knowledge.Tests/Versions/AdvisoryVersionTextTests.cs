using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Pollux.Knowledge.Versions;
using Pollux.Testing;

namespace Pollux.Knowledge.Tests.Versions;

/// <summary>How much of what 370 real advisories write about versions is understood.</summary>
public sealed class AdvisoryVersionTextTests
{
    [Fact]
    public void Nine_of_ten_version_texts_of_CISA_advisories_are_understood_without_counting_all_versions()
    {
        List<string> texts = Texts(SharedData.Require("data", "security", "csaf", "cisa-ics-advisories-csaf20.zip"));
        List<string> telling = [.. texts.Where(text => !IsAll(text))];
        List<string> lost = [.. telling.Where(text => !IsUnderstood(text))];

        texts.Count.ShouldBe(3_303);
        double share = 1 - ((double)lost.Count / telling.Count);
        share.ShouldBeGreaterThan(0.9, string.Join('\n', lost.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_is_read_from_each_text_is_as_approved()
    {
        List<string> texts = Texts(SharedData.Require("data", "security", "csaf", "cisa-ics-advisories-csaf20.zip"));
        StringBuilder lines = new();
        foreach (
            IGrouping<string, string> text in texts
                .GroupBy(text => text, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            VersionRange? range = VersionRange.Parse(text.Key, VersionScheme.Vendor).Value;
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{text.Count()}\t{text.Key}\t{range?.ToString() ?? "NOT UNDERSTOOD"}\n"
            );
        }

        Approval.ShouldMatchApproved(
            lines.ToString(),
            "tests",
            "Pollux.Knowledge.Tests",
            "testdata",
            "cisa-version-texts.tsv"
        );
    }

    private static bool IsUnderstood(string text) => VersionRange.Parse(text, VersionScheme.Vendor).Value is not null;

    private static bool IsAll(string text) => VersionRange.Parse(text, VersionScheme.Vendor).Value is { IsAll: true };

    private static List<string> Texts(string path)
    {
        List<string> texts = [];
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (
            ZipArchiveEntry entry in archive.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.Ordinal))
        )
        {
            using Stream stream = entry.Open();
            using JsonDocument document = JsonDocument.Parse(stream);
            if (
                document.RootElement.TryGetProperty("product_tree", out JsonElement tree)
                && tree.TryGetProperty("branches", out JsonElement branches)
            )
            {
                Collect(branches, texts);
            }
        }

        return texts;
    }

    private static void Collect(JsonElement branches, List<string> texts)
    {
        foreach (JsonElement branch in branches.EnumerateArray())
        {
            if (branch.GetProperty("category").GetString() is "product_version" or "product_version_range")
            {
                texts.Add(branch.GetProperty("name").GetString()!);
            }

            if (branch.TryGetProperty("branches", out JsonElement below))
            {
                Collect(below, texts);
            }
        }
    }
}
