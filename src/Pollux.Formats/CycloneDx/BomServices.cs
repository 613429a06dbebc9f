using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CycloneDx;

/// <summary>Services of a bill of materials: those whose endpoints name a host of the site's own.</summary>
internal sealed class BomServices
{
    private readonly HashSet<string> ownProviders = new(StringComparer.OrdinalIgnoreCase);

    private BomServices() { }

    /// <summary>Looks through a document for who provides its own services.</summary>
    public static BomServices Of(BomNode bom)
    {
        BomServices services = new();
        services.FindProviders(bom);
        return services;
    }

    /// <summary>
    /// Reads a service.
    /// </summary>
    /// <returns>
    /// Nothing when no endpoint says where it listens, or when it lies beyond a trust boundary and nothing says that it is provided by
    /// those who provide the others: it is then another's.
    /// </returns>
    public ImmutableArray<Statement> Read(BomNode service)
    {
        if (IsBeyondBoundary(service) && !(Provider(service) is { } provider && ownProviders.Contains(provider)))
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

    // That using it crosses a boundary may mean that it is the site's own front door: its provider tells.
    private void FindProviders(BomNode owner)
    {
        foreach (BomNode service in owner.List("services"))
        {
            if (!IsBeyondBoundary(service) && Provider(service) is { } provider)
            {
                ownProviders.Add(provider);
            }

            FindProviders(service);
        }
    }

    private static bool IsBeyondBoundary(BomNode service) => service.Text("x-trust-boundary") is "true" or "1";

    private static string? Provider(BomNode service) =>
        Excerpt.OneLineOrNull(service.Child("provider")?.Text("name"), 200);

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
            : HostTexts.HostName(host);
        if (identifier is not { } named)
        {
            yield break;
        }

        AssetReference device = new("Device", [named]);
        AssetReference listening = AssetReference.ServiceOf(device, uri.Port, "tcp");
        AssetReference? zone = Named("Zone", service.Text("trustZone"));
        AssetReference[] data = [.. Data(service)];
        IEnumerable<Fact> held = data.Select(kind => new LinkFact("holds", kind));
        IEnumerable<Fact> zones = zone is null ? [] : [new LinkFact("zones", zone)];
        yield return new AssetStatement(device, [new LinkFact("services", listening), .. zones, .. held]);
        yield return new AssetStatement(listening, Facts(service, uri));
        foreach (AssetReference thing in zone is null ? data : [zone, .. data])
        {
            yield return new AssetStatement(thing, []);
        }
    }

    // A data flow says which kind of data the service handles: whoever controls its device can read it.
    private static IEnumerable<AssetReference> Data(BomNode service) =>
        service
            .List("data")
            .Select(flow =>
                Named("Data", flow.ElementName is "classification" ? flow.Value : flow.Text("classification"))
            )
            .OfType<AssetReference>()
            .DistinctBy(data => data.Identifiers[0].Value, StringComparer.Ordinal);

    private static AssetReference? Named(string type, string? name) =>
        Excerpt.OneLineOrNull(name, 200) is { } text ? AssetReference.Named(type, text) : null;

    private static ImmutableArray<Fact> Facts(BomNode service, Uri uri)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, service.Text("name"));
        facts.AddText(Properties.Description, Excerpt.OneLineOrNull(service.Text("description"), 300));
        facts.Add(new PropertyFact(Properties.Port, uri.Port.ToString(CultureInfo.InvariantCulture)));
        facts.Add(new PropertyFact(Properties.Transport, "tcp"));
        facts.AddText(Properties.Protocol, uri.Scheme);
        facts.AddText(Properties.Version, service.Text("version"));
        facts.AddText(Properties.Vendor, Provider(service));
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
