namespace Pollux.Formats.BloodHound;

/// <summary>
/// Who can have a domain controller hand out secrets by replication: all of them with both rights DS-Replication-Get-Changes and
/// -All (MS-ADTS 5.1.3.2.1), local administrators' passwords with the first and the right to the filtered set.
/// </summary>
internal static class ReplicationRights
{
    /// <summary>Adds <c>DCSync</c> and <c>SyncLAPSPassword</c>.</summary>
    public static void Derive(DirectoryGraph graph, Membership membership)
    {
        Neighbours changes = graph.Neighbours(inbound: true, "GetChanges");
        Neighbours all = graph.Neighbours(inbound: true, "GetChangesAll");
        Neighbours filtered = graph.Neighbours(inbound: true, "GetChangesInFilteredSet");
        for (int domain = 0; domain < graph.Nodes.Count; domain++)
        {
            if (changes.Of(domain).IsEmpty)
            {
                continue;
            }

            int[] some = changes.Of(domain).ToArray();
            foreach (int principal in membership.InBoth(some, all.Of(domain).ToArray()))
            {
                graph.Add("DCSync", principal, domain);
            }

            AddLocalPasswords(graph, domain, membership.InBoth(some, filtered.Of(domain).ToArray()));
        }
    }

    private static void AddLocalPasswords(DirectoryGraph graph, int domain, IReadOnlyCollection<int> principals)
    {
        if (principals.Count == 0)
        {
            return;
        }

        for (int computer = 0; computer < graph.Nodes.Count; computer++)
        {
            DirectoryNode node = graph.Nodes[computer];
            if (node.HasManagedLocalPassword && node.DomainSid == graph.Nodes[domain].Id)
            {
                foreach (int principal in principals)
                {
                    graph.Add("SyncLAPSPassword", principal, computer);
                }
            }
        }
    }
}
