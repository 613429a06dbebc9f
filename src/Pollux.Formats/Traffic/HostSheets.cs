using Pollux.Twin.Flows;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Traffic;

/// <summary>
/// What a document says of hosts. A name or a card's address names a host only while nothing in the document speaks against it: one
/// name that leads to two addresses, or two names of one address that are equally good, name nothing.
/// </summary>
/// <param name="most">How many hosts are kept.</param>
internal sealed class HostSheets(int most)
{
    private readonly Dictionary<PeerAddress, HostSheet> sheets = new();
    private readonly Dictionary<ulong, MacOwner> owners = new();

    /// <summary>Every sheet, in the order of its first line.</summary>
    public IEnumerable<KeyValuePair<PeerAddress, HostSheet>> All => sheets;

    /// <summary>True when a host was left out because there are too many.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The sheet of a host; null for what is no device, and when there are too many.</summary>
    public HostSheet? Of(PeerAddress address)
    {
        if (sheets.TryGetValue(address, out HostSheet? sheet))
        {
            return sheet;
        }

        if (address.Scope == AddressScope.NoDevice)
        {
            return null;
        }

        if (sheets.Count >= most)
        {
            IsFull = true;
            return null;
        }

        sheets.Add(address, sheet = new HostSheet());
        return sheet;
    }

    /// <summary>The sheet of a host that a line of a flow tells something of.</summary>
    public HostSheet? Of(PeerAddress address, FlowKey carrier)
    {
        HostSheet? sheet = Of(address);
        if (sheet is not null)
        {
            sheet.Carrier ??= carrier;
        }

        return sheet;
    }

    /// <summary>
    /// Notes the card that packets of an address came from. A router's card brings the packets of many addresses, and of the Internet.
    /// </summary>
    /// <param name="mac">The card.</param>
    /// <param name="address">The sender's address.</param>
    /// <param name="carrier">The flow that the packet belongs to.</param>
    /// <param name="isOwn">True when the card itself said that the address is its own, as by ARP.</param>
    public void SeeMac(ulong mac, PeerAddress address, FlowKey carrier, bool isOwn = false)
    {
        if (!owners.TryGetValue(mac, out MacOwner owner))
        {
            if (owners.Count < most)
            {
                owners.Add(
                    mac,
                    new MacOwner(address, carrier, IsShared: !isOwn && address.Scope != AddressScope.Private)
                );
            }
        }
        else if (!owner.IsShared && owner.Address != address)
        {
            owners[mac] = owner with { IsShared = true };
        }
    }

    /// <summary>Gives each card that only one address uses to the host of that address.</summary>
    public void SettleMacs()
    {
        foreach ((ulong mac, MacOwner owner) in owners)
        {
            if (!owner.IsShared)
            {
                Of(owner.Address, owner.Carrier)?.AddMac(MacText(mac));
            }
        }
    }

    /// <summary>The names that name one host each: kind and value, by address.</summary>
    public Dictionary<PeerAddress, List<Identifier>> Settle()
    {
        Dictionary<Identifier, PeerAddress?> addressByName = new();
        foreach ((PeerAddress address, HostSheet sheet) in sheets)
        {
            foreach ((_, Identifier name) in sheet.Names)
            {
                bool isElsewhere = addressByName.TryGetValue(name, out PeerAddress? other) && other != address;
                addressByName[name] = isElsewhere ? null : address;
            }
        }

        Dictionary<PeerAddress, List<Identifier>> settled = new();
        foreach ((PeerAddress address, HostSheet sheet) in sheets)
        {
            List<Identifier> names =
            [
                .. sheet
                    .Names.Where(name => addressByName[name.Name] is not null)
                    .GroupBy(name => name.Name.Kind)
                    .Select(OnlyBest)
                    .OfType<Identifier>(),
            ];
            if (names.Count > 0)
            {
                settled.Add(address, names);
            }
        }

        return settled;
    }

    private static Identifier? OnlyBest(IEnumerable<(NameSource Source, Identifier Name)> names)
    {
        IGrouping<NameSource, (NameSource Source, Identifier Name)> best = names
            .GroupBy(name => name.Source)
            .MinBy(group => group.Key)!;
        return best.Take(2).ToArray() is [var only] ? only.Name : null;
    }

    internal static string MacText(ulong mac) =>
        string.Join(':', Enumerable.Range(0, 6).Select(part => ((byte)(mac >> (40 - (8 * part)))).ToString("x2")));

    private readonly record struct MacOwner(PeerAddress Address, FlowKey Carrier, bool IsShared);
}
