using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Traffic;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Zeek;

/// <summary>One reading of a stream of Zeek's lines: columns, JSON or both, of one log or of many.</summary>
internal sealed class ZeekReading
{
    private static readonly TrafficReport Report = new(
        "line(s)",
        "no time, or a masked one",
        ZeekRules.Ignored,
        ZeekRules.NoTime,
        ZeekRules.Scanner,
        ZeekRules.TooManyFlows
    );

    private const int LinesPerCheck = 4_096;

    private readonly ByteLines lines;
    private readonly DiagnosticBag diagnostics;
    private readonly TrafficGathering gathering;
    private readonly ZeekLines reader;
    private readonly ZeekColumns columns = new();
    private readonly ZeekJsonLine json = new();
    private readonly ZeekRow row = new();
    private readonly Utf8Names<ZeekLog> logs = new();
    private readonly Dictionary<string, ZeekLog> logByPath = new(StringComparer.Ordinal);
    private readonly SortedSet<string> paths = new(StringComparer.Ordinal);
    private ZeekLog? columnLog;
    private bool isHeadless;
    private int refused;

    public ZeekReading(Stream stream, DiagnosticBag diagnostics, InputLimits limits)
    {
        lines = new ByteLines(stream);
        this.diagnostics = diagnostics;
        gathering = new TrafficGathering(limits.Records);
        reader = new ZeekLines(gathering);
    }

    public ImportedDocument? Read(CancellationToken cancellationToken)
    {
        while (lines.Read())
        {
            if (lines.Number % LinesPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ReadLine();
        }

        ImportedDocument document = Finish();
        if (document.Received == 0)
        {
            diagnostics.Add(ZeekRules.NoLines, "The log has a heading and no lines.");
            return null;
        }

        if (document.Understood + document.Ignored == 0)
        {
            diagnostics.Add(ZeekRules.NoLines, $"None of the {document.Refused} line(s) can be used.");
            return null;
        }

        return document;
    }

    private void ReadLine()
    {
        ReadOnlySpan<byte> line = lines.Line;
        if (lines.IsTooLong)
        {
            Refuse($"The line is longer than {ByteSize.Of(ByteLines.LongestLine)}.");
        }
        else if (line.IsEmpty)
        {
            return;
        }
        else if (line[0] == (byte)'#')
        {
            columns.ReadHeading(line);
            columnLog = null;
            isHeadless = false;
        }
        else if (line[0] is (byte)'{' or (byte)'[' or (byte)' ' or (byte)']')
        {
            ReadJson(line);
        }
        else
        {
            ReadColumns(line);
        }
    }

    private void ReadJson(ReadOnlySpan<byte> line)
    {
        if (!line.ContainsAnyExcept(" \t[]"u8))
        {
            return;
        }

        if (!json.TryCut(lines.Buffer, lines.Start, lines.Length, row))
        {
            Refuse("The line is no JSON object.");
            return;
        }

        Understand(LogOf(row));
    }

    private void ReadColumns(ReadOnlySpan<byte> line)
    {
        if (!columns.HasNames || (isHeadless && columns.Count != Cells(line)))
        {
            if (ZeekHeadless.Of(line) is not { } found)
            {
                Refuse("The line stands below no heading that names its columns.");
                return;
            }

            columns.Name(found.Path, found.Names);
            columnLog = null;
            isHeadless = true;
            diagnostics.Add(
                ZeekRules.NoHeading,
                found.Path.Length > 0
                    ? $"From here on no heading names the columns; they look like those of {found.Path}."
                    : "From here on no heading names the columns; only who talks to whom is read.",
                lines.Number
            );
        }

        if (!columns.TryCut(lines.Buffer, lines.Start, lines.Length, row))
        {
            Refuse($"The line has not the {columns.Count} columns of its heading.");
            return;
        }

        columnLog ??= Log(columns.Path.Length > 0 ? columns.Path : Guess(row));
        Understand(columnLog);
    }

    private static int Cells(ReadOnlySpan<byte> line) => line.Count((byte)'\t') + 1;

    private void Understand(ZeekLog log)
    {
        switch (reader.Read(log, row))
        {
            case LineResult.Bad:
                Refuse(
                    $"The line names no address or port where {(log.Path.Length > 0 ? log.Path : "its log")} has one."
                );
                break;
            case LineResult.Full:
                refused++;
                break;
            default:
                break;
        }
    }

    private ZeekLog LogOf(ZeekRow line)
    {
        ReadOnlySpan<byte> path = line[ZeekField.LogPath];
        if (path.IsEmpty)
        {
            return Log(Guess(line));
        }

        if (!logs.TryGet(path, out ZeekLog? log))
        {
            string name = Encoding.UTF8.GetString(path).ToLowerInvariant();
            log = Log(name.StartsWith("zeek.", StringComparison.Ordinal) ? name[5..] : name);
            if (logs.Count < 1_000)
            {
                logs.Add(path, log);
            }
        }

        return log;
    }

    private ZeekLog Log(string path)
    {
        if (logByPath.TryGetValue(path, out ZeekLog? known))
        {
            return known;
        }

        string name = Excerpt.OneLine(path, 60);
        if (paths.Count < 1_000)
        {
            paths.Add(name);
            logByPath.Add(path, ZeekLog.Of(name));
        }

        return ZeekLog.Of(name);
    }

    // A line without its log's name is known by a column that only one log has.
    private static string Guess(ZeekRow line) =>
        line.Has(ZeekField.ConnectionState) ? "conn"
        : line.Has(ZeekField.FunctionRequest) || line.Has(ZeekField.FunctionReply) ? "dnp3"
        : line.Has(ZeekField.CipService) ? "cip"
        : line.Has(ZeekField.SoftwareType) ? "software"
        : line.Has(ZeekField.PortNumber) && line.Has(ZeekField.Host) ? "known_services"
        : line.Has(ZeekField.AssignedAddress) ? "dhcp"
        : line.Has(ZeekField.ModuleName) ? "s7comm_known_devices"
        : line.Has(ZeekField.Property) && line.Has(ZeekField.PduService) ? "bacnet_property"
        : line.Has(ZeekField.PduService) ? "bacnet"
        : line.Has(ZeekField.Function) ? "modbus"
        : line.Has(ZeekField.Query) ? "dns"
        : line.Has(ZeekField.ClientHost) ? ""
        : line.Has(ZeekField.Host) ? "known_hosts"
        : "";

    private void Refuse(string why)
    {
        refused++;
        string excerpt = Excerpt.Of(Encoding.UTF8.GetString(lines.Line[..Math.Min(lines.Length, 400)]));
        diagnostics.Add(ZeekRules.BadLine, $"{why} It begins with '{excerpt}'.", lines.Number);
    }

    private ImportedDocument Finish()
    {
        TrafficResult result = gathering.Finish();
        Report.Write(result, gathering.Most, diagnostics);

        return new ImportedDocument(SourceOf(result), result.Observations, result.IgnoredLines, refused);
    }

    private Source SourceOf(TrafficResult result)
    {
        string[] named = [.. paths.Where(path => path.Length > 0)];
        string document = named.Length switch
        {
            0 => "log",
            <= 3 => string.Join(", ", named),
            _ => $"{string.Join(", ", named.Take(2))} and {named.Length - 2} more logs",
        };
        return new Source("zeek", document, result.Edition, result.Last, IsComplete: false);
    }
}
