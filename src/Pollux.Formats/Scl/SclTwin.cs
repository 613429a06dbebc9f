using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Hosts;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Scl;

/// <summary>Puts together what the parts of a configuration say of each other.</summary>
internal sealed class SclTwin(
    List<SclIed> ieds,
    List<SclSubnetwork> subnetworks,
    List<SclAccessPoint> points,
    List<SclSubstation> substations,
    DiagnosticBag diagnostics
)
{
    // ISO transport over TCP, over which MMS runs (RFC 1006; IEC 61850-8-1).
    private const int MmsPort = 102;

    private readonly Dictionary<string, SclIed> iedByName = ieds.DistinctBy(ied => ied.Name, StringComparer.Ordinal)
        .ToDictionary(ied => ied.Name, StringComparer.Ordinal);
    private readonly ILookup<string, SclAccessPoint> pointsByIed = points.ToLookup(
        point => point.Ied,
        StringComparer.Ordinal
    );
    private readonly SortedDictionary<string, int> missing = new(StringComparer.Ordinal);

    /// <summary>Records that say nothing for a twin: templates and voltage levels.</summary>
    public int Ignored { get; private set; }

    /// <summary>One observation for each subnetwork, substation, bay and IED.</summary>
    public ImmutableArray<Observation> Observations()
    {
        ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
        observations.AddRange(subnetworks.Select(Zone));
        foreach (SclSubstation substation in substations)
        {
            observations.Add(Place(substation));
            observations.AddRange(substation.Bays.Select(Bay));
        }

        observations.AddRange(ieds.Where(ied => !ied.IsTemplate).Select(Device));
        Ignore(substations.Sum(substation => substation.VoltageLevels), "voltage levels, which only group bays");
        Ignore(ieds.Count(ied => ied.IsTemplate), "IED templates, which describe a type and no device of a site");
        foreach ((string name, int count) in missing)
        {
            diagnostics.Add(SclRules.UnknownIed, $"'{Excerpt.Of(name)}' is named {count} time(s).");
        }

        return observations.ToImmutable();
    }

    private void Ignore(int count, string what)
    {
        if (count > 0)
        {
            Ignored += count;
            diagnostics.Add(SclRules.NotForTwin, $"{count} of them: {what}.");
        }
    }

    private static Observation Zone(SclSubnetwork subnetwork)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, subnetwork.Name);
        facts.AddText(Properties.Description, subnetwork.Description);
        facts.AddRange(subnetwork.Networks.Select(network => new PropertyFact(Properties.Network, network)));
        AssetStatement zone = new(AssetReference.Named("Zone", subnetwork.Name), facts.ToImmutable());
        return new Observation($"subnetwork {subnetwork.Name}", null, 1, [zone]);
    }

    private static Observation Place(SclSubstation substation)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, substation.Name);
        facts.AddText(Properties.Description, substation.Description);
        AssetStatement place = new(AssetReference.Named("Place", substation.Name), facts.ToImmutable());
        return new Observation($"substation {substation.Name}", null, 1, [place]);
    }

    private Observation Bay(SclBay bay)
    {
        AssetReference unit = AssetReference.Named("ProcessUnit", bay.Name);
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, bay.Name);
        facts.AddText(Properties.Description, bay.Description);
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        statements.Add(new AssetStatement(unit, facts.ToImmutable()));
        foreach (SclSwitch one in bay.Switches)
        {
            AssetReference loop = AssetReference.Named("ControlLoop", one.Name);
            statements.Add(
                new AssetStatement(
                    loop,
                    [new PropertyFact(Properties.DisplayName, one.Name), new LinkFact("acts", unit)]
                )
            );
            foreach (IGrouping<string, SclDuty> duties in one.Duties.GroupBy(duty => duty.Ied, StringComparer.Ordinal))
            {
                AddDuties(statements, duties.Key, duties, loop);
            }

            foreach (
                IGrouping<string, SclDuty> duties in bay.Measures.GroupBy(duty => duty.Ied, StringComparer.Ordinal)
            )
            {
                AddDuties(statements, duties.Key, duties.Where(duty => Measures(duty.NodeClass)), loop);
            }
        }

        return new Observation($"bay {bay.Name}", null, 1, statements.ToImmutable());
    }

    // IEC 61850-7-4: X are switches, C control them; T are instrument transformers, M measure.
    private void AddDuties(
        ImmutableArray<Statement>.Builder statements,
        string name,
        IEnumerable<SclDuty> duties,
        AssetReference loop
    )
    {
        string[] classes = [.. duties.Select(duty => duty.NodeClass)];
        bool moves = classes.Any(Moves);
        bool measures = classes.Any(Measures);
        if (!moves && !measures)
        {
            return;
        }

        if (!iedByName.TryGetValue(name, out SclIed? ied))
        {
            missing[name] = missing.GetValueOrDefault(name) + 1;
            return;
        }

        // Only field devices measure and move in the language; others have their part by the services that carry the loop.
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        if (ied.Type is "FieldDevice")
        {
            if (moves)
            {
                facts.Add(new LinkFact("moves", loop));
            }

            if (measures)
            {
                facts.Add(new LinkFact("measures", loop));
            }

            statements.Add(new AssetStatement(Reference(ied), facts.ToImmutable()));
        }

        statements.AddRange(
            Services(ied).Select(service => new AssetStatement(service, [new LinkFact("carries", loop)]))
        );
    }

    private static bool Moves(string nodeClass) => nodeClass is ['X' or 'C', ..];

    private static bool Measures(string nodeClass) => nodeClass is ['T' or 'M', ..];

    private Observation Device(SclIed ied)
    {
        InventoryDevice device = Inventory(ied);
        AssetReference reference = device.Reference;
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        ImmutableArray<AssetReference> services = [.. Services(ied)];
        InventoryDevice whole = device with
        {
            Facts = [.. services.Select(service => new LinkFact("services", service))],
        };
        statements.AddRange(whole.Statements());
        foreach (AssetReference service in services)
        {
            statements.Add(new AssetStatement(service, ServiceFacts(service)));
        }

        return new Observation($"IED {ied.Name}", null, 1, statements.ToImmutable());
    }

    private InventoryDevice Inventory(SclIed ied)
    {
        SclAccessPoint[] mine = [.. pointsByIed[ied.Name]];
        string[] places = [.. substations.Where(place => place.Ieds.Contains(ied.Name)).Select(place => place.Name)];
        return new InventoryDevice
        {
            Type = ied.Type,
            Name = ied.Name,
            Addresses = [.. mine.Select(point => point.Address).OfType<string>().Distinct(StringComparer.Ordinal)],
            Macs = [.. mine.Select(point => point.Mac).OfType<string>().Distinct(StringComparer.Ordinal)],
            Serial = ied.Serial,
            Vendor = ied.Vendor,
            Product = ied.Model == ied.Kind ? null : ied.Kind,
            Model = ied.Model,
            Firmware = ied.Firmware,
            Role = "IED",
            Description = ied.Description,
            Owner = ied.Owner,
            Zones = [.. mine.Select(point => point.Subnetwork).Distinct(StringComparer.Ordinal)],
            Place = places is [var only] ? only : null,
        };
    }

    private AssetReference Reference(SclIed ied) => Inventory(ied).Reference;

    private IEnumerable<AssetReference> Services(SclIed ied)
    {
        AssetReference device = Reference(ied);
        bool hasAddress = pointsByIed[ied.Name].Any(point => point.Address is not null);
        if (ied.HasServer && hasAddress)
        {
            yield return AssetReference.ServiceOf(device, MmsPort, "tcp", "ControlService");
        }

        // These run without IP; their names are those of the protocols.
        if (ied.SendsGoose)
        {
            yield return Layer2(device, "goose");
        }

        if (ied.SendsSamples)
        {
            yield return Layer2(device, "sampled-values");
        }
    }

    private static AssetReference Layer2(AssetReference device, string name) =>
        new("ControlService", [new Identifier(IdentifierKind.Name, name)], device);

    private static ImmutableArray<Fact> ServiceFacts(AssetReference service) =>
        service.Identifiers[0].Value is "goose" or "sampled-values"
            ? [new PropertyFact(Properties.Protocol, service.Identifiers[0].Value)]
            :
            [
                new PropertyFact(Properties.Port, MmsPort.ToString(CultureInfo.InvariantCulture)),
                new PropertyFact(Properties.Transport, "tcp"),
                new PropertyFact(Properties.Protocol, "iec61850-mms"),
            ];
}
