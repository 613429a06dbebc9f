using System.Collections.Frozen;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>A link of the twin that an edge means: <see cref="From"/> has <see cref="To"/> as <see cref="Role"/>.</summary>
/// <param name="From">The one end.</param>
/// <param name="Role">The role of the other end, seen from this one.</param>
/// <param name="BackRole">The role of this end, seen from the other one.</param>
/// <param name="To">The other end.</param>
internal readonly record struct EdgeLink(AssetReference From, string Role, string BackRole, AssetReference To);

/// <summary>What edges of a directory mean for a twin (core language, section 5).</summary>
internal sealed class EdgeMeaning(DirectoryGraph graph, DirectoryReferences references)
{
    /// <summary>From a container to what is in it.</summary>
    public const string Contains = "Contains";

    // Rights over an object that amount to control of it, whatever it is.
    private static readonly FrozenSet<string> Control = FrozenSet.Create(
        StringComparer.Ordinal,
        "GenericAll",
        "GenericWrite",
        "WriteDacl",
        "WriteOwner",
        "Owns"
    );

    private static readonly FrozenSet<string> OverAccounts = FrozenSet.Create(
        StringComparer.Ordinal,
        "AllExtendedRights",
        "ForceChangePassword",
        "AddKeyCredentialLink",
        "WriteSPN",
        "ReadGMSAPassword",
        "DumpSMSAPassword",
        "HasSIDHistory"
    );

    private static readonly FrozenSet<string> OverComputers = FrozenSet.Create(
        StringComparer.Ordinal,
        "AdminTo",
        "AddKeyCredentialLink",
        "AddAllowedToAct",
        "AllowedToAct",
        "AllowedToDelegate",
        "WriteAccountRestrictions",
        "ReadLAPSPassword",
        "SyncLAPSPassword"
    );

    private static readonly FrozenSet<string> Logons = FrozenSet.Create(
        StringComparer.Ordinal,
        "CanRDP",
        "CanPSRemote",
        "ExecuteDCOM",
        "SQLAdmin"
    );

    private static readonly FrozenSet<string> OverDomains = FrozenSet.Create(
        StringComparer.Ordinal,
        "AllExtendedRights",
        "DCSync",
        "GetChangesAll",
        "WriteGPLink",
        "CoerceToTGT",
        "GoldenCert",
        "GPLink"
    );

    /// <summary>True for an escalation through certificate services.</summary>
    public static bool IsCertificateAbuse(string kind) => kind.StartsWith("ADCSESC", StringComparison.Ordinal);

    /// <summary>The link that an edge means; null when it means none.</summary>
    public EdgeLink? Of(DirectoryEdge edge)
    {
        string kind = graph.NameOf(edge.Kind);
        DirectoryNode target = graph.Nodes[edge.To];
        return kind switch
        {
            "MemberOf" or "ClaimSpecialIdentity" => Link(edge, "memberOf", "members", references.Principal(edge.To)),
            "HasSession" => new EdgeLink(
                references.Computer(edge.From),
                "accountsUsed",
                "sessionOn",
                references.Account(edge.To)
            ),
            "SameForestTrust" or "CrossForestTrust" => Trust(edge),
            Contains => Contained(edge, target),
            _ => target.Kind switch
            {
                DirectoryKind.User when Control.Contains(kind) || OverAccounts.Contains(kind) => Controlled(edge),
                DirectoryKind.Computer => OverComputer(edge, kind, target),
                DirectoryKind.Domain when IsOverDomain(kind) => Governed(edge, edge.To),
                DirectoryKind.Group when Control.Contains(kind) || IsOverGroup(kind) => Controlled(edge),
                DirectoryKind.OrganisationalUnit when Control.Contains(kind) || kind is "GPLink" or "WriteGPLink" =>
                    Controlled(edge),
                DirectoryKind.PolicyObject when Control.Contains(kind) => Controlled(edge),
                DirectoryKind.Container when Control.Contains(kind) => OverContainer(edge, target),
                _ => null,
            },
        };
    }

    /// <summary>True for a container that accounts and computers are kept in, rather than the directory's own housekeeping.</summary>
    public static bool HoldsPrincipals(DirectoryNode container) =>
        container.DistinguishedName is null
        || (
            !container.DistinguishedName.Contains("CN=SYSTEM,DC=", StringComparison.Ordinal)
            && !container.DistinguishedName.Contains("CN=CONFIGURATION,DC=", StringComparison.Ordinal)
        );

    private static bool IsOverGroup(string kind) => kind is "AddMember" or "AddSelf" or "ADCSESC13" or "HasSIDHistory";

    private static bool IsOverDomain(string kind) =>
        Control.Contains(kind) || OverDomains.Contains(kind) || IsCertificateAbuse(kind);

    /// <summary>True for the container whose access list is copied to all administrative groups and accounts (MS-ADTS 3.1.1.6.1).</summary>
    public static bool IsTemplateOfAdministrators(DirectoryNode container) =>
        container.DistinguishedName?.StartsWith("CN=ADMINSDHOLDER,CN=SYSTEM,", StringComparison.Ordinal) == true;

    private EdgeLink Link(DirectoryEdge edge, string role, string backRole, AssetReference to) =>
        new(references.Principal(edge.From), role, backRole, to);

    private EdgeLink Controlled(DirectoryEdge edge) =>
        Link(edge, "mayControl", "controllers", references.Principal(edge.To));

    private EdgeLink Governed(DirectoryEdge edge, int domain) =>
        Link(edge, "governs", "governors", references.Directory(domain));

    private EdgeLink Administered(DirectoryEdge edge) =>
        Link(edge, "administers", "admins", references.Computer(edge.To));

    // Rights in the domain that trusts are open to accounts of the one that is trusted, so that is the way an attacker goes; the
    // language's role leads from a directory to those that are entered from it.
    private EdgeLink Trust(DirectoryEdge edge) =>
        new(references.Directory(edge.To), "trusts", "trustedBy", references.Directory(edge.From));

    private EdgeLink? OverComputer(DirectoryEdge edge, string kind, DirectoryNode target) =>
        Logons.Contains(kind) ? Link(edge, "logsOn", "logons", references.Computer(edge.To))
        : Control.Contains(kind) || OverComputers.Contains(kind) ? Administered(edge)
        // All extended rights of a computer are that to read its local administrator's password, where the directory has one.
        : kind is "AllExtendedRights" && target.HasManagedLocalPassword ? Administered(edge)
        : null;

    private EdgeLink? OverContainer(DirectoryEdge edge, DirectoryNode container) =>
        HoldsPrincipals(container) ? Controlled(edge)
        : IsTemplateOfAdministrators(container) && container.DomainSid is { } sid
            ? Governed(edge, graph.Node(sid, DirectoryKind.Domain))
        : null;

    // Rights over a container are inherited by what is in it, unless that is protected; policies of a unit run on its computers.
    // Whether it is, only the records of both say.
    private EdgeLink? Contained(DirectoryEdge edge, DirectoryNode child)
    {
        if (!child.IsDescribed || !graph.Nodes[edge.From].IsDescribed)
        {
            return null;
        }

        DirectoryNode parent = graph.Nodes[edge.From];
        bool isUnit = parent.Kind == DirectoryKind.OrganisationalUnit;
        bool inherits = isUnit || (parent.Kind == DirectoryKind.Container && HoldsPrincipals(parent));
        return (child.Kind, inherits) switch
        {
            (DirectoryKind.Computer, true) when isUnit || !child.IsProtected => Administered(edge),
            (DirectoryKind.User or DirectoryKind.Group, true) when !child.IsProtected => Controlled(edge),
            (DirectoryKind.OrganisationalUnit, true) when !child.IsProtected => Controlled(edge),
            _ => null,
        };
    }
}
