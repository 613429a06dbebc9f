namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// The uses of requests that are not answered yet, so that what a device refused does not count as done. Only the last few are kept: a
/// request whose answer never comes counts.
/// </summary>
internal sealed class Requests
{
    private const int Most = 16;

    private readonly (bool IsOpen, ushort Number, int Uses)[] open = new (bool, ushort, int)[Most];

    /// <summary>Notes a request.</summary>
    /// <returns>The uses of an older one that gives way to it.</returns>
    public int Ask(ushort number, int uses)
    {
        (bool isOpen, _, int older) = open[number % Most];
        open[number % Most] = (true, number, uses);
        return isOpen ? older : 0;
    }

    /// <summary>Takes the request that an answer belongs to.</summary>
    /// <returns>Its uses, or 0 when it is not known.</returns>
    public int Answer(ushort number)
    {
        (bool isOpen, ushort asked, int uses) = open[number % Most];
        if (!isOpen || asked != number)
        {
            return 0;
        }

        open[number % Most] = default;
        return uses;
    }

    /// <summary>The uses of all that was never answered.</summary>
    public int Rest()
    {
        int uses = 0;
        foreach ((bool isOpen, _, int asked) in open)
        {
            uses |= isOpen ? asked : 0;
        }

        return uses;
    }
}
