using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>A listening endpoint as the file names it.</summary>
/// <param name="Reference">How records refer to it.</param>
/// <param name="Facts">What naming it says: its port, its transport, its protocol where one was named.</param>
internal sealed record SiteService(AssetReference Reference, ImmutableArray<Fact> Facts)
{
    /// <summary>The statement that it exists.</summary>
    public AssetStatement Statement => new(Reference, Facts);
}

/// <summary>Reads ports, protocols and the services of devices.</summary>
internal sealed class SiteServices(SiteValues values, SiteIndex index)
{
    /// <summary>
    /// The ports that a text means: a protocol (<c>rdp</c>), a port (<c>3389</c>, <c>3389/tcp</c>) or a range
    /// (<c>49152-65535/tcp</c>); empty, with a diagnostic, when it means none.
    /// </summary>
    public ImmutableArray<string> Ports(YamlNode node, string text)
    {
        if (SiteProtocols.Find(text) is { } protocol)
        {
            return protocol.Ports;
        }

        if (Port(text) is { } port)
        {
            return [port];
        }

        if (text.Any(char.IsAsciiLetter) && !text.Contains('/', StringComparison.Ordinal))
        {
            values.Add(
                SiteDescriptionRules.UnknownWord,
                node,
                $"'{SiteValues.Short(text)}' is no protocol that is known here.",
                Spelling.DidYouMean(text, SiteProtocols.Words) ?? "Write its port, such as 8080/tcp."
            );
        }
        else
        {
            values.Add(
                SiteDescriptionRules.OutOfRange,
                node,
                $"'{SiteValues.Short(text)}' is no port.",
                "Write a port from 0 to 65535 with /tcp, /udp or /sctp, such as 3389/tcp."
            );
        }

        return [];
    }

    /// <summary>The services that a text such as <c>jump-01:rdp</c> means; empty, with a diagnostic, when it means none.</summary>
    public ImmutableArray<SiteService> Resolve(YamlNode node, string key)
    {
        if (values.Text(node, key) is not { } text)
        {
            return [];
        }

        int colon = text.LastIndexOf(':');
        if (colon <= 0)
        {
            values.Add(
                SiteDescriptionRules.WrongKindOfValue,
                node,
                $"'{SiteValues.Short(text)}' is no service.",
                "Write the device and its port or protocol, such as jump-01:rdp or plc-01:502/tcp."
            );
            return [];
        }

        var device = new YamlScalar(node.Line, node.Column, text[..colon].Trim(), IsQuoted: false);
        if (index.Resolve(device, key, "Device") is not { } reference)
        {
            return [];
        }

        string port = text[(colon + 1)..].Trim();
        return
        [
            .. Ports(node, port)
                .Where(found => IsSingle(node, found))
                .Select(found => Of(reference, found, SiteProtocols.Find(port))),
        ];
    }

    /// <summary>A service of a device by its port.</summary>
    /// <param name="device">The device.</param>
    /// <param name="port">A port in normal form, no range.</param>
    /// <param name="protocol">The protocol that was named, or null.</param>
    /// <param name="type">The type that was given, or null.</param>
    public static SiteService Of(AssetReference device, string port, Protocol? protocol, string? type = null)
    {
        string[] parts = port.Split('/');
        AssetReference reference = AssetReference.ServiceOf(
            device,
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts[1],
            type ?? protocol?.Type ?? "Service"
        );
        ImmutableArray<Fact> facts =
        [
            new PropertyFact(Properties.Standing, "declared"),
            new PropertyFact(Properties.Port, parts[0]),
            new PropertyFact(Properties.Transport, parts[1]),
            new PropertyFact(Properties.PortState, "open"),
        ];
        return new SiteService(
            reference,
            protocol is null ? facts : facts.Add(new PropertyFact(Properties.Protocol, protocol.ScannerName))
        );
    }

    /// <summary>False, with a diagnostic, for a range where one port is needed.</summary>
    public bool IsSingle(YamlNode node, string port)
    {
        if (!port.Contains('-', StringComparison.Ordinal))
        {
            return true;
        }

        values.Add(
            SiteDescriptionRules.WrongKindOfValue,
            node,
            $"'{port}' is a range, and a service has one port.",
            "Name the ports one by one; ranges stand only under 'permits:' without a device."
        );
        return false;
    }

    private static string? Port(string text)
    {
        string[] parts = text.Split('/');
        string transport = parts.Length == 2 ? parts[1].Trim().ToLowerInvariant() : "tcp";
        if (parts.Length > 2 || transport is not ("tcp" or "udp" or "sctp"))
        {
            return null;
        }

        string[] ends = parts[0].Split('-');
        if (
            ends.Length > 2
            || !ends.All(end => ushort.TryParse(end.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        )
        {
            return null;
        }

        ImmutableArray<int> numbers = [.. ends.Select(end => int.Parse(end.Trim(), CultureInfo.InvariantCulture))];
        return numbers.Length == 2 && numbers[0] >= numbers[1] ? null : $"{string.Join('-', numbers)}/{transport}";
    }
}
