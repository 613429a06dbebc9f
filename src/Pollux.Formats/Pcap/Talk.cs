using Pollux.Formats.Pcap.Payloads;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap;

/// <summary>One conversation: a TCP connection, or the datagrams between two ports.</summary>
/// <param name="key">Its ends.</param>
/// <param name="hosts">Where to note what is told of its ends.</param>
internal sealed class Talk(TalkKey key, HostSheets hosts)
{
    private bool hasLowNotes;
    private bool hasHighNotes;
    private List<PeerAddress>? others;

    /// <summary>Its ends.</summary>
    public TalkKey Key { get; } = key;

    /// <summary>True when the lower end is the client.</summary>
    public bool IsLowClient { get; private set; }

    /// <summary>True when the opening was seen, so that who is the client is no guess.</summary>
    public bool IsSure { get; private set; }

    /// <summary>How many packets.</summary>
    public int Packets { get; set; }

    /// <summary>Payload bytes both ways; those sent twice count once.</summary>
    public long Bytes { get; set; }

    /// <summary>The time of the first packet in ticks; 0 when not said.</summary>
    public long First { get; set; }

    /// <summary>The number of its first packet in the file, and of its latest.</summary>
    public long FirstNumber { get; set; }

    /// <inheritdoc cref="FirstNumber"/>
    public long LastNumber { get; set; }

    /// <summary>The sequence number of the first SYN; null when none was seen.</summary>
    public uint? OpeningSequence { get; private set; }

    /// <summary>What each end was seen doing.</summary>
    public EndState Low { get; } = new();

    /// <inheritdoc cref="Low"/>
    public EndState High { get; } = new();

    /// <summary>Which protocol its payload is of.</summary>
    public PayloadKind Kind { get; set; }

    /// <summary>How often its payload was not what it should be.</summary>
    public int Misfits { get; set; }

    /// <summary>The name of its application, as <see cref="Applications"/> takes it; null when not recognised.</summary>
    public string? Application { get; set; }

    /// <summary>What the client did: a bit for each use.</summary>
    public int Uses { get; set; }

    /// <summary>What was asked and not yet answered; null when the protocol has no use for it.</summary>
    public Requests? Requests { get; set; }

    /// <summary>What the protocol remembers from one message to the next.</summary>
    public int Memory { get; set; }

    public PeerAddress Client => IsLowClient ? Key.Low : Key.High;

    public PeerAddress Server => IsLowClient ? Key.High : Key.Low;

    public ushort ClientPort => IsLowClient ? Key.LowPort : Key.HighPort;

    public ushort ServerPort => IsLowClient ? Key.HighPort : Key.LowPort;

    public EndState ClientState => IsLowClient ? Low : High;

    public EndState ServerState => IsLowClient ? High : Low;

    /// <summary>
    /// Says who is the client while nobody was seen opening: the end without the port of a service; else the one with the higher port,
    /// since lent ports are high; else who sent first.
    /// </summary>
    public void Guess(bool isFromLow)
    {
        bool isLowService = ServicePorts.IsService(Key.LowPort);
        bool isHighService = ServicePorts.IsService(Key.HighPort);
        IsLowClient =
            isLowService != isHighService ? isHighService
            : isLowService || Key.LowPort == Key.HighPort ? isFromLow
            : Key.LowPort > Key.HighPort;
    }

    /// <summary>Notes who opened it.</summary>
    public void Open(bool isByLow, uint? sequence)
    {
        IsLowClient = isByLow;
        IsSure = true;
        OpeningSequence ??= sequence;
    }

    /// <summary>Says who is the client by what it says, unless its opening was seen. Does nothing once anything is noted of it.</summary>
    public void PutRight(bool isLowClient)
    {
        if (!IsSure && Uses == 0)
        {
            IsLowClient = isLowClient;
            IsSure = true;
        }
    }

    /// <summary>The sheet of one of its ends; null when there is no room.</summary>
    public HostSheet? Sheet(bool ofLow)
    {
        hasLowNotes |= ofLow;
        hasHighNotes |= !ofLow;
        return hosts.Of(ofLow ? Key.Low : Key.High);
    }

    /// <summary>The sheet of a host that the conversation speaks of; null when it is no device, or there is no room.</summary>
    public HostSheet? Sheet(PeerAddress other)
    {
        const int MostOthers = 64;
        others ??= [];
        if (others.Count < MostOthers && !others.Contains(other))
        {
            others.Add(other);
        }

        return others.Contains(other) ? hosts.Of(other) : null;
    }

    /// <summary>Says with which flow the notes of its ends go.</summary>
    public void Carry(in FlowKey flow)
    {
        if (hasLowNotes)
        {
            hosts.Of(Key.Low, flow);
        }

        if (hasHighNotes)
        {
            hosts.Of(Key.High, flow);
        }

        foreach (PeerAddress other in others ?? [])
        {
            hosts.Of(other, flow);
        }
    }

    /// <summary>Whether the server answered: over TCP it accepted or sent something, over UDP it sent something.</summary>
    public bool IsAnswered()
    {
        EndState server = ServerState;
        return Key.Transport != Transport.Tcp
            ? server.Packets > 0
            : server.HasOpened || server.HasSpoken || (OpeningSequence is null && server.HasAgreed);
    }
}

/// <summary>What one end of a conversation was seen doing.</summary>
internal sealed class EndState
{
    /// <summary>How many packets it sent.</summary>
    public int Packets { get; set; }

    /// <summary>True when it sent a SYN.</summary>
    public bool HasOpened { get; set; }

    /// <summary>True when it sent payload.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>True when it acknowledged something without breaking off.</summary>
    public bool HasAgreed { get; set; }

    /// <summary>True when it ended the connection or broke it off.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Its card, while all its packets came from one and no router was between; 0 when not.</summary>
    public ulong Card { get; set; }

    /// <summary>Its bytes in order; null when it sent none over TCP.</summary>
    public InOrder? Bytes { get; set; }
}
