using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Formats.Scanners;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nmap;

/// <summary>What became of one <c>&lt;host&gt;</c>: an observation, or ignored, or else refused.</summary>
internal readonly record struct NmapHostResult(Observation? Observation, bool IsIgnored);

/// <summary>Turns one <c>&lt;host&gt;</c> into an observation of a device, its services and the products that answer on them.</summary>
internal static class NmapHost
{
    private static readonly NmapHostResult Ignored = new(null, IsIgnored: true);
    private static readonly NmapHostResult Refused = new(null, IsIgnored: false);

    /// <summary>Reads a host.</summary>
    public static NmapHostResult Read(XElement host, DiagnosticBag diagnostics)
    {
        XElement? status = host.Element("status");
        if ((string?)status?.Attribute("state") is "down" or "skipped")
        {
            return Ignored;
        }

        ImmutableArray<string> addresses = [.. Addresses(host, diagnostics)];
        if (addresses.IsEmpty)
        {
            diagnostics.Add(NmapRules.HostWithoutAddress, host, "This <host> has no usable IP <address>; skipped.");
            return Refused;
        }

        ImmutableArray<NmapPort> ports = [.. NmapPort.ReadAll(host, addresses[0], diagnostics)];
        bool assumedUp = (string?)status?.Attribute("reason") is "user-set";
        if (assumedUp && !Answered(host))
        {
            // With -Pn a scan calls every address up. One that never answered need not exist.
            return Ignored;
        }

        NmapIdentity identity = NmapIdentity.Read(host);
        AssetReference device = new("Device", Identifiers(host, addresses, identity));
        string record = $"host {addresses[0]}";
        DateTimeOffset? at =
            UnixTimes.Read((string?)host.Attribute("endtime")) ?? UnixTimes.Read((string?)host.Attribute("starttime"));
        ImmutableArray<Statement> statements =
        [
            new AssetStatement(device, DeviceFacts(host, addresses, identity, device, ports)),
            .. ports.SelectMany(port => port.Statements(device)),
        ];
        return new(new Observation(record, at, 1, statements), IsIgnored: false);
    }

    private static IEnumerable<string> Addresses(XElement host, DiagnosticBag diagnostics)
    {
        foreach (XElement element in host.Elements("address"))
        {
            string text = (string?)element.Attribute("addr") ?? "";
            string kind = (string?)element.Attribute("addrtype") ?? "ipv4";
            if (kind is not ("ipv4" or "ipv6"))
            {
                continue;
            }

            if (HostTexts.Address(text) is { } address)
            {
                yield return address;
            }
            else
            {
                diagnostics.Add(NmapRules.BadAddress, element, $"'{Excerpt.Of(text)}' is not an {kind} address.");
            }
        }
    }

    private static bool Answered(XElement host) =>
        host.Elements("ports")
            .Elements("port")
            .Elements("state")
            .Any(state => (string?)state.Attribute("state") is "open" or "closed" or "unfiltered")
        || host.Elements("ports")
            .Elements("extraports")
            .Any(ports => (string?)ports.Attribute("state") is "open" or "closed" or "unfiltered");

    private static ImmutableArray<Identifier> Identifiers(
        XElement host,
        ImmutableArray<string> addresses,
        NmapIdentity identity
    )
    {
        IEnumerable<Identifier> macs = host.Elements("address")
            .Where(address => (string?)address.Attribute("addrtype") is "mac")
            .Select(address => HostTexts.Mac((string?)address.Attribute("addr")))
            .OfType<string>()
            .Select(mac => new Identifier(IdentifierKind.Mac, mac));
        IEnumerable<Identifier> names = host.Elements("hostnames")
            .Elements("hostname")
            .Select(name => HostTexts.HostName((string?)name.Attribute("name")))
            .OfType<Identifier>();
        IEnumerable<Identifier> serials = identity.Serial is { } serial
            ? [new Identifier(IdentifierKind.Serial, serial)]
            : [];
        IEnumerable<Identifier> ips = addresses.Select(address => new Identifier(IdentifierKind.IpAddress, address));

        // Stable: within one kind the report's order stays.
        return [.. serials.Concat(macs).Concat(names).Concat(ips).Distinct().OrderBy(identifier => identifier.Kind)];
    }

    private static ImmutableArray<Fact> DeviceFacts(
        XElement host,
        ImmutableArray<string> addresses,
        NmapIdentity identity,
        AssetReference device,
        ImmutableArray<NmapPort> ports
    )
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new PropertyFact(Properties.Status, "up"));
        facts.AddRange(addresses.Select(address => new PropertyFact(Properties.Address, address)));
        AddOperatingSystem(facts, host, identity);
        string? cardVendor = host.Elements("address")
            .Select(address => (string?)address.Attribute("vendor"))
            .FirstOrDefault(vendor => vendor is not null);
        facts.AddText(Properties.DeviceClass, identity.DeviceClass);
        facts.AddText(Properties.Vendor, identity.Vendor ?? cardVendor);
        facts.AddText(Properties.Product, identity.Product);
        facts.AddText(Properties.Model, identity.Model);
        facts.AddText(Properties.Version, identity.Version);
        facts.AddRange(ports.Select(port => new LinkFact("services", port.Reference(device))));
        facts.AddRange(
            ports
                .Select(port => port.Software(device))
                .OfType<AssetReference>()
                .DistinctBy(software => software.Identifiers[0])
                .Select(software => new LinkFact("software", software))
        );
        return facts.ToImmutable();
    }

    // Several matches are guesses at the same thing: only the best one counts, with its accuracy.
    private static void AddOperatingSystem(ImmutableArray<Fact>.Builder facts, XElement host, NmapIdentity identity)
    {
        XElement? best = host.Elements("os")
            .Elements("osmatch")
            .OrderByDescending(match => HostTexts.Percent((string?)match.Attribute("accuracy")) ?? 0)
            .FirstOrDefault();
        if (best is null)
        {
            facts.AddText(Properties.OperatingSystem, identity.OperatingSystem);
            return;
        }

        facts.AddText(Properties.OperatingSystem, (string?)best.Attribute("name"));
        if (HostTexts.Percent((string?)best.Attribute("accuracy")) is { } accuracy)
        {
            string share = (accuracy / 100.0).ToString(CultureInfo.InvariantCulture);
            facts.Add(new PropertyFact(Properties.OperatingSystemAccuracy, share));
        }

        // Until 1.03 the classes stand beside the matches; only those inside the best match describe it.
        XElement[] classes = [.. best.Elements("osclass")];
        if (identity.DeviceClass is null)
        {
            facts.AddText(Properties.DeviceClass, (string?)classes.FirstOrDefault()?.Attribute("type"));
        }

        facts.AddRange(
            classes
                .Elements("cpe")
                .Select(cpe => CpeNames.Read(cpe.Value))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(cpe => new PropertyFact(Properties.Cpe, cpe))
        );
    }
}
