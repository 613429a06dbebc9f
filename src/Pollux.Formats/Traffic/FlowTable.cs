using System.Runtime.InteropServices;

namespace Pollux.Formats.Traffic;

/// <summary>What became of a sighting.</summary>
internal enum Kept
{
    /// <summary>It is counted in its flow.</summary>
    Flow,

    /// <summary>It is one of many calls that nobody answered; only the caller is kept.</summary>
    Vain,

    /// <summary>There are more flows than may be kept.</summary>
    Full,
}

/// <summary>
/// The flows of one document, summed up as lines come, so that memory grows with who talks to whom and not with how often. A scanner
/// calls every address and every port: of a caller's unanswered calls only the first few are kept one by one.
/// </summary>
/// <param name="most">How many flows are kept.</param>
internal sealed class FlowTable(int most)
{
    /// <summary>How many different calls of one caller may stay without an answer before they count as a scan.</summary>
    public const int VainCalls = 64;

    private readonly Dictionary<FlowKey, FlowTotals> flows = new();
    private readonly Dictionary<PeerAddress, Caller> callers = new();

    /// <summary>Every flow, in the order of its first line; those that a scan made are left out.</summary>
    public IEnumerable<KeyValuePair<FlowKey, FlowTotals>> Flows => flows.Where(flow => !IsOfScan(flow.Key, flow.Value));

    /// <summary>Callers of whom only the number of calls in vain is kept, in the order of their first.</summary>
    public IEnumerable<Scan> Scans
    {
        get
        {
            Dictionary<PeerAddress, Scan> scans = new();
            foreach ((PeerAddress address, Caller caller) in callers.Where(caller => caller.Value.Calls > VainCalls))
            {
                scans.Add(address, new Scan(address, caller.Lines, caller.First, caller.Last));
            }

            foreach ((FlowKey key, FlowTotals totals) in flows)
            {
                if (scans.Count > 0 && IsOfScan(key, totals))
                {
                    scans[key.Client] = scans[key.Client].And(totals);
                }
            }

            return scans.Values;
        }
    }

    public Kept Add(in FlowKey key, in Sighting seen)
    {
        ref FlowTotals totals = ref CollectionsMarshal.GetValueRefOrNullRef(flows, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref totals))
        {
            totals.Add(seen);
            return Kept.Flow;
        }

        if (seen.Answered != 1 && IsVain(key.Client, seen))
        {
            return Kept.Vain;
        }

        if (flows.Count >= most)
        {
            return Kept.Full;
        }

        FlowTotals first = default;
        first.Add(seen);
        flows.Add(key, first);
        return Kept.Flow;
    }

    private bool IsVain(PeerAddress client, in Sighting seen)
    {
        // Senders are easily invented: a flood of them must not fill the memory.
        if (callers.Count >= most && !callers.ContainsKey(client))
        {
            return false;
        }

        ref Caller caller = ref CollectionsMarshal.GetValueRefOrAddDefault(callers, client, out _);
        caller.Calls++;
        if (caller.Calls <= VainCalls)
        {
            return false;
        }

        caller.Lines += seen.Lines;
        if (seen.At != 0)
        {
            caller.First = caller.First == 0 ? seen.At : Math.Min(caller.First, seen.At);
            caller.Last = Math.Max(caller.Last, seen.At);
        }

        return true;
    }

    private bool IsOfScan(FlowKey key, FlowTotals totals) =>
        totals.Answered != 1 && callers.TryGetValue(key.Client, out Caller caller) && caller.Calls > VainCalls;

    private struct Caller
    {
        public int Calls;
        public int Lines;
        public long First;
        public long Last;
    }
}

/// <summary>A caller with many calls that nobody answered.</summary>
/// <param name="Caller">Who called.</param>
/// <param name="Lines">How many lines say so.</param>
/// <param name="First">The first time in ticks; 0 when not known.</param>
/// <param name="Last">The last time, likewise.</param>
internal readonly record struct Scan(PeerAddress Caller, int Lines, long First, long Last)
{
    /// <summary>With the calls of a flow that was kept before the caller was found to scan.</summary>
    public Scan And(FlowTotals totals) =>
        this with
        {
            Lines = Lines + totals.Lines,
            First = First == 0 || (totals.First != 0 && totals.First < First) ? totals.First : First,
            Last = Math.Max(Last, totals.Last),
        };
}
