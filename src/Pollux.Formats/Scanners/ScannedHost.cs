using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Hosts;
using Pollux.Formats.Products;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Scanners;

/// <summary>
/// What a vulnerability scanner says of one host, put together in whatever order the report has it, then turned into one
/// observation: a device, its services by port, the products on it, and what was found on which of them.
/// </summary>
internal sealed class ScannedHost
{
    private readonly List<Identifier> identifiers = [];
    private readonly List<string> addresses = [];
    private readonly List<Fact> properties = [];
    private readonly List<FindingFact> findings = [];

    // A hostile report repeats everything; looking it up must not take longer and longer.
    private readonly HashSet<Identifier> knownIdentifiers = [];
    private readonly HashSet<string> knownCpes = new(StringComparer.Ordinal);
    private readonly HashSet<(string Check, ScannedPort? Port)> knownFindings = [];
    private readonly HashSet<string> checks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Transport, int Number), ScannedPort> ports = [];
    private readonly SortedDictionary<string, VulnerabilityStatement> vulnerabilities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ScannedSoftware> software = new(StringComparer.Ordinal);

    /// <summary>True when the host can be told from others.</summary>
    public bool HasIdentity => identifiers.Count > 0;

    /// <summary>Its ports, by transport and number.</summary>
    public IEnumerable<ScannedPort> Ports => ports.Values;

    /// <summary>The CPE names of the products on it.</summary>
    public IEnumerable<string> SoftwareCpes => software.Values.Select(product => product.Cpe).OfType<string>();

    /// <summary>How the scan went, when it came to its end.</summary>
    public ScanFact? Scan { get; set; }

    /// <summary>The facts that the host holds, for the limit of a document.</summary>
    public int Facts =>
        properties.Count
        + findings.Count
        + vulnerabilities.Count
        + ports.Values.Sum(port => 4 + port.Findings.Count)
        + (software.Count * 4);

    /// <summary>Adds an address; false when the text is none.</summary>
    public bool AddAddress(string? text)
    {
        if (HostTexts.Address(text?.Trim()) is not { } address)
        {
            return false;
        }

        Identifier identifier = new(IdentifierKind.IpAddress, address);
        if (!knownIdentifiers.Contains(identifier))
        {
            addresses.Add(address);
        }

        Add(identifier);
        return true;
    }

    /// <summary>Adds a host name, full or short; false when the text is none.</summary>
    public bool AddName(string? text)
    {
        Identifier? name = HostTexts.HostName(text);
        Add(name);
        return name is not null;
    }

    /// <summary>Adds a MAC address, when the text is one.</summary>
    public void AddMac(string? text) =>
        Add(HostTexts.Mac(text?.Trim()) is { } mac ? new Identifier(IdentifierKind.Mac, mac) : null);

    /// <summary>Adds an identifier.</summary>
    public void Add(Identifier? identifier)
    {
        if (identifier is { } given && knownIdentifiers.Add(given))
        {
            identifiers.Add(given);
        }
    }

    /// <summary>Adds a property when there is a text, in one line and bounded.</summary>
    public void AddText(string property, string? text) => properties.AddText(property, text);

    /// <summary>Adds a CPE name: an application is a product on the host, all else describes the host. Not a name: nothing.</summary>
    public void AddCpe(string? text)
    {
        if (CpeNames.Read(text) is not { } cpe)
        {
            return;
        }

        if (cpe.StartsWith("cpe:2.3:a:", StringComparison.Ordinal))
        {
            AddSoftware(ScannedSoftware.OfCpe(cpe));
        }
        else if (knownCpes.Add(cpe))
        {
            properties.Add(new PropertyFact(Properties.Cpe, cpe));
        }
    }

    /// <summary>Adds a product that is on the host.</summary>
    public void AddSoftware(ScannedSoftware product) => software.TryAdd(product.Key, product);

    /// <summary>The port, added when it is new; null for port 0, which means the host itself.</summary>
    public ScannedPort? Port(int number, string transport)
    {
        if (number == 0)
        {
            return null;
        }

        if (!ports.TryGetValue((transport, number), out ScannedPort? port))
        {
            ports.Add((transport, number), port = new ScannedPort(number, transport));
        }

        return port;
    }

    /// <summary>Adds a finding of the port, or of the host when there is none. The same check counts once in each place.</summary>
    public void Add(FindingFact finding, ScannedPort? port)
    {
        if (knownFindings.Add((finding.Check, port)))
        {
            (port?.Findings ?? findings).Add(finding);
            checks.Add(finding.Check);
        }
    }

    /// <summary>Adds what a result says of a vulnerability itself; of one vulnerability once.</summary>
    public void Add(VulnerabilityStatement vulnerability) =>
        vulnerabilities.TryAdd(vulnerability.Vulnerability, vulnerability);

    /// <summary>True when a check has a finding on the host or any of its ports.</summary>
    public bool IsFound(string check) => checks.Contains(check);

    /// <summary>Everything as one observation.</summary>
    public Observation ToObservation(string record, DateTimeOffset? at)
    {
        // Stable: within one kind the report's order stays.
        AssetReference device = new("Device", [.. identifiers.OrderBy(identifier => identifier.Kind)]);
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        statements.Add(new AssetStatement(device, [.. DeviceFacts(device)]));
        statements.AddRange(ports.Values.Select(port => port.ToStatement(device, Answering(port))));
        statements.AddRange(software.Values.Select(product => product.ToStatement(device)));
        statements.AddRange(vulnerabilities.Values);
        return new Observation(record, at, 1, statements.ToImmutable());
    }

    private IEnumerable<Fact> DeviceFacts(AssetReference device) =>
        addresses
            .Select(Fact (address) => new PropertyFact(Properties.Address, address))
            .Prepend(new PropertyFact(Properties.Status, "up"))
            .Concat(properties)
            .Concat(ports.Values.Select(port => new LinkFact("services", port.Reference(device))))
            .Concat(software.Values.Select(product => new LinkFact("software", product.Reference(device))))
            .Concat(Scan is null ? [] : [Scan])
            .Concat(Sorted(findings));

    // A scanner names the product of a port without its version, and all versions of the host elsewhere.
    private IEnumerable<ScannedSoftware> Answering(ScannedPort port) =>
        software.Values.Where(product =>
            port.Answering.Contains(product.Key)
            || (product.Cpe is { } cpe && port.Products.Contains(CpeNames.ProductOf(cpe)))
        );

    internal static IEnumerable<FindingFact> Sorted(IEnumerable<FindingFact> findings) =>
        findings.OrderBy(finding => finding.Check, StringComparer.Ordinal);
}

/// <summary>A port of a host at which something answered.</summary>
internal sealed class ScannedPort(int number, string transport)
{
    public int Number { get; } = number;

    public string Transport { get; } = transport;

    /// <summary>The application protocol, or null.</summary>
    public string? Protocol { get; set; }

    /// <summary>True when the protocol answered, false when it is only the port's usual one.</summary>
    public bool IsProbed { get; set; }

    /// <summary>True when the port answers in TLS.</summary>
    public bool IsTunnelled { get; set; }

    /// <summary>What the service says it is: product and version; null when unknown.</summary>
    public string? Product { get; set; }

    /// <inheritdoc cref="Product"/>
    public string? Version { get; set; }

    /// <summary>Vendor and product of the applications that answer on it, as <see cref="CpeNames.ProductOf"/> gives them.</summary>
    public SortedSet<string> Products { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of the products that answer on it, where the scanner says so itself: <see cref="ScannedSoftware.Key"/>.</summary>
    public SortedSet<string> Answering { get; } = new(StringComparer.Ordinal);

    public List<FindingFact> Findings { get; } = [];

    /// <summary>Checks that ran on the port and found nothing, where the scanner lists them.</summary>
    public ScanFact? Scan { get; set; }

    /// <summary>Why nobody has to log on to it; null when that is not known.</summary>
    public string? OpenToAll { get; set; }

    public AssetReference Reference(AssetReference device) => AssetReference.ServiceOf(device, Number, Transport);

    public AssetStatement ToStatement(AssetReference device, IEnumerable<ScannedSoftware> answering)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new PropertyFact(Properties.Port, Number.ToString(CultureInfo.InvariantCulture)));
        facts.Add(new PropertyFact(Properties.Transport, Transport));
        facts.Add(new PropertyFact(Properties.PortState, "open"));
        if (Protocol is not null)
        {
            facts.AddText(Properties.Protocol, Protocol);
            facts.Add(new PropertyFact(Properties.ProtocolMethod, IsProbed ? "probed" : "table"));
        }

        facts.AddText(Properties.Tunnel, IsTunnelled ? "ssl" : null);
        facts.AddText(Properties.Product, Product);
        facts.AddText(Properties.Version, Version);
        if (IsTunnelled || (IsProbed && Protocol is "ssh" or "https"))
        {
            string reason = IsTunnelled ? "The port answers in TLS." : $"The port speaks {Protocol}.";
            facts.Add(new DefenseFact("encryptedSession", 1, reason));
        }

        if (OpenToAll is { } why)
        {
            facts.Add(new DefenseFact("authenticated", 0, why));
        }

        facts.AddRange(answering.Select(product => new LinkFact("software", product.Reference(device))));
        if (Scan is not null)
        {
            facts.Add(Scan);
        }

        facts.AddRange(ScannedHost.Sorted(Findings));
        return new AssetStatement(Reference(device), facts.ToImmutable());
    }
}
