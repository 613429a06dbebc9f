using System.Globalization;
using System.Security.Cryptography;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Traffic;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Pcap;

/// <summary>One reading of a capture.</summary>
internal sealed class PcapReading
{
    private static readonly TrafficReport Report = new(
        "packet(s)",
        "no time",
        PcapRules.Ignored,
        PcapRules.NoTime,
        PcapRules.Scanner,
        PcapRules.TooManyFlows
    );

    private const int PacketsPerCheck = 4_096;

    // What makes a capture the same one when it is named differently or has grown since.
    private const int BytesOfIdentity = 1_024;

    private readonly ByteWindow window;
    private readonly DiagnosticBag diagnostics;
    private readonly TrafficGathering gathering;
    private readonly Packets packets;
    private readonly SortedDictionary<int, int> unknownLinks = [];
    private string identity = "";
    private long number;
    private int refused;
    private int full;

    public PcapReading(Stream stream, DiagnosticBag diagnostics, InputLimits limits)
    {
        window = new ByteWindow(stream);
        this.diagnostics = diagnostics;
        gathering = new TrafficGathering(limits.Records);
        packets = new Packets(gathering);
    }

    public ImportedDocument? Read(CancellationToken cancellationToken)
    {
        window.Ensure(BytesOfIdentity);
        identity = Convert.ToHexStringLower(
            SHA256.HashData(window.Peek(Math.Min(window.Left, BytesOfIdentity))).AsSpan(0, 6)
        );
        if (CaptureFile.Open(window) is not { } file)
        {
            diagnostics.Add(PcapRules.NoPackets, "The capture ends within its first header.");
            return null;
        }

        while (Step(file))
        {
            if (number % PacketsPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        ImportedDocument document = Finish();
        if (document.Understood + document.Ignored == 0)
        {
            diagnostics.Add(
                PcapRules.NoPackets,
                document.Refused == 0
                    ? "The capture holds no packet."
                    : $"None of the {document.Refused} packet(s) can be used."
            );
            return null;
        }

        return document;
    }

    private bool Step(CaptureFile file)
    {
        CaptureStep step = file.Next();
        if (step == CaptureStep.End)
        {
            return false;
        }

        number++;
        if (step == CaptureStep.Packet)
        {
            ReadPacket(file);
            return true;
        }

        refused++;
        diagnostics.Add(step == CaptureStep.Bad ? PcapRules.BadPacket : PcapRules.CutOff, file.Problem);
        return step == CaptureStep.Bad;
    }

    private void ReadPacket(CaptureFile file)
    {
        switch (LinkLayer.TryRead(file.LinkType, file.Packet, out Frame frame))
        {
            case FrameResult.UnknownLink:
                unknownLinks[file.LinkType] = unknownLinks.GetValueOrDefault(file.LinkType) + 1;
                refused++;
                return;
            case FrameResult.Short:
                Refuse("Its first header is cut off.");
                return;
            default:
                break;
        }

        ReadOnlySpan<byte> bytes = file.Packet[Math.Min(file.Packet.Length, frame.Offset)..];
        int length = (int)Math.Clamp(file.OriginalLength - (long)frame.Offset, bytes.Length, int.MaxValue);
        switch (packets.Read(frame, bytes, length, file.At, number))
        {
            case LineResult.Bad:
                Refuse(packets.Problem);
                return;
            case LineResult.Full:
                full++;
                break;
            default:
                break;
        }

        gathering.AddTime(file.At);
    }

    private void Refuse(string problem)
    {
        refused++;
        diagnostics.Add(
            PcapRules.BadPacket,
            string.Create(CultureInfo.InvariantCulture, $"Packet {number} cannot be used. {problem}")
        );
    }

    private ImportedDocument Finish()
    {
        packets.Finish();
        TrafficResult result = gathering.Finish();
        foreach ((int link, int count) in unknownLinks)
        {
            diagnostics.Add(PcapRules.UnknownLink, $"{Report.Count(count)} are of link type {link}.");
        }

        Report.Write(result, gathering.Most, diagnostics);

        string edition = result.Last is null ? "without times" : result.Edition;
        Source source = new("pcap", $"capture {identity}", edition, result.Last, IsComplete: false);
        return new ImportedDocument(source, result.Observations, result.IgnoredLines, refused + full + packets.LeftOut);
    }
}
