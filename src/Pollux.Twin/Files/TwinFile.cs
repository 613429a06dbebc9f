using System.Buffers;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Files;

/// <summary>
/// Reads and writes <c>SITE.twin</c>: JSON Lines in one canonical form, so that two files can be compared line by line.
/// <c>docs/formats/twin-file.md</c> describes it.
/// </summary>
public static class TwinFile
{
    /// <summary>The schema version that this Pollux writes, and the newest that it reads.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaximumLineLength = 32 * 1024 * 1024;

    /// <summary>How many lines are read.</summary>
    public const int MaximumLines = 20_000_000;

    /// <summary>Writes a twin; the same twin gives the same bytes.</summary>
    public static void Write(SiteTwin twin, Stream stream)
    {
        ArrayBufferWriter<byte> buffer = new(128 * 1024);
        using Utf8JsonWriter writer = TwinLines.NewWriter(buffer);
        TwinLines.WriteHeader(writer, twin.Site);
        EndLine(writer, buffer, stream);
        // Earlier editions stand before the one that took their place, so that reading them in order makes the same twin.
        foreach (
            SourceObservations source in twin.Sources.SelectMany(source =>
                twin.EarlierEditions(source.Source).Add(source)
            )
        )
        {
            TwinLines.Write(writer, source.Source);
            EndLine(writer, buffer, stream);
            foreach (Observation observation in source.Observations)
            {
                TwinLines.Write(writer, observation);
                EndLine(writer, buffer, stream);
            }
        }

        stream.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a twin to a file, replacing it in one step; see <see cref="AtomicFile"/>.</summary>
    public static void Save(SiteTwin twin, string path) => AtomicFile.Write(path, stream => Write(twin, stream));

    /// <summary>Reads a twin. Never throws for what is in the stream.</summary>
    /// <param name="stream">The content; read to its end, not closed.</param>
    /// <param name="name">The file as the user named it, for diagnostics.</param>
    /// <returns>
    /// All lines that could be understood, each other one named by a diagnostic; null when it is no twin file, or one of a
    /// newer schema version. Whoever writes the twin back over a file with errors loses the broken lines.
    /// </returns>
    public static Diagnosed<SiteTwin> Read(Stream stream, string name) => new TwinFileReader(stream, name).Read();

    private static void EndLine(Utf8JsonWriter writer, ArrayBufferWriter<byte> buffer, Stream stream)
    {
        writer.Flush();
        writer.Reset();
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        if (buffer.WrittenCount > 64 * 1024)
        {
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }
}
