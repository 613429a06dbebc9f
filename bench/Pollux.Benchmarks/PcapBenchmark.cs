using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats;
using Pollux.Formats.Input;
using Pollux.Formats.Pcap;

namespace Pollux.Benchmarks;

/// <summary>How fast a capture of a plant is read, and whether memory stays flat while it grows.</summary>
internal static class PcapBenchmark
{
    private const int Clients = 400;
    private const int Servers = 60;
    private const int PacketsOfConnection = 20;
    private const int Headers = 54;

    /// <summary>Measures captures of the numbers of packets given, one line of a table for each.</summary>
    public static int Run(ReadOnlySpan<string> sizes)
    {
        Console.WriteLine(
            "| packets | MB | processor ms | packets/s on one core | MB/s | flows | allocated MB | live MB after |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (string size in sizes.IsEmpty ? ["300000", "3000000"] : sizes)
        {
            int packets = int.Parse(size, CultureInfo.InvariantCulture) / PacketsOfConnection * PacketsOfConnection;
            string path = Path.Combine(Path.GetTempPath(), $"pollux-bench-{Environment.ProcessId}.pcap");
            try
            {
                Write(path, packets);
                Measure(path, packets);
            }
            finally
            {
                File.Delete(path);
            }
        }

        Console.WriteLine(
            $"\nPeak memory of the whole process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"
        );
        return 0;
    }

    private static void Measure(string path, int packets)
    {
        InputFile input = new("plant.pcap", () => File.OpenRead(path));
        (Cost cost, ImportedDocument read) = Benchmarks.Measure.Median(() =>
        {
            Diagnosed<ImportedDocument> done = new PcapImporter()
                .ImportAsync(input, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            return done.Value!.Understood == packets ? done.Value : throw new UnreachableException("packets were lost");
        });
        double megabytes = new FileInfo(path).Length / 1e6;
        double seconds = cost.Processor / 1e3;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {packets} | {megabytes:F0} | {cost.Processor:F0} | {packets / seconds:F0} | {megabytes / seconds:F0} | "
                    + $"{read.Observations.Length} | {cost.Bytes / 1e6:F1} | {GC.GetTotalMemory(true) / 1e6:F1} |"
            )
        );
    }

    // A plant: many clients, few servers; each connection opens, asks and is answered eight times by Modbus, and ends.
    private static void Write(string path, int packets)
    {
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Span<byte> head = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], 262_144);
        BinaryPrimitives.WriteUInt32LittleEndian(head[20..], 1);
        file.Write(head);
        Random chance = new(4);
        byte[] ask = Convert.FromHexString("000100000006010300000010");
        byte[] answer = [0, 1, 0, 0, 0, 35, 1, 3, 32, .. new byte[32]];
        long time = 0;
        for (int connection = 0; connection < packets / PacketsOfConnection; connection++)
        {
            uint client = 0x0A01_0001 + (uint)chance.Next(Clients);
            uint server = 0x0A02_0001 + (uint)chance.Next(Servers);
            ushort lent = (ushort)chance.Next(32_768, 61_000);
            uint sent = 1;
            uint received = 1;
            void Put(bool isClient, byte flags, ReadOnlySpan<byte> payload)
            {
                Packet(file, time += 100, isClient, client, server, lent, isClient ? sent : received, flags, payload);
                sent += isClient ? (uint)payload.Length + (flags & 2u) / 2 : 0;
                received += isClient ? 0 : (uint)payload.Length + (flags & 2u) / 2;
            }

            Put(isClient: true, 0x02, []);
            Put(isClient: false, 0x12, []);
            for (int turn = 0; turn < 8; turn++)
            {
                Put(isClient: true, 0x18, ask);
                Put(isClient: false, 0x18, answer);
            }

            Put(isClient: true, 0x11, []);
            Put(isClient: false, 0x11, []);
        }
    }

    private static void Packet(
        Stream file,
        long micros,
        bool isClient,
        uint client,
        uint server,
        ushort lent,
        uint sequence,
        byte flags,
        ReadOnlySpan<byte> payload
    )
    {
        Span<byte> bytes = stackalloc byte[16 + Headers + 64];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 1_700_000_000 + (uint)(micros / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)(micros % 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Headers + payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Headers + payload.Length);
        Span<byte> frame = bytes[16..];
        BinaryPrimitives.WriteUInt32BigEndian(frame[2..], isClient ? server : client);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], isClient ? client : server);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0800);
        Span<byte> ip = frame[14..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(40 + payload.Length));
        ip[8] = 64;
        ip[9] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], isClient ? client : server);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], isClient ? server : client);
        Span<byte> tcp = ip[20..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, isClient ? lent : (ushort)502);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], isClient ? (ushort)502 : lent);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        tcp[12] = 0x50;
        tcp[13] = flags;
        payload.CopyTo(tcp[20..]);
        file.Write(bytes[..(16 + Headers + payload.Length)]);
    }
}
