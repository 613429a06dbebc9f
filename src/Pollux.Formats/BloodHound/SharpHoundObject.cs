using Pollux.Formats.Input;

namespace Pollux.Formats.BloodHound;

/// <summary>Reads one object of a SharpHound collection of version 4 to 6 into a graph: its node and the edges that its record states.</summary>
internal sealed class SharpHoundObject(DirectoryGraph graph)
{
    /// <summary>Reads an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="kind">The kind of the file that it is in.</param>
    /// <returns>Its number in the graph; null when it has no identifier.</returns>
    public int? Read(JsonItem item, DirectoryKind kind)
    {
        if (Id(item) is not { } id)
        {
            return null;
        }

        int self = graph.Node(id, kind);
        DirectoryNode node = graph.Nodes[self];
        node.Kind = kind;
        node.IsDescribed = true;
        ObjectProperties.Read(node, item["Properties"], item);
        ReadPlace(item, self);
        ReadEntries(item, self);
        switch (kind)
        {
            case DirectoryKind.User:
                ReadPrincipal(item, node, self);
                break;
            case DirectoryKind.Computer:
                ReadPrincipal(item, node, self);
                new ComputerAccess(graph).Read(item, self);
                break;
            case DirectoryKind.Group:
                ReadGroup(item, node, self);
                break;
            case DirectoryKind.Domain:
                DomainTrusts.Read(item, graph, self);
                new ComputerAccess(graph).ReadPolicies(item);
                break;
            case DirectoryKind.OrganisationalUnit:
                new ComputerAccess(graph).ReadPolicies(item);
                break;
            case DirectoryKind.EnterpriseAuthority:
                ReadAuthority(item, self);
                break;
            case DirectoryKind.RootAuthority:
                AddTo("RootCAFor", self, item.Text("DomainSID"), DirectoryKind.Domain);
                break;
            case DirectoryKind.AuthenticationStore:
                AddTo("NTAuthStoreFor", self, item.Text("DomainSID"), DirectoryKind.Domain);
                break;
            case DirectoryKind.IssuancePolicy when Reference(item["GroupLink"]) is { } group:
                graph.Add("OIDGroupLink", self, group);
                break;
        }

        return self;
    }

    /// <summary>Reads a session of a file that holds nothing else.</summary>
    /// <returns>The computer's number; null when computer or user is missing.</returns>
    public int? ReadSession(JsonItem item)
    {
        if (item.Text("ComputerSID") is not { } computer || item.Text("UserSID") is not { } user)
        {
            return null;
        }

        int self = graph.Node(computer, DirectoryKind.Computer);
        graph.Add("HasSession", self, graph.Node(user, DirectoryKind.User));
        return self;
    }

    /// <summary>The id of an object; null when it has none.</summary>
    public static string? Id(JsonItem item) => Excerpt.OneLineOrNull(item.Text("ObjectIdentifier"), 200);

    private int? Reference(JsonItem? item) =>
        item is not null && Id(item) is { } id ? graph.Node(id, DirectoryKinds.Of(item.Text("ObjectType"))) : null;

    private IEnumerable<int> References(JsonItem? list) =>
        (list?.Items ?? []).Select(Reference).Where(found => found is not null).Select(found => found!.Value);

    private void AddTo(string kind, int self, string? other, DirectoryKind otherKind)
    {
        if (other is not null)
        {
            graph.Add(kind, self, graph.Node(other, otherKind));
        }
    }

    private void ReadPlace(JsonItem item, int self)
    {
        foreach (int child in References(item["ChildObjects"]))
        {
            graph.Add("Contains", self, child);
        }

        if (Reference(item["ContainedBy"]) is { } parent)
        {
            graph.Add("Contains", parent, self);
        }

        foreach (JsonItem link in item["Links"]?.Items ?? [])
        {
            // Version 4 has the policy's id in lower case, or with its own name.
            if ((link.Text("GUID") ?? link.Text("Guid")) is { } policy)
            {
                graph.Add("GPLink", graph.Node(policy, DirectoryKind.PolicyObject), self);
            }
        }
    }

    private void ReadEntries(JsonItem item, int self)
    {
        foreach (JsonItem entry in item["Aces"]?.Items ?? [])
        {
            AddEntry(entry, self);
        }
    }

    private void AddEntry(JsonItem entry, int self)
    {
        if (entry.Text("PrincipalSID") is not { } principal || entry.Text("RightName") is not { } right)
        {
            return;
        }

        int from = graph.Node(principal, DirectoryKinds.Of(entry.Text("PrincipalType")));

        // A right over oneself gives nothing that one has not.
        if (from == self)
        {
            return;
        }

        // What ownership is worth is found when the whole collection is known; see OwnerRights.
        string kind = right switch
        {
            "Owns" => "OwnsRaw",
            "WriteOwner" => "WriteOwnerRaw",
            _ => Excerpt.OneLine(right, 80),
        };
        graph.Add(kind, from, self);
    }

    private void ReadPrincipal(JsonItem item, DirectoryNode node, int self)
    {
        if ((item.Text("PrimaryGroupSID") ?? item.Text("PrimaryGroupSid")) is { } primary)
        {
            graph.Add("MemberOf", self, graph.Node(primary, DirectoryKind.Group));
        }

        foreach (int computer in References(item["AllowedToDelegate"]))
        {
            graph.Add("AllowedToDelegate", self, computer);
        }

        foreach (int former in References(item["HasSIDHistory"]))
        {
            graph.Add("HasSIDHistory", self, former);
        }

        foreach (int managed in References(item["DumpSMSAPassword"]))
        {
            graph.Add("DumpSMSAPassword", self, managed);
        }

        foreach (JsonItem target in (item["SPNTargets"] ?? item["SpnTargets"])?.Items ?? [])
        {
            if (target.Text("ComputerSID") is { } computer && target.Text("Service") is { } service)
            {
                graph.Add(Excerpt.OneLine(service, 80), self, graph.Node(computer, DirectoryKind.Computer));
            }
        }

        if (item["Properties"]?["unconstraineddelegation"]?.Boolean == true && node.DomainSid is { } domain)
        {
            graph.Add("CoerceToTGT", self, graph.Node(domain, DirectoryKind.Domain));
        }
    }

    private void ReadGroup(JsonItem item, DirectoryNode node, int self)
    {
        foreach (int member in References(item["Members"]))
        {
            graph.Add("MemberOf", member, self);
        }

        foreach (int former in References(item["HasSIDHistory"]))
        {
            graph.Add("HasSIDHistory", self, former);
        }

        WellKnownGroups.Place(graph, self, node);
    }

    private void ReadAuthority(JsonItem item, int self)
    {
        if (item.Text("HostingComputer") is { } host)
        {
            graph.Add("HostsCAService", graph.Node(host, DirectoryKind.Computer), self);
        }

        int[] published = [.. References(item["EnabledCertTemplates"])];
        foreach (int template in published)
        {
            graph.Add("PublishedTo", template, self);
        }

        JsonItem? registry = item["CARegistryData"];
        foreach (JsonItem entry in registry?["CASecurity"]?["Data"]?.Items ?? [])
        {
            // Who owns the registry key is no owner of the authority.
            if (entry.Text("RightName") is not "Owns")
            {
                AddEntry(entry, self);
            }
        }

        foreach (JsonItem restriction in registry?["EnrollmentAgentRestrictions"]?["Restrictions"]?.Items ?? [])
        {
            AddAgents(restriction, published);
        }
    }

    private void AddAgents(JsonItem restriction, int[] published)
    {
        if (
            restriction.Text("AccessType")?.StartsWith("AccessAllowed", StringComparison.Ordinal) != true
            || Reference(restriction["Agent"]) is not { } agent
        )
        {
            return;
        }

        IEnumerable<int> templates =
            restriction["AllTemplates"]?.Boolean == true ? published
            : Reference(restriction["Template"]) is { } one ? [one]
            : [];
        foreach (int template in templates)
        {
            graph.Add("DelegatedEnrollmentAgent", agent, template);
        }
    }
}
