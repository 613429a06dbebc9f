using System.Globalization;

namespace Pollux.Formats.Traffic;

/// <summary>What makes two lines the same flow.</summary>
/// <param name="Client">Who opened it.</param>
/// <param name="Server">Who was called.</param>
/// <param name="Port">The server's port.</param>
/// <param name="Transport">Over what.</param>
/// <param name="Application">The number of its application in <see cref="Applications"/>; 0 when it is not known.</param>
internal readonly record struct FlowKey(
    PeerAddress Client,
    PeerAddress Server,
    ushort Port,
    Transport Transport,
    short Application
)
{
    /// <summary><c>10.0.0.9 &gt; 10.0.0.7 502/tcp modbus</c>.</summary>
    public string Record(string? application) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Client} > {Server} {Port}/{Transports.Of(Transport)}{(application is null ? "" : " ")}{application}"
        );
}

/// <summary>What one line, or several of one connection, saw of a flow.</summary>
/// <param name="Session">A number for its connection, so that lines of one connection are told from another's; 0 for none.</param>
/// <param name="IsConnection">True when the line stands for a whole connection, false for one message in it.</param>
/// <param name="Bytes">Bytes both ways; -1 when not said.</param>
/// <param name="At">When, in ticks of UTC; 0 when not said.</param>
/// <param name="Answered">1 answered, 0 not, -1 not said.</param>
/// <param name="Uses">What the client did: a bit for each <c>FlowUse</c>.</param>
internal readonly record struct Sighting(
    ulong Session,
    bool IsConnection,
    long Bytes,
    long At,
    sbyte Answered,
    int Uses
)
{
    /// <summary>How many lines it sums up already, at least 1.</summary>
    public int Lines { get; init; } = 1;
}

/// <summary>All that was seen of a flow.</summary>
internal struct FlowTotals
{
    private ulong lastSession;
    private long connections;
    private long sessions;

    /// <summary>How many lines; more than <see cref="int.MaxValue"/> cannot be in a file that is read.</summary>
    public int Lines { get; private set; }

    /// <summary>Bytes both ways; -1 when no line said.</summary>
    public long Bytes { get; private set; }

    /// <summary>First and last time, in ticks; 0 when no line said.</summary>
    public long First { get; private set; }

    /// <inheritdoc cref="First"/>
    public long Last { get; private set; }

    /// <summary>1 when any line saw an answer, 0 when none did and one said so, -1 when none said.</summary>
    public sbyte Answered { get; private set; }

    /// <summary>A bit for each use.</summary>
    public int Uses { get; private set; }

    /// <summary>Connections where lines stand for them; else how often the connection changed from line to line.</summary>
    public readonly long Connections => connections > 0 ? connections : Math.Max(1, sessions);

    public void Add(in Sighting seen)
    {
        if (Lines == 0)
        {
            Bytes = -1;
            Answered = -1;
        }

        Lines += seen.Lines;
        connections += seen.IsConnection ? 1 : 0;
        if (seen.Session != 0 && seen.Session != lastSession)
        {
            sessions++;
            lastSession = seen.Session;
        }

        if (seen.Bytes >= 0)
        {
            Bytes =
                Bytes < 0 ? seen.Bytes
                : Bytes > long.MaxValue - seen.Bytes ? long.MaxValue
                : Bytes + seen.Bytes;
        }

        if (seen.At != 0)
        {
            First = First == 0 ? seen.At : Math.Min(First, seen.At);
            Last = Math.Max(Last, seen.At);
        }

        Answered = Math.Max(Answered, seen.Answered);
        Uses |= seen.Uses;
    }
}
