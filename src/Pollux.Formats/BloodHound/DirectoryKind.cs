namespace Pollux.Formats.BloodHound;

/// <summary>What a node of a directory's graph is.</summary>
internal enum DirectoryKind : byte
{
    /// <summary>Not known; the collector calls it Base.</summary>
    Unknown,
    User,
    Computer,
    Group,
    LocalGroup,
    Domain,
    OrganisationalUnit,
    Container,
    PolicyObject,
    CertificateTemplate,
    EnterpriseAuthority,
    RootAuthority,
    IntermediateAuthority,
    AuthenticationStore,
    IssuancePolicy,
}

/// <summary>The names of kinds in files.</summary>
internal static class DirectoryKinds
{
    /// <summary>The kind by the name that references and OpenGraph nodes use.</summary>
    public static DirectoryKind Of(string? name) =>
        name switch
        {
            "User" => DirectoryKind.User,
            "Computer" => DirectoryKind.Computer,
            "Group" => DirectoryKind.Group,
            "LocalGroup" or "ADLocalGroup" => DirectoryKind.LocalGroup,
            "Domain" => DirectoryKind.Domain,
            "OU" => DirectoryKind.OrganisationalUnit,
            "Container" => DirectoryKind.Container,
            "GPO" => DirectoryKind.PolicyObject,
            "CertTemplate" => DirectoryKind.CertificateTemplate,
            "EnterpriseCA" => DirectoryKind.EnterpriseAuthority,
            "RootCA" => DirectoryKind.RootAuthority,
            "AIACA" => DirectoryKind.IntermediateAuthority,
            "NTAuthStore" => DirectoryKind.AuthenticationStore,
            "IssuancePolicy" => DirectoryKind.IssuancePolicy,
            _ => DirectoryKind.Unknown,
        };

    /// <summary>The kind of the objects of a file, by <c>meta.type</c>; null for a kind of file that is not read, and for sessions.</summary>
    public static DirectoryKind? OfFile(string? type) =>
        type?.ToLowerInvariant() switch
        {
            "users" => DirectoryKind.User,
            "computers" => DirectoryKind.Computer,
            "groups" => DirectoryKind.Group,
            "domains" => DirectoryKind.Domain,
            "ous" => DirectoryKind.OrganisationalUnit,
            "containers" => DirectoryKind.Container,
            "gpos" => DirectoryKind.PolicyObject,
            "certtemplates" => DirectoryKind.CertificateTemplate,
            "enterprisecas" => DirectoryKind.EnterpriseAuthority,
            "rootcas" => DirectoryKind.RootAuthority,
            "aiacas" => DirectoryKind.IntermediateAuthority,
            "ntauthstores" => DirectoryKind.AuthenticationStore,
            "issuancepolicies" => DirectoryKind.IssuancePolicy,
            _ => null,
        };
}
