using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoAsa;

/// <summary>Reads the interfaces of an ASA.</summary>
internal sealed class AsaInterfaces(LineAccount account)
{
    // ASA command reference, nameif: an interface named "inside" is trusted fully unless it says otherwise, all others not at all.
    private const int InsideLevel = 100;

    private readonly List<FilterInterface> interfaces = [];

    /// <summary>Begins an interface.</summary>
    /// <returns>What reads the lines below it.</returns>
    public Action<ConfigurationLine> Begin(ConfigurationLine line)
    {
        int index = interfaces.Count;
        interfaces.Add(
            new FilterInterface(Excerpt.OneLine(line.Words[1], 100), null, null, [], IsUp: true, line.Number)
        );
        return below => Read(index, below);
    }

    /// <summary>The interfaces; those with a name have a security level.</summary>
    public ImmutableArray<FilterInterface> Finish() =>
        [
            .. interfaces.Select(item =>
                item.Zone is null || item.SecurityLevel is not null
                    ? item
                    : item with
                    {
                        SecurityLevel = item.Zone == "inside" ? InsideLevel : 0,
                    }
            ),
        ];

    private void Read(int index, ConfigurationLine line)
    {
        FilterInterface item = interfaces[index];
        FilterInterface? changed = line.Words switch
        {
            ["nameif", var name] => item with { Zone = Excerpt.OneLine(name, 100) },
            ["no", "nameif" or "security-level", ..] => item,
            ["no", "ip" or "ipv6", "address", ..] => item,
            ["no", "shutdown"] => item with { IsUp = true },
            ["shutdown"] => item with { IsUp = false },
            ["management-only", ..] => item with { IsManagementOnly = true },
            ["no", "management-only"] => item with { IsManagementOnly = false },
            ["security-level", var level] when Level(level) is { } number => item with { SecurityLevel = number },
            ["ip", "address", "dhcp" or "pppoe", ..] => item,
            ["ip", "address", var address, var mask, ..] => WithAddress(item, address, mask),
            ["ipv6", "address", var prefix, ..]
                when AddressSets.ToInterval(prefix) is not null && prefix.Contains('/', StringComparison.Ordinal) =>
                item with
                {
                    Addresses = item.Addresses.Add(prefix),
                },
            _ => null,
        };
        if (changed is not null)
        {
            account.Understand();
            interfaces[index] = changed;
        }
        else if (AsaLines.Interface.Of(line) is { } lineClass)
        {
            account.Ignore(line, lineClass);
        }
        else
        {
            account.Refuse(line);
        }
    }

    private static FilterInterface? WithAddress(FilterInterface item, string address, string mask) =>
        AddressSets.OfMask(address, mask) is { } network
            ? item with
            {
                Addresses = item.Addresses.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{address}/{LengthOf(network)}")
                ),
            }
            : null;

    private static int LengthOf(Interval network) => 32 - (int)UInt128.PopCount(network.Last - network.First);

    private static int? Level(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int level) && level <= 100
            ? level
            : null;
}
