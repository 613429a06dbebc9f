using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Services;

/// <summary>
/// One port can be several things to an attacker: SMB administers a machine and serves files, S7 operates a controller and programs it.
/// Where the site says what a service is used for, it gets the type that can be used so, beside the one of its protocol.
/// </summary>
internal static class ServiceUses
{
    private static readonly ImmutableArray<(string Role, string Inverse, string Type)> Uses =
    [
        ("serves", "servedBy", "AppService"),
        ("performs", "performedBy", "AppService"),
        ("carries", "carriedOver", "ControlService"),
    ];

    /// <summary>The types of a service, and those that its uses need; each once.</summary>
    public static ImmutableArray<ServiceType> Complete(
        Asset service,
        ImmutableArray<ServiceType> types,
        ModelDraft draft
    )
    {
        ImmutableArray<ServiceType> complete = types;
        foreach ((string role, string inverse, string type) in Uses)
        {
            bool isThere = complete.Any(known => draft.Language.IsA(known.Type, type));
            if (!isThere && draft.Twin.HasLink(service, role, inverse))
            {
                complete = complete.Add(new ServiceType(type, $"the site says what it {role}"));
            }
        }

        return complete;
    }

    /// <summary>What tells the second and third service of one port from the first.</summary>
    public static string SuffixOf(string type) =>
        type switch
        {
            "EngineeringService" => " programming",
            "ControlService" => " control",
            "AppService" => " application",
            _ => $" {type}",
        };
}
