using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;

namespace Pollux.Formats.FortiOs;

/// <summary>The entries of all sections that are read, and what they mean together.</summary>
internal sealed class FortiModel(InputLimits limits)
{
    private readonly Dictionary<string, List<FortiObject>> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), FortiObject> known = [];
    private readonly List<(FortiObject Entry, FortiObject Owner)> secondary = [];

    public bool LearnsRoutes { get; set; }

    /// <summary>Begins an entry, or goes on with one.</summary>
    public FortiObject Edit(string section, string name, FortiObject? owner, ConfigurationLine line)
    {
        FortiObject? entry = null;
        // An address that an interface has beside its first belongs to it alone.
        if (owner is null && known.TryGetValue((section, name), out entry))
        {
            return entry;
        }

        entry = new FortiObject(name, line);
        if (owner is not null)
        {
            secondary.Add((entry, owner));
        }
        else
        {
            known.Add((section, name), entry);
        }

        if (!sections.TryGetValue(section, out List<FortiObject>? entries))
        {
            sections.Add(section, entries = []);
        }

        entries.Add(entry);
        return entry;
    }

    /// <summary>The document; null when nothing could be used.</summary>
    public ImportedDocument? Finish(LineAccount account, string? version, string digest)
    {
        string? hostName =
            All("system global") is [var global, ..] && global.One("hostname") is { } given
                ? Excerpt.OneLineOrNull(given, 200)
                : null;
        (ImmutableArray<FilterInterface> interfaces, FilterDefault atEnd) = Interfaces();
        ImmutableArray<FilterRoute> routes = Routes();
        FortiObjects objects = new(limits);
        ImmutableArray<FilterTranslation> translations = objects.Read(this, interfaces);
        ImmutableArray<FilterRule> rules = new FortiPolicies(objects, account).Read(All("firewall policy"));
        foreach (
            FortiObject entry in sections
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SelectMany(pair => pair.Value)
        )
        {
            entry.Account(account);
        }

        if (
            account.FinishDevice(
                hostName,
                "No 'set hostname' names the device; it is named by what its configuration holds."
            )
            is not { } reading
        )
        {
            return null;
        }

        ImmutableArray<FilterBinding> bound = rules.IsEmpty
            ? []
            : [new FilterBinding(FortiPolicies.List, FilterPlace.Through, null, FilterEnd.Continue, rules[0].Line)];
        FilterDevice filter = new("fortios", atEnd, interfaces, bound, routes, translations, reading)
        {
            LearnsRoutes = LearnsRoutes,
        };
        return new ConfiguredDevice("fortios", hostName, "NetworkDevice")
        {
            Facts =
            [
                new PropertyFact(Properties.Vendor, "Fortinet"),
                new PropertyFact(Properties.Product, "FortiOS"),
                .. version is null ? Array.Empty<PropertyFact>() : [new PropertyFact(Properties.Version, version)],
            ],
        }.ToDocument(filter, rules, account, digest);
    }

    public IReadOnlyList<FortiObject> All(string section) => sections.GetValueOrDefault(section, []);

    private (ImmutableArray<FilterInterface>, FilterDefault) Interfaces()
    {
        Dictionary<string, string> zones = new(StringComparer.Ordinal);
        List<FortiObject> open = [];
        List<FortiObject> closed = [];
        foreach (FortiObject zone in All("system zone"))
        {
            foreach (string member in zone["interface"])
            {
                if (!zones.TryAdd(member, Excerpt.OneLine(zone.Name, 100)) && zones[member] != zone.Name)
                {
                    zone.Fail("interface", $"'{Excerpt.Of(member)}' is in another zone");
                }
            }

            // FortiOS CLI reference, system zone: "deny" is the default.
            (zone.One("intrazone") == "allow" ? open : closed).Add(zone);
        }

        if (open.Count > 0 && closed.Any(zone => zone["interface"].Length > 1))
        {
            open.ForEach(zone =>
                zone.Fail(
                    "intrazone",
                    "zones that let pass within them and zones that do not are not modelled together"
                )
            );
            open.Clear();
        }

        ImmutableArray<FilterInterface> interfaces =
        [
            .. All("system interface").Select(entry => ToInterface(entry, zones.GetValueOrDefault(entry.Name))),
        ];
        foreach (FortiObject zone in All("system zone"))
        {
            if (zone["interface"].FirstOrDefault(name => !known.ContainsKey(("system interface", name))) is { } missing)
            {
                zone.Fail("interface", $"no line defines the interface '{Excerpt.Of(missing)}'");
            }
        }

        return (interfaces, open.Count > 0 ? FilterDefault.SameZone : FilterDefault.Deny);
    }

    private FilterInterface ToInterface(FortiObject entry, string? zone)
    {
        List<string> addresses = [];
        Add(entry);
        secondary.Where(pair => pair.Owner == entry).ToList().ForEach(pair => Add(pair.Entry));
        if (entry.One("vrf") is { } vrf && vrf != "0")
        {
            entry.Fail("vrf", "routing tables that are kept apart (VRF) are not modelled");
        }

        return new FilterInterface(
            Excerpt.OneLine(entry.Name, 100),
            zone,
            null,
            [.. addresses],
            entry.One("status") != "down",
            entry.Line.Number
        )
        {
            IsManagementOnly = entry.One("dedicated-to") == "management",
        };

        void Add(FortiObject of)
        {
            ImmutableArray<string> words = of["ip"];
            if (words.IsEmpty || words is ["0.0.0.0", ..])
            {
                return;
            }

            string? text =
                words is [var address, var mask] && AddressSets.OfMask(address, mask) is { } network
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{address}/{32 - (int)UInt128.PopCount(network.Last - network.First)}"
                    )
                : words is [var prefix]
                && prefix.Contains('/', StringComparison.Ordinal)
                && AddressSets.ToInterval(prefix) is not null
                    ? prefix
                : null;
            if (text is null)
            {
                of.Fail("ip", "this is no address with a mask");
            }
            else
            {
                addresses.Add(text);
            }
        }
    }

    private ImmutableArray<FilterRoute> Routes()
    {
        ImmutableArray<FilterRoute>.Builder routes = ImmutableArray.CreateBuilder<FilterRoute>();
        foreach (FortiObject route in All("router static"))
        {
            foreach (string key in new[] { "dstaddr", "sdwan", "virtual-wan-link", "vrf" })
            {
                if (route.One(key) is not (null or "disable" or "0"))
                {
                    route.Fail(key, "routes of this kind are not modelled");
                }
            }

            if (route.One("status") == "disable" || !route["dstaddr"].IsEmpty)
            {
                continue;
            }

            string network = "0.0.0.0/0";
            if (!route["dst"].IsEmpty)
            {
                if (FortiObjects.Network(route["dst"]) is not { } destination)
                {
                    route.Fail("dst", "this is no network");
                    continue;
                }

                network =
                    destination == AddressSets.AnyV4.Intervals[0] ? network
                    : AddressSets.TextOf(destination) is var text && text.Contains('/', StringComparison.Ordinal) ? text
                    : $"{text}/32";
            }

            string? hop = route.One("gateway");
            if (hop is not null && AddressSets.ToNumber(hop) is null)
            {
                route.Fail("gateway", "this is no address");
                hop = null;
            }

            routes.Add(
                new FilterRoute(
                    network,
                    route.IsEnabled("blackhole") ? "blackhole"
                        : route.One("device") is { } device ? Excerpt.OneLine(device, 100)
                        : null,
                    hop,
                    route.Line.Number
                )
            );
        }

        return routes.ToImmutable();
    }
}
