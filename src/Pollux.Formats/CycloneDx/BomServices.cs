using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Pollux.Formats.Nmap;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CycloneDx;

/// <summary>Services of a bill of materials: those whose endpoints name a host of the site's own.</summary>
internal static class BomServices
{
    /// <summary>
    /// Reads a service.
    /// </summary>
    /// <returns>Nothing when no endpoint says where it listens, or when it lies beyond a trust boundary: it is then another's.</returns>
    public static ImmutableArray<Statement> Read(BomNode service)
    {
        if (service.Text("x-trust-boundary") is "true" or "1")
        {
            return [];
        }

        return
        [
            .. service
                .List("endpoints")
                .Select(endpoint => endpoint.Value?.Trim())
                .Distinct(StringComparer.Ordinal)
                .SelectMany(endpoint => Endpoint(service, endpoint)),
        ];
    }

    private static IEnumerable<Statement> Endpoint(BomNode service, string? endpoint)
    {
        if (
            !Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri)
            || uri.Host.Length == 0
            || uri.Port is < 1 or > 65_535
        )
        {
            yield break;
        }

        string host = uri.Host.Trim('[', ']');
        Identifier? identifier = IPAddress.TryParse(host, out IPAddress? address)
            ? new Identifier(IdentifierKind.IpAddress, address.ToString())
            : NmapNames.HostName(host);
        if (identifier is not { } named)
        {
            yield break;
        }

        AssetReference device = new("Device", [named]);
        AssetReference listening = AssetReference.ServiceOf(device, uri.Port, "tcp");
        yield return new AssetStatement(device, [new LinkFact("services", listening)]);
        yield return new AssetStatement(listening, Facts(service, uri));
    }

    private static ImmutableArray<Fact> Facts(BomNode service, Uri uri)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, service.Text("name"));
        facts.Add(new PropertyFact(Properties.Port, uri.Port.ToString(CultureInfo.InvariantCulture)));
        facts.Add(new PropertyFact(Properties.Transport, "tcp"));
        facts.AddText(Properties.Protocol, uri.Scheme);
        facts.AddText(Properties.Version, service.Text("version"));
        facts.AddText(Properties.Vendor, service.Child("provider")?.Text("name"));
        if (uri.Scheme is "https" or "wss" or "mqtts" or "amqps")
        {
            facts.Add(new PropertyFact(Properties.Tunnel, "ssl"));
            facts.Add(new DefenseFact("encryptedSession", 1, $"The endpoint is {uri.Scheme}."));
        }

        switch (service.Text("authenticated"))
        {
            case "true" or "1":
                facts.Add(new DefenseFact("authenticated", 1, "The bill of materials says that it asks who calls."));
                break;
            case "false" or "0":
                facts.Add(
                    new DefenseFact("authenticated", 0, "The bill of materials says that it asks nobody who calls.")
                );
                break;
        }

        return facts.ToImmutable();
    }
}
