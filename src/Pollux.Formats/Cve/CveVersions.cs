using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Pollux.Formats.Input;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Cve;

/// <summary>Versions of one status.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">A range as matching reads it; null when the record does not say which versions.</param>
internal readonly record struct CveVersionText(ProductStatus Status, string? Text);

/// <summary>
/// The versions of an entry as ranges (CVE Record Format 5.1, <c>versions</c>): those affected and those said not to be. A status that
/// is unknown says nothing. What the entry leaves to <c>defaultStatus</c> is said only where that is "affected": then all versions are,
/// but for those listed as unaffected.
/// </summary>
internal static partial class CveVersions
{
    private const int LongestText = 900;

    /// <summary>The versions; none when the entry says nothing that can be held against a version or product.</summary>
    public static ImmutableArray<CveVersionText> Read(JsonItem entry, string? purl)
    {
        ImmutableArray<CveVersionText>.Builder texts = ImmutableArray.CreateBuilder<CveVersionText>();
        JsonItem[] versions = [.. (entry["versions"]?.Items ?? []).Where(version => version.IsObject)];
        foreach (ProductStatus status in (ProductStatus[])[ProductStatus.Affected, ProductStatus.NotAffected])
        {
            List<Part> parts =
            [
                .. versions.SelectMany(version => Segments(version, purl)).Where(part => part.Status == status),
            ];
            texts.AddRange(
                Joined(parts).Distinct(StringComparer.Ordinal).Select(text => new CveVersionText(status, text))
            );
            // Which versions are not affected is of use only when it is known.
            if (status == ProductStatus.Affected && parts.Exists(part => part.Text is null))
            {
                texts.Add(new CveVersionText(status, null));
            }
        }

        string? byDefault = entry.Text("defaultStatus");
        if (byDefault == "affected")
        {
            texts.Add(new CveVersionText(ProductStatus.Affected, "vers:generic/*"));
        }
        else if (versions.Length == 0 && byDefault != "unaffected")
        {
            texts.Add(new CveVersionText(ProductStatus.Affected, null));
        }

        return texts.ToImmutable();
    }

    private static IEnumerable<string> Joined(List<Part> parts)
    {
        foreach (string prose in parts.Where(part => part.IsProse).Select(part => part.Text!))
        {
            yield return prose;
        }

        foreach (
            IGrouping<string, Part> scheme in parts
                .Where(part => part is { IsProse: false, Text: not null })
                .GroupBy(part => part.Scheme, StringComparer.Ordinal)
        )
        {
            StringBuilder text = new();
            // What has no end stands last: a reader would close it with the next end.
            foreach (
                string part in scheme.Select(part => part.Text!).Distinct(StringComparer.Ordinal).OrderBy(IsOpenAbove)
            )
            {
                if (text.Length > 0 && text.Length + part.Length > LongestText)
                {
                    yield return $"vers:{scheme.Key}/{text}";
                    text.Clear();
                }

                text.Append(text.Length > 0 ? "|" : "").Append(part);
            }

            if (text.Length > 0)
            {
                yield return $"vers:{scheme.Key}/{text}";
            }
        }
    }

    private static bool IsOpenAbove(string part) =>
        part.StartsWith(">=", StringComparison.Ordinal) && !part.Contains('|', StringComparison.Ordinal);

    private static IEnumerable<Part> Segments(JsonItem version, string? purl)
    {
        string type = version.Text("versionType")?.ToLowerInvariant() ?? "";
        string from = Version(version.Text("version")) ?? "";
        string? below = Version(version.Text("lessThan"));
        string? upTo = Version(version.Text("lessThanOrEqual"));
        if (Commit.IsMatch(from) || Commit.IsMatch(below ?? upTo ?? "") || type == "cpe")
        {
            // Commits have no order that a version could be held against.
            return [];
        }

        ProductStatus? status = Status(version.Text("status"));
        string scheme = Scheme(type, purl);
        JsonItem[] changes = [.. version["changes"]?.Items ?? []];
        return changes.Length == 0
            ? [Segment(scheme, status, from, below, upTo)]
            : Changing(scheme, status, from, below, upTo, changes);
    }

    // Some CNAs write versions as a CPE name has them: 6.0\(2\)A8.
    private static string? Version(string? text) =>
        Excerpt.OneLineOrNull(text?.Replace("\\", "", StringComparison.Ordinal), 200);

    // From one change to the next the status is that of the change; the range's own end closes the last.
    private static IEnumerable<Part> Changing(
        string scheme,
        ProductStatus? status,
        string from,
        string? below,
        string? upTo,
        JsonItem[] changes
    )
    {
        foreach (JsonItem change in changes)
        {
            if (Excerpt.OneLineOrNull(change.Text("at"), 200) is { } at)
            {
                yield return Segment(scheme, status, from, at, null);
                (from, status) = (at, Status(change.Text("status")));
            }
        }

        // Where the range ends with its last change, nothing is left of it.
        if (below != from && !(upTo is not null && status == ProductStatus.NotAffected))
        {
            yield return Segment(scheme, status, from, below, upTo);
        }
    }

    private static Part Segment(string scheme, ProductStatus? status, string from, string? below, string? upTo)
    {
        string? end = below ?? upTo;
        if (end is null || end == from)
        {
            return Single(scheme, status, from);
        }

        bool open = end == "*";
        bool family = end.EndsWith(".*", StringComparison.Ordinal);
        bool start = !Nothing.IsMatch(from);
        if ((start && !Plain.IsMatch(from)) || (!open && !Plain.IsMatch(family ? end[..^2] : end)))
        {
            return new Part(scheme, status, null, false);
        }

        // A star stands for infinity in its place: below 5.10.* are all 5.10.
        string lower = start ? $">={Escaped(from)}" : "";
        string upper = open ? "" : (below is not null && !family ? "<" : "<=") + Escaped(end);
        string text = string.Join('|', ((string[])[lower, upper]).Where(part => part.Length > 0));
        return new Part(scheme, status, text.Length == 0 ? "*" : text, false);
    }

    private static Part Single(string scheme, ProductStatus? status, string version) =>
        All.IsMatch(version) ? new Part(scheme, status, "*", false)
        : Nothing.IsMatch(version) && version != "0" ? new Part(scheme, status, null, false)
        : Plain.IsMatch(version) ? new Part(scheme, status, $"={Escaped(version)}", false)
        // Prose, or comparisons in the place of a version: "< 1.5.2".
        : new Part(scheme, status, version, true);

    private static string Escaped(string version) => version.Replace("%", "%25", StringComparison.Ordinal);

    private static ProductStatus? Status(string? text) =>
        text switch
        {
            "affected" => ProductStatus.Affected,
            "unaffected" => ProductStatus.NotAffected,
            _ => null,
        };

    private static string Scheme(string type, string? purl) =>
        type switch
        {
            "semver" or "maven" or "rpm" or "deb" => type,
            "python" or "pypi" => "pypi",
            _ => purl is null ? "generic" : purl["pkg:".Length..].Split('/')[0],
        };

    /// <summary>A piece of a range; the text is null when it does not say which versions.</summary>
    private readonly record struct Part(string Scheme, ProductStatus? Status, string? Text, bool IsProse);

    [GeneratedRegex("^[0-9a-f]{12,40}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Commit { get; }

    [GeneratedRegex(
        @"^(\*|all|any|all versions?|any version)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex All { get; }

    // No beginning is given; "0" stands for the first version (CVE Record Format 5.1, version).
    [GeneratedRegex(
        @"^(0|-|\*|n/?a|unspecified|unknown|none|all|any|all versions?|(all )?(previous|prior|earlier) versions?|)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Nothing { get; }

    // A version and nothing that a range could be read from.
    [GeneratedRegex(
        @"^(?!.*\b(all|any|and|or|to|thru|through|before|prior|previous|after|from|up|until|later|newer|earlier|older|below|above|under|than|versions?|with|on|if|when)\b)[\p{L}0-9][\p{L}0-9._+~:()#/\- ]*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Plain { get; }
}
