using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>Reads the trusts of a domain. An edge goes from the domain that trusts to the one that is trusted.</summary>
internal static class DomainTrusts
{
    /// <summary>Reads them.</summary>
    public static void Read(JsonItem item, DirectoryGraph graph, int domain)
    {
        foreach (JsonItem trust in item["Trusts"]?.Items ?? [])
        {
            if (trust.Text("TargetDomainSid") is { } sid)
            {
                int other = graph.Node(sid, DirectoryKind.Domain);
                graph.Nodes[other].Name ??= Excerpt
                    .OneLineOrNull(trust.Text("TargetDomainName"), 300)
                    ?.ToUpperInvariant();
                Add(trust, graph, domain, other);
            }
        }
    }

    /// <summary>Whether SID filtering stops administrators of trusted domains; null for a domain that trusts none.</summary>
    public static DefenseFact? FilterOf(JsonItem item)
    {
        JsonItem[] outward =
        [
            .. (item["Trusts"]?.Items ?? []).Where(trust => DirectionOf(trust) is "Outbound" or "Bidirectional"),
        ];
        JsonItem? open = Array.Find(
            outward,
            trust => IsWithinForest(trust) || trust["SidFilteringEnabled"]?.Boolean == false
        );
        return outward.Length == 0 ? null
            : open is null ? new DefenseFact("trustFiltered", 1, "SIDs are filtered on every trust to another forest.")
            : new DefenseFact(
                "trustFiltered",
                0,
                $"SIDs are not filtered on the trust to {Excerpt.OneLineOrNull(open.Text("TargetDomainName"), 100) ?? "another domain"}."
            );
    }

    private static void Add(JsonItem trust, DirectoryGraph graph, int domain, int other)
    {
        bool isWithinForest = IsWithinForest(trust);
        string direction = DirectionOf(trust);
        string kind = isWithinForest ? "SameForestTrust" : "CrossForestTrust";
        if (direction is "Outbound" or "Bidirectional")
        {
            graph.Add(kind, domain, other);

            // Without filtering, who holds the trusted domain writes any SID of this one into tickets for it.
            if (!isWithinForest && trust["SidFilteringEnabled"]?.Boolean == false)
            {
                graph.Add("SpoofSIDHistory", other, domain);
            }
        }

        if (direction is "Inbound" or "Bidirectional")
        {
            graph.Add(kind, other, domain);

            // Accounts of this domain hand their tickets to machines of the other one.
            if (!isWithinForest && trust["TGTDelegationEnabled"]?.Boolean == true)
            {
                graph.Add("AbuseTGTDelegation", other, domain);
            }
        }
    }

    private static bool IsWithinForest(JsonItem trust) =>
        Word(trust["TrustType"], ["ParentChild", "CrossLink", "Forest", "External", "Unknown"])
            is "ParentChild"
                or "TreeRoot"
                or "CrossLink";

    private static string DirectionOf(JsonItem trust) =>
        Word(trust["TrustDirection"], ["Disabled", "Inbound", "Outbound", "Bidirectional"]);

    // Version 4 writes the place in the list instead of the word.
    private static string Word(JsonItem? value, ReadOnlySpan<string> words) =>
        value?.StringOrNull
        ?? (value?.Number is { } number && number >= 0 && number < words.Length ? words[(int)number] : "");
}
