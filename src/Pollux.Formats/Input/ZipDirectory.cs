using System.Buffers.Binary;

namespace Pollux.Formats.Input;

/// <summary>
/// Counts the entries of a zip archive before the runtime reads its whole directory into memory: a directory of some megabytes could
/// name millions of entries (PKWARE APPNOTE 4.3.12, 4.3.14, 4.3.16).
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054B50;
    private const uint EntrySignature = 0x02014B50;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LongestComment = 65_535;

    /// <summary>Counts, and leaves the stream at its start.</summary>
    /// <exception cref="InputLimitException">There are more entries than allowed.</exception>
    /// <exception cref="InvalidDataException">There is no directory.</exception>
    public static void RefuseTooManyEntries(Stream stream, int maximum)
    {
        if (CountUpTo(stream, DirectoryStart(stream), maximum + 1) > maximum)
        {
            throw new InputLimitException($"The archive has more than {maximum} entries.");
        }

        stream.Position = 0;
    }

    private static long DirectoryStart(Stream stream)
    {
        int length = (int)Math.Min(stream.Length, EndLength + LongestComment);
        byte[] tail = new byte[length];
        stream.Position = stream.Length - length;
        stream.ReadExactly(tail);
        for (int at = length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == EndSignature)
            {
                uint start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
                return start == uint.MaxValue
                    ? throw new InvalidDataException("The archive is in the Zip64 form for more than 4 GiB.")
                    : start;
            }
        }

        throw new InvalidDataException("The archive has no directory at its end.");
    }

    private static int CountUpTo(Stream stream, long start, int maximum)
    {
        stream.Position = Math.Min(start, stream.Length);
        using BufferedReader reader = new(stream);
        byte[] entry = new byte[EntryLength];
        int count = 0;
        while (
            count < maximum && reader.TryRead(entry) && BinaryPrimitives.ReadUInt32LittleEndian(entry) == EntrySignature
        )
        {
            count++;
            reader.Skip(
                BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(28))
                    + BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(30))
                    + BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(32))
            );
        }

        return count;
    }

    // Leaves the stream below open.
    private sealed class BufferedReader(Stream stream) : IDisposable
    {
        private readonly byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(65_536);
        private int start;
        private int end;

        public bool TryRead(Span<byte> target)
        {
            while (target.Length > 0)
            {
                if (!Fill())
                {
                    return false;
                }

                int length = Math.Min(target.Length, end - start);
                buffer.AsSpan(start, length).CopyTo(target);
                start += length;
                target = target[length..];
            }

            return true;
        }

        public void Skip(int count)
        {
            while (count > 0 && Fill())
            {
                int length = Math.Min(count, end - start);
                start += length;
                count -= length;
            }
        }

        public void Dispose() => System.Buffers.ArrayPool<byte>.Shared.Return(buffer);

        private bool Fill()
        {
            if (start == end)
            {
                start = 0;
                end = stream.Read(buffer);
            }

            return end > 0;
        }
    }
}
