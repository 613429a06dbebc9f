namespace Pollux.Formats.Pcap.Payloads;

/// <summary>Names of the numbers in CIP's identity object.</summary>
internal static class CipNames
{
    /// <summary>The vendor of a number that ODVA gave out; null for one that is not in this small table.</summary>
    public static string? Vendor(ushort number) =>
        number switch
        {
            1 => "Rockwell Automation/Allen-Bradley",
            40 => "WAGO Corporation",
            47 => "OMRON Corporation",
            90 => "HMS Industrial Networks AB",
            161 => "Mitsubishi Electric Corporation",
            283 => "Hilscher GmbH",
            _ => null,
        };

    /// <summary>The profile of a device (CIP Volume 1, 6-7); null for others.</summary>
    public static string? Kind(ushort number) =>
        number switch
        {
            0x02 => "AC Drive",
            0x07 => "General Purpose Discrete I/O",
            0x0C => "Communications Adapter",
            0x0E => "Programmable Logic Controller",
            0x10 => "Position Controller",
            0x13 => "DC Drive",
            0x18 => "Human-Machine Interface",
            0x2C => "Managed Switch",
            _ => null,
        };

    /// <summary>The catalogue number that begins a product's name, such as <c>1756-ENBT/A</c>; null when none does.</summary>
    public static string? CatalogueNumber(string? name)
    {
        string first = (name ?? "").Split(' ')[0];
        return
            first.Contains('-', StringComparison.Ordinal)
            && first.Any(char.IsAsciiDigit)
            && first.Length is >= 4 and <= 30
            ? first
            : null;
    }
}
