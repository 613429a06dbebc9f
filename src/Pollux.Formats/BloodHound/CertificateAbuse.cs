namespace Pollux.Formats.BloodHound;

/// <summary>
/// Who can become anybody in a domain through its certificate services: the escalations ESC1, 3, 4, 6, 9, 10 and 13, as W. Schroeder
/// and L. Christensen ("Certified Pre-Owned", 2021) and BloodHound's documentation of its ADCSESC edges describe them.
/// </summary>
internal sealed class CertificateAbuse
{
    // Certificate Request Agent and Any Purpose.
    private const string Agent = "1.3.6.1.4.1.311.20.2.1";
    private const string AnyPurpose = "2.5.29.37.0";

    private readonly DirectoryGraph graph;
    private readonly Membership membership;
    private readonly Neighbours templateEnrollers;
    private readonly Neighbours authorityEnrollers;
    private readonly Neighbours templateOwners;
    private readonly Neighbours templateWriters;
    private readonly Neighbours delegated;
    private readonly Neighbours controllers;

    private CertificateAbuse(DirectoryGraph graph, Membership membership)
    {
        this.graph = graph;
        this.membership = membership;
        templateEnrollers = graph.Neighbours(inbound: true, "Enroll", "GenericAll", "AllExtendedRights");
        authorityEnrollers = graph.Neighbours(inbound: true, "Enroll");
        templateOwners = graph.Neighbours(inbound: true, "GenericAll", "Owns", "WriteOwner", "WriteDacl");
        templateWriters = graph.Neighbours(inbound: true, "GenericWrite");
        delegated = graph.Neighbours(inbound: true, "DelegatedEnrollmentAgent");
        controllers = graph.Neighbours(inbound: true, "GenericAll", "GenericWrite", "Owns", "WriteOwner", "WriteDacl");
    }

    /// <summary>Adds <c>EnrollOnBehalfOf</c> and the <c>ADCSESC</c> edges.</summary>
    public static void Derive(DirectoryGraph graph, Membership membership, CertificateTrust trust)
    {
        CertificateAbuse abuse = new(graph, membership);
        foreach (TrustedAuthority authority in trust.Authorities)
        {
            abuse.AddOnBehalf(authority);
        }

        Neighbours agents = graph.Neighbours(inbound: true, "EnrollOnBehalfOf");
        Neighbours policies = graph.Neighbours(inbound: false, "ExtendedByPolicy");
        Neighbours policyGroups = graph.Neighbours(inbound: false, "OIDGroupLink");
        foreach (TrustedAuthority authority in trust.Authorities)
        {
            foreach (int template in authority.Templates)
            {
                if (graph.Nodes[template].Template is { } settings)
                {
                    abuse.AddAlone(authority, template, settings);
                    abuse.AddAgents(authority, template, settings, agents, trust);
                    abuse.AddPolicyGroups(authority, template, settings, policies, policyGroups);
                }
            }
        }
    }

    private static bool Issues(TemplateSettings template) =>
        !template.NeedsApproval && (template.SchemaVersion <= 1 || template.AuthorisedSignatures == 0);

    private int[] Enrollers(int template, int authority) =>
        [.. membership.InBoth(templateEnrollers.Of(template).ToArray(), authorityEnrollers.Of(authority).ToArray())];

    private void Add(string kind, IEnumerable<int> principals, int target, int template)
    {
        foreach (int principal in principals)
        {
            graph.Add(kind, principal, target, template);
        }
    }

    private void AddOnBehalf(TrustedAuthority authority)
    {
        foreach (int agent in authority.Templates)
        {
            if (graph.Nodes[agent].Template is not { } mine)
            {
                continue;
            }

            bool isAgent = mine.Usages.Contains(Agent);
            bool isAny = mine.Usages.IsEmpty || mine.Usages.Contains(AnyPurpose);
            foreach (int target in authority.Templates)
            {
                bool accepts =
                    graph.Nodes[target].Template is { } theirs
                    && (
                        theirs.SchemaVersion <= 1
                            ? isAgent || isAny
                            : isAgent && theirs.AuthorisedSignatures > 0 && theirs.ApplicationPolicies.Contains(Agent)
                    );
                if (accepts)
                {
                    graph.Add("EnrollOnBehalfOf", agent, target);
                }
            }
        }
    }

    // ESC1, 4, 6, 9 and 10 need one template only.
    private void AddAlone(TrustedAuthority authority, int template, TemplateSettings settings)
    {
        int[] atAuthority = authorityEnrollers.Of(authority.Authority).ToArray();
        int[] writers =
        [
            .. membership.InBoth(templateWriters.Of(template).ToArray(), templateEnrollers.Of(template).ToArray()),
        ];
        Add(
            "ADCSESC4",
            membership.InBoth(templateOwners.Of(template).ToArray(), atAuthority),
            authority.Domain,
            template
        );
        Add("ADCSESC4", membership.InBoth(writers, atAuthority), authority.Domain, template);
        if (!Issues(settings))
        {
            return;
        }

        int[] enrollers = Enrollers(template, authority.Authority);
        if (settings.Authenticates && settings.EnrolleeSuppliesSubject)
        {
            Add("ADCSESC1", enrollers, authority.Domain, template);
        }

        bool mapsNames = graph.Nodes.Any(node => IsController(node, authority) && node.Controller!.MapsNames);
        bool isWeak = graph.Nodes.Any(node => IsController(node, authority) && node.Controller!.IsWeakBinding);
        bool isByTls = settings.AuthenticatesByTls == true;
        if (graph.Nodes[authority.Authority].Authority is { LetsNameSubject: true })
        {
            Add("ADCSESC6a", settings.Authenticates ? enrollers : [], authority.Domain, template);
            Add("ADCSESC6b", isByTls && mapsNames ? enrollers : [], authority.Domain, template);
        }

        bool isNamed = settings.NamesUpn || settings.NamesSpn;
        bool isMachine = settings.NamesDns || settings.NamesDomainDns;
        bool isNine = settings.Authenticates && settings.LacksSecurityExtension && isWeak;
        AddVictims("ADCSESC9a", isNine && isNamed, enrollers, authority, template);
        AddVictims("ADCSESC9b", isNine && isMachine, enrollers, authority, template);
        AddVictims("ADCSESC10a", isByTls && mapsNames && isNamed, enrollers, authority, template);
        AddVictims("ADCSESC10b", isByTls && mapsNames && isMachine, enrollers, authority, template);
    }

    private bool IsController(DirectoryNode node, TrustedAuthority authority) =>
        node.Controller is not null && node.DomainSid == graph.Nodes[authority.Domain].Id;

    // Whoever controls an account that may enrol changes its names, enrols as it, and changes them back.
    private void AddVictims(string kind, bool applies, int[] enrollers, TrustedAuthority authority, int template)
    {
        if (!applies)
        {
            return;
        }

        // The variants b rest on the name that machines have in the DNS.
        bool computersOnly = kind.EndsWith('b');

        foreach (int victim in enrollers.SelectMany(membership.Below).Distinct().Order())
        {
            if (
                graph.Nodes[victim].Kind is DirectoryKind.Computer
                || (!computersOnly && graph.Nodes[victim].Kind is DirectoryKind.User)
            )
            {
                Add(kind, controllers.Of(victim).ToArray(), authority.Domain, template);
            }
        }
    }

    // ESC3: a certificate of an agent, and with it one for somebody else; the second may come from another authority.
    private void AddAgents(
        TrustedAuthority authority,
        int target,
        TemplateSettings settings,
        Neighbours agents,
        CertificateTrust trust
    )
    {
        if (settings.NeedsApproval || !settings.Authenticates)
        {
            return;
        }

        bool isRestricted = graph.Nodes[authority.Authority].Authority is { HasAgentRestrictions: true };
        foreach (int agent in agents.Of(target).ToArray())
        {
            if (graph.Nodes[agent].Template is not { } mine || !Issues(mine))
            {
                continue;
            }

            int[] second = Enrollers(target, authority.Authority);
            second = isRestricted ? [.. membership.InBoth(second, delegated.Of(target).ToArray())] : second;
            foreach (TrustedAuthority first in trust.Authorities)
            {
                if (first.Domain == authority.Domain && first.Templates.Contains(agent))
                {
                    Add(
                        "ADCSESC3",
                        membership.InBoth(Enrollers(agent, first.Authority), second),
                        authority.Domain,
                        agent
                    );
                }
            }
        }
    }

    // ESC13: the certificate makes its holder a member of the policy's group.
    private void AddPolicyGroups(
        TrustedAuthority authority,
        int template,
        TemplateSettings settings,
        Neighbours policies,
        Neighbours policyGroups
    )
    {
        if (!Issues(settings) || !settings.Authenticates)
        {
            return;
        }

        foreach (int policy in policies.Of(template).ToArray())
        {
            foreach (int group in policyGroups.Of(policy).ToArray())
            {
                Add("ADCSESC13", Enrollers(template, authority.Authority), group, template);
            }
        }
    }
}
