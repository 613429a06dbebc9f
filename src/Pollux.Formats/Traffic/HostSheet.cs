using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Traffic;

/// <summary>How well a way of naming a host names it; the best that a host has is believed.</summary>
internal enum NameSource
{
    /// <summary>It says so itself when it asks for an address, logs on or answers a logon.</summary>
    Self,

    /// <summary>A reverse look-up.</summary>
    Reverse,

    /// <summary>A look-up of the name: one of perhaps several that lead there.</summary>
    LookUp,

    /// <summary>A client calls it so.</summary>
    Caller,
}

/// <summary>What a document says of one address beside its flows.</summary>
internal sealed class HostSheet
{
    private const int MostOfAKind = 64;

    private readonly HashSet<(NameSource Source, Identifier Name)> names = [];
    private readonly Dictionary<string, string> properties = new(StringComparer.Ordinal);
    private readonly HashSet<SoftwareNote> software = [];
    private readonly HashSet<ServiceNote> services = [];
    private readonly HashSet<string> macs = new(StringComparer.Ordinal);

    /// <summary>How many lines speak of the host and belong to no flow.</summary>
    public int Lines { get; private set; }

    /// <summary>The last time of such a line in ticks; 0 when none has one.</summary>
    public long Last { get; private set; }

    /// <summary>The first flow whose lines tell something of the host; null when none does.</summary>
    public FlowKey? Carrier { get; set; }

    /// <summary>Its serial number, or null.</summary>
    public string? Serial { get; private set; }

    public IEnumerable<string> Macs => macs;

    public IEnumerable<(NameSource Source, Identifier Name)> Names => names;

    /// <summary>What is known of it, by property; of several values the first.</summary>
    public IReadOnlyDictionary<string, string> Properties => properties;

    public IEnumerable<SoftwareNote> Software => software;

    public IEnumerable<ServiceNote> Services => services;

    /// <summary>True when there is something to say beside that it is there, and beside its names.</summary>
    public bool HasFacts => Serial is not null || properties.Count + software.Count + services.Count + macs.Count > 0;

    public void AddLines(int lines, long at)
    {
        Lines += lines;
        Last = Math.Max(Last, at);
    }

    public void AddName(NameSource source, Identifier? name)
    {
        if (name is { } known && names.Count < MostOfAKind)
        {
            names.Add((source, known));
        }
    }

    public void AddMac(string? mac)
    {
        if (mac is not null && macs.Count < MostOfAKind)
        {
            macs.Add(mac);
        }
    }

    public void AddSerial(string? serial) => Serial ??= Excerpt.OneLineOrNull(serial, 100);

    public void AddProperty(string name, string? value)
    {
        if (Excerpt.OneLineOrNull(value, 200) is { } text)
        {
            properties.TryAdd(name, text);
        }
    }

    public void AddSoftware(SoftwareNote note)
    {
        if (software.Count < MostOfAKind)
        {
            software.Add(note);
        }
    }

    public void AddService(ServiceNote note)
    {
        // A host has at most this many services that a tool lists; ports are bounded anyway.
        if (services.Count < 4_096)
        {
            services.Add(note);
        }
    }
}

/// <summary>A product on a host.</summary>
/// <param name="Product">Its name.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="Port">The service that it answers on; null when it is none or not known.</param>
internal sealed record SoftwareNote(string Product, string? Version, ushort? Port)
{
    /// <summary>With texts brought into one bounded line.</summary>
    public static SoftwareNote Of(string product, string? version, ushort? port) =>
        new(Excerpt.OneLine(product, 100), Excerpt.OneLineOrNull(version, 60), port);
}

/// <summary>A service that a tool lists without saying who uses it.</summary>
internal sealed record ServiceNote(ushort Port, Transport Transport, string? Application);
