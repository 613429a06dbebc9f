using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats;
using Pollux.Formats.Input;
using Pollux.Formats.Zeek;

namespace Pollux.Benchmarks;

/// <summary>How fast a Zeek log of connections is read, and whether memory stays flat while it grows.</summary>
internal static class ZeekBenchmark
{
    private const int Clients = 400;
    private const int Servers = 60;

    /// <summary>Measures logs in columns and in JSON, of the sizes given, one line of a table for each.</summary>
    public static int Run(ReadOnlySpan<string> sizes)
    {
        Console.WriteLine(
            "| form | lines | MB | processor ms | lines/s on one core | MB/s | flows | allocated MB | live MB after |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (string size in sizes.IsEmpty ? ["300000", "3000000"] : sizes)
        {
            int lines = int.Parse(size, CultureInfo.InvariantCulture);
            foreach (bool isJson in new[] { false, true })
            {
                string path = Path.Combine(Path.GetTempPath(), $"pollux-bench-{Environment.ProcessId}.log");
                try
                {
                    Write(path, lines, isJson);
                    Measure(path, lines, isJson);
                }
                finally
                {
                    File.Delete(path);
                }
            }
        }

        Console.WriteLine(
            $"\nPeak memory of the whole process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"
        );
        return 0;
    }

    private static void Measure(string path, int lines, bool isJson)
    {
        InputFile input = new("conn.log", () => File.OpenRead(path));
        (Cost cost, ImportedDocument read) = Benchmarks.Measure.Median(() =>
        {
            Diagnosed<ImportedDocument> done = new ZeekImporter()
                .ImportAsync(input, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            return done.Value!.Understood == lines ? done.Value : throw new UnreachableException("lines were lost");
        });
        double megabytes = new FileInfo(path).Length / 1e6;
        double seconds = cost.Processor / 1e3;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {(isJson ? "JSON" : "columns")} | {lines} | {megabytes:F0} | {cost.Processor:F0} | {lines / seconds:F0} | "
                    + $"{megabytes / seconds:F0} | {read.Observations.Length} | {cost.Bytes / 1e6:F1} | {GC.GetTotalMemory(true) / 1e6:F1} |"
            )
        );
    }

    // A plant: many clients, few servers, ports lent anew for each connection.
    private static void Write(string path, int lines, bool isJson)
    {
        using StreamWriter file = new(path, false, new UTF8Encoding(false), 1 << 16);
        if (!isJson)
        {
            file.Write("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n");
            file.Write(
                "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\t"
                    + "conn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\t"
                    + "resp_ip_bytes\ttunnel_parents\n"
            );
        }

        Random chance = new(4);
        string[] services = ["modbus", "http", "dns", "ssl", "cotp,s7comm", "-"];
        int[] ports = [502, 80, 53, 443, 102, 8530];
        for (int line = 0; line < lines; line++)
        {
            int kind = chance.Next(ports.Length);
            string time = (1_700_000_000 + (line * 0.001)).ToString("F6", CultureInfo.InvariantCulture);
            string client = $"10.1.{chance.Next(2)}.{chance.Next(Clients / 2)}";
            string server = $"10.2.0.{chance.Next(Servers)}";
            string uid = $"C{line:x8}abcdefgh";
            string transport = ports[kind] == 53 ? "udp" : "tcp";
            int lent = chance.Next(32_768, 61_000);
            int sent = chance.Next(100, 5_000);
            file.Write(
                isJson
                    ? $"{{\"ts\":{time},\"uid\":\"{uid}\",\"id.orig_h\":\"{client}\",\"id.orig_p\":{lent},\"id.resp_h\":\"{server}\",\"id.resp_p\":{ports[kind]},\"proto\":\"{transport}\",\"service\":\"{services[kind]}\",\"duration\":0.5,\"orig_bytes\":{sent},\"resp_bytes\":{sent * 2},\"conn_state\":\"SF\",\"missed_bytes\":0,\"history\":\"ShADadFf\",\"orig_pkts\":6,\"orig_ip_bytes\":{sent + 240},\"resp_pkts\":5,\"resp_ip_bytes\":{(sent * 2) + 200}}}\n"
                    : $"{time}\t{uid}\t{client}\t{lent}\t{server}\t{ports[kind]}\t{transport}\t{services[kind]}\t0.500000\t{sent}\t{sent * 2}\tSF\tT\tT\t0\tShADadFf\t6\t{sent + 240}\t5\t{(sent * 2) + 200}\t-\n"
            );
        }
    }
}
