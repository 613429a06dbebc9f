using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Input;

namespace Pollux.Formats.BloodHound;

/// <summary>Reads the properties of an object that its edges depend on; they have the same names in collections and in OpenGraph.</summary>
internal static class ObjectProperties
{
    private const string NameSubject = "ENROLLEE_SUPPLIES_SUBJECT";

    /// <summary>Reads them.</summary>
    /// <param name="node">Gets them.</param>
    /// <param name="properties">The properties; null when there are none.</param>
    /// <param name="item">The object, which has some settings beside its properties in a collection.</param>
    public static void Read(DirectoryNode node, JsonItem? properties, JsonItem item)
    {
        node.IsProtected |= (item["IsACLProtected"] ?? properties?["isaclprotected"])?.Boolean == true;
        if (properties is not null)
        {
            ReadPresent(node, properties, item);
        }

        node.DomainSid ??= SidOfDomain(node);
    }

    private static void ReadPresent(DirectoryNode node, JsonItem properties, JsonItem item)
    {
        node.Name = Excerpt.OneLineOrNull(properties.Text("name"), 300) ?? node.Name;
        node.DomainSid = Excerpt.OneLineOrNull(properties.Text("domainsid"), 200)?.ToUpperInvariant() ?? node.DomainSid;
        node.DistinguishedName =
            Excerpt.OneLineOrNull(properties.Text("distinguishedname"), 1_000)?.ToUpperInvariant()
            ?? node.DistinguishedName;
        node.IsEnabled = properties["enabled"]?.Boolean ?? node.IsEnabled;
        node.HasManagedLocalPassword |= properties["haslaps"]?.Boolean == true;
        node.LimitsOwner |= properties["doesanyacegrantownerrights"]?.Boolean == true;
        node.LimitsNewOwner |= properties["doesanyinheritedacegrantownerrights"]?.Boolean == true;
        switch (node.Kind)
        {
            case DirectoryKind.Domain:
                node.Heuristics = properties.Text("dsheuristics") ?? node.Heuristics;
                break;
            case DirectoryKind.Computer:
                node.Controller = ReadController(item["DCRegistryData"], properties) ?? node.Controller;
                break;
            case DirectoryKind.CertificateTemplate:
                node.Template = ReadTemplate(properties);
                break;
            case DirectoryKind.EnterpriseAuthority
            or DirectoryKind.RootAuthority
            or DirectoryKind.IntermediateAuthority
            or DirectoryKind.AuthenticationStore
            or DirectoryKind.IssuancePolicy:
                node.Authority = ReadAuthority(properties, item["CARegistryData"]);
                break;
        }
    }

    // S-1-5-21-a-b-c-rid belongs to S-1-5-21-a-b-c; a domain is its own.
    private static string? SidOfDomain(DirectoryNode node)
    {
        if (!node.Id.StartsWith("S-1-5-21-", StringComparison.Ordinal))
        {
            return null;
        }

        return node.Kind == DirectoryKind.Domain ? node.Id : node.Id[..node.Id.LastIndexOf('-')];
    }

    private static ControllerSettings? ReadController(JsonItem? registry, JsonItem properties)
    {
        int? binding =
            Collected(registry?["StrongCertificateBindingEnforcement"])
            ?? Whole(properties["strongcertificatebindingenforcementraw"]);
        int? mapping =
            Collected(registry?["CertificateMappingMethods"]) ?? Whole(properties["certificatemappingmethodsraw"]);
        return binding is null && mapping is null ? null : new ControllerSettings(binding, mapping);
    }

    private static int? Collected(JsonItem? setting) =>
        setting?["Collected"]?.Boolean == true ? Whole(setting["Value"]) : null;

    private static int? Whole(JsonItem? value) =>
        value?.Number is >= 0 and <= int.MaxValue and var number ? (int)number : null;

    private static TemplateSettings ReadTemplate(JsonItem properties)
    {
        string names = properties.Text("certificatenameflag") ?? "";
        bool Has(string property, string flag) =>
            properties[property]?.Boolean ?? names.Split(',').Any(name => name.Trim() == flag);
        return new TemplateSettings
        {
            SchemaVersion = Whole(properties["schemaversion"]) ?? 0,
            NeedsApproval = properties["requiresmanagerapproval"]?.Boolean == true,
            AuthorisedSignatures = Whole(properties["authorizedsignatures"]) ?? 0,
            EnrolleeSuppliesSubject = Has("enrolleesuppliessubject", NameSubject),
            Authenticates = properties["authenticationenabled"]?.Boolean == true,
            AuthenticatesByTls = properties["schannelauthenticationenabled"]?.Boolean,
            LacksSecurityExtension = properties["nosecurityextension"]?.Boolean == true,
            NamesUpn = Has("subjectaltrequireupn", "SUBJECT_ALT_REQUIRE_UPN"),
            NamesSpn = Has("subjectaltrequirespn", "SUBJECT_ALT_REQUIRE_SPN"),
            NamesDns = Has("subjectaltrequiredns", "SUBJECT_ALT_REQUIRE_DNS"),
            NamesDomainDns = Has("subjectaltrequiredomaindns", "SUBJECT_ALT_REQUIRE_DOMAIN_DNS"),
            NeedsMail =
                Has("subjectaltrequireemail", "SUBJECT_ALT_REQUIRE_EMAIL")
                || Has("subjectrequireemail", "SUBJECT_REQUIRE_EMAIL"),
            Usages = Texts(properties["effectiveekus"] ?? properties["ekus"]),
            ApplicationPolicies = Texts(properties["applicationpolicies"]),
            IssuancePolicies = Texts(properties["certificatepolicy"]),
        };
    }

    private static AuthoritySettings ReadAuthority(JsonItem properties, JsonItem? registry) =>
        new()
        {
            Thumbprint = properties.Text("certthumbprint")?.ToUpperInvariant(),
            Chain = Texts(properties["certchain"]),
            Trusted = Texts(properties["certthumbprints"]),
            PolicyOid = properties.Text("certtemplateoid") ?? properties.Text("oid"),
            LetsNameSubject = registry?["IsUserSpecifiesSanEnabled"] is { } setting
                ? setting["Collected"]?.Boolean == true && setting["Value"]?.Boolean == true
                : properties["isuserspecifiessanenabled"]?.Boolean == true,
            HasAgentRestrictions =
                (registry?["EnrollmentAgentRestrictions"]?["Restrictions"]?.Items ?? []).Any()
                || properties["hasenrollmentagentrestrictions"]?.Boolean == true,
        };

    private static ImmutableArray<string> Texts(JsonItem? list) =>
        [
            .. (list?.Items ?? [])
                .Select(item => item.StringOrNull?.Trim())
                .OfType<string>()
                .Where(text => text.Length > 0)
                .Select(text => text.ToUpper(CultureInfo.InvariantCulture)),
        ];
}
