using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pollux.Formats.Tests.Nvd;

/// <summary>
/// A second, plain answer to whether a configuration holds, straight from the JSON: every product of a device is known, so that there
/// are two answers only. Shares no code with the matcher; its order of versions is a dozen lines.
/// </summary>
internal static partial class PlainConfigurations
{
    private static readonly ConcurrentDictionary<string, string[]> Parts = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string[]> Words = new(StringComparer.Ordinal);

    /// <summary>A product of a device: the attributes of its CPE name but for the version, which is beside it.</summary>
    public sealed record Product(string[] Cpe, string Version);

    /// <summary>Whether a product is vulnerable among the products of its device.</summary>
    public static bool IsVulnerable(JsonElement configurations, Product product, IReadOnlyList<Product> all) =>
        configurations.EnumerateArray().Any(configuration => Holds(configuration, product, all));

    private static bool Holds(JsonElement configuration, Product product, IReadOnlyList<Product> all)
    {
        JsonElement[] nodes = [.. configuration.GetProperty("nodes").EnumerateArray()];
        bool and = configuration.TryGetProperty("operator", out JsonElement text) && text.GetString() == "AND";
        return and
            ? nodes.All(node => Holds(node, all)) && nodes.Any(node => Concerns(node, product))
            : nodes.Any(node => Holds(node, all) && Concerns(node, product));
    }

    // No node of the data has the operator AND or is negated; the test says so before it asks.
    private static bool Holds(JsonElement node, IReadOnlyList<Product> all) =>
        Matches(node).Any(match => all.Any(product => Means(match, product)));

    private static bool Concerns(JsonElement node, Product product) =>
        Matches(node).Any(match => match.GetProperty("vulnerable").GetBoolean() && Means(match, product));

    private static JsonElement.ArrayEnumerator Matches(JsonElement node) =>
        node.GetProperty("cpeMatch").EnumerateArray();

    private static bool Means(JsonElement match, Product product)
    {
        string[] cpe = Split(match.GetProperty("criteria").GetString()!);
        for (int field = 2; field < cpe.Length; field++)
        {
            if (
                field is not (5 or 6)
                && cpe[field] != "*"
                && product.Cpe[field] != "*"
                && cpe[field] != product.Cpe[field]
            )
            {
                return false;
            }
        }

        string version = product.Version;
        bool bounded = false;
        foreach (
            JsonProperty bound in match
                .EnumerateObject()
                .Where(p => p.Name.StartsWith("version", StringComparison.Ordinal))
        )
        {
            bounded = true;
            string limit = bound.Value.GetString()!;
            int order = limit.EndsWith(".*", StringComparison.Ordinal)
                ? CompareWithInfinity(version, limit[..^2])
                : Compare(version, limit);
            bool inside = bound.Name switch
            {
                "versionStartIncluding" => order >= 0,
                "versionStartExcluding" => order > 0,
                "versionEndIncluding" => order <= 0,
                _ => order < 0,
            };
            if (!inside)
            {
                return false;
            }
        }

        if (bounded || cpe[5] is "*" or "-")
        {
            return true;
        }

        string update = cpe[6] is "*" or "-" ? "" : " " + cpe[6];
        return Compare(version, Plain(cpe[5] + update)) == 0;
    }

    // A star is infinity: all of 4 is below 4.*, 5 is above.
    private static int CompareWithInfinity(string version, string family)
    {
        string[] start = Tokens(family);
        return Compare(string.Join('.', Tokens(version).Take(start.Length)), family) > 0 ? 1 : -1;
    }

    /// <summary>The parts of a CPE name; a colon after a backslash does not separate.</summary>
    public static string[] Split(string cpe) => Parts.GetOrAdd(cpe, text => Colon.Split(text));

    /// <summary>Without the backslashes of a CPE name.</summary>
    public static string Plain(string text) => text.Replace("\\", "", StringComparison.Ordinal);

    /// <summary>Numbers by value, words by what they mean beside a release: before it (rc), or after it (sp).</summary>
    public static int Compare(string left, string right)
    {
        string[] first = Tokens(left);
        string[] second = Tokens(right);
        for (int index = 0; index < Math.Max(first.Length, second.Length); index++)
        {
            (int Rank, long Number, string Text) a = Weight(first.ElementAtOrDefault(index));
            (int Rank, long Number, string Text) b = Weight(second.ElementAtOrDefault(index));
            int order = a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Number.CompareTo(b.Number);
            order = order != 0 ? order : a.Text.Length.CompareTo(b.Text.Length);
            order = order != 0 ? order : string.CompareOrdinal(a.Text, b.Text);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static string[] Tokens(string version) => Words.GetOrAdd(version, ReadTokens);

    private static string[] ReadTokens(string version) =>
        [
            .. Token
                // A letter and a number are a pre-release, 3.10a1 and 9.0-M1; a letter alone is after it, 1.0.2a.
                .Matches(BeforeRelease.Replace(version.ToLowerInvariant(), "${letter}#"))
                .Select(match => match.Value)
                .Where((token, index) => token != "final" && (token is not ("v" or "r") || index > 0)),
        ];

    // Nothing and zero are the same: 1.0 is 1.0.0.
    private static (int Rank, long Number, string Text) Weight(string? token) =>
        token switch
        {
            null => (2, 0, ""),
            "alpha" or "a#" or "pre" or "ea" or "dev" => (0, 0, ""),
            "beta" or "b#" => (0, 1, ""),
            "m#" or "milestone" => (0, 2, ""),
            "rc" => (0, 3, ""),
            "september" => (3, 9, ""),
            "november" => (3, 11, ""),
            _ when char.IsDigit(token[0]) => (2, long.Parse(token, CultureInfo.InvariantCulture), ""),
            _ => (3, 0, token),
        };

    [GeneratedRegex("(?<![a-z])(?<letter>[abm])(?=[0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex BeforeRelease { get; }

    [GeneratedRegex("[0-9]{1,18}|[a-z]+#?")]
    private static partial Regex Token { get; }

    [GeneratedRegex(@"(?<!\\):")]
    private static partial Regex Colon { get; }
}
