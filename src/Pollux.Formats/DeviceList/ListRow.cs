using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;

namespace Pollux.Formats.DeviceList;

/// <summary>One line of a list, by fields.</summary>
internal sealed class ListRow
{
    // Addresses and names stand beside each other in one cell in every way that people can think of.
    private const string BetweenValues = ";, |\n\r\t";
    private readonly ILookup<string, string> cells;
    private readonly DiagnosticBag diagnostics;
    private readonly int line;

    /// <summary>Takes a line.</summary>
    /// <param name="row">The line.</param>
    /// <param name="fields">The field of each column.</param>
    /// <param name="diagnostics">Gets what is wrong with values.</param>
    public ListRow(CsvRow row, ImmutableArray<string?> fields, DiagnosticBag diagnostics)
    {
        line = row.Line;
        this.diagnostics = diagnostics;
        IsBlank = row.Fields.All(string.IsNullOrWhiteSpace);
        cells = row
            .Fields.Zip(fields)
            .Where(pair => pair.Second is not null)
            .ToLookup(pair => pair.Second!, pair => pair.First, StringComparer.Ordinal);
    }

    /// <summary>True when no field holds anything.</summary>
    public bool IsBlank { get; }

    /// <summary>Where it stands.</summary>
    public int Line => line;

    /// <summary>The device that the line states; it may lack everything that tells it from others.</summary>
    public InventoryDevice Device()
    {
        string? role = Text(ListFields.Role);
        string? order = Text(ListFields.OrderNumber);
        string? model = Text(ListFields.Model);
        ImmutableArray<Identifier> hostNames = HostNames();
        string? tag = Text(ListFields.AssetTag);
        return new InventoryDevice
        {
            Type = DeviceRoles.TypeOf(role),
            AssignedIds = tag is null ? [] : [new Identifier(IdentifierKind.AssignedId, tag, "asset tag")],
            Name = Text(ListFields.Name),
            HostNames = hostNames,
            Addresses = Read(ListFields.Ip, InventoryTexts.Address, "an IP address of one host"),
            Macs = Read(ListFields.Mac, InventoryTexts.Mac, "a MAC address", ";,|\n\r\t"),
            Serial = InventoryTexts.Serial(Text(ListFields.Serial)),
            Vendor = Text(ListFields.Vendor),
            Product = Text(ListFields.Product) ?? (order is null ? null : model),
            Model = order ?? model,
            Firmware = Text(ListFields.Firmware),
            OperatingSystem = Text(ListFields.OperatingSystem),
            Role = role,
            Description = Text(ListFields.Description),
            Owner = Text(ListFields.Owner),
            Zones = [.. cells[ListFields.Zone].SelectMany(cell => InventoryTexts.Several(cell, ";|\n"))],
            Place = Text(ListFields.Place),
            Cpes = Read(ListFields.Cpe, CpeNames.Read, "a CPE name", " ;|\n\r\t"),
        };
    }

    private string? Text(string field) =>
        cells[field].Select(InventoryTexts.Value).FirstOrDefault(value => value is not null);

    private ImmutableArray<Identifier> HostNames()
    {
        ImmutableArray<Identifier>.Builder names = ImmutableArray.CreateBuilder<Identifier>();
        foreach (
            string text in cells[ListFields.HostName].SelectMany(cell => InventoryTexts.Several(cell, BetweenValues))
        )
        {
            // A column "Host" often holds addresses; they are read as such.
            if (HostTexts.HostName(text) is { } name)
            {
                names.Add(name);
            }
            else if (InventoryTexts.Address(text) is null)
            {
                Complain(text, ListFields.HostName, "a host name");
            }
        }

        return [.. names.Distinct()];
    }

    private ImmutableArray<string> Read(
        string field,
        Func<string, string?> read,
        string what,
        string between = BetweenValues
    )
    {
        ImmutableArray<string>.Builder values = ImmutableArray.CreateBuilder<string>();
        IEnumerable<string> texts = cells[field].SelectMany(cell => InventoryTexts.Several(cell, between));
        if (field == ListFields.Ip)
        {
            values.AddRange(
                cells[ListFields.HostName]
                    .SelectMany(cell => InventoryTexts.Several(cell, BetweenValues))
                    .Select(InventoryTexts.Address)
                    .OfType<string>()
            );
            texts = texts.Where(text => !string.Equals(text, "dhcp", StringComparison.OrdinalIgnoreCase));
        }

        foreach (string text in texts)
        {
            if (read(text) is { } value)
            {
                values.Add(value);
            }
            else
            {
                Complain(text, field, what);
            }
        }

        return [.. values.Distinct(StringComparer.Ordinal)];
    }

    private void Complain(string text, string field, string what) =>
        diagnostics.Add(
            DeviceListRules.BadValue,
            $"'{Excerpt.Of(text)}' is not {what}.",
            line,
            record: $"line {line}, {field}"
        );
}
