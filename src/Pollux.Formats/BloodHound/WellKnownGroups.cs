namespace Pollux.Formats.BloodHound;

/// <summary>
/// Principals that every domain has without listing them: who is an authenticated user, who is everyone, and what everyone can claim to be
/// when logging on (well-known SIDs: MS-DTYP 2.4.2.4). Their ids are known with the domain's name in front.
/// </summary>
internal static class WellKnownGroups
{
    private const string Everyone = "S-1-1-0";
    private const string AuthenticatedUsers = "S-1-5-11";

    // How one logs on decides whether these are in the token, and one may choose that.
    private static readonly string[] Claimed =
    [
        "S-1-5-2",
        "S-1-5-15",
        "S-1-5-65-1",
        "S-1-18-1",
        "S-1-18-4",
        "S-1-18-5",
        "S-1-5-64-10",
        "S-1-5-64-14",
    ];

    /// <summary>True for a group that whoever holds any account of the domain is in.</summary>
    public static bool IsBroad(string id) =>
        id.EndsWith("-513", StringComparison.Ordinal)
        || id.EndsWith("-515", StringComparison.Ordinal)
        || id.EndsWith($"-{Everyone}", StringComparison.Ordinal)
        || id.EndsWith($"-{AuthenticatedUsers}", StringComparison.Ordinal);

    /// <summary>Adds the memberships that follow from one of the groups that every domain has: 513 Domain Users, 515 Domain Computers.</summary>
    public static void Place(DirectoryGraph graph, int group, DirectoryNode node)
    {
        bool isUsers = HasRid(node, "513");
        if ((isUsers || HasRid(node, "515")) && DomainOf(node) is { } domain)
        {
            int authenticated = graph.Node($"{domain}-{AuthenticatedUsers}", DirectoryKind.Group);
            graph.Add("MemberOf", group, authenticated);
            if (isUsers)
            {
                AddEveryone(graph, node, domain, authenticated);
            }
        }
    }

    private static void AddEveryone(DirectoryGraph graph, DirectoryNode users, string domain, int authenticated)
    {
        int everyone = graph.Node($"{domain}-{Everyone}", DirectoryKind.Group);
        graph.Add("MemberOf", authenticated, everyone);

        // Guests are everyone, but not authenticated.
        graph.Add("MemberOf", graph.Node($"{users.Id[..users.Id.LastIndexOf('-')]}-501", DirectoryKind.User), everyone);
        foreach (string claimed in Claimed)
        {
            graph.Add("ClaimSpecialIdentity", everyone, graph.Node($"{domain}-{claimed}", DirectoryKind.Group));
        }
    }

    private static bool HasRid(DirectoryNode node, string rid) =>
        node.Id.StartsWith("S-1-5-21-", StringComparison.Ordinal)
        && node.Id.EndsWith($"-{rid}", StringComparison.Ordinal);

    private static string? DomainOf(DirectoryNode node) =>
        node.Name is { } name && name.LastIndexOf('@') is var at and >= 0 && at < name.Length - 1
            ? name[(at + 1)..]
            : null;
}
