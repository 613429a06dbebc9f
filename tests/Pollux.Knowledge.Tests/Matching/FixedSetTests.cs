using System.Globalization;
using System.Text;
using Pollux.Knowledge.Matching;
using Pollux.Testing;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Tests.Matching;

/// <summary>
/// Precision and recall on a fixed set: products as scanners, BOMs and plant lists write them, statements of real advisories,
/// and the vulnerabilities that a person would assign. A question mark behind an id: only possible, the product is not told
/// apart from its siblings.
/// </summary>
public sealed class FixedSetTests
{
    private static readonly string[] Folder = ["tests", "Pollux.Knowledge.Tests", "testdata", "fixed-set"];

    [Fact]
    public void Precision_and_recall_on_the_fixed_set_are_as_published()
    {
        Dictionary<string, HashSet<string>> expected = [];
        MatchReport report = Load(expected).Match();
        StringBuilder text = new();
        Count certain = new();
        Count any = new();
        foreach ((string product, HashSet<string> ids) in expected)
        {
            HashSet<string> found =
            [
                .. report
                    .Matches.Where(match => match.AssetId == product && IsPositive(match.Status))
                    .Select(match => match.Vulnerability + (match.Status == MatchStatus.Affected ? "" : "?")),
            ];
            certain.Add(ids.Where(IsCertain), found.Where(IsCertain));
            any.Add(ids.Select(Plain), found.Select(Plain));
            foreach (string wrong in found.Except(ids).Order(StringComparer.Ordinal))
            {
                string reason = report
                    .Matches.First(match => match.AssetId == product && match.Vulnerability == Plain(wrong))
                    .Reason;
                text.Append(CultureInfo.InvariantCulture, $"{product}: found {wrong}, not expected so: {reason}\n");
            }

            foreach (string missed in ids.Except(found).Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{product}: {missed} not found so\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"affected: {certain}\n");
        text.Append(CultureInfo.InvariantCulture, $"affected or possibly affected: {any}\n");
        Approval.ShouldMatchApproved(text.ToString(), [.. Folder, "measured.txt"]);
    }

    private static Site Load(Dictionary<string, HashSet<string>> expected)
    {
        Site site = new();
        foreach (string[] row in Rows("products.tsv"))
        {
            site.With(row[0], row[1].Split(';'));
            expected.Add(row[0], [.. row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        }

        foreach (string[] row in Rows("statements.tsv"))
        {
            ProductStatus status = row[2] == "affected" ? ProductStatus.Affected : ProductStatus.NotAffected;
            site.Says(row[0], row[1], Site.Product(Or(row[3]), Or(row[4]), Or(row[5]), Or(row[7]), Or(row[6])), status);
        }

        return site;
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadAllLines(RepositoryPaths.Of([.. Folder, file])).Skip(1).Select(line => line.Split('\t'));

    private static string? Or(string text) => text.Length == 0 ? null : text;

    private static bool IsPositive(MatchStatus status) =>
        status is MatchStatus.Affected or MatchStatus.PossiblyAffected;

    private static bool IsCertain(string id) => !id.EndsWith('?');

    private static string Plain(string id) => id.TrimEnd('?');

    private sealed class Count
    {
        private int right;
        private int found;
        private int wanted;

        public void Add(IEnumerable<string> expected, IEnumerable<string> actual)
        {
            HashSet<string> wants = [.. expected];
            HashSet<string> has = [.. actual];
            right += wants.Count(has.Contains);
            found += has.Count;
            wanted += wants.Count;
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{right} right of {found} found (precision {(double)right / found:0.000}), of {wanted} expected (recall {(double)right / wanted:0.000})"
            );
    }
}
