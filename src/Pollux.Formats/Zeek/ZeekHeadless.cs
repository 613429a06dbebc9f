using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Pollux.Formats.Zeek;

/// <summary>
/// Tells what the columns of a log mean when its heading was lost. All logs of connections begin with the same six columns; the logs of
/// ICSNPP can be told by the number and the look of the others.
/// </summary>
internal static partial class ZeekHeadless
{
    private static readonly ImmutableArray<string> Ends =
    [
        "ts",
        "uid",
        "id.orig_h",
        "id.orig_p",
        "id.resp_h",
        "id.resp_p",
    ];

    private static readonly ImmutableArray<string> Sent =
    [
        .. Ends,
        "is_orig",
        "source_h",
        "source_p",
        "destination_h",
        "destination_p",
    ];

    // Columns that follow, as ICSNPP and Zeek document them; only the ones before the last that is looked at.
    private static readonly ImmutableArray<Layout> Layouts =
    [
        new("modbus", 8, [.. Ends, "func", "exception"], 7, ModbusFunction()),
        new("enip", 18, [.. Sent, "enip_command_code", "enip_command"], 12, HexByte()),
        new("cip_io", 15, Sent, 12, HexDoubleWord()),
        new("cip", 23, [.. Sent, "cip_sequence_count", "direction", "x", "cip_service", "x", "cip_status"], 13, Way()),
        new(
            "cip_identity",
            24,
            [
                .. Sent,
                "encapsulation_version",
                "socket_address",
                "socket_port",
                "vendor_id",
                "vendor_name",
                "device_type_id",
                "device_type_name",
                "product_code",
                "revision",
                "device_status",
                "serial_number",
                "product_name",
            ],
            22,
            HexDoubleWord()
        ),
        new("opcua_binary", 55, [.. Ends, .. Enumerable.Repeat("x", 24), "identifier_str"], 7, OpcUaMessage()),
        new("conn", 20, [.. Ends, .. Connection, "local_orig", "missed_bytes", "history"], 12, ConnectionState()),
        new(
            "conn",
            21,
            [.. Ends, .. Connection, "local_orig", "local_resp", "missed_bytes", "history"],
            12,
            ConnectionState()
        ),
    ];

    private static IEnumerable<string> Connection =>
        ["proto", "service", "duration", "orig_bytes", "resp_bytes", "conn_state"];

    /// <summary>True when a line looks like one of a log of connections.</summary>
    public static bool IsLine(string line) => Beginning().IsMatch(line);

    /// <summary>Names the columns by one line of them.</summary>
    /// <returns>The log's name, empty when it cannot be told, and a name for each column; null when it is no line of a log.</returns>
    public static (string Path, ImmutableArray<string> Names)? Of(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line);
        if (!IsLine(text))
        {
            return null;
        }

        string[] cells = text.Split('\t');
        Layout? layout = Layouts.FirstOrDefault(candidate => candidate.Fits(cells));
        IEnumerable<string> names = layout?.Names ?? Ends;
        return (
            layout?.Path ?? "",
            [.. names.Concat(Enumerable.Repeat("x", Math.Max(0, cells.Length - names.Count()))).Take(cells.Length)]
        );
    }

    [GeneratedRegex(
        @"^(\d{9,11}\.\d{1,9}|X+\.X+)\t[A-Za-z0-9]{10,20}\t[0-9a-fA-F:.]{2,45}\t\d{1,5}\t[0-9a-fA-F:.]{2,45}\t\d{1,5}\t",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Beginning();

    [GeneratedRegex(
        "^(unknown-[0-9]{1,3}|[A-Z][A-Z0-9_]{3,60})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex ModbusFunction();

    [GeneratedRegex("^0x[0-9a-fA-F]{2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HexByte();

    [GeneratedRegex("^0x[0-9a-fA-F]{8}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HexDoubleWord();

    [GeneratedRegex("^(request|response)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Way();

    [GeneratedRegex("^(HEL|ACK|OPN|MSG|CLO|ERR|RHE)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OpcUaMessage();

    [GeneratedRegex(
        "^(S[0-3]|SF|SH|SHR|REJ|RSTO|RSTR|RSTOS0|RSTRH|OTH)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex ConnectionState();

    // Column numbers from 1, as they are counted in the documentation.
    private sealed record Layout(string Path, int Columns, ImmutableArray<string> Names, int Column, Regex Look)
    {
        public bool Fits(string[] cells) => cells.Length == Columns && Look.IsMatch(cells[Column - 1]);
    }
}
