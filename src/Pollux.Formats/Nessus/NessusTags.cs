using System.Globalization;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nessus;

/// <summary>The <c>HostProperties</c> of a host: names and values without an order.</summary>
internal sealed class NessusTags
{
    private static readonly string[] TimeFormats = ["ddd MMM d HH:mm:ss yyyy", "ddd MMM dd HH:mm:ss yyyy"];

    // Firmware that never got a number of its own; one number for many machines.
    private static readonly HashSet<string> SharedUuids = new(StringComparer.OrdinalIgnoreCase)
    {
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "03000200-0400-0500-0006-000700080009",
        "12345678-1234-5678-90ab-cddeefaabbcc",
    };

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly List<string> cpes = [];

    /// <summary>When the scan of the host began; null when the report does not say.</summary>
    public DateTimeOffset? Started => Time("HOST_START_TIMESTAMP", "HOST_START");

    /// <summary>When it ended; null when it did not, or the report does not say.</summary>
    public DateTimeOffset? Ended => Time("HOST_END_TIMESTAMP", "HOST_END");

    /// <summary>The policy that the host was scanned by, or null.</summary>
    public string? Policy => Excerpt.OneLineOrNull(Value("policy-used"), 300);

    /// <summary>Whether the scanner logged on; null when the tags do not say.</summary>
    public bool? IsCredentialed => bool.TryParse(Value("Credentialed_Scan"), out bool given) ? given : null;

    public void Read(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            string tag = reader.LocalName is "tag" ? reader.GetAttribute("name") ?? "" : "";
            if (
                tag.StartsWith("cpe", StringComparison.Ordinal)
                && tag.AsSpan(3).TrimStart('-').TrimStart("0123456789").IsEmpty
            )
            {
                cpes.Add(XmlChildren.Text(reader));
            }
            else if (IsRead(tag))
            {
                values.TryAdd(tag, XmlChildren.Text(reader).Trim());
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Tells a host what the tags and the name of the <c>ReportHost</c> say of it.</summary>
    public void Describe(ScannedHost host, string name, DiagnosticBag diagnostics, int? line)
    {
        Identify(host, name, diagnostics, line);
        string[] systems = Lines("operating-system");
        if (systems.Length > 0)
        {
            host.AddText(Properties.OperatingSystem, systems[0]);

            // Several lines are as many guesses; the scanner is as sure of all of them together.
            if (
                int.TryParse(
                    Value("operating-system-conf"),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int percent
                )
                && percent <= 100
            )
            {
                double share = percent / 100.0 / systems.Length;
                host.AddText(Properties.OperatingSystemAccuracy, share.ToString("0.##", CultureInfo.InvariantCulture));
            }
        }

        host.AddText(Properties.DeviceClass, Lines("system-type").FirstOrDefault());
        foreach (string cpe in cpes)
        {
            host.AddCpe(CpeOf(cpe));
        }
    }

    /// <summary>The CPE name of a line such as <c>cpe:/a:php:php:5.1.6 -> PHP PHP</c>.</summary>
    public static string CpeOf(string text)
    {
        int arrow = text.IndexOf("->", StringComparison.Ordinal);
        return (arrow < 0 ? text : text[..arrow]).Trim();
    }

    private void Identify(ScannedHost host, string name, DiagnosticBag diagnostics, int? line)
    {
        foreach (string tag in (string[])["bios-uuid", "host-uuid", "aws-instance-instanceId", "azure-vm-id"])
        {
            if (Excerpt.OneLineOrNull(Value(tag), 100) is { } id && !SharedUuids.Contains(id))
            {
                host.Add(new Identifier(IdentifierKind.AssignedId, id.ToLowerInvariant(), $"nessus {tag}"));
            }
        }

        foreach (string mac in Lines("mac-address"))
        {
            host.AddMac(mac);
        }

        bool hasAddress = host.AddAddress(Value("host-ip"));
        if (Value("host-ip") is { } bad && !hasAddress)
        {
            diagnostics.Add(
                ScannerRules.BadAddress,
                $"'{Excerpt.Of(bad)}' is not an address.",
                line,
                record: $"host {Excerpt.Of(name)}"
            );
        }

        // What was asked for: an address, or a name that led to one.
        _ = host.AddAddress(name) || host.AddName(name);
        host.AddName(Value("host-fqdn"));
        host.AddName(Value("host-rdns"));
        host.AddName(Value("netbios-name")?.Split('\\')[^1]);
    }

    private static bool IsRead(string tag) =>
        tag
            is "host-ip"
                or "host-fqdn"
                or "host-rdns"
                or "netbios-name"
                or "mac-address"
                or "bios-uuid"
                or "host-uuid"
                or "aws-instance-instanceId"
                or "azure-vm-id"
                or "operating-system"
                or "operating-system-conf"
                or "system-type"
                or "policy-used"
                or "Credentialed_Scan"
                or "HOST_START"
                or "HOST_START_TIMESTAMP"
                or "HOST_END"
                or "HOST_END_TIMESTAMP";

    private string? Value(string tag) => values.GetValueOrDefault(tag) is { Length: > 0 } value ? value : null;

    private string[] Lines(string tag) =>
        (Value(tag) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The timestamp is exact; the text is the scanner's local time and does not say of which zone, so it is taken for UTC.
    private DateTimeOffset? Time(string timestamp, string text) =>
        UnixTimes.Read(Value(timestamp))
        ?? (
            DateTime.TryParseExact(
                Value(text),
                TimeFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite,
                out DateTime time
            )
                ? new DateTimeOffset(time, TimeSpan.Zero)
                : null
        );
}
