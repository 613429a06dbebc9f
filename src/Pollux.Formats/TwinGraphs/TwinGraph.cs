using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Pollux.Formats.Hosts;
using Pollux.Formats.Inventories;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.TwinGraphs;

/// <summary>Turns the entities of a graph into observations: those that Pollux wrote as they were, those of others by what they are.</summary>
internal sealed class TwinGraph
{
    private const int DeepestParent = 4;

    private static readonly FrozenSet<string> PropertyNames = typeof(Properties)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!)
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly string scope;
    private readonly Dictionary<string, GraphEntity> entities;
    private readonly HashSet<string> sharedNames;

    /// <summary>Takes the entities of a document.</summary>
    /// <param name="scope">Where their identifiers are unique.</param>
    /// <param name="all">The entities, each identifier once.</param>
    public TwinGraph(string scope, IReadOnlyCollection<GraphEntity> all)
    {
        this.scope = scope;
        entities = all.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        sharedNames = all.Where(entity => entity.Name is not null)
            .GroupBy(entity => (entity.Type, entity.Name))
            .Where(group => group.Count() > 1)
            .Select(group => group.Key.Name!)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What an entity says; null when it says nothing for a twin.</summary>
    public Observation? Read(GraphEntity entity)
    {
        ImmutableArray<Statement> statements = entity.IsOwn ? Own(entity) : ForeignEntity.Statements(entity, scope);
        return statements.IsEmpty ? null : new Observation(entity.Id, null, 1, statements) { Records = entity.Records };
    }

    /// <summary>False when an entity is part of one that is not there: without it its name would be that of others, too.</summary>
    public bool IsWhole(GraphEntity entity) => entity.Parent is not { } parent || entities.ContainsKey(parent);

    /// <summary>True for what can be a type or a role of a language: letters and digits.</summary>
    public static bool IsWord(string text) =>
        text.Length is > 0 and <= 60 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private ImmutableArray<Statement> Own(GraphEntity entity)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        if (entity.Text(Properties.DisplayName) is null && entity.Parent is null)
        {
            facts.AddText(Properties.DisplayName, entity.Name);
        }

        facts.AddRange(
            entity
                .Values.Where(value => PropertyNames.Contains(value.Name))
                .Select(value => new PropertyFact(value.Name, value.Value))
        );
        foreach ((string role, string target) in entity.Links)
        {
            if (entities.TryGetValue(target, out GraphEntity? other) && other.IsOwn && IsWhole(other) && IsWord(role))
            {
                facts.Add(new LinkFact(role, Reference(other, 0)));
            }
        }

        return [new AssetStatement(Reference(entity, 0), facts.ToImmutable())];
    }

    private AssetReference Reference(GraphEntity entity, int depth)
    {
        GraphEntity? found =
            depth < DeepestParent && entity.Parent is { } id && id != entity.Id ? entities.GetValueOrDefault(id) : null;
        AssetReference? parent = found is null ? null : Reference(found, depth + 1);
        ImmutableArray<Identifier> identifiers =
            !entity.Identifiers.IsEmpty ? entity.Identifiers
            : parent is not null ? WithinParent(entity, found!.Name)
            : [];
        return new AssetReference(entity.Type, identifiers.IsEmpty ? OnItsOwn(entity) : identifiers, parent);
    }

    // A name tells a thing from others when no other of its type has it.
    private ImmutableArray<Identifier> OnItsOwn(GraphEntity entity)
    {
        Identifier id = new(IdentifierKind.AssignedId, entity.Id, scope);
        return entity.Name is null || sharedNames.Contains(entity.Name)
            ? [id]
            : [id, new Identifier(IdentifierKind.Name, entity.Name)];
    }

    // A graph without identifiers still says by which port, product or name others know the same thing.
    private static ImmutableArray<Identifier> WithinParent(GraphEntity entity, string? parent)
    {
        if (entity.Text(Properties.Port) is { } port && entity.Text(Properties.Transport) is { } transport)
        {
            return [new Identifier(IdentifierKind.Name, $"{port}/{transport}")];
        }

        string? product = entity.Type is "Software" ? entity.Text(Properties.Cpe, Properties.Purl) : null;
        // Pollux names such a thing "httpd on plc-1".
        string suffix = $" on {parent}";
        string? name =
            parent is not null && entity.Name?.EndsWith(suffix, StringComparison.Ordinal) is true
                ? entity.Name[..^suffix.Length]
                : entity.Name;
        return
        [
            .. product is null ? (Identifier[])[] : [new Identifier(IdentifierKind.Product, product)],
            .. string.IsNullOrEmpty(name) ? (Identifier[])[] : [new Identifier(IdentifierKind.Name, name)],
        ];
    }
}

/// <summary>What an entity of somebody else's model says.</summary>
internal static class ForeignEntity
{
    // Storage and nodes of a water network, and what leads from one to the other (Smart Data Models, WaterNetworkManagement).
    private static readonly FrozenSet<string> Units = FrozenSet.ToFrozenSet(
        ["Tank", "Reservoir", "Junction"],
        StringComparer.Ordinal
    );
    private static readonly FrozenSet<string> Ways = FrozenSet.ToFrozenSet(
        ["Pipe", "Pump", "Valve"],
        StringComparer.Ordinal
    );

    /// <summary>What it says; empty when it is neither a device nor a piece of the process.</summary>
    public static ImmutableArray<Statement> Statements(GraphEntity entity, string scope)
    {
        if (Units.Contains(entity.Type))
        {
            ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
            facts.AddText(Properties.DisplayName, entity.Name);
            facts.AddText(Properties.Description, entity.Text("description"));
            return [new AssetStatement(Unit(entity.Id, scope), facts.ToImmutable())];
        }

        if (Ways.Contains(entity.Type) && End(entity, "startsAt") is { } from && End(entity, "endsAt") is { } to)
        {
            return [new AssetStatement(Unit(from, scope), [new LinkFact("feeds", Unit(to, scope))])];
        }

        return IsDevice(entity) ? Device(entity, scope).Statements() : [];
    }

    private static AssetReference Unit(string id, string scope) =>
        new("ProcessUnit", [new Identifier(IdentifierKind.AssignedId, id, scope)]);

    private static string? End(GraphEntity entity, string role) =>
        entity.Links.Where(link => link.Role == role).Select(link => link.Target).FirstOrDefault();

    // What a model calls a device, or what has a number or an address that only devices have.
    private static bool IsDevice(GraphEntity entity) =>
        entity.Type.EndsWith("Device", StringComparison.Ordinal)
        || DeviceRoles.TypeOf(entity.Type) != DeviceRoles.Unknown
        || entity.Text("serialNumber", "ipAddress", "macAddress", "firmwareVersion") is not null;

    private static InventoryDevice Device(GraphEntity entity, string scope)
    {
        string? category = entity.Text("deviceCategory", "category");
        string type = DeviceRoles.TypeOf(category);
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.HardwareVersion, entity.Text("hardwareVersion"));
        return new InventoryDevice
        {
            Type = type == DeviceRoles.Unknown ? DeviceRoles.TypeOf(entity.Type) : type,
            AssignedIds = [new Identifier(IdentifierKind.AssignedId, entity.Id, scope)],
            DisplayName = entity.Name,
            Addresses =
            [
                .. All(entity, "ipAddress")
                    .Select(InventoryTexts.Address)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            Macs =
            [
                .. All(entity, "macAddress")
                    .Select(InventoryTexts.Mac)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            Serial = InventoryTexts.Serial(entity.Text("serialNumber")),
            Vendor = entity.Text("manufacturerName", "manufacturer", "brandName"),
            Model = entity.Text("modelName", "model"),
            Firmware = entity.Text("firmwareVersion", "softwareVersion"),
            OperatingSystem = entity.Text("osVersion"),
            Role = category ?? entity.Type,
            Description = entity.Text("description"),
            Owner = entity.Text("owner"),
            Facts = facts.ToImmutable(),
        };
    }

    private static IEnumerable<string> All(GraphEntity entity, string name) =>
        entity.Values.Where(value => value.Name == name).Select(value => value.Value);
}
