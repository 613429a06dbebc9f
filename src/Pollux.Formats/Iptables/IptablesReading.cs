using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Iptables;

/// <summary>One reading of a rule set, line by line; chains and interfaces are decided at the end.</summary>
internal sealed class IptablesReading : IConfigurationReading
{
    private readonly LineAccount account;
    private readonly IptablesTranslations translations;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, FilterInterface> interfaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FilterEnd End, int Line)> policies = new(StringComparer.Ordinal);
    private readonly HashSet<(string Table, string Chain)> chains = [];
    private readonly List<(ConfigurationLine Line, string Chain, IptablesMatch Match)> rules = [];
    private readonly List<(ConfigurationLine Line, string Chain, IptablesMatch Match)> translated = [];
    private string table = "filter";
    private string? hostName;
    private ConfigurationLine? otherFamily;

    public IptablesReading(DiagnosticBag diagnostics, InputLimits limits)
    {
        account = new LineAccount(diagnostics, limits);
        translations = new IptablesTranslations(account);
    }

    /// <summary>Reads one line.</summary>
    public void Read(ConfigurationLine line)
    {
        if (line.Text[0] == '#')
        {
            ReadComment(line);
            return;
        }

        // Counters change with every packet and say nothing about the rules.
        ConfigurationLine counted = line with
        {
            Text = WithoutCounters(line.Text),
        };
        ImmutableArray<string> words = Split(counted.Text);
        if (words.IsEmpty)
        {
            account.Refuse(line);
            return;
        }

        ConfiguredDevice.Add(hash, counted);
        switch (words)
        {
            case [['*', .. var name]]:
                table = name;
                account.Understand();
                break;
            case ["COMMIT"]:
                account.Ignore(line, "cosmetic");
                break;
            case [[':', .. var chain], var policy, ..]:
                ReadChain(line, chain, policy);
                break;
            case ["-P", var chain, var policy]:
                ReadChain(line, chain, policy);
                break;
            case ["-N", var chain]:
                ReadChain(line, chain, "-");
                break;
            case ["-A", var chain, .. var rest]:
                ReadRule(line, chain, rest);
                break;
            default:
                account.Refuse(line);
                break;
        }
    }

    /// <summary>The document; null when nothing in it could be used.</summary>
    public ImportedDocument? Finish()
    {
        if (otherFamily is not null)
        {
            account.Diagnostics.Add(
                IptablesRules.OtherFamily,
                $"'{Excerpt.Of(otherFamily.Text)}' says that these are rules for IPv6.",
                otherFamily.Number
            );
            return null;
        }

        foreach ((ConfigurationLine line, string chain, IptablesMatch match) in translated)
        {
            translations.Read(line, chain, match, match.Target is { } to && chains.Contains(("nat", to)));
        }

        ImmutableArray<FilterRule> finished = new IptablesChains(account, chains, interfaces).Finish(rules);
        string digest = ConfiguredDevice.DigestOf(hash);
        if (
            account.FinishDevice(
                hostName,
                "iptables-save does not name the host; it is named by what its rules are, and has another name when they change."
            )
            is not { } reading
        )
        {
            return null;
        }

        ImmutableArray<FilterBinding>.Builder bound = ImmutableArray.CreateBuilder<FilterBinding>();
        foreach (
            (string chain, FilterPlace place) in new[] { ("FORWARD", FilterPlace.Through), ("INPUT", FilterPlace.Own) }
        )
        {
            if (policies.TryGetValue(chain, out (FilterEnd End, int Line) policy))
            {
                bound.Add(new FilterBinding(chain, place, null, policy.End, policy.Line));
            }
            else if (finished.FirstOrDefault(rule => rule.List == chain) is { } first)
            {
                // A chain without a policy has the kernel's: accept.
                bound.Add(new FilterBinding(chain, place, null, FilterEnd.Permit, first.Line));
            }
        }

        FilterDevice filter = new(
            "iptables",
            FilterDefault.Permit,
            [.. interfaces.Values.OrderBy(item => item.Line).ThenBy(item => item.Name, StringComparer.Ordinal)],
            bound.ToImmutable(),
            [],
            translations.Finish(),
            reading
        );
        return new ConfiguredDevice("iptables", hostName, "Device").ToDocument(filter, finished, account, digest);
    }

    private void ReadComment(ConfigurationLine line)
    {
        switch (line.Words)
        {
            case ["#", "hostname:", var name]:
                hostName ??= Excerpt.OneLineOrNull(name, 200);
                break;
            case ["#", "interface:", var name, var address]
                when address.Contains('/', StringComparison.Ordinal) && AddressSets.ToInterval(address) is not null:
                string label = Excerpt.OneLine(name, 100);
                FilterInterface item = At(label, line);
                interfaces[label] = item with { Addresses = item.Addresses.Add(address) };
                ConfiguredDevice.Add(hash, line);
                break;
            case ["#", "Generated", "by", ['i', 'p', '6', ..], ..]:
                otherFamily ??= line;
                break;
        }
    }

    private void ReadChain(ConfigurationLine line, string chain, string policy)
    {
        chains.Add((table, chain));
        FilterEnd? end = policy switch
        {
            "ACCEPT" => FilterEnd.Permit,
            "DROP" => FilterEnd.Deny,
            "-" => FilterEnd.Continue,
            _ => null,
        };
        if (end is null)
        {
            account.Refuse(line, "this is no policy of a chain");
        }
        else if (end == FilterEnd.Deny && table != "filter")
        {
            account.Refuse(line, "only the table 'filter' is modelled, and this one stops packets too");
        }
        else
        {
            account.Understand();
            if (table == "filter" && end != FilterEnd.Continue)
            {
                policies[chain] = (end.Value, line.Number);
            }
        }
    }

    private void ReadRule(ConfigurationLine line, string chain, ImmutableArray<string> words)
    {
        IptablesMatch match = IptablesMatch.Read(words);
        if (match.Problem is not null)
        {
            account.Refuse(line, match.Problem);
            return;
        }

        foreach (
            InterfaceName name in new[] { match.In, match.Out }.OfType<InterfaceName>().Where(name => !name.IsPattern)
        )
        {
            _ = At(name.Name, line);
        }

        switch (table)
        {
            case "filter":
                rules.Add((line, chain, match));
                break;
            case "nat":
                translated.Add((line, chain, match));
                break;
            default:
                if (
                    match.Target
                    is null
                        or "MARK"
                        or "CONNMARK"
                        or "TCPMSS"
                        or "TOS"
                        or "DSCP"
                        or "TTL"
                        or "CT"
                        or "NOTRACK"
                        or "CLASSIFY"
                        or "CHECKSUM"
                        or "LOG"
                        or "NFLOG"
                        or "TRACE"
                        or "RETURN"
                )
                {
                    account.Ignore(line, "link");
                }
                else
                {
                    account.Refuse(line, "only the tables 'filter' and 'nat' are modelled");
                }

                break;
        }
    }

    private FilterInterface At(string name, ConfigurationLine line)
    {
        if (!interfaces.TryGetValue(name, out FilterInterface? item))
        {
            interfaces.Add(name, item = new FilterInterface(name, null, null, [], IsUp: true, line.Number));
        }

        return item;
    }

    private static string WithoutCounters(string text)
    {
        // "[12:3456] -A INPUT" and ":INPUT DROP [12:3456]".
        int end = text[0] == '[' ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        int begin = text[0] == ':' ? text.LastIndexOf('[') : -1;
        return end > 0 ? text[(end + 1)..].Trim()
            : begin > 0 ? text[..begin].TrimEnd()
            : text;
    }

    // As a shell would: quotes hold words together, a backslash takes a quote literally. None when a quote is left open.
    private static ImmutableArray<string> Split(string text)
    {
        ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        StringBuilder word = new();
        bool isQuoted = false;
        bool isOpen = false;
        for (int i = 0; i < text.Length; i++)
        {
            char next = text[i];
            if (next == '\\' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                isOpen = true;
            }
            else if (next == '"')
            {
                isQuoted = !isQuoted;
                isOpen = true;
            }
            else if (next is ' ' or '\t' && !isQuoted)
            {
                Close();
            }
            else
            {
                word.Append(next);
                isOpen = true;
            }
        }

        Close();
        return isQuoted ? [] : words.ToImmutable();

        void Close()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isOpen = false;
        }
    }
}
