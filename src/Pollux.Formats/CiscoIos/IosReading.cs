using System.Collections.Immutable;
using System.Security.Cryptography;
using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CiscoIos;

/// <summary>One reading of an IOS configuration, line by line; what refers to other lines is decided at the end.</summary>
internal sealed class IosReading : IConfigurationReading
{
    private readonly LineAccount account;
    private readonly CiscoObjects objects;
    private readonly AccessLists lists;
    private readonly IosObjects groups;
    private readonly IosLists listLines;
    private readonly IosInterfaces interfaces;
    private readonly IosTranslations translations;
    private readonly List<FilterRoute> routes = [];
    private readonly HashSet<string> usedElsewhere = new(StringComparer.Ordinal);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? hostName;
    private string? version;
    private bool learnsRoutes;

    // What the lines indented below the last one at the margin belong to.
    private Action<ConfigurationLine>? block;

    // What ends the banner that is being read.
    private string? bannerEnd;

    public IosReading(DiagnosticBag diagnostics, InputLimits limits)
    {
        account = new LineAccount(diagnostics, limits);
        objects = new CiscoObjects(limits);
        lists = new AccessLists(account);
        groups = new IosObjects(account, objects);
        listLines = new IosLists(account, lists);
        interfaces = new IosInterfaces(account);
        translations = new IosTranslations(account, lists);
    }

    /// <summary>Reads one line.</summary>
    public void Read(ConfigurationLine line)
    {
        if (bannerEnd is not null)
        {
            ConfiguredDevice.Add(hash, line);
            account.Ignore(line, "cosmetic");
            bannerEnd = line.Text.Contains(bannerEnd, StringComparison.Ordinal) ? null : bannerEnd;
            return;
        }

        if (line.Text[0] == '!')
        {
            return;
        }

        ConfiguredDevice.Add(hash, line);
        // Some devices print the end of an address family without indenting it; it belongs above all the same.
        if (block is not null && (line.Indent > 0 || line.Words[0] == "exit-address-family"))
        {
            block(line);
            return;
        }

        block = null;
        ReadTop(line);
    }

    /// <summary>The document; null when nothing in it could be used.</summary>
    public ImportedDocument? Finish()
    {
        AceReader reader = new(objects, usesWildcards: true) { Anything = AddressSets.AnyV4 };
        AceReader readerOfV6 = new(objects, usesWildcards: true) { Anything = AddressSets.AnyV6 };
        bool isOutsideFiltered = interfaces.Bindings.Any(binding =>
            interfaces.IsOutside.GetValueOrDefault(binding.Interface)
        );
        ImmutableArray<FilterTranslation> translated = translations.Finish(reader, isOutsideFiltered);
        ImmutableArray<FilterInterface> finished = interfaces.Finish();
        ImmutableArray<FilterBinding> bound = new IosBindings(account, lists, interfaces.Ports).Finish(
            finished,
            interfaces.Bindings
        );
        HashSet<string> asked = [.. bound.Select(binding => binding.List)];
        foreach (
            string list in lists.Names.Where(list => usedElsewhere.Contains(list) && !asked.Contains(list)).ToArray()
        )
        {
            lists.Ignore(list, "lists for something else");
        }

        ImmutableArray<FilterRule> rules = lists.Finish(list => IosLists.IsV6(list) ? readerOfV6 : reader);
        if (
            account.FinishDevice(
                hostName,
                "No line 'hostname' names the device; it is named by what its configuration holds."
            )
            is not { } reading
        )
        {
            return null;
        }

        ConfiguredDevice device = new("cisco-ios", hostName, "NetworkDevice")
        {
            Facts =
            [
                new PropertyFact(Properties.Vendor, "Cisco"),
                new PropertyFact(Properties.Product, "IOS"),
                .. version is null ? Array.Empty<PropertyFact>() : [new PropertyFact(Properties.Version, version)],
            ],
        };
        FilterDevice filter = new("cisco-ios", FilterDefault.Permit, finished, bound, [.. routes], translated, reading)
        {
            LearnsRoutes = learnsRoutes,
        };
        return device.ToDocument(filter, rules, account, ConfiguredDevice.DigestOf(hash));
    }

    private void ReadTop(ConfigurationLine line)
    {
        switch (line.Words)
        {
            case ["hostname", var name]:
                account.Understand();
                hostName = Excerpt.OneLineOrNull(name.Trim('"'), 200);
                break;
            case ["version", var number]:
                account.Understand();
                version = Excerpt.OneLineOrNull(number, 60);
                break;
            case ["interface", _, ..]:
                account.Understand();
                block = interfaces.Begin(line);
                break;
            case ["object-group", ..]:
                block = groups.Begin(line);
                break;
            case ["access-list", ..]:
                listLines.ReadNumbered(line);
                break;
            case ["ip" or "ipv6", "access-list", ..]:
                block = listLines.BeginNamed(line);
                break;
            case ["ip", "nat", "inside" or "outside" or "pool" or "source", ..]:
                translations.Add(line);
                usedElsewhere.UnionWith(line.Words);
                break;
            case ["ip", "nat", "translation" or "log" or "service" or "settings" or "create", ..]:
                account.Ignore(line, "timers");
                break;
            case ["ip" or "ipv6", "route", ..]:
                ReadRoute(line);
                break;
            case ["banner", _, { Length: > 0 } rest, ..]:
                account.Ignore(line, "cosmetic");
                BeginBanner(line, rest);
                break;
            default:
                ReadRest(line);
                break;
        }
    }

    private void BeginBanner(ConfigurationLine line, string rest)
    {
        // A control character is printed as two: ^C.
        string end = rest[0] == '^' && rest.Length > 1 ? rest[..2] : rest[..1];
        int begin = line.Text.IndexOf(end, StringComparison.Ordinal) + end.Length;
        bannerEnd = line.Text.IndexOf(end, begin, StringComparison.Ordinal) < 0 ? end : null;
    }

    private void ReadRoute(ConfigurationLine line)
    {
        if (line.Words is ["ip" or "ipv6", "route", "vrf", var vrf, ..] && IosInterfaces.IsOfManagement(vrf))
        {
            account.Ignore(line, "management");
            return;
        }

        (string? network, ImmutableArray<string> way) = line.Words switch
        {
            ["ip", "route", var to, var mask, .. var rest] when AddressSets.OfMask(to, mask) is { } found => (
                WithLength(found),
                rest
            ),
            ["ipv6", "route", var prefix, .. var rest]
                when prefix.Contains('/', StringComparison.Ordinal) && AddressSets.ToInterval(prefix) is not null => (
                prefix,
                rest
            ),
            _ => ((string?)null, ImmutableArray<string>.Empty),
        };
        if (network is null || way.IsEmpty)
        {
            account.Refuse(
                line,
                line.Words is [_, _, "vrf", ..] ? "routing tables that are kept apart (VRF) are not modelled" : null
            );
            return;
        }

        account.Understand();
        bool isHop = AddressSets.ToNumber(way[0]) is not null;
        string? hop =
            isHop ? way[0]
            : way.Length > 1 && AddressSets.ToNumber(way[1]) is not null ? way[1]
            : null;
        string? at =
            isHop ? null
            // "GigabitEthernet 0/1" may stand with a blank.
            : way.Length > 1 && char.IsAsciiDigit(way[1][0]) && way[1].Contains('/', StringComparison.Ordinal)
                ? Excerpt.OneLine(way[0] + way[1], 100)
            : Excerpt.OneLine(way[0], 100);
        routes.Add(new FilterRoute(network, at, hop, line.Number));
    }

    private static string WithLength(Interval network) =>
        network == AddressSets.AnyV4.Intervals[0] ? "0.0.0.0/0"
        : AddressSets.TextOf(network) is var text && text.Contains('/', StringComparison.Ordinal) ? text
        : $"{text}/32";

    private void ReadRest(ConfigurationLine line)
    {
        learnsRoutes |= line.Words is ["router", ..] or ["ipv6", "router", ..];
        string? lineClass = IsOfZones(line.Words) ? null : IosLines.Top.Of(line);
        if (lineClass is null)
        {
            string? why =
                IsOfZones(line.Words) ? "zone-based firewalls are not modelled"
                : line.Words is ["vrf" or "ip", "definition" or "vrf", ..]
                    ? "routing tables that are kept apart (VRF) are not modelled"
                : null;
            if (line.Words is ["vrf", "definition", var vrf] && IosInterfaces.IsOfManagement(vrf))
            {
                account.Ignore(line, "management");
                block = below => account.Ignore(below, "management");
                return;
            }

            account.Refuse(line, why);
            block = below => account.Refuse(below, why);
            return;
        }

        Ignore(line, lineClass);
        block = below => Ignore(below, lineClass);
    }

    private void Ignore(ConfigurationLine line, string lineClass)
    {
        if (
            line.Words
            is ["match", "ip" or "ipv6" or "access-group", ..]
                or ["access-class" or "distribute-list", ..]
                or ["snmp-server" or "ntp" or "ip", ..]
                or ["match", "address", ..]
        )
        {
            usedElsewhere.UnionWith(line.Words);
        }

        account.Ignore(line, lineClass);
    }

    private static bool IsOfZones(ImmutableArray<string> words) =>
        words is ["zone" or "zone-pair", ..] or ["class-map" or "policy-map" or "parameter-map", "type", "inspect", ..];
}
