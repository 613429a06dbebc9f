namespace Pollux.Formats.Input;

/// <summary>
/// What may still be unpacked from one archive. An entry that is read twice (once to recognise it, once to import it) counts once:
/// its furthest position. Shared by all entries and layers of the archive.
/// </summary>
internal sealed class UnpackingBudget(InputLimits limits)
{
    private readonly Dictionary<string, long> furthest = new(StringComparer.Ordinal);
    private long total;

    /// <summary>Bounds the stream of one entry.</summary>
    /// <param name="name">The entry's unique name.</param>
    /// <param name="packedBytes">How many packed bytes were read so far, or all that it is packed into.</param>
    /// <param name="unpacked">The stream that unpacks.</param>
    public BoundedStream Bound(string name, Func<long> packedBytes, Stream unpacked) =>
        new(unpacked, position => Charge(name, packedBytes(), position));

    private void Charge(string name, long packedBytes, long position)
    {
        long before = furthest.GetValueOrDefault(name);
        if (position > before)
        {
            furthest[name] = position;
            total += position - before;
        }

        if (total > limits.UnpackedBytes)
        {
            throw new InputLimitException($"The archive unpacks to more than {ByteSize.Of(limits.UnpackedBytes)}.");
        }

        if (position > limits.FreeUnpackedBytes && position / limits.Ratio > Math.Max(1, packedBytes))
        {
            throw new InputLimitException(
                $"It unpacks to more than {limits.Ratio} times its {packedBytes} packed bytes, as a zip bomb does."
            );
        }
    }
}
