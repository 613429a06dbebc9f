namespace Pollux.Formats.BloodHound;

/// <summary>An enterprise authority whose certificates log on to a domain.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Templates">What it issues.</param>
internal sealed record TrustedAuthority(int Authority, int Domain, int[] Templates);

/// <summary>Which authorities' certificates a domain accepts: by the chains of their certificates and the store for logging on.</summary>
internal sealed class CertificateTrust
{
    private CertificateTrust(IReadOnlyList<TrustedAuthority> authorities) => Authorities = authorities;

    /// <summary>Each authority with each domain that trusts it for logging on and has its root.</summary>
    public IReadOnlyList<TrustedAuthority> Authorities { get; }

    /// <summary>
    /// Adds <c>EnterpriseCAFor</c>, <c>IssuedSignedBy</c>, <c>TrustedForNTAuth</c>, <c>ExtendedByPolicy</c> and <c>GoldenCert</c>.
    /// </summary>
    public static CertificateTrust Derive(DirectoryGraph graph)
    {
        int[] certified = [.. Numbers(graph, node => node.Authority is not null)];
        ILookup<string, int> byThumbprint = certified
            .Where(node => graph.Nodes[node].Authority!.Thumbprint is not null)
            .ToLookup(node => graph.Nodes[node].Authority!.Thumbprint!, StringComparer.Ordinal);
        foreach (int node in certified)
        {
            AddChain(graph, node, byThumbprint);
            foreach (string thumbprint in graph.Nodes[node].Authority!.Trusted)
            {
                foreach (int authority in Enterprise(graph, byThumbprint[thumbprint]))
                {
                    graph.Add("TrustedForNTAuth", authority, node);
                }
            }
        }

        AddPolicies(graph, certified);
        CertificateTrust trust = new([.. FindTrusted(graph)]);
        Neighbours hosts = graph.Neighbours(inbound: true, "HostsCAService");
        foreach (TrustedAuthority trusted in trust.Authorities)
        {
            // Who holds the machine holds the authority's key, and signs what it likes.
            foreach (int host in hosts.Of(trusted.Authority).ToArray())
            {
                graph.Add("GoldenCert", host, trusted.Domain);
            }
        }

        return trust;
    }

    private static IEnumerable<int> Numbers(DirectoryGraph graph, Func<DirectoryNode, bool> wanted) =>
        Enumerable.Range(0, graph.Nodes.Count).Where(number => wanted(graph.Nodes[number]));

    private static IEnumerable<int> Enterprise(DirectoryGraph graph, IEnumerable<int> nodes) =>
        nodes.Where(node => graph.Nodes[node].Kind == DirectoryKind.EnterpriseAuthority);

    private static void AddChain(DirectoryGraph graph, int node, ILookup<string, int> byThumbprint)
    {
        AuthoritySettings mine = graph.Nodes[node].Authority!;
        if (graph.Nodes[node].Kind == DirectoryKind.EnterpriseAuthority && mine.Thumbprint is { } own)
        {
            // The same certificate is published in several places of the directory.
            foreach (int twin in byThumbprint[own].Except(Enterprise(graph, byThumbprint[own])))
            {
                graph.Add("EnterpriseCAFor", node, twin);
            }
        }

        if (mine.Chain is [_, var signer, ..])
        {
            foreach (int above in byThumbprint[signer].Where(above => above != node))
            {
                graph.Add("IssuedSignedBy", node, above);
            }
        }
    }

    private static void AddPolicies(DirectoryGraph graph, int[] certified)
    {
        ILookup<string, int> byOid = certified
            .Where(node => graph.Nodes[node].Kind == DirectoryKind.IssuancePolicy)
            .Where(node => graph.Nodes[node].Authority!.PolicyOid is not null)
            .ToLookup(node => graph.Nodes[node].Authority!.PolicyOid!, StringComparer.OrdinalIgnoreCase);
        foreach (int template in Numbers(graph, node => node.Template is { IssuancePolicies.IsEmpty: false }).ToArray())
        {
            foreach (int policy in graph.Nodes[template].Template!.IssuancePolicies.SelectMany(oid => byOid[oid]))
            {
                graph.Add("ExtendedByPolicy", template, policy);
            }
        }
    }

    private static IEnumerable<TrustedAuthority> FindTrusted(DirectoryGraph graph)
    {
        Neighbours up = graph.Neighbours(inbound: false, "EnterpriseCAFor", "IssuedSignedBy");
        Neighbours roots = graph.Neighbours(inbound: false, "RootCAFor");
        Neighbours stores = graph.Neighbours(inbound: false, "TrustedForNTAuth");
        Neighbours domains = graph.Neighbours(inbound: false, "NTAuthStoreFor");
        Neighbours published = graph.Neighbours(inbound: true, "PublishedTo");
        foreach (int authority in Numbers(graph, node => node.Kind == DirectoryKind.EnterpriseAuthority).ToArray())
        {
            HashSet<int> rooted = Reach(authority, up, roots);
            HashSet<int> trusting = [];
            foreach (int store in stores.Of(authority))
            {
                trusting.UnionWith(domains.Of(store).ToArray());
            }

            foreach (int domain in rooted.Where(trusting.Contains).Order())
            {
                yield return new TrustedAuthority(authority, domain, published.Of(authority).ToArray());
            }
        }
    }

    // The domains that hold the root of a chain that begins at a node.
    private static HashSet<int> Reach(int from, Neighbours up, Neighbours roots)
    {
        HashSet<int> domains = [];
        HashSet<int> seen = [from];
        Stack<int> left = new([from]);
        while (left.TryPop(out int current))
        {
            domains.UnionWith(roots.Of(current).ToArray());
            foreach (int above in up.Of(current))
            {
                if (seen.Add(above))
                {
                    left.Push(above);
                }
            }
        }

        return domains;
    }
}
