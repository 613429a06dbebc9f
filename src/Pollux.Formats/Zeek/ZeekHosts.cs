using System.Text;
using Pollux.Formats.Hosts;
using Pollux.Formats.Traffic;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Zeek;

/// <summary>Reads the lines of logs that speak of one host.</summary>
internal static class ZeekHosts
{
    private const string Claims = "of software are what browsers say of themselves, which anybody can say";

    public static LineResult Read(string path, ZeekRow row, long at, TrafficGathering gathering) =>
        path switch
        {
            "dhcp" => Lease(row, at, gathering),
            _ when row.TryAddress(ZeekField.Host, out PeerAddress host) => path switch
            {
                "software" => Software(row, host, at, gathering),
                "known_services" => Service(row, host, at, gathering),
                "known_modbus" => Modbus(row, host, at, gathering),
                _ => gathering.Add(host, at, out _),
            },
            _ => LineResult.Bad,
        };

    // RFC 2131: the client names itself, its card and, as an option, its host; the server gives it an address.
    private static LineResult Lease(ZeekRow row, long at, TrafficGathering gathering)
    {
        bool isKnown =
            row.TryAddress(ZeekField.AssignedAddress, out PeerAddress client)
            || row.TryAddress(ZeekField.ClientAddress, out client);
        if (!isKnown)
        {
            return gathering.Ignore("of dhcp give no address to anybody");
        }

        HostSheet? sheet;
        LineResult result;
        if (row.TryAddress(ZeekField.ServerAddress, out PeerAddress server) && IsDevice(server) && IsDevice(client))
        {
            FlowKey key = new(client, server, 67, Transport.Udp, gathering.Applications.NumberOf("dhcp"));
            result = gathering.Add(key, new Sighting(0, true, -1, at, 1, FlowUses.None), out bool isKept);
            sheet = isKept ? gathering.Hosts.Of(client, key) : null;
        }
        else
        {
            result = gathering.Add(client, at, out sheet);
        }

        sheet?.AddMac(HostTexts.Mac(row.Text(ZeekField.Card)));
        sheet?.AddName(NameSource.Self, HostTexts.HostName(row.Text(ZeekField.HostName)));
        sheet?.AddName(NameSource.Self, HostTexts.HostName(row.Text(ZeekField.FullName)));
        return result;
    }

    private static LineResult Software(ZeekRow row, PeerAddress host, long at, TrafficGathering gathering)
    {
        if (row.Is(ZeekField.SoftwareType, "HTTP::BROWSER"u8))
        {
            return gathering.Ignore(Claims);
        }

        LineResult result = gathering.Add(host, at, out HostSheet? sheet);
        string type = row.Text(ZeekField.SoftwareType) ?? "";
        if (sheet is not null && row.Text(ZeekField.Name) is { } name)
        {
            if (type.StartsWith("OS::", StringComparison.OrdinalIgnoreCase))
            {
                sheet.AddProperty(Properties.OperatingSystem, $"{name} {Version(row)}".TrimEnd());
            }
            else
            {
                sheet.AddSoftware(SoftwareNote.Of(name, Version(row), row.Port(ZeekField.HostPort)));
            }
        }

        return result;
    }

    private static LineResult Service(ZeekRow row, PeerAddress host, long at, TrafficGathering gathering)
    {
        Transport transport = Transports.Read(row[ZeekField.PortTransport]);
        if (row.Port(ZeekField.PortNumber) is not { } port)
        {
            return LineResult.Bad;
        }

        LineResult result = gathering.Add(host, at, out HostSheet? sheet);
        if (transport != Transport.None)
        {
            byte[] services = Encoding.UTF8.GetBytes(string.Join(',', row.Texts(ZeekField.Service)));
            string? application = gathering.Applications.Name(gathering.Applications.Number(services));
            sheet?.AddService(new ServiceNote(port, transport, application));
        }

        return result;
    }

    private static LineResult Modbus(ZeekRow row, PeerAddress host, long at, TrafficGathering gathering)
    {
        LineResult result = gathering.Add(host, at, out HostSheet? sheet);
        if (row[ZeekField.DeviceType].EndsWith("SLAVE"u8) || row[ZeekField.DeviceType].EndsWith("SERVER"u8))
        {
            sheet?.AddService(new ServiceNote(502, Transport.Tcp, "modbus"));
        }

        return result;
    }

    private static bool IsDevice(PeerAddress address) => address.Scope != Twin.Flows.AddressScope.NoDevice;

    private static string? Version(ZeekRow row)
    {
        string?[] parts =
        [
            row.Text(ZeekField.Major),
            row.Text(ZeekField.Minor),
            row.Text(ZeekField.Minor2),
            row.Text(ZeekField.Minor3),
        ];
        string version = string.Join('.', parts.TakeWhile(part => part is not null));
        string? more = row.Text(ZeekField.Additional);

        // OpenSSH's "p1" is a part of its version; "Debian" or "Unix" are not.
        bool isPart = more is [('p' or 'a' or 'b'), var digit, ..] && char.IsAsciiDigit(digit) && more.Length <= 4;
        return version.Length == 0 ? null
            : isPart ? version + more
            : version;
    }
}
