using Pollux.Formats.Traffic;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Zeek;

/// <summary>Understands rows: what each log's lines say of flows and hosts.</summary>
internal sealed class ZeekLines(TrafficGathering gathering)
{
    private readonly ZeekNames names = new(gathering);
    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);

    /// <summary>Reads one line.</summary>
    public LineResult Read(ZeekLog log, ZeekRow row)
    {
        long at = TrafficTimes.Read(row[ZeekField.Time]);
        gathering.AddTime(at);
        return log.Reader switch
        {
            ZeekReader.Nothing => gathering.Ignore(Reason(log, log.Why)),
            ZeekReader.Hosts => ZeekHosts.Read(log.Path, row, at, gathering),
            _ when !row.Has(ZeekField.ClientHost) && !row.Has(ZeekField.ServerHost) => gathering.Ignore(
                Reason(log, "name no client and no server")
            ),
            _ => ReadFlow(log, row, at),
        };
    }

    // Only texts that repeat are made, once.
    private string Reason(ZeekLog log, string why)
    {
        if (!reasons.TryGetValue(log.Path, out string? reason))
        {
            reason = log.Path.Length > 0 ? $"of {log.Path} {why}" : why;
            reasons.Add(log.Path, reason);
        }

        return reason;
    }

    private LineResult ReadFlow(ZeekLog log, ZeekRow row, long at)
    {
        if (
            !row.TryAddress(ZeekField.ClientHost, out PeerAddress client)
            || !row.TryAddress(ZeekField.ServerHost, out PeerAddress server)
        )
        {
            return LineResult.Bad;
        }

        ushort? clientPort = row.Port(ZeekField.ClientPort);
        ushort? serverPort = row.Port(ZeekField.ServerPort);
        bool isConnection = log.Reader == ZeekReader.Connections;
        Transport transport = row.Has(ZeekField.Transport) ? Transports.Read(row[ZeekField.Transport]) : log.Transport;
        if (serverPort is not { } port)
        {
            return LineResult.Bad;
        }

        // ICMP has no services; a network below or beside IP has not either.
        if (transport == Transport.None)
        {
            return gathering.Add(client, at, out _);
        }

        bool isTurned =
            clientPort is { } lent
            && ServicePorts.LooksTurned(lent, port)
            && !(isConnection && ZeekConnections.WasOpened(row, transport));
        if (isTurned)
        {
            (client, server, port) = (server, client, clientPort!.Value);
        }

        if (client.Scope == AddressScope.NoDevice)
        {
            return gathering.Add(client, at, out _);
        }

        if (server.Scope == AddressScope.NoDevice)
        {
            return gathering.Add(client, at, out _);
        }

        Sighting seen = isConnection
            ? ZeekConnections.Seen(row, transport, isTurned, at)
            : new Sighting(Session(row), false, -1, at, Answered(row, transport, isTurned), ZeekUses.Of(log.Path, row));
        FlowKey key = new(client, server, port, transport, Application(log, row, port));
        LineResult result = gathering.Add(key, seen, out bool isKept);
        if (isKept)
        {
            Note(log, row, key, isTurned);
        }

        return result;
    }

    private void Note(ZeekLog log, ZeekRow row, FlowKey key, bool isTurned)
    {
        if (log.Reader == ZeekReader.Messages)
        {
            names.Note(log.Path, row, key);
            return;
        }

        if (row.Has(ZeekField.ClientCard))
        {
            SeeCard(row, isTurned ? ZeekField.ServerCard : ZeekField.ClientCard, key.Client, key);
            SeeCard(row, isTurned ? ZeekField.ClientCard : ZeekField.ServerCard, key.Server, key);
        }
    }

    private void SeeCard(ZeekRow row, ZeekField field, PeerAddress address, FlowKey key)
    {
        if (Cards.Read(row[field]) is { } card)
        {
            gathering.Hosts.SeeMac(card, address, key);
        }
    }

    // Kerberos also stands inside other protocols, of which the line then does not speak.
    private short Application(ZeekLog log, ZeekRow row, ushort port) =>
        log.Reader == ZeekReader.Connections ? gathering.Applications.Number(row[ZeekField.Service])
        : log.Path is "kerberos" && port is not (88 or 464) ? Applications.Unknown
        : gathering.Applications.NumberOf(log.Application);

    // A payload over TCP, or a message from the server, is an answer; a datagram to it proves nothing.
    private static sbyte Answered(ZeekRow row, Transport transport, bool isTurned)
    {
        bool isFromServer = isTurned
            ? row.Flag(ZeekField.IsFromClient) is true
            : row.Flag(ZeekField.IsFromClient) is false;
        return
            transport == Transport.Tcp
            || isFromServer
            || row.Has(ZeekField.ReplyCode)
            || row.Has(ZeekField.Answers)
            || row.Has(ZeekField.Status)
            ? (sbyte)1
            : (sbyte)-1;
    }

    private static ulong Session(ZeekRow row)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (byte here in row[ZeekField.Uid])
        {
            hash = (hash ^ here) * 1_099_511_628_211;
        }

        return row.Has(ZeekField.Uid) ? hash : 0;
    }
}
