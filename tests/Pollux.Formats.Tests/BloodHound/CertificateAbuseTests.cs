using System.Collections.Immutable;
using Pollux.Formats.BloodHound;

namespace Pollux.Formats.Tests.BloodHound;

/// <summary>
/// Each escalation through certificate services on a small directory in which it is possible, and with one of its conditions taken away,
/// in which it is not.
/// </summary>
public sealed class CertificateAbuseTests
{
    private const string Agent = "1.3.6.1.4.1.311.20.2.1";

    public static TheoryData<string, string> Conditions =>
        new()
        {
            { "ADCSESC1", "" },
            { "ADCSESC1", "approval" },
            { "ADCSESC1", "signatures" },
            { "ADCSESC1", "no authentication" },
            { "ADCSESC1", "subject from directory" },
            { "ADCSESC1", "not enrolled in template" },
            { "ADCSESC1", "not enrolled in authority" },
            { "ADCSESC1", "not published" },
            { "ADCSESC1", "not in store" },
            { "ADCSESC1", "other root" },
            { "ADCSESC3", "" },
            { "ADCSESC3", "approval" },
            { "ADCSESC3", "no agent" },
            { "ADCSESC3", "restricted" },
            { "ADCSESC3", "not enrolled in target" },
            { "ADCSESC4", "" },
            { "ADCSESC4", "no control" },
            { "ADCSESC4", "not enrolled in authority" },
            { "ADCSESC6a", "" },
            { "ADCSESC6a", "no naming" },
            { "ADCSESC6a", "no authentication" },
            { "ADCSESC6b", "" },
            { "ADCSESC6b", "strong mapping" },
            { "ADCSESC9a", "" },
            { "ADCSESC9a", "security extension" },
            { "ADCSESC9a", "strong binding" },
            { "ADCSESC9a", "no control" },
            { "ADCSESC9b", "" },
            { "ADCSESC9b", "security extension" },
            { "ADCSESC9b", "victim is a user" },
            { "ADCSESC10a", "" },
            { "ADCSESC10a", "strong mapping" },
            { "ADCSESC10b", "" },
            { "ADCSESC10b", "victim is a user" },
            { "ADCSESC13", "" },
            { "ADCSESC13", "no group" },
            { "ADCSESC13", "approval" },
            { "GoldenCert", "" },
            { "GoldenCert", "not in store" },
        };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void An_escalation_is_there_with_all_its_conditions_and_gone_without_one(string kind, string without)
    {
        DirectoryGraph graph = Directory(kind, without);

        DerivedEdges.Derive(graph);

        int from = graph.Node(kind == "GoldenCert" ? "HOST" : "ATTACKER");
        int to = graph.Node(kind == "ADCSESC13" ? "LINKED" : "DOMAIN");
        graph.Has(kind, from, to).ShouldBe(without.Length == 0);
    }

    [Fact]
    public void An_intermediate_authority_leads_to_the_root()
    {
        DirectoryGraph graph = Directory("ADCSESC1", "other root");
        graph.Nodes[graph.Node("CA")].Authority = new AuthoritySettings { Thumbprint = "AA", Chain = ["AA", "BB"] };
        graph.Nodes[graph.Node("ROOT")].Authority = new AuthoritySettings { Thumbprint = "BB", Chain = ["BB"] };

        DerivedEdges.Derive(graph);

        graph.Has("IssuedSignedBy", graph.Node("CA"), graph.Node("ROOT")).ShouldBeTrue();
        graph.Has("ADCSESC1", graph.Node("ATTACKER"), graph.Node("DOMAIN")).ShouldBeTrue();
    }

    private static DirectoryGraph Directory(string kind, string without)
    {
        DirectoryGraph graph = new();
        int Node(string id, DirectoryKind nodeKind)
        {
            int number = graph.Node(id, nodeKind);
            graph.Nodes[number].IsDescribed = true;
            graph.Nodes[number].DomainSid = "DOMAIN";
            return number;
        }

        int domain = Node("DOMAIN", DirectoryKind.Domain);
        int authority = Node("CA", DirectoryKind.EnterpriseAuthority);
        int root = Node("ROOT", DirectoryKind.RootAuthority);
        int store = Node("STORE", DirectoryKind.AuthenticationStore);
        int template = Node("TEMPLATE", DirectoryKind.CertificateTemplate);
        int attacker = Node("ATTACKER", DirectoryKind.User);
        bool isOfComputers = kind.EndsWith('b') && without != "victim is a user";
        int victim = Node("VICTIM", isOfComputers ? DirectoryKind.Computer : DirectoryKind.User);
        bool isOfVictims =
            kind.StartsWith("ADCSESC9", StringComparison.Ordinal)
            || kind.StartsWith("ADCSESC10", StringComparison.Ordinal);
        graph.Nodes[authority].Authority = new AuthoritySettings
        {
            Thumbprint = "AA",
            Chain = ["AA"],
            LetsNameSubject = kind.StartsWith("ADCSESC6", StringComparison.Ordinal) && without != "no naming",
            HasAgentRestrictions = without == "restricted",
        };
        graph.Nodes[root].Authority = new AuthoritySettings { Thumbprint = without == "other root" ? "BB" : "AA" };
        graph.Nodes[store].Authority = new AuthoritySettings { Trusted = without == "not in store" ? [] : ["AA"] };
        graph.Nodes[template].Template = Template(kind, without);
        graph.Nodes[Node("DC", DirectoryKind.Computer)].Controller = new ControllerSettings(
            without == "strong binding" ? 2 : 1,
            without == "strong mapping" ? 0x18 : 0x1C
        );
        graph.Add("RootCAFor", root, domain);
        graph.Add("NTAuthStoreFor", store, domain);
        graph.Add("HostsCAService", Node("HOST", DirectoryKind.Computer), authority);
        AddUnless(graph, without == "not published", "PublishedTo", template, authority);
        int enroller = isOfVictims ? victim : attacker;
        AddUnless(graph, without == "not enrolled in template" || kind == "ADCSESC4", "Enroll", enroller, template);
        AddUnless(graph, without == "not enrolled in authority", "Enroll", enroller, authority);
        AddUnless(graph, !isOfVictims || without == "no control", "GenericWrite", attacker, victim);
        AddUnless(graph, kind != "ADCSESC4" || without == "no control", "WriteDacl", attacker, template);
        AddOthers(graph, kind, without, Node, attacker, template, authority);
        return graph;
    }

    private static void AddOthers(
        DirectoryGraph graph,
        string kind,
        string without,
        Func<string, DirectoryKind, int> node,
        int attacker,
        int template,
        int authority
    )
    {
        if (kind == "ADCSESC3")
        {
            int target = node("TARGET", DirectoryKind.CertificateTemplate);
            graph.Nodes[target].Template = new TemplateSettings
            {
                SchemaVersion = 1,
                Authenticates = true,
                Usages = ["X"],
            };
            graph.Add("PublishedTo", target, authority);
            AddUnless(graph, without == "not enrolled in target", "Enroll", attacker, target);
        }

        if (kind == "ADCSESC13")
        {
            int policy = node("POLICY", DirectoryKind.IssuancePolicy);
            graph.Nodes[policy].Authority = new AuthoritySettings { PolicyOid = "1.2.3" };
            AddUnless(graph, without == "no group", "OIDGroupLink", policy, node("LINKED", DirectoryKind.Group));
        }
    }

    private static TemplateSettings Template(string kind, string without)
    {
        bool isAgent = kind == "ADCSESC3" && without != "no agent";
        ImmutableArray<string> usages = isAgent ? [Agent] : ["1.3.6.1.5.5.7.3.2"];
        return new TemplateSettings
        {
            SchemaVersion = 2,
            NeedsApproval = without == "approval",
            AuthorisedSignatures = without == "signatures" ? 1 : 0,
            EnrolleeSuppliesSubject = kind == "ADCSESC1" && without != "subject from directory",
            Authenticates = without != "no authentication",
            AuthenticatesByTls = true,
            LacksSecurityExtension = without != "security extension",
            NamesUpn = !kind.EndsWith('b'),
            NamesDns = kind.EndsWith('b'),
            Usages = usages,
            IssuancePolicies = ["1.2.3"],
        };
    }

    private static void AddUnless(DirectoryGraph graph, bool isLeftOut, string kind, int from, int to)
    {
        if (!isLeftOut)
        {
            graph.Add(kind, from, to);
        }
    }
}
