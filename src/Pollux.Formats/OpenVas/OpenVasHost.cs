using System.Xml;
using Pollux.Formats.Scanners;
using Pollux.Twin.Assets;

namespace Pollux.Formats.OpenVas;

/// <summary>One <c>host</c> of a report: its times and what tests noted of it as details.</summary>
internal sealed class OpenVasHost
{
    private readonly List<(string Name, string Value, string Source)> details = [];
    private DateTimeOffset? started;
    private DateTimeOffset? ended;

    public string? Address { get; private set; }

    /// <summary>Reads the element at which the reader stands; leaves the reader behind it.</summary>
    public static OpenVasHost Read(XmlReader reader)
    {
        OpenVasHost host = new();
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "ip":
                    host.Address = XmlChildren.Text(reader).Trim();
                    break;
                case "start":
                    host.started = OpenVasReading.Time(XmlChildren.Text(reader));
                    break;
                case "end":
                    host.ended = OpenVasReading.Time(XmlChildren.Text(reader));
                    break;
                case "detail":
                    host.ReadDetail(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return host;
    }

    /// <summary>Tells a host what stands here.</summary>
    public void Describe(GatheredHost gathered, GatheredHosts hosts)
    {
        gathered.Started ??= started;
        gathered.Ended ??= ended;
        ScannedHost host = gathered.Host;
        foreach ((string name, string value, string source) in details)
        {
            hosts.Count();
            switch (name)
            {
                case "hostname":
                    host.AddName(value);
                    break;
                case "MAC":
                    host.AddMac(value);
                    break;
                case "best_os_txt":
                    host.AddText(Properties.OperatingSystem, value);
                    break;
                case "best_os_cpe":
                case "App":
                    host.AddCpe(value);
                    break;
                case "Services":
                    AddService(host, value);
                    break;
                case "EXIT_CODE" when value is "EXIT_NOTVULN" && source.Length > 0:
                    gathered.Clear(source, null);
                    break;
                case "Auth-SSH-Success" or "Auth-SMB-Success" or "Auth-ESXi-Success" or "Auth-SNMP-Success":
                    gathered.IsAuthenticated = true;
                    break;
                case "Auth-SSH-Failure" or "Auth-SMB-Failure" or "Auth-ESXi-Failure" or "Auth-SNMP-Failure":
                    gathered.IsAuthenticated ??= false;
                    break;
            }
        }
    }

    // "80,tcp,http": what answered.
    private static void AddService(ScannedHost host, string text)
    {
        if (
            text.Split(',') is [var number, var transport, var protocol]
            && OpenVasPorts.Of(host, $"{number}/{transport}") is { } port
        )
        {
            (port.Protocol, port.IsProbed) = (protocol is "www" ? "http" : protocol, true);
        }
    }

    private void ReadDetail(XmlReader reader)
    {
        string name = "";
        string value = "";
        string source = "";
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "name":
                    name = XmlChildren.Text(reader).Trim();
                    break;
                case "value":
                    value = XmlChildren.Text(reader).Trim();
                    break;
                case "source":
                    source = SourceName(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        details.Add((name, value, source));
    }

    private static string SourceName(XmlReader reader)
    {
        string name = "";
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "name")
            {
                name = XmlChildren.Text(reader).Trim();
            }
            else
            {
                reader.Skip();
            }
        }

        return name;
    }
}
