using System.Runtime.InteropServices;
using Pollux.Formats.Traffic;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Pcap;

/// <summary>
/// The conversations that go on. One that is over is summed up in its flow as soon as another of the same ends begins; when there are too
/// many, those that were silent longest are summed up first: what of them comes later counts as a conversation of its own.
/// </summary>
/// <param name="gathering">Where they are summed up.</param>
/// <param name="budget">What their ends hold back.</param>
/// <param name="most">How many go on at the same time.</param>
internal sealed class TalkTable(TrafficGathering gathering, HoldBudget budget, int most)
{
    private readonly Dictionary<TalkKey, Talk> talks = new();

    /// <summary>How many packets found no room.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The conversation of a packet; a new one when it opens a connection anew, or none is known.</summary>
    public Talk Of(in TalkKey key, in Segment segment, bool isFromLow, long at, long number)
    {
        ref Talk? talk = ref CollectionsMarshal.GetValueRefOrAddDefault(talks, key, out bool isKnown);
        bool isOpening = key.Transport == Transport.Tcp && segment.IsSyn && !segment.IsAck;
        if (isKnown && isOpening && IsOther(talk!, segment.Sequence))
        {
            Finish(talk!);
            isKnown = false;
        }

        if (!isKnown)
        {
            talk = new Talk(key, gathering.Hosts) { First = at, FirstNumber = number };
            talk.Guess(isFromLow);
        }

        Talk found = talk!;
        found.LastNumber = number;
        if (talks.Count > most)
        {
            Relieve();
        }

        return found;
    }

    /// <summary>Sums up all that are left, in the order in which they began.</summary>
    public void FinishAll()
    {
        foreach (Talk talk in talks.Values.OrderBy(talk => talk.FirstNumber))
        {
            Finish(talk);
        }

        talks.Clear();
    }

    // The same SYN sent again opens nothing new.
    private static bool IsOther(Talk talk, uint sequence) =>
        talk.OpeningSequence is { } known
            ? known != sequence
            : talk.Low.HasEnded || talk.High.HasEnded || talk.Bytes > 0;

    private void Relieve()
    {
        Talk[] silent = [.. talks.Values.OrderBy(talk => talk.LastNumber).Take(talks.Count / 2)];
        foreach (Talk talk in silent.OrderBy(talk => talk.FirstNumber))
        {
            Finish(talk);
            talks.Remove(talk.Key);
        }
    }

    private void Finish(Talk talk)
    {
        talk.Low.Bytes?.Drop(budget);
        talk.High.Bytes?.Drop(budget);
        FlowKey key = new(
            talk.Client,
            talk.Server,
            talk.ServerPort,
            talk.Key.Transport,
            gathering.Applications.NumberOf(talk.Application)
        );
        Sighting seen = new(
            0,
            true,
            talk.Bytes,
            talk.First,
            talk.IsAnswered() ? (sbyte)1 : (sbyte)0,
            talk.Uses | (talk.Requests?.Rest() ?? 0)
        )
        {
            Lines = talk.Packets,
        };
        LineResult result = gathering.Add(key, seen, out bool isKept);
        LeftOut += result == LineResult.Full ? talk.Packets : 0;
        if (isKept)
        {
            talk.Carry(key);
            SeeCard(talk.Low.Card, talk.Key.Low, key);
            SeeCard(talk.High.Card, talk.Key.High, key);
        }
    }

    private void SeeCard(ulong card, PeerAddress address, in FlowKey key)
    {
        if (card != 0 && address.Scope == AddressScope.Private)
        {
            gathering.Hosts.SeeMac(card, address, key);
        }
    }
}
