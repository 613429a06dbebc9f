namespace Pollux.Formats.BloodHound;

/// <summary>Adds the edges that no record states but that follow from those that are stated.</summary>
internal static class DerivedEdges
{
    /// <summary>Adds them, each behind the edges that are there; what was derived before is not added again.</summary>
    public static void Derive(DirectoryGraph graph)
    {
        OwnerRights.Derive(graph);
        Membership membership = new(graph);
        LocalAccess.Derive(graph, membership);
        ReplicationRights.Derive(graph, membership);
        CertificateTrust trust = CertificateTrust.Derive(graph);
        CertificateAbuse.Derive(graph, membership, trust);
    }
}
