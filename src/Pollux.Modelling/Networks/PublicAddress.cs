using Pollux.Twin.Flows;

namespace Pollux.Modelling.Networks;

/// <summary>Tells addresses that the Internet routes from those that it does not.</summary>
internal static class PublicAddress
{
    /// <summary>True for an IPv4 or IPv6 address that can be reached from the Internet; false for anything else.</summary>
    public static bool IsPublic(string text) => AddressScopes.Of(text) == AddressScope.Public;
}
