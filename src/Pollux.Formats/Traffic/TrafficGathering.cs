using System.Collections.Immutable;
using System.Globalization;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Traffic;

/// <summary>What became of a line.</summary>
internal enum LineResult
{
    /// <summary>It is counted.</summary>
    Understood,

    /// <summary>It holds nothing for a twin; why is noted.</summary>
    Ignored,

    /// <summary>It lacks what every line of its kind has.</summary>
    Bad,

    /// <summary>There is no room for what it says; that is noted.</summary>
    Full,
}

/// <summary>Gathers what the lines of one document say: flows, hosts, and why lines say nothing.</summary>
/// <param name="most">How many flows, and how many hosts, are kept.</param>
internal sealed class TrafficGathering(int most)
{
    private readonly FlowTable flows = new(most);
    private readonly Dictionary<string, int> ignored = new(StringComparer.Ordinal);
    private long first;
    private long last;
    private int untimed;
    private int timed;
    private int leftOut;
    private string? firstLeftOut;

    /// <summary>How many flows, and how many hosts, are kept.</summary>
    public int Most { get; } = most;

    /// <summary>The document's application protocols.</summary>
    public Applications Applications { get; } = new();

    /// <summary>The document's hosts.</summary>
    public HostSheets Hosts { get; } = new(most);

    /// <summary>Notes the time of a line.</summary>
    public void AddTime(long at)
    {
        if (at == 0)
        {
            untimed++;
            return;
        }

        timed++;
        first = first == 0 ? at : Math.Min(first, at);
        last = Math.Max(last, at);
    }

    /// <summary>A line that says nothing that a twin holds.</summary>
    /// <param name="what">What it does instead, as the rest of a sentence: <c>of notice are signs of attacks</c>.</param>
    public LineResult Ignore(string what)
    {
        ignored[what] = ignored.GetValueOrDefault(what) + 1;
        return LineResult.Ignored;
    }

    /// <summary>A line of a flow. What its ends cannot be devices of is known only by the end that can.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="seen">What the line saw.</param>
    /// <param name="isKept">True when what the line tells of the hosts may be noted with the flow.</param>
    public LineResult Add(in FlowKey key, in Sighting seen, out bool isKept)
    {
        isKept = false;
        switch (flows.Add(key, seen))
        {
            case Kept.Flow:
                isKept = true;
                return LineResult.Understood;
            case Kept.Vain:
                return LineResult.Understood;
            default:
                return LeaveOut(key.Record(Applications.Name(key.Application)), seen.Lines);
        }
    }

    /// <summary>A line that only shows that a host is there, or tells something of it.</summary>
    /// <param name="address">The host.</param>
    /// <param name="at">The line's time.</param>
    /// <param name="sheet">Where to note what it tells; null when the address is no device or there is no room.</param>
    public LineResult Add(PeerAddress address, long at, out HostSheet? sheet)
    {
        sheet = Hosts.Of(address);
        if (sheet is null)
        {
            return address.Scope == AddressScope.NoDevice
                ? Ignore("speak of multicast, broadcast, link-local or loopback addresses only")
                : LeaveOut($"host {address}", 1);
        }

        sheet.AddLines(1, at);
        return LineResult.Understood;
    }

    /// <summary>All that was gathered.</summary>
    public TrafficResult Finish()
    {
        ImmutableArray<Scan> scans = [.. flows.Scans];
        return new TrafficResult(
            new TrafficRecords(flows, Hosts, Applications).ToObservations(),
            [.. ignored],
            scans,
            timed == 0 && untimed == 0 ? 0 : untimed,
            leftOut,
            firstLeftOut,
            Edition(),
            last == 0 ? null : new DateTimeOffset(last, TimeSpan.Zero)
        );
    }

    private LineResult LeaveOut(string what, int lines)
    {
        leftOut += lines;
        firstLeftOut ??= what;
        return LineResult.Full;
    }

    private string Edition() =>
        first == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{untimed} lines without time")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{new DateTime(first, DateTimeKind.Utc):yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'} to "
                    + $"{new DateTime(last, DateTimeKind.Utc):yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'}"
            );
}

/// <summary>What a document's lines say together.</summary>
/// <param name="Observations">The observations.</param>
/// <param name="Ignored">Why lines were ignored, with how many, in the order of the first.</param>
/// <param name="Scans">Who called in vain.</param>
/// <param name="Untimed">How many lines have no usable time.</param>
/// <param name="LeftOut">How many lines found no room.</param>
/// <param name="FirstLeftOut">The first of them, or null.</param>
/// <param name="Edition">The edition of the document: from when to when it goes.</param>
/// <param name="Last">Its last time, or null.</param>
internal sealed record TrafficResult(
    ImmutableArray<Observation> Observations,
    ImmutableArray<KeyValuePair<string, int>> Ignored,
    ImmutableArray<Scan> Scans,
    int Untimed,
    int LeftOut,
    string? FirstLeftOut,
    string Edition,
    DateTimeOffset? Last
)
{
    /// <summary>How many lines were ignored.</summary>
    public int IgnoredLines => Ignored.Sum(reason => reason.Value);
}
