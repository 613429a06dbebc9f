using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Hosts;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Inventories;

/// <summary>An endpoint that a model names by a URI, such as <c>modbus+tcp://10.0.0.5:502</c>.</summary>
/// <param name="Host">The host: an IP address or a host name.</param>
/// <param name="Port">Its port: the one that is written, else the one registered for the scheme.</param>
/// <param name="Scheme">How it is spoken to.</param>
internal sealed record StatedEndpoint(Identifier Host, int Port, EndpointScheme Scheme)
{
    // Ports: IANA service name registry; schemes: the W3C's protocol bindings for things, OPC 10000-6 (7.1), OASIS MQTT.
    private static readonly ImmutableDictionary<string, EndpointScheme> Schemes = new EndpointScheme[]
    {
        new("modbus+tcp", "modbus", 502, "tcp", "ControlService"),
        new("modbus", "modbus", 502, "tcp", "ControlService"),
        new("opc.tcp", "opcua", 4840, "tcp", "ControlService"),
        new("bacnet", "bacnet", 47808, "udp", "ControlService"),
        new("http", "http", 80, "tcp", "Service"),
        new("https", "https", 443, "tcp", "Service") { IsTls = true },
        new("mqtt", "mqtt", 1883, "tcp", "Service"),
        new("mqtts", "mqtts", 8883, "tcp", "Service") { IsTls = true },
        new("coap", "coap", 5683, "udp", "Service"),
        new("ftp", "ftp", 21, "tcp", "Service"),
        new("sftp", "ssh", 22, "tcp", "Service"),
        new("ssh", "ssh", 22, "tcp", "Service"),
    }.ToImmutableDictionary(scheme => scheme.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when it is a broker's: who states it is a client of it.</summary>
    public bool IsBroker => Scheme.Name is "mqtt" or "mqtts";

    /// <summary>Reads a URI.</summary>
    /// <returns>The endpoint; null when it is no absolute URI of a scheme that is known, or names no host of its own.</returns>
    public static StatedEndpoint? Read(string? text)
    {
        if (
            !Uri.TryCreate(text?.Trim(), UriKind.Absolute, out Uri? uri)
            || !Schemes.TryGetValue(uri.Scheme, out EndpointScheme? scheme)
        )
        {
            return null;
        }

        string host = uri.Host.Trim('[', ']');
        Identifier? named = InventoryTexts.Address(host) is { } address
            ? new Identifier(IdentifierKind.IpAddress, address)
            : HostTexts.HostName(host);
        int port = uri.Port > 0 ? uri.Port : scheme.Port;
        return named is { } found && port <= ushort.MaxValue ? new StatedEndpoint(found, port, scheme) : null;
    }

    /// <summary>The service on a device.</summary>
    public AssetReference On(AssetReference device) =>
        AssetReference.ServiceOf(device, Port, Scheme.Transport, Scheme.Type);

    /// <summary>What is said of the service.</summary>
    /// <param name="name">Its name in the model; may be null.</param>
    /// <param name="asksNobody">True when the model says that it asks nobody who calls.</param>
    public ImmutableArray<Fact> Facts(string? name, bool asksNobody)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.Description, name);
        facts.Add(new PropertyFact(Properties.Port, Port.ToString(CultureInfo.InvariantCulture)));
        facts.Add(new PropertyFact(Properties.Transport, Scheme.Transport));
        facts.Add(new PropertyFact(Properties.Protocol, Scheme.Protocol));
        if (Scheme.IsTls)
        {
            facts.Add(new PropertyFact(Properties.Tunnel, "ssl"));
            facts.Add(new DefenseFact("encryptedSession", 1, $"The endpoint is {Scheme.Name}."));
        }

        if (asksNobody)
        {
            facts.Add(new DefenseFact("authenticated", 0, "The model says that it asks nobody who calls."));
        }

        return facts.ToImmutable();
    }
}

/// <summary>A scheme of URIs.</summary>
/// <param name="Name">The scheme.</param>
/// <param name="Protocol">The protocol, by its short name.</param>
/// <param name="Port">The registered port.</param>
/// <param name="Transport"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Type">The type of service that is sure.</param>
internal sealed record EndpointScheme(string Name, string Protocol, int Port, string Transport, string Type)
{
    /// <summary>True when the session is encrypted.</summary>
    public bool IsTls { get; init; }
}
