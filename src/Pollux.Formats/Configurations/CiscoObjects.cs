using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Configurations;

/// <summary>The named addresses and services of a Cisco configuration, while and after it is read.</summary>
internal sealed class CiscoObjects(InputLimits limits)
{
    /// <summary>Network objects and groups.</summary>
    public ObjectTable<Interval> Networks { get; } = new(StringComparer.Ordinal, limits.Facts);

    /// <summary>Service objects and groups.</summary>
    public ObjectTable<ServiceMatch> Services { get; } = new(StringComparer.Ordinal, limits.Facts);

    /// <summary>Groups of ports: of services that name their protocol once.</summary>
    public ObjectTable<Interval> Ports { get; } = new(StringComparer.Ordinal, limits.Facts);

    /// <summary>Groups of protocols.</summary>
    public ObjectTable<Interval> Protocols { get; } = new(StringComparer.Ordinal, limits.Facts);

    /// <summary>Groups of ICMP types; the number is that of <see cref="ServiceMatch"/>.</summary>
    public ObjectTable<Interval> IcmpTypes { get; } = new(StringComparer.Ordinal, limits.Facts);

    /// <summary>Names for single addresses (<c>name 10.0.0.1 server</c>).</summary>
    public Dictionary<string, string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>The addresses of interfaces, by their nameif.</summary>
    public Dictionary<string, ImmutableArray<string>> InterfaceAddresses { get; } = new(StringComparer.Ordinal);

    /// <summary>An address in text, or the one that a name stands for.</summary>
    public string Address(string word) => Aliases.GetValueOrDefault(word, word);
}
