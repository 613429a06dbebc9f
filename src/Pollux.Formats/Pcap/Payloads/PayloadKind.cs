namespace Pollux.Formats.Pcap.Payloads;

/// <summary>Which protocol the payload of a conversation is of. The numbers are no part of the contract.</summary>
internal enum PayloadKind : byte
{
    /// <summary>Not looked at yet, or not enough of it.</summary>
    Unknown,

    /// <summary>None that is read, or one of which its name is enough.</summary>
    Done,

    /// <summary>Modbus/TCP.</summary>
    Modbus,

    /// <summary>ISO transport over TCP, in which S7comm and others are spoken.</summary>
    Iso,

    /// <summary>EtherNet/IP.</summary>
    Enip,

    /// <summary>DNP3.</summary>
    Dnp3,

    /// <summary>OPC UA over TCP.</summary>
    OpcUa,

    /// <summary>BACnet/IP.</summary>
    BacNet,

    /// <summary>DNS.</summary>
    Dns,

    /// <summary>DHCP.</summary>
    Dhcp,

    /// <summary>IEC 60870-5-104.</summary>
    Iec104,
}
