namespace Pollux.Formats.Traffic;

/// <summary>Over what a service is spoken.</summary>
internal enum Transport : byte
{
    /// <summary>None that has ports.</summary>
    None,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}

/// <summary>Words for transports.</summary>
internal static class Transports
{
    /// <summary>As a service's name has it.</summary>
    public static string Of(Transport transport) =>
        transport switch
        {
            Transport.Tcp => "tcp",
            Transport.Udp => "udp",
            Transport.Sctp => "sctp",
            _ => throw new System.Diagnostics.UnreachableException(transport.ToString()),
        };

    /// <summary>Reads one in any case; none for what has no ports.</summary>
    public static Transport Read(ReadOnlySpan<byte> text) =>
        text switch
        {
            [(byte)'t' or (byte)'T', (byte)'c' or (byte)'C', (byte)'p' or (byte)'P'] => Transport.Tcp,
            [(byte)'u' or (byte)'U', (byte)'d' or (byte)'D', (byte)'p' or (byte)'P'] => Transport.Udp,
            [(byte)'s' or (byte)'S', (byte)'c' or (byte)'C', (byte)'t' or (byte)'T', (byte)'p' or (byte)'P'] =>
                Transport.Sctp,
            _ => Transport.None,
        };
}
