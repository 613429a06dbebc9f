namespace Pollux.Formats.Pcap;

/// <summary>Takes whole messages out of the bytes of one end.</summary>
internal interface IMessageReader
{
    /// <summary>How long the message is that begins here: 0 when more bytes are needed to tell, -1 when none begins here.</summary>
    int LengthOf(ReadOnlySpan<byte> bytes);

    /// <summary>Reads a message; of a long one only the beginning is there.</summary>
    void Read(ReadOnlySpan<byte> message);
}

/// <summary>How many bytes all conversations together may hold back; those of a message that is not complete yet.</summary>
internal sealed class HoldBudget(int buffers)
{
    private int left = buffers;
    private readonly Stack<byte[]> free = new();

    /// <summary>A buffer; null when none is left.</summary>
    public byte[]? Rent()
    {
        if (left == 0)
        {
            return null;
        }

        left--;
        return free.TryPop(out byte[]? buffer) ? buffer : new byte[InOrder.Most];
    }

    public void Return(byte[] buffer)
    {
        left++;
        free.Push(buffer);
    }
}

/// <summary>
/// The bytes of one end of a TCP connection in their order. Bytes sent again are dropped. Where bytes are missing, the message that they
/// belong to is given up and the next segment is taken as the beginning of another: segments are not put into order again.
/// </summary>
internal sealed class InOrder
{
    /// <summary>How much of a message is looked at.</summary>
    public const int Most = 4_096;

    private uint next;
    private bool hasNext;
    private byte[]? held;
    private int heldLength;
    private int skip;

    /// <summary>Says where the bytes begin: after a SYN.</summary>
    public void Begin(uint sequence)
    {
        next = sequence;
        hasNext = true;
    }

    /// <summary>Takes a segment.</summary>
    /// <param name="sequence">The number of its first byte.</param>
    /// <param name="payload">Its bytes, as far as captured.</param>
    /// <param name="length">How many they were.</param>
    /// <param name="reader">Who reads the messages.</param>
    /// <param name="budget">How much may be held back.</param>
    /// <returns>How many of the bytes are new, and how many messages were none.</returns>
    public (int New, int Misfits) Take(
        uint sequence,
        ReadOnlySpan<byte> payload,
        int length,
        IMessageReader? reader,
        HoldBudget budget
    )
    {
        int ahead = hasNext ? unchecked((int)(sequence - next)) : 0;
        if (ahead < 0)
        {
            int known = ahead == int.MinValue ? length : -ahead;
            if (known >= length)
            {
                return (0, 0);
            }

            payload = payload[Math.Min(known, payload.Length)..];
            length -= known;
            sequence = next;
        }
        else if (ahead > 0)
        {
            Drop(budget);
        }

        next = unchecked(sequence + (uint)length);
        hasNext = true;
        if (reader is null)
        {
            Drop(budget);
            return (length, 0);
        }

        int misfits = Cut(payload, reader, budget);
        if (payload.Length < length)
        {
            Drop(budget);
        }

        return (length, misfits);
    }

    /// <summary>Gives up what is held back.</summary>
    public void Drop(HoldBudget budget)
    {
        if (held is not null)
        {
            budget.Return(held);
            held = null;
        }

        heldLength = 0;
        skip = 0;
    }

    private int Cut(ReadOnlySpan<byte> bytes, IMessageReader reader, HoldBudget budget)
    {
        while (!bytes.IsEmpty)
        {
            int skipped = Math.Min(skip, bytes.Length);
            skip -= skipped;
            bytes = bytes[skipped..];
            int before = heldLength;
            ReadOnlySpan<byte> work = before > 0 ? Joined(bytes) : bytes;
            int length = work.IsEmpty ? 0 : reader.LengthOf(work);
            if (length < 0)
            {
                Drop(budget);
                return 1;
            }

            if (length == 0 || (length > work.Length && work.Length < Most))
            {
                return Hold(work, before, budget) ? 0 : 1;
            }

            int taken = Math.Min(length, work.Length);
            reader.Read(work[..taken]);
            if (held is not null)
            {
                Drop(budget);
            }

            skip = length - taken;

            // A message that was held back before may end within what was added to it.
            bytes = bytes[Math.Clamp(taken - before, 0, bytes.Length)..];
        }

        return 0;
    }

    private Span<byte> Joined(ReadOnlySpan<byte> bytes)
    {
        int added = Math.Min(bytes.Length, Most - heldLength);
        bytes[..added].CopyTo(held.AsSpan(heldLength));
        return held.AsSpan(0, heldLength + added);
    }

    // What was joined lies in the buffer already.
    private bool Hold(ReadOnlySpan<byte> work, int before, HoldBudget budget)
    {
        if (work.IsEmpty || work.Length >= Most)
        {
            Drop(budget);
            return work.IsEmpty;
        }

        if (before == 0)
        {
            held = budget.Rent();
            if (held is null)
            {
                return true;
            }

            work.CopyTo(held);
        }

        heldLength = work.Length;
        return true;
    }
}
