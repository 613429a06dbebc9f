using System.IO.Compression;
using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Knowledge.Tests;

/// <summary>The products of the CISA advisories in the shared data, as plain rows.</summary>
internal static class CisaAdvisories
{
    /// <summary>One product entry of one advisory.</summary>
    public sealed record Row(string Advisory, string Vulnerability, string Vendor, string Product, string Versions);

    /// <summary>Every product version or range of every advisory; skips the running test where the data is absent.</summary>
    public static List<Row> Read()
    {
        string path = SharedData.Require("data", "security", "csaf", "cisa-ics-advisories-csaf20.zip");
        List<Row> rows = [];
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (
            ZipArchiveEntry entry in archive.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.Ordinal))
        )
        {
            using Stream stream = entry.Open();
            using JsonDocument document = JsonDocument.Parse(stream);
            JsonElement root = document.RootElement;
            string id = root.GetProperty("document").GetProperty("tracking").GetProperty("id").GetString()!;
            if (
                root.TryGetProperty("product_tree", out JsonElement tree)
                && tree.TryGetProperty("branches", out JsonElement branches)
            )
            {
                Collect(branches, new Row(id, $"vulnerability of {id}", "", "", ""), rows);
            }
        }

        return rows;
    }

    private static void Collect(JsonElement branches, Row above, List<Row> rows)
    {
        foreach (JsonElement branch in branches.EnumerateArray())
        {
            string name = branch.GetProperty("name").GetString()!;
            Row row = branch.GetProperty("category").GetString() switch
            {
                "vendor" => above with { Vendor = name },
                "product_name" => above with { Product = name },
                _ => above with { Versions = name },
            };
            if (branch.TryGetProperty("branches", out JsonElement below))
            {
                Collect(below, row, rows);
            }
            else if (branch.GetProperty("category").GetString() is "product_version" or "product_version_range")
            {
                rows.Add(row);
            }
        }
    }
}
