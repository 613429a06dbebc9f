using System.Globalization;
using System.Text;
using Pollux.Formats.Hosts;
using Pollux.Formats.Traffic;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Suricata;

/// <summary>Understands events: what each type says of flows and hosts.</summary>
internal sealed class EveFlows(TrafficGathering gathering)
{
    private const int TcpSyn = 0x02;

    /// <summary>Reads one event.</summary>
    public LineResult Read(EveEvent seen)
    {
        string type = seen.Type;
        long at = seen.Time("flow", "start") is > 0 and var start ? start : seen.At;
        gathering.AddTime(at);
        return type switch
        {
            "alert" or "anomaly" or "drop" or "verdict" => gathering.Ignore(
                $"of type {type} are signs of attacks or faults, not facts of the site"
            ),
            "stats" or "engine" => gathering.Ignore($"of type {type} speak of the sensor itself"),
            "fileinfo" => gathering.Ignore($"of type {type} speak of files, not of who uses what"),
            "" => gathering.Ignore("do not say of what type they are"),
            _ when !seen.HasEnds => gathering.Ignore("name no client and no server"),
            _ => ReadFlow(seen, type, at),
        };
    }

    private LineResult ReadFlow(EveEvent seen, string type, long at)
    {
        if (!seen.TryAddress(out PeerAddress client, "src_ip") || !seen.TryAddress(out PeerAddress server, "dest_ip"))
        {
            return LineResult.Bad;
        }

        Transport transport = Transports.Read(Encoding.UTF8.GetBytes(seen.Text("proto") ?? ""));
        if (transport == Transport.None)
        {
            return gathering.Add(client, at, out _);
        }

        if (seen.Port("src_port") is not { } lent || seen.Port("dest_port") is not { } port)
        {
            return LineResult.Bad;
        }

        bool isFlow = type is "flow" or "netflow";
        bool isTurned = ServicePorts.LooksTurned(lent, port) && !(isFlow && WasOpened(seen));
        if (isTurned)
        {
            (client, server, port) = (server, client, lent);
        }

        if (client.Scope == AddressScope.NoDevice || server.Scope == AddressScope.NoDevice)
        {
            return gathering.Add(client, at, out _);
        }

        string? application = isFlow ? seen.Text("app_proto") : type;
        FlowKey key = new(client, server, port, transport, gathering.Applications.NumberOf(application));
        Sighting sighting = new(
            (ulong)Math.Max(0, seen.Number("flow_id")),
            isFlow,
            isFlow ? Bytes(seen) : -1,
            at,
            Answered(seen, type, transport, isTurned),
            EveUses.Of(seen, type)
        );
        LineResult result = gathering.Add(key, sighting, out bool isKept);
        if (isKept)
        {
            Note(seen, type, key);
        }

        return result;
    }

    private static bool WasOpened(EveEvent seen) => (Flags(seen, "tcp_flags_ts") & TcpSyn) != 0;

    private static long Bytes(EveEvent seen)
    {
        long sent = seen.Number("flow", "bytes_toserver");
        long received = seen.Number("flow", "bytes_toclient");
        return sent < 0 && received < 0 ? seen.Number("netflow", "bytes") : Math.Max(0, sent) + Math.Max(0, received);
    }

    // Over TCP the server's SYN is the answer: a reset alone refuses.
    private static sbyte Answered(EveEvent seen, string type, Transport transport, bool isTurned)
    {
        if (type == "netflow")
        {
            return -1;
        }

        if (type != "flow")
        {
            bool isAnswer = isTurned || seen.Text("dns", "type") is "answer" or "response";
            return transport == Transport.Tcp || isAnswer ? (sbyte)1 : (sbyte)-1;
        }

        long packets = seen.Number("flow", isTurned ? "pkts_toserver" : "pkts_toclient");
        bool hasFlags = seen.Has("tcp", "tcp_flags_tc");
        bool accepted = (Flags(seen, "tcp_flags_tc") & TcpSyn) != 0 || !WasOpened(seen);
        return packets > 0 && (transport != Transport.Tcp || !hasFlags || accepted) ? (sbyte)1 : (sbyte)0;
    }

    private static int Flags(EveEvent seen, string name) =>
        int.TryParse(seen.Text("tcp", name), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int flags)
            ? flags
            : 0;

    private void Note(EveEvent seen, string type, FlowKey key)
    {
        HostSheets hosts = gathering.Hosts;
        switch (type)
        {
            case "dns":
                LookUp(seen, key);
                break;
            case "dhcp" when seen.TryAddress(out PeerAddress assigned, "dhcp", "assigned_ip"):
                hosts.Of(assigned, key)?.AddMac(HostTexts.Mac(seen.Text("dhcp", "client_mac")));
                hosts.Of(assigned, key)?.AddName(NameSource.Self, HostTexts.HostName(seen.Text("dhcp", "hostname")));
                break;
            case "ssh":
                Software(hosts.Of(key.Server, key), seen.Text("ssh", "server", "software_version"), key.Port);
                Software(hosts.Of(key.Client, key), seen.Text("ssh", "client", "software_version"), null);
                break;
            case "smb":
                hosts
                    .Of(key.Client, key)
                    ?.AddName(NameSource.Self, HostTexts.HostName(seen.Text("smb", "ntlmssp", "host")));
                break;
            case "rdp":
                string? name = seen.Text("rdp", "client", "client_name");
                hosts.Of(key.Client, key)?.AddName(NameSource.Self, HostTexts.HostName(name));
                break;
            case "krb5" when seen.Text("krb5", "cname") is { Length: > 1 } account && account[^1] == '$':
                hosts.Of(key.Client, key)?.AddName(NameSource.Self, HostTexts.HostName(account[..^1]));
                break;
            default:
                break;
        }
    }

    private static void Software(HostSheet? sheet, string? version, ushort? port)
    {
        if (sheet is not null && Banners.Ssh(version is null ? null : $"SSH-2.0-{version}") is { } found)
        {
            sheet.AddSoftware(SoftwareNote.Of(found.Product, found.Version, port));
        }
    }

    // Version 2 of the DNS event lists the answers; version 1 is one answer. Only a name with one address names a host.
    private void LookUp(EveEvent seen, FlowKey key)
    {
        EveEvent[] answers = [.. seen.Items("dns", "answers")];
        answers = answers.Length > 0 ? answers : [.. seen.Items("dns")];
        if (
            answers is [var only]
            && only.Text("rrtype") is "A" or "AAAA"
            && only.TryAddress(out PeerAddress address, "rdata")
            && address.Scope == AddressScope.Private
        )
        {
            gathering.Hosts.Of(address, key)?.AddName(NameSource.LookUp, HostTexts.HostName(only.Text("rrname")));
        }
    }
}
