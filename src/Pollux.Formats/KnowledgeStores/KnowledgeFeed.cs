namespace Pollux.Formats.KnowledgeStores;

/// <summary>One feed that the store should hold.</summary>
/// <param name="Key">Its short name, such as <c>kev</c> or <c>attack-ics</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Use">What answers are poorer without it, as part of a sentence.</param>
/// <param name="From">Where its file is found, for a person with a network.</param>
/// <param name="FreshDays">How many days it counts as fresh; from how often its publisher renews it.</param>
public sealed record KnowledgeFeed(string Key, string Title, string Use, string From, int FreshDays)
{
    /// <summary>All feeds, in the order in which they are shown.</summary>
    public static IReadOnlyList<KnowledgeFeed> All { get; } =
    [
        new(
            "kev",
            "CISA Known Exploited Vulnerabilities",
            "which vulnerabilities are used in attacks",
            "cisa.gov/known-exploited-vulnerabilities-catalog",
            7
        ),
        new(
            "epss",
            "FIRST EPSS",
            "how likely a vulnerability is exploited within 30 days",
            "epss.empiricalsecurity.com",
            7
        ),
        new(
            "cve",
            "CVE records and NVD",
            "which versions of products are affected, and how badly",
            "github.com/CVEProject/cvelistV5, nvd.nist.gov",
            30
        ),
        new(
            "csaf",
            "Vendors' advisories (CSAF)",
            "which industrial products are affected, and what to do",
            "github.com/cisagov/CSAF and vendors' own",
            30
        ),
        new(
            "attack-ics",
            "MITRE ATT&CK for ICS",
            "techniques, mitigations and detections of industrial attacks",
            "github.com/mitre-attack/attack-stix-data",
            240
        ),
        new(
            "attack-enterprise",
            "MITRE ATT&CK Enterprise",
            "techniques, mitigations and detections of attacks on IT",
            "github.com/mitre-attack/attack-stix-data",
            240
        ),
        new("d3fend", "MITRE D3FEND", "countermeasures for techniques", "d3fend.mitre.org", 365),
    ];
}

/// <summary>A feed as the store holds it.</summary>
/// <param name="Feed">Which.</param>
/// <param name="Edition">The edition it holds, newest first where there are several; empty when it holds none.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Records">How many records.</param>
/// <param name="At">When its newest document was true; null when nobody says or there is none.</param>
public sealed record FeedState(KnowledgeFeed Feed, string Edition, int Documents, int Records, DateTimeOffset? At)
{
    /// <summary>True when the store holds nothing of it.</summary>
    public bool IsMissing => Documents == 0;

    /// <summary>Days since it was true; null when nobody says.</summary>
    public double? AgeDays(DateTimeOffset now) => At is { } at ? Math.Max(0, (now - at).TotalDays) : null;

    /// <summary>True when it is older than its publisher leaves it.</summary>
    public bool IsStale(DateTimeOffset now) => AgeDays(now) > Feed.FreshDays;
}
