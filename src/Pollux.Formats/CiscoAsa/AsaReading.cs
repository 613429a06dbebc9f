using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CiscoAsa;

/// <summary>One reading of an ASA's configuration, line by line; what refers to other lines is decided at the end.</summary>
internal sealed class AsaReading : IConfigurationReading
{
    private readonly LineAccount account;
    private readonly CiscoObjects objects;
    private readonly AccessLists lists;
    private readonly AsaObjects objectLines;
    private readonly AsaTranslations translations;
    private readonly AsaInterfaces interfaces;
    private readonly List<(ConfigurationLine Line, FilterBinding Binding)> bindings = [];
    private readonly List<FilterRoute> routes = [];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? hostName;
    private string? version;
    private bool permitsSameLevel;
    private bool learnsRoutes;

    // What the lines indented below the last one at the margin belong to.
    private Action<ConfigurationLine>? block;

    public AsaReading(DiagnosticBag diagnostics, InputLimits limits)
    {
        account = new LineAccount(diagnostics, limits);
        objects = new CiscoObjects(limits);
        lists = new AccessLists(account);
        translations = new AsaTranslations(account, objects);
        objectLines = new AsaObjects(account, objects, translations);
        interfaces = new AsaInterfaces(account);
    }

    /// <summary>Reads one line.</summary>
    public void Read(ConfigurationLine line)
    {
        // ASA prints its own remarks behind a colon, people write theirs behind an exclamation mark.
        if (line.Text[0] is '!' or ':')
        {
            return;
        }

        ConfiguredDevice.Add(hash, line);
        if (line.Indent > 0 && block is not null)
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
        ImmutableArray<FilterInterface> finished = interfaces.Finish();
        foreach (FilterInterface item in finished.Where(item => item.Zone is not null))
        {
            objects.InterfaceAddresses[item.Zone!] = item.Addresses;
        }

        ImmutableArray<FilterRule> rules = lists.Finish(new AceReader(objects, usesWildcards: false));
        ImmutableArray<FilterTranslation> translated = translations.Finish();
        ImmutableArray<FilterBinding> bound = Bind();
        string digest = ConfiguredDevice.DigestOf(hash);
        ConfiguredDevice device = new("cisco-asa", hostName, "NetworkDevice")
        {
            Facts =
            [
                new PropertyFact(Properties.Vendor, "Cisco"),
                new PropertyFact(Properties.Product, "ASA"),
                .. version is null ? Array.Empty<PropertyFact>() : [new PropertyFact(Properties.Version, version)],
            ],
        };
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

        FilterDevice filter = new(
            "cisco-asa",
            FilterDefault.SecurityLevel,
            finished,
            bound,
            [.. routes],
            translated,
            reading
        )
        {
            PermitsSameLevel = permitsSameLevel,
            LearnsRoutes = learnsRoutes,
        };
        return device.ToDocument(filter, rules, account, digest);
    }

    private void ReadTop(ConfigurationLine line)
    {
        ImmutableArray<string> words = line.Words;
        switch (words[0])
        {
            case "hostname" when words.Length == 2:
                account.Understand();
                hostName = Excerpt.OneLineOrNull(words[1], 200);
                break;
            case "ASA" or "PIX" when words is [_, "Version", var number, ..]:
                account.Understand();
                version = Excerpt.OneLineOrNull(number, 60);
                break;
            case "name" when words.Length >= 3 && AddressSets.ToNumber(words[1]) is not null:
                account.Understand();
                objects.Aliases[words[2]] = words[1];
                break;
            case "interface" when words.Length >= 2:
                account.Understand();
                block = interfaces.Begin(line);
                break;
            case "object" or "object-group":
                block = objectLines.Begin(line);
                break;
            case "access-list":
                ReadAccessList(line);
                break;
            case "access-group":
                ReadAccessGroup(line);
                break;
            case "nat":
                translations.Add(line);
                break;
            case "route" when ReadRoute(line) is { } route:
                account.Understand();
                routes.Add(route);
                break;
            case "same-security-traffic" when words is [_, "permit", "inter-interface" or "intra-interface"]:
                account.Understand();
                permitsSameLevel |= words[2] == "inter-interface";
                break;
            default:
                ReadRest(line);
                break;
        }
    }

    private void ReadRest(ConfigurationLine line)
    {
        string? lineClass = IsTunnelEnd(line) ? null : AsaLines.Top.Of(line);
        learnsRoutes |= line.Words[0] == "router";
        if (lineClass is null)
        {
            string? why = IsTunnelEnd(line) ? "what comes through a tunnel is not modelled" : null;
            account.Refuse(line, why);
            block = below => account.Refuse(below);
        }
        else
        {
            account.Ignore(line, lineClass);
            block = below => ReadBelowIgnored(below, lineClass);
        }
    }

    // A portal that is switched on lets people in; its settings do not.
    private void ReadBelowIgnored(ConfigurationLine line, string lineClass)
    {
        if (lineClass.StartsWith("VPN", StringComparison.Ordinal) && line.Words is ["enable", _, ..])
        {
            account.Refuse(line, "what comes through a tunnel is not modelled");
            return;
        }

        account.Ignore(line, lineClass);
    }

    private static bool IsTunnelEnd(ConfigurationLine line) =>
        line.Words
            is ["crypto", "map", _, "interface", _, ..]
                or ["crypto", "ikev1" or "ikev2" or "isakmp", "enable", _, ..]
                or ["vpnclient", "enable", ..];

    private void ReadAccessList(ConfigurationLine line)
    {
        ImmutableArray<string> words = line.Words;
        if (words.Length < 3)
        {
            account.Refuse(line);
            return;
        }

        string list = words[1];
        int at = 2;
        int? order = null;
        if (words[at] == "line" && words.Length > 4 && ToNumber(words[3]) is { } number)
        {
            // Entries are numbered by tens; one that is put at a line stands before the entry that was there.
            order = (number * 10) - 5;
            at = 4;
        }

        switch (words[at])
        {
            case "remark":
                account.Ignore(line, "cosmetic");
                lists.Define(list);
                return;
            case "ethertype" or "webtype":
                account.Ignore(line, words[at] == "webtype" ? "VPN and remote access" : "link");
                return;
            case "alert-interval" or "deny-flow-max":
                account.Ignore(line, "logging");
                return;
            case "extended" or "standard":
                at++;
                break;
        }

        FilterAction? action = (at < words.Length ? words[at] : "") switch
        {
            "permit" => FilterAction.Permit,
            "deny" => FilterAction.Deny,
            _ => null,
        };
        if (action is not { } known)
        {
            account.Refuse(line, "it neither permits nor denies");
            return;
        }

        lists.Add(list, line, words[(at + 1)..], known, words[at - 1] == "standard", order);
    }

    private void ReadAccessGroup(ConfigurationLine line)
    {
        FilterBinding? binding = line.Words switch
        {
            [_, var list, "in", "interface", var at] => In(list, at),
            [_, var list, "in", "interface", var at, "per-user-override"] => In(list, at),
            [_, var list, "in", "interface", var at, "control-plane"] => In(list, at) with { Place = FilterPlace.Own },
            [_, var list, "out", "interface", var at] => In(list, at) with { Place = FilterPlace.Exit },
            // A global list is asked behind the interface's own, and ends everything (ASA firewall CLI guide, access rules).
            [_, var list, "global"] => new FilterBinding(list, FilterPlace.Entry, null, FilterEnd.Deny, line.Number),
            _ => null,
        };
        if (binding is null)
        {
            account.Refuse(line);
            return;
        }

        bindings.Add((line, binding));

        FilterBinding In(string list, string at) => new(list, FilterPlace.Entry, at, FilterEnd.Deny, line.Number);
    }

    private ImmutableArray<FilterBinding> Bind()
    {
        bool isGlobal = bindings.Any(pair => pair.Binding.Interface is null);
        ImmutableArray<FilterBinding>.Builder bound = ImmutableArray.CreateBuilder<FilterBinding>();
        foreach (
            (ConfigurationLine line, FilterBinding binding) in bindings.OrderBy(pair => pair.Binding.Interface is null)
        )
        {
            if (!lists.Names.Contains(binding.List))
            {
                account.Refuse(line, $"no line defines the access list '{Excerpt.Of(binding.List)}'");
                continue;
            }

            account.Understand();
            bool continues = isGlobal && binding is { Place: FilterPlace.Entry, Interface: not null };
            bound.Add(continues ? binding with { AtEnd = FilterEnd.Continue } : binding);
        }

        return bound.ToImmutable();
    }

    private FilterRoute? ReadRoute(ConfigurationLine line) =>
        line.Words is [_, var at, var network, var mask, var hop, ..]
        && AddressSets.OfMask(Zero(objects.Address(network)), Zero(mask)) is { } destination
        && AddressSets.ToNumber(objects.Address(hop)) is not null
            ? new FilterRoute(
                destination == AddressSets.AnyV4.Intervals[0] ? "0.0.0.0/0" : WithLength(destination),
                at == "Null0" ? null : at,
                objects.Address(hop),
                line.Number
            )
            : null;

    private static string WithLength(Interval network) =>
        AddressSets.TextOf(network) is var text && text.Contains('/', StringComparison.Ordinal) ? text : $"{text}/32";

    // "0" is short for 0.0.0.0 here.
    private static string Zero(string word) => word == "0" ? "0.0.0.0" : word;

    private static int? ToNumber(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 10_000_000
            ? number
            : null;
}
