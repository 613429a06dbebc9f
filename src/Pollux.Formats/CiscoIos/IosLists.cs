using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Configurations;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoIos;

/// <summary>Reads the access lists of IOS: numbered and named ones, for IPv4 and for IPv6.</summary>
internal sealed class IosLists(LineAccount account, AccessLists lists)
{
    // IPv6 has a space of names of its own.
    private const string V6 = "ipv6 ";

    // IANA, ICMPv6 Parameters; the words as in the command reference for "permit (IPv6)".
    private static readonly ImmutableDictionary<string, string> TypesOfV6 = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("unreachable", "1"),
            KeyValuePair.Create("destination-unreachable", "1"),
            KeyValuePair.Create("packet-too-big", "2"),
            KeyValuePair.Create("time-exceeded", "3"),
            KeyValuePair.Create("parameter-problem", "4"),
            KeyValuePair.Create("echo-request", "128"),
            KeyValuePair.Create("echo-reply", "129"),
            KeyValuePair.Create("mld-query", "130"),
            KeyValuePair.Create("mld-report", "131"),
            KeyValuePair.Create("mld-reduction", "132"),
            KeyValuePair.Create("router-solicitation", "133"),
            KeyValuePair.Create("router-advertisement", "134"),
            KeyValuePair.Create("nd-ns", "135"),
            KeyValuePair.Create("nd-na", "136"),
        ]
    );

    /// <summary>The name that a list is kept under.</summary>
    public static string KeyOf(string list, bool isV6) => isV6 ? V6 + list : list;

    /// <summary>True when a list is one for IPv6.</summary>
    public static bool IsV6(string key) => key.StartsWith(V6, StringComparison.Ordinal);

    /// <summary>Reads <c>access-list NUMBER ...</c>.</summary>
    public void ReadNumbered(ConfigurationLine line)
    {
        ImmutableArray<string> words = line.Words;
        // Cisco IOS Security Command Reference, access-list: the number says the kind.
        bool? isStandard =
            words.Length > 2 && ToNumber(words[1]) is { } number
                ? number switch
                {
                    (>= 1 and <= 99) or (>= 1300 and <= 1999) => true,
                    (>= 100 and <= 199) or (>= 2000 and <= 2699) => false,
                    _ => null,
                }
                : null;
        if (isStandard is null)
        {
            account.Refuse(line, "access lists of this number are not known");
            return;
        }

        Add(words[1], line, words[2..], isStandard.Value);
    }

    /// <summary>Begins a named list.</summary>
    /// <returns>What reads the lines below it.</returns>
    public Action<ConfigurationLine> BeginNamed(ConfigurationLine line)
    {
        switch (line.Words)
        {
            case ["ip", "access-list", "standard" or "extended", var list]:
                account.Understand();
                lists.Define(list);
                bool isStandard = line.Words[2] == "standard";
                return below => Add(list, below, below.Words, isStandard);
            case ["ipv6", "access-list", var list]:
                account.Understand();
                lists.Define(KeyOf(list, true));
                return below => Add(KeyOf(list, true), below, below.Words, isStandard: false);
            case ["ip", "access-list", "resequence" or "log-update" or "logging" or "persistent", ..]:
                account.Ignore(line, "cosmetic");
                return below => account.Refuse(below);
            default:
                account.Refuse(line, "access lists of this kind are not known");
                return below => account.Refuse(below);
        }
    }

    private void Add(string list, ConfigurationLine line, ImmutableArray<string> words, bool isStandard)
    {
        lists.Define(list);
        int? order = ToNumber(words[0]);
        if (order is not null && words.Length > 1)
        {
            words = words[1..];
        }
        else if (words is ["sequence", var given, _, ..] && ToNumber(given) is { } number)
        {
            order = number;
            words = words[2..];
        }

        switch (words[0])
        {
            case "remark" or "description":
                account.Ignore(line, "cosmetic");
                break;
            // Entries that a connection makes for the replies to it: they decide nothing about new ones.
            case "evaluate":
                account.Ignore(line, "inspection");
                break;
            case "dynamic":
                account.Refuse(line, "entries that people open by logging in are not modelled");
                break;
            case "permit" or "deny":
                FilterAction action = words[0] == "permit" ? FilterAction.Permit : FilterAction.Deny;
                lists.Add(list, line, IsV6(list) ? AsOfV6(words[1..]) : words[1..], action, isStandard, order);
                break;
            default:
                account.Refuse(line, "it neither permits nor denies");
                break;
        }
    }

    private static ImmutableArray<string> AsOfV6(ImmutableArray<string> words) =>
        words switch
        {
            // Without a protocol any is meant.
            ["any" or "host", ..] => words.Insert(0, "ip"),
            [var first, ..] when first.Contains(':', StringComparison.Ordinal) => words.Insert(0, "ip"),
            ["ipv6", .. var rest] => rest.Insert(0, "ip"),
            ["icmp", .. var rest] => ["icmp6", .. rest.Select(word => TypesOfV6.GetValueOrDefault(word, word))],
            _ => words,
        };

    private static int? ToNumber(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
