using System.Text;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>Finds out which protocol the payload of a conversation is of, by what it holds, and gives messages to its reader.</summary>
internal sealed class PayloadReader : IMessageReader
{
    // After this many messages that are none, the conversation is of something else.
    private const int MostMisfits = 8;

    // With so many, any of the protocols can be told; with fewer one waits for more.
    private const int FewestBytes = 10;

    private Speaker speaker;

    /// <summary>Says whose payload comes next.</summary>
    /// <returns>False when nothing of it is to be read.</returns>
    public bool Begin(Talk talk, bool isFromLow, ReadOnlySpan<byte> payload)
    {
        speaker = new Speaker(talk, isFromLow);
        bool isStream = talk.Key.Transport == Transport.Tcp;
        if (talk.Kind == PayloadKind.Unknown && !isStream && !payload.IsEmpty)
        {
            talk.Kind = OfDatagram(payload);
            talk.Misfits += talk.Kind == PayloadKind.Unknown ? 1 : 0;
        }

        if (talk.Misfits >= MostMisfits)
        {
            talk.Kind = PayloadKind.Done;
        }

        return talk.Kind != PayloadKind.Done && (isStream || talk.Kind != PayloadKind.Unknown);
    }

    public int LengthOf(ReadOnlySpan<byte> bytes)
    {
        Talk talk = speaker.Talk;
        if (talk.Kind == PayloadKind.Unknown)
        {
            talk.Kind = OfStream(bytes);
        }

        return talk.Kind switch
        {
            PayloadKind.Unknown => bytes.Length < FewestBytes ? 0 : -1,
            PayloadKind.Done => -1,
            PayloadKind.Modbus => Modbus.LengthOf(bytes),
            PayloadKind.Iso => Iso.LengthOf(bytes),
            PayloadKind.Enip => Enip.LengthOf(bytes),
            PayloadKind.Dnp3 => Dnp3.LengthOf(bytes),
            PayloadKind.OpcUa => OpcUa.LengthOf(bytes),
            PayloadKind.Iec104 => Iec104.LengthOf(bytes),
            _ => bytes.Length,
        };
    }

    public void Read(ReadOnlySpan<byte> message)
    {
        switch (speaker.Talk.Kind)
        {
            case PayloadKind.Modbus:
                Modbus.Read(message, speaker);
                break;
            case PayloadKind.Iso:
                Iso.Read(message, speaker);
                break;
            case PayloadKind.Enip:
                Enip.Read(message, speaker);
                break;
            case PayloadKind.Dnp3:
                Dnp3.Read(message, speaker);
                break;
            case PayloadKind.OpcUa:
                OpcUa.Read(message, speaker);
                break;
            case PayloadKind.Iec104:
                Iec104.Read(message, speaker);
                break;
            case PayloadKind.BacNet:
                BacNet.Read(message, speaker);
                break;
            case PayloadKind.Dns:
                Dns.Read(message, speaker);
                break;
            case PayloadKind.Dhcp:
                Dhcp.Read(message, speaker);
                break;
            default:
                break;
        }
    }

    private PayloadKind OfStream(ReadOnlySpan<byte> payload)
    {
        ushort port = speaker.Talk.ServerPort;
        return payload.Length >= 8
            && (port is 502 or 802 or 1502 ? Modbus.LengthOf(payload) > 0 : Modbus.IsRequest(payload))
                ? Named(PayloadKind.Modbus, "modbus")
            : Iso.Fits(payload) ? PayloadKind.Iso
            : port is 44818 ? (Enip.Fits(payload) ? Named(PayloadKind.Enip, "enip") : PayloadKind.Unknown)
            : Enip.IsOpening(payload) ? Named(PayloadKind.Enip, "enip")
            : payload.Length >= 10 && Dnp3.LengthOf(payload) > 0 ? Named(PayloadKind.Dnp3, "dnp3")
            : OpcUa.LengthOf(payload) > 0 ? Named(PayloadKind.OpcUa, "opcua")
            : port is 2404 && Iec104.LengthOf(payload) > 0 ? Named(PayloadKind.Iec104, "iec-104")
            : OfText(payload);
    }

    // Protocols of which the name is enough, by how they begin.
    private PayloadKind OfText(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("SSH-"u8))
        {
            Ssh(payload);
            return Named(PayloadKind.Unknown, "ssh");
        }

        // TLS (RFC 8446, 5.1): handshake of version 3.x. SMB: the length of NetBIOS before the mark.
        string? name =
            payload is [0x16, 0x03, <= 4, _, _, 1 or 2, ..] ? "ssl"
            : IsHttp(payload) ? "http"
            : payload is [0, _, _, _, 0xFF or 0xFE, (byte)'S', (byte)'M', (byte)'B', ..] ? "smb"
            : null;
        return name is null ? PayloadKind.Unknown : Named(PayloadKind.Done, name);
    }

    private static bool IsHttp(ReadOnlySpan<byte> payload) =>
        payload.StartsWith("GET /"u8)
        || payload.StartsWith("POST /"u8)
        || payload.StartsWith("HEAD /"u8)
        || payload.StartsWith("PUT /"u8)
        || payload.StartsWith("OPTIONS "u8)
        || payload.StartsWith("HTTP/1."u8);

    private void Ssh(ReadOnlySpan<byte> payload)
    {
        int end = payload.IndexOfAny((byte)'\r', (byte)'\n');
        if (end is > 0 and <= 255 && Banners.Ssh(Encoding.UTF8.GetString(payload[..end])) is { } found)
        {
            ushort? port = speaker.IsClient ? null : speaker.Talk.ServerPort;
            speaker.Own?.AddSoftware(SoftwareNote.Of(found.Product, found.Version, port));
        }
    }

    private PayloadKind OfDatagram(ReadOnlySpan<byte> payload)
    {
        bool IsAt(ushort port) => speaker.Talk.Key.LowPort == port || speaker.Talk.Key.HighPort == port;
        return IsAt(47808) && BacNet.Fits(payload) ? Named(PayloadKind.BacNet, "bacnet")
            : IsAt(44818) && Enip.Fits(payload) ? Named(PayloadKind.Enip, "enip")
            : IsAt(53) && Dns.Fits(payload) ? Named(PayloadKind.Dns, "dns")
            : IsAt(67) && Dhcp.Fits(payload) ? Named(PayloadKind.Dhcp, "dhcp")
            : payload.Length >= 10 && Dnp3.LengthOf(payload) > 0 ? Named(PayloadKind.Dnp3, "dnp3")
            : PayloadKind.Unknown;
    }

    private PayloadKind Named(PayloadKind kind, string application)
    {
        speaker.Talk.Application = application;
        return kind;
    }
}
