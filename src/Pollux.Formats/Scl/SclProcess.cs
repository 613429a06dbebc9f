using System.Collections.Immutable;
using System.Xml.Linq;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.Scl;

/// <summary>A logical node of an IED that does something for a piece of the process.</summary>
internal readonly record struct SclDuty(string Ied, string NodeClass);

/// <summary>A switch of the process that IEDs watch or move.</summary>
/// <param name="Name">Substation, voltage level, bay and equipment, joined by slashes: the name by which the standard refers to it.</param>
/// <param name="Duties">The logical nodes attached to it.</param>
internal sealed record SclSwitch(string Name, ImmutableArray<SclDuty> Duties);

/// <summary>A bay: what is switched and protected as one.</summary>
/// <param name="Name">Substation, voltage level and bay.</param>
/// <param name="Description">Its description.</param>
/// <param name="Switches">Its breakers, disconnectors and earthing switches.</param>
/// <param name="Measures">The logical nodes of its transformers and of the bay itself.</param>
internal sealed record SclBay(
    string Name,
    string? Description,
    ImmutableArray<SclSwitch> Switches,
    ImmutableArray<SclDuty> Measures
);

/// <summary>A substation as the single line diagram has it (IEC 61850-6, 9.2).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="VoltageLevels">How many voltage levels it has, the unnamed ones aside.</param>
/// <param name="Bays">Its bays.</param>
/// <param name="Ieds">All IEDs that have a duty in it.</param>
/// <param name="Unnamed">How many voltage levels and bays have no name.</param>
internal sealed record SclSubstation(
    string Name,
    string? Description,
    int VoltageLevels,
    ImmutableArray<SclBay> Bays,
    ImmutableHashSet<string> Ieds,
    int Unnamed
)
{
    // IEC 61850-6, table of equipment types: circuit breaker and disconnector (which stands for the earthing switch, too).
    private static readonly ImmutableHashSet<string> Switching = ["CBR", "DIS"];

    /// <summary>Reads it.</summary>
    /// <returns>The substation; null when it has no name.</returns>
    public static SclSubstation? Read(XElement element)
    {
        if (NameOf(element) is not { } name)
        {
            return null;
        }

        ImmutableArray<SclBay>.Builder bays = ImmutableArray.CreateBuilder<SclBay>();
        int levels = 0;
        int unnamed = 0;
        foreach (XElement level in Children(element, "VoltageLevel"))
        {
            string? levelName = NameOf(level);
            levels += levelName is null ? 0 : 1;
            unnamed += levelName is null ? 1 : 0;
            foreach (XElement bay in Children(level, "Bay"))
            {
                if (levelName is not null && NameOf(bay) is { } bayName)
                {
                    bays.Add(ReadBay(bay, $"{name}/{levelName}/{bayName}"));
                }
                else
                {
                    unnamed++;
                }
            }
        }

        return new SclSubstation(
            name,
            InventoryTexts.Value((string?)element.Attribute("desc")),
            levels,
            bays.ToImmutable(),
            [.. Duties(element.Descendants()).Select(duty => duty.Ied)],
            unnamed
        );
    }

    private static SclBay ReadBay(XElement bay, string name)
    {
        ImmutableArray<SclSwitch>.Builder switches = ImmutableArray.CreateBuilder<SclSwitch>();
        foreach (XElement equipment in Children(bay, "ConductingEquipment"))
        {
            if (Switching.Contains((string?)equipment.Attribute("type") ?? "") && NameOf(equipment) is { } switchName)
            {
                ImmutableArray<SclDuty> duties = [.. Duties(equipment.Descendants()).Distinct()];
                switches.Add(new SclSwitch($"{name}/{switchName}", duties));
            }
        }

        IEnumerable<XElement> others = bay.Elements()
            .Where(child => !Switching.Contains((string?)child.Attribute("type") ?? ""))
            .DescendantsAndSelf();
        return new SclBay(
            name,
            InventoryTexts.Value((string?)bay.Attribute("desc")),
            switches.ToImmutable(),
            [.. Duties(others).Distinct()]
        );
    }

    private static IEnumerable<SclDuty> Duties(IEnumerable<XElement> elements) =>
        elements
            .Where(element => element.Name.LocalName is "LNode")
            .Select(node =>
                (
                    Ied: InventoryTexts.Value((string?)node.Attribute("iedName")),
                    Class: (string?)node.Attribute("lnClass")
                )
            )
            // "None" stands for a node that no IED was chosen for yet.
            .Where(duty => duty.Ied is not null && duty.Class is { Length: > 0 })
            .Select(duty => new SclDuty(duty.Ied!, duty.Class!));

    private static IEnumerable<XElement> Children(XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    private static string? NameOf(XElement element) => InventoryTexts.Value((string?)element.Attribute("name"));
}
