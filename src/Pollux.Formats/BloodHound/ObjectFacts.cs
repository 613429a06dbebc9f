using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>What the properties of an object say of the thing that it is; edges come on top of that.</summary>
internal sealed class ObjectFacts(DirectoryGraph graph, DirectoryReferences references)
{
    // Groups whose members are domain controllers that hold all secrets; read-only ones (521) do not.
    private const string Controllers = "-516";

    // SECURITY_LOGON_TYPE: Interactive, RemoteInteractive, CachedInteractive.
    private static readonly ImmutableArray<int> InteractiveLogons = [2, 10, 11];

    private const string NoTicket =
        "The account has no service name and needs to prove itself before it gets a ticket.";

    /// <summary>Reads the facts of an object.</summary>
    /// <param name="self">Its node.</param>
    /// <param name="properties">Its properties; null when it has none.</param>
    /// <param name="primaryGroup">The SID of its primary group; null when not known.</param>
    /// <returns>Statements; none for an object that is no thing of a twin.</returns>
    public IEnumerable<AssetStatement> Of(int self, JsonItem? properties, string? primaryGroup)
    {
        DirectoryNode node = graph.Nodes[self];
        return node.Kind switch
        {
            DirectoryKind.User => User(self, node, properties),
            DirectoryKind.Computer => Computer(self, node, properties, primaryGroup),
            DirectoryKind.Group or DirectoryKind.LocalGroup => Group(self, node, properties, ""),
            DirectoryKind.OrganisationalUnit => Group(self, node, properties, " (organisational unit)"),
            DirectoryKind.PolicyObject => Group(self, node, properties, " (group policy)"),
            DirectoryKind.Container when EdgeMeaning.HoldsPrincipals(node) => Group(
                self,
                node,
                properties,
                " (container)"
            ),
            DirectoryKind.Domain =>
            [
                new AssetStatement(Named(references.Directory(self), node), [.. Shown(node, properties)]),
            ],
            // Certificate services are settings of the domain; what they allow is said of the domain once all of them are known.
            _ when IsOfCertificates(node.Kind) && node.DomainSid is { } sid =>
            [
                new AssetStatement(references.Directory(graph.Node(sid, DirectoryKind.Domain)), []),
            ],
            _ => [],
        };
    }

    /// <summary>Whether a session is that of a user who sits at the machine, or is there by remote desktop.</summary>
    public IEnumerable<AssetStatement> Session(JsonItem session, int computer, int user) =>
        session["LogonType"]?.Number is { } type && InteractiveLogons.Contains((int)type)
            ?
            [
                new AssetStatement(
                    references.Computer(computer),
                    [new LinkFact("interactiveUsers", references.Account(user))]
                ),
            ]
            : [];

    private static bool IsOfCertificates(DirectoryKind kind) =>
        kind
            is DirectoryKind.CertificateTemplate
                or DirectoryKind.EnterpriseAuthority
                or DirectoryKind.RootAuthority
                or DirectoryKind.IntermediateAuthority
                or DirectoryKind.AuthenticationStore
                or DirectoryKind.IssuancePolicy;

    private static AssetReference Named(AssetReference reference, DirectoryNode node) =>
        node.Name is null
            ? reference
            : reference with
            {
                Identifiers = [.. reference.Identifiers, new Identifier(IdentifierKind.Name, node.Name)],
            };

    private static IEnumerable<Fact> Shown(DirectoryNode node, JsonItem? properties, string suffix = "")
    {
        if (node.Name is { } name)
        {
            yield return new PropertyFact(Properties.DisplayName, name + suffix);
        }

        if (Excerpt.OneLineOrNull(properties?.Text("description"), 300) is { } description)
        {
            yield return new PropertyFact(Properties.Description, description);
        }
    }

    // Units and policies may be called as groups are; only a group is known by its name.
    private IEnumerable<AssetStatement> Group(int self, DirectoryNode node, JsonItem? properties, string suffix)
    {
        AssetReference group = references.Principal(self);
        return
        [
            new AssetStatement(suffix.Length == 0 ? Named(group, node) : group, [.. Shown(node, properties, suffix)]),
        ];
    }

    private IEnumerable<AssetStatement> User(int self, DirectoryNode node, JsonItem? properties)
    {
        List<Fact> facts = [.. Shown(node, properties), .. InDirectory(node)];
        if (TicketProof(node, properties) is { } proof)
        {
            facts.Add(proof);
        }

        yield return new AssetStatement(Named(references.Account(self), node), [.. facts]);
        if (node.IsEnabled != false && Excerpt.OneLineOrNull(properties?.Text("email"), 300) is not null)
        {
            string? shown = Excerpt.OneLineOrNull(properties!.Text("displayname"), 200) ?? node.Name;
            AssetReference person = references.Person(self);
            yield return new AssetStatement(
                person,
                [
                    .. shown is null
                        ? []
                        : ImmutableArray.Create<Fact>(new PropertyFact(Properties.DisplayName, shown)),
                    new LinkFact("accounts", references.Account(self)),
                ]
            );
            yield return new AssetStatement(
                AssetReference.Named("Internet", SiteDescriptions.SiteSchema.InternetName),
                [new LinkFact("targetPeople", person)]
            );
        }
    }

    private IEnumerable<Fact> InDirectory(DirectoryNode node) =>
        node.DomainSid is { } sid && !string.Equals(sid, node.Id, StringComparison.Ordinal)
            ? [new LinkFact("directory", references.Directory(graph.Node(sid, DirectoryKind.Domain)))]
            : [];

    private static DefenseFact? TicketProof(DirectoryNode node, JsonItem? properties)
    {
        bool? hasService = properties?["hasspn"]?.Boolean;
        bool? needsNoProof = properties?["dontreqpreauth"]?.Boolean;
        return node.IsEnabled == false
                ? new DefenseFact("roastProof", 1, "The account is disabled and gets no tickets.")
            : properties?["gmsa"]?.Boolean == true
                ? new DefenseFact("roastProof", 1, "The directory makes and changes its password.")
            : node.Id.EndsWith("-502", StringComparison.Ordinal) ? null
            : needsNoProof == true
                ? new DefenseFact(
                    "roastProof",
                    0,
                    "It gets tickets without proving itself, and they can be attacked offline."
                )
            : hasService == true && LetsRc4(properties)
                ? new DefenseFact(
                    "roastProof",
                    0,
                    "It has a service name, and nothing forbids tickets with weak encryption."
                )
            : hasService == false && needsNoProof == false ? new DefenseFact("roastProof", 1, NoTicket)
            : null;
    }

    // Not set means that RC4 is allowed (MS-KILE 2.2.7).
    private static bool LetsRc4(JsonItem? properties)
    {
        string[] types =
        [
            .. (properties?["supportedencryptiontypes"]?.Items ?? [])
                .Select(type => type.StringOrNull)
                .OfType<string>(),
        ];
        return types.Length == 0 || types.Any(type => !type.StartsWith("AES", StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<AssetStatement> Computer(
        int self,
        DirectoryNode node,
        JsonItem? properties,
        string? primaryGroup
    )
    {
        List<Fact> facts = [.. Shown(node, properties)];
        if (Excerpt.OneLineOrNull(properties?.Text("operatingsystem"), 200) is { } system)
        {
            facts.Add(new PropertyFact(Properties.OperatingSystem, system));
        }

        AssetReference account = references.Account(self);
        facts.Add(new LinkFact("accountsUsed", account));
        bool isController = primaryGroup?.EndsWith(Controllers, StringComparison.OrdinalIgnoreCase) == true;
        foreach (LinkFact directory in InDirectory(node).OfType<LinkFact>())
        {
            // A disabled computer takes no policies; it may still run.
            facts.AddRange(node.IsEnabled == false ? [] : [directory]);
            facts.AddRange(isController ? [directory with { Role = "holdsDirectory" }] : []);
        }

        yield return new AssetStatement(Machine(self, node, properties), [.. facts]);
        List<Fact> own = [.. InDirectory(node)];
        if (node.Name is { } name)
        {
            own.Add(new PropertyFact(Properties.DisplayName, $"{name} (machine account)"));
        }

        own.Add(new DefenseFact("roastProof", 1, "A machine sets itself a long random password."));
        yield return new AssetStatement(account, [.. own]);
    }

    // The name in the DNS and the short name are what a scan sees, so that both are found to be the same machine.
    private AssetReference Machine(int self, DirectoryNode node, JsonItem? properties)
    {
        List<Identifier> identifiers = [.. references.Computer(self).Identifiers];
        string? dns = (properties?.Text("dnshostname") ?? node.Name)?.ToLowerInvariant();
        if (
            dns is not null
            && dns.Contains('.', StringComparison.Ordinal)
            && !dns.Contains('@', StringComparison.Ordinal)
        )
        {
            identifiers.Add(new Identifier(IdentifierKind.Fqdn, dns.TrimEnd('.')));
        }

        string? host = properties?.Text("samaccountname")?.TrimEnd('$') ?? dns?.Split('.')[0];
        if (Excerpt.OneLineOrNull(host?.ToLowerInvariant(), 100) is { } known)
        {
            identifiers.Add(new Identifier(IdentifierKind.HostName, known));
        }

        return new AssetReference("Computer", [.. identifiers]);
    }
}
