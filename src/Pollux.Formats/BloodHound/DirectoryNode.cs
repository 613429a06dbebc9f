using System.Collections.Immutable;

namespace Pollux.Formats.BloodHound;

/// <summary>An object of a directory, as far as its edges and the derived ones need it.</summary>
/// <param name="id">Its SID or GUID, upper case.</param>
internal sealed class DirectoryNode(string id)
{
    /// <summary>SID or GUID, upper case; of a well-known principal with its domain's name in front.</summary>
    public string Id { get; } = id;

    /// <summary>What it is, as far as known.</summary>
    public DirectoryKind Kind { get; set; }

    /// <summary>The name with its domain, such as <c>DAVIS@ESC1.LOCAL</c>; null when only its id is known.</summary>
    public string? Name { get; set; }

    /// <summary>The SID of its domain; null when not known.</summary>
    public string? DomainSid { get; set; }

    /// <summary>True when a record describes it, false when it is only referred to.</summary>
    public bool IsDescribed { get; set; }

    /// <summary>Its place in the directory's tree, upper case; null when not known.</summary>
    public string? DistinguishedName { get; set; }

    /// <summary>True when it takes no rights from the containers that it is in.</summary>
    public bool IsProtected { get; set; }

    /// <summary>False for an account that is disabled; null when not known.</summary>
    public bool? IsEnabled { get; set; }

    /// <summary>True for a computer whose local administrator's password is kept in the directory.</summary>
    public bool HasManagedLocalPassword { get; set; }

    /// <summary>True when an access entry names OWNER RIGHTS, which limits what an owner may do.</summary>
    public bool LimitsOwner { get; set; }

    /// <summary>The same in entries that newly created or taken objects inherit, which limits who takes ownership.</summary>
    public bool LimitsNewOwner { get; set; }

    /// <summary>True for a computer of which the collector read who may log on remotely.</summary>
    public bool HasLogonRights { get; set; }

    /// <summary>Of a domain: the directory-wide settings, as one character each; null when not known.</summary>
    public string? Heuristics { get; set; }

    /// <summary>Of a domain controller: how certificates are mapped to accounts; null when not known.</summary>
    public ControllerSettings? Controller { get; set; }

    /// <summary>Of a certificate template; else null.</summary>
    public TemplateSettings? Template { get; set; }

    /// <summary>Of an authority or a store of certificates; else null.</summary>
    public AuthoritySettings? Authority { get; set; }
}

/// <summary>Settings of a domain controller's registry.</summary>
/// <param name="BindingEnforcement">StrongCertificateBindingEnforcement: 0 off, 1 compatibility, 2 full; null when not collected.</param>
/// <param name="MappingMethods">CertificateMappingMethods of Schannel, as bits (0x4 is the UPN); null when not collected.</param>
internal sealed record ControllerSettings(int? BindingEnforcement, int? MappingMethods)
{
    // Compatibility mode is weak too: a certificate without the SID is accepted.
    public bool IsWeakBinding => BindingEnforcement is 0 or 1;

    public bool MapsNames => ((MappingMethods ?? 0) & 0x4) != 0;
}

/// <summary>Settings of a certificate template.</summary>
internal sealed record TemplateSettings
{
    public int SchemaVersion { get; init; }

    public bool NeedsApproval { get; init; }

    public int AuthorisedSignatures { get; init; }

    public bool EnrolleeSuppliesSubject { get; init; }

    /// <summary>The certificates can be used to log on to the domain.</summary>
    public bool Authenticates { get; init; }

    /// <summary>They can be used to log on by TLS; null when the collector does not say.</summary>
    public bool? AuthenticatesByTls { get; init; }

    /// <summary>The certificates lack the extension with the account's SID.</summary>
    public bool LacksSecurityExtension { get; init; }

    public bool NamesUpn { get; init; }

    public bool NamesSpn { get; init; }

    public bool NamesDns { get; init; }

    public bool NamesDomainDns { get; init; }

    public bool NeedsMail { get; init; }

    public ImmutableArray<string> Usages { get; init; } = [];

    public ImmutableArray<string> ApplicationPolicies { get; init; } = [];

    public ImmutableArray<string> IssuancePolicies { get; init; } = [];
}

/// <summary>Certificates of an authority or a store, and settings of an enterprise authority.</summary>
internal sealed record AuthoritySettings
{
    /// <summary>The thumbprint of its own certificate; null when not known.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>Thumbprints from its own certificate to the root.</summary>
    public ImmutableArray<string> Chain { get; init; } = [];

    /// <summary>Thumbprints that a store trusts for logging on.</summary>
    public ImmutableArray<string> Trusted { get; init; } = [];

    /// <summary>The object identifier of an issuance policy; null for others.</summary>
    public string? PolicyOid { get; init; }

    /// <summary>True when requests may name any subject (EDITF_ATTRIBUTESUBJECTALTNAME2).</summary>
    public bool LetsNameSubject { get; init; }

    /// <summary>True when enrolment agents are restricted on this authority.</summary>
    public bool HasAgentRestrictions { get; init; }
}
