using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>Words for people about things that have no asset yet.</summary>
internal static class Texts
{
    public static string Label(Mention mention) =>
        Value(mention, IdentifierKind.Name) ?? mention.Reference.Identifiers[0].Value;

    /// <summary>An identifier of a kind: that of the leader's own reference, else the first one gathered; null when none.</summary>
    public static string? Value(Mention mention, IdentifierKind kind)
    {
        foreach (Identifier identifier in mention.Reference.Identifiers)
        {
            if (identifier.Kind == kind)
            {
                return identifier.Value;
            }
        }

        return mention.Identifiers.Of(kind).Select(identifier => identifier.Value).Min(StringComparer.Ordinal);
    }

    public static string Of(IdentifierKind kind) =>
        kind switch
        {
            IdentifierKind.AssignedId => "assigned id",
            IdentifierKind.Serial => "serial number",
            IdentifierKind.Product => "product identity",
            IdentifierKind.Mac => "MAC address",
            IdentifierKind.Fqdn => "domain name",
            IdentifierKind.Name => "name",
            IdentifierKind.HostName => "host name",
            IdentifierKind.IpAddress => "IP address",
            _ => throw new System.Diagnostics.UnreachableException(kind.ToString()),
        };
}
