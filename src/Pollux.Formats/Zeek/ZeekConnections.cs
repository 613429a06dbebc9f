using Pollux.Formats.Traffic;

namespace Pollux.Formats.Zeek;

/// <summary>
/// Reads a line of <c>conn</c>: whether somebody answered, and whether its opening was seen (Zeek manual, "conn.log", <c>conn_state</c>
/// and <c>history</c>: capital letters are the opener's packets, small ones the answers).
/// </summary>
internal static class ZeekConnections
{
    /// <summary>True when the log saw who opened the connection, or turned it round itself.</summary>
    public static bool WasOpened(ZeekRow row, Transport transport)
    {
        ReadOnlySpan<byte> history = row[ZeekField.History];
        return history.Contains((byte)'^')
            || (transport == Transport.Tcp && (history.Contains((byte)'S') || history.Contains((byte)'h')));
    }

    /// <summary>What the line saw.</summary>
    public static Sighting Seen(ZeekRow row, Transport transport, bool isTurned, long at)
    {
        long sent = row.Number(ZeekField.ClientBytes);
        long received = row.Number(ZeekField.ServerBytes);
        long bytes = sent < 0 && received < 0 ? -1 : Math.Max(0, sent) + Math.Max(0, received);
        bool answered = isTurned ? Spoke(row, sent) : HasAnswer(row, transport, received);
        return new Sighting(0, true, bytes, at, answered ? (sbyte)1 : (sbyte)0, FlowUses.None);
    }

    // The server is the one that the log calls the opener: it spoke when the opener did.
    private static bool Spoke(ZeekRow row, long sent) =>
        sent > 0 || row[ZeekField.History].ContainsAny("DdHA"u8) || !row.Has(ZeekField.History);

    private static bool HasAnswer(ZeekRow row, Transport transport, long received)
    {
        ReadOnlySpan<byte> state = row[ZeekField.ConnectionState];
        if (transport == Transport.Tcp && state.Length > 0)
        {
            // Attempt without answer, refused, and opened only by half.
            return !(
                state.SequenceEqual("S0"u8)
                || state.SequenceEqual("REJ"u8)
                || state.SequenceEqual("RSTOS0"u8)
                || state.SequenceEqual("SH"u8)
                || (state.SequenceEqual("RSTRH"u8) && received <= 0)
                || (state.SequenceEqual("OTH"u8) && received <= 0 && !row[ZeekField.History].ContainsAny("dhaf"u8))
            );
        }

        return received > 0 || row.Number(ZeekField.ServerPackets) > 0 || row[ZeekField.History].Contains((byte)'d');
    }
}
