using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pollux.Formats.Scanners;

namespace Pollux.Formats.Nessus;

/// <summary>What plugins list of a host: installed products, CPE names, what answers on a port and whether it asks who is there.</summary>
internal static partial class NessusInventory
{
    // Plugins that got in without a password. Titles as Tenable publishes them.
    private static readonly ImmutableDictionary<string, string> OpenToAll = new Dictionary<string, string>
    {
        ["10079"] = "Anonymous FTP login is allowed",
        ["26925"] = "VNC asks for no password",
        ["41028"] = "SNMP answers the community string 'public'",
        ["81777"] = "MongoDB answers without a password",
        ["100634"] = "Redis answers without a password",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // Nessus' own names for protocols -> those of nmap and IANA, which the rest of Pollux uses.
    private static readonly ImmutableDictionary<string, string> Protocols = new Dictionary<string, string>
    {
        ["www"] = "http",
        ["cifs"] = "microsoft-ds",
        ["smb"] = "netbios-ssn",
        ["msrdp"] = "ms-wbt-server",
        ["dce-rpc"] = "msrpc",
        ["epmap"] = "msrpc",
        ["mssql"] = "ms-sql-s",
        ["dns"] = "domain",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The usual short name of a protocol that Nessus calls its own.</summary>
    public static string Protocol(string service) => Protocols.GetValueOrDefault(service, service);

    /// <summary>Reads what a result adds to the inventory, if anything.</summary>
    public static void Read(NessusItem item, ScannedHost host, ScannedPort? port)
    {
        if (port is not null && OpenToAll.TryGetValue(item.Plugin, out string? why))
        {
            port.OpenToAll = $"{why} (Nessus plugin {item.Plugin}).";
        }

        if (item.Output is not { } output)
        {
            return;
        }

        switch (item.Plugin)
        {
            case "20811" or "83991":
                AddListed(host, output, WindowsLine());
                break;
            case "22869":
                AddListed(host, output, RpmLine());
                AddListed(host, output, DpkgLine());
                break;
            case "45590":
                AddCpes(host, output);
                break;
            case "10107" when port is not null:
                Name(port, WebServerLine().Match(output));
                break;
            case "10267" when port is not null:
                Name(port, SshVersion().Match(output));
                break;
            case "22964" when port is not null:
                port.IsTunnelled |= AnswersInTls().IsMatch(output);
                break;
        }
    }

    private static void AddListed(ScannedHost host, string output, Regex line)
    {
        foreach (string text in output.Split('\n'))
        {
            Match match = line.Match(text);
            if (
                match.Success
                && ScannedSoftware.Named(match.Groups["name"].Value, match.Groups["version"].Value) is { } product
            )
            {
                host.AddSoftware(product);
            }
        }
    }

    private static void AddCpes(ScannedHost host, string output)
    {
        foreach (string text in output.Split('\n').Where(text => text.AsSpan().TrimStart().StartsWith("cpe:/")))
        {
            host.AddCpe(NessusTags.CpeOf(text));
        }
    }

    private static void Name(ScannedPort port, Match match)
    {
        if (match.Success)
        {
            port.Product ??= match.Groups["name"].Value;
            port.Version ??= match.Groups["version"].Success ? match.Groups["version"].Value : null;
        }
    }

    // "  7-Zip 19.00 (x64)  [version 19.00]  [installed on 2020/01/01]"
    [GeneratedRegex(
        @"^\s+(?<name>\S.{0,250}?)\s+\[version (?<version>[^\]]{1,100})\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex WindowsLine();

    // "  openssl-libs-1.0.2k-19.el7|1": name, version, release, then the epoch.
    [GeneratedRegex(
        @"^\s+(?<name>[A-Za-z0-9][\w+.-]{0,150}?)-(?<version>[0-9][\w.+~^:]{0,80}-[\w.+~^]{1,80})\|",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex RpmLine();

    // "  ii  adduser  3.118ubuntu2  all  add and remove users and groups"
    [GeneratedRegex(
        @"^\s+ii\s+(?<name>[a-z0-9][a-z0-9+.-]{0,150})(:[a-z0-9]{1,20})?\s+(?<version>[0-9][\w.+~:-]{0,100})\s",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex DpkgLine();

    [GeneratedRegex(
        @"type is :\s+(?<name>[A-Za-z][\w .-]{0,60}?)(/(?<version>[0-9][\w.-]{0,40}))?\s*(\(|\r|\n|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex WebServerLine();

    [GeneratedRegex(
        @"SSH-\d\.\d{1,2}-(?<name>[A-Za-z]{2,40})[_-](?<version>[0-9][\w.]{0,40})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex SshVersion();

    [GeneratedRegex(
        @"(TLS|SSL)v?\S{0,8} server answered on this port|through (TLS|SSL)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex AnswersInTls();
}

/// <summary>What plugin 19506 says of the scan itself.</summary>
internal static partial class NessusScanInfo
{
    /// <summary>Whether the scanner logged on to the host; null when it does not say.</summary>
    public static bool? IsCredentialed(string? output) =>
        Credentialed().Match(output ?? "") is { Success: true } match ? match.Groups["answer"].Value is "yes" : null;

    [GeneratedRegex(
        @"Credentialed checks : (?<answer>yes|no)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Credentialed();
}
