namespace Pollux.Formats.Input;

/// <summary>How much of an input is read at most. Whatever passes a limit is refused, with the limit named.</summary>
/// <remarks>
/// The figures keep any single import below 512 MB of memory: text is read as a stream, trees are bounded by their number of nodes,
/// and unpacking never runs ahead of reading.
/// </remarks>
public sealed record InputLimits
{
    /// <summary>What the commands use.</summary>
    public static InputLimits Default { get; } = new();

    /// <summary>Bytes of a plain file.</summary>
    public long FileBytes { get; init; } = 2L << 30;

    /// <summary>Bytes unpacked from one archive, all entries together, layers inside layers included.</summary>
    public long UnpackedBytes { get; init; } = 512L << 20;

    /// <summary>Bytes of an archive that lies inside another one; it must be held in memory.</summary>
    public int InnerArchiveBytes { get; init; } = 64 << 20;

    /// <summary>Unpacked bytes per packed byte, asked only once <see cref="FreeUnpackedBytes"/> are passed.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>Unpacked bytes of one entry up to which its ratio is not asked: small texts may pack very well.</summary>
    public long FreeUnpackedBytes { get; init; } = 16L << 20;

    /// <summary>Entries of one archive.</summary>
    public int ArchiveEntries { get; init; } = 10_000;

    /// <summary>Layers of packing: 2 allows a gzip file in a zip archive, but nothing packed inside that.</summary>
    public int ArchiveLayers { get; init; } = 2;

    /// <summary>Files that the arguments of one command may name.</summary>
    public int Files { get; init; } = 100_000;

    /// <summary>Bytes of a JSON document, which is held in memory.</summary>
    public int JsonBytes { get; init; } = 128 << 20;

    /// <summary>Values and names of a JSON document.</summary>
    public int JsonTokens { get; init; } = 8_000_000;

    /// <summary>Bytes of one line of a file of JSON lines.</summary>
    public int JsonLineBytes { get; init; } = 16 << 20;

    /// <summary>Depth of nesting of JSON, XML and YAML.</summary>
    public int Depth { get; init; } = 128;

    /// <summary>Characters of one record of an XML document that is streamed, or of a whole one that is not.</summary>
    public long XmlRecordCharacters { get; init; } = 64L << 20;

    /// <summary>Elements, attributes and texts of one record of an XML document, likewise.</summary>
    public int XmlRecordNodes { get; init; } = 2_000_000;

    /// <summary>Attributes of one XML element.</summary>
    public int XmlAttributes { get; init; } = 256;

    /// <summary>Bytes of a YAML document.</summary>
    public int YamlBytes { get; init; } = 16 << 20;

    /// <summary>Values of a YAML document.</summary>
    public int YamlNodes { get; init; } = 500_000;

    /// <summary>Records that one document may add to a twin.</summary>
    public int Records { get; init; } = 200_000;

    /// <summary>
    /// Records that one document may add where each is a few figures of a public list, such as EPSS, which has one for every CVE.
    /// </summary>
    public int ListRecords { get; init; } = 1_000_000;

    /// <summary>Facts that all records of one document together may hold, where a record can hold any number of them.</summary>
    public int Facts { get; init; } = 4_000_000;
}
