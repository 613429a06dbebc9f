using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nmap;

/// <summary>A port at which something listens, or may listen behind a filter.</summary>
internal sealed class NmapPort
{
    private readonly XElement? service;
    private readonly ImmutableArray<Fact> access;
    private readonly string transport;
    private readonly string state;
    private readonly int number;

    // "table" means that nmap looked the port up in a list and nothing was asked: a guess.
    private readonly bool isProbed;
    private readonly string? product;
    private readonly string? version;

    // A service names the product that answers and, beside it, the system and hardware below; only applications run on the port.
    private readonly ImmutableArray<string> cpes;
    private readonly string? applicationCpe;

    // A port belongs to one host; whoever refers to it means the same thing.
    private AssetReference? reference;
    private AssetReference? software;

    private NmapPort(XElement port, string transport, int number, string state)
    {
        this.transport = transport;
        this.number = number;
        this.state = state;
        service = port.Element("service");
        access = NmapAccess.Read(port);
        isProbed = (string?)service?.Attribute("method") is "probed";
        product = isProbed ? Excerpt.OneLineOrNull((string?)service?.Attribute("product"), 300) : null;
        version = isProbed ? Excerpt.OneLineOrNull((string?)service?.Attribute("version"), 100) : null;
        cpes = isProbed
            ?
            [
                .. service!
                    .Elements("cpe")
                    .Select(cpe => CpeNames.Read(cpe.Value))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ]
            : [];
        applicationCpe = cpes.FirstOrDefault(cpe => cpe.StartsWith("cpe:2.3:a:", StringComparison.Ordinal));
    }

    /// <summary>All ports of a host that are open or may be, in the report's order, each once.</summary>
    public static IEnumerable<NmapPort> ReadAll(XElement host, string address, DiagnosticBag diagnostics)
    {
        HashSet<(string, int)> seen = [];
        foreach (XElement port in host.Elements("ports").Elements("port"))
        {
            if (Read(port, address, diagnostics) is { } read && seen.Add((read.transport, read.number)))
            {
                yield return read;
            }
        }
    }

    /// <summary>The service as others refer to it.</summary>
    public AssetReference Reference(AssetReference device) =>
        reference ??= AssetReference.ServiceOf(device, number, transport);

    /// <summary>The product that answers, installed on the device; null when none is known.</summary>
    public AssetReference? Software(AssetReference device)
    {
        if (software is null && SoftwareIdentifier() is { } identifier)
        {
            software = new AssetReference("Software", [identifier], device);
        }

        return software;
    }

    /// <summary>What is said of the service and of its product.</summary>
    public IEnumerable<Statement> Statements(AssetReference device)
    {
        AssetReference? answering = Software(device);
        yield return new AssetStatement(Reference(device), ServiceFacts(answering));
        if (answering is not null)
        {
            yield return new AssetStatement(answering, SoftwareFacts());
        }
    }

    private static NmapPort? Read(XElement port, string address, DiagnosticBag diagnostics)
    {
        string over = ((string?)port.Attribute("protocol") ?? "").ToLowerInvariant();
        string digits = (string?)port.Attribute("portid") ?? "";
        string seen = (string?)port.Element("state")?.Attribute("state") ?? "";

        // A scan of IP protocols (-sO) lists protocol numbers as ports; they are no services.
        if (over is "ip")
        {
            return null;
        }

        bool valid =
            ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value)
            && over is "tcp" or "udp" or "sctp";
        if (!valid)
        {
            diagnostics.Add(
                NmapRules.BadPort,
                port,
                $"'{Excerpt.Of(digits)}' over '{Excerpt.Of(over)}' is not a port.",
                $"host {address}"
            );
            return null;
        }

        return seen is "open" or "filtered" or "open|filtered" ? new NmapPort(port, over, value, seen) : null;
    }

    private Identifier? SoftwareIdentifier() =>
        applicationCpe is { } cpe ? new Identifier(IdentifierKind.Product, cpe)
        : product is null ? null
        : new Identifier(IdentifierKind.Name, version is null ? product : $"{product} {version}");

    private ImmutableArray<Fact> ServiceFacts(AssetReference? answering)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new PropertyFact(Properties.Port, number.ToString(CultureInfo.InvariantCulture)));
        facts.Add(new PropertyFact(Properties.Transport, transport));
        facts.Add(new PropertyFact(Properties.PortState, state));
        string? name = (string?)service?.Attribute("name");
        if (name is { Length: > 0 } and not "unknown")
        {
            facts.AddText(Properties.Protocol, name);
            facts.Add(new PropertyFact(Properties.ProtocolMethod, isProbed ? "probed" : "table"));
        }

        bool isTunnelled = (string?)service?.Attribute("tunnel") is "ssl";
        facts.AddText(Properties.Tunnel, isTunnelled ? "ssl" : null);
        facts.AddText(Properties.Product, product);
        facts.AddText(Properties.Version, version);
        facts.AddRange(cpes.Select(cpe => new PropertyFact(Properties.Cpe, cpe)));
        if (isProbed && (isTunnelled || name is "ssh" or "https"))
        {
            facts.Add(
                new DefenseFact(
                    "encryptedSession",
                    1,
                    isTunnelled ? "The port answers in TLS." : $"The port speaks {name}."
                )
            );
        }

        facts.AddRange(access);
        if (answering is not null)
        {
            facts.Add(new LinkFact("software", answering));
        }

        return facts.ToImmutable();
    }

    private ImmutableArray<Fact> SoftwareFacts()
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        (string? vendor, string? named, string? numbered) = applicationCpe is { } cpe ? CpeNames.Parts(cpe) : default;
        facts.AddText(Properties.Vendor, vendor);
        facts.AddText(Properties.Product, product ?? named);
        facts.AddText(Properties.Version, version ?? numbered);
        facts.AddText(Properties.Cpe, applicationCpe);
        return facts.ToImmutable();
    }
}
