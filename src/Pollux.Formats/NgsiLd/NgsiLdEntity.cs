using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Formats.TwinGraphs;
using Pollux.Twin.Observations;

namespace Pollux.Formats.NgsiLd;

/// <summary>Reads an entity in any of its representations (ETSI GS CIM 009, 4.5).</summary>
internal static class NgsiLdEntity
{
    // Pollux writes the identifiers of a thing into a property of this name, and escapes the names that it needs itself.
    private const string OwnIdentifiers = "identifiers";
    private const string OwnParent = "partOf";
    private const string OwnPrefix = "pollux_";

    /// <summary>Reads it.</summary>
    /// <param name="item">The entity.</param>
    /// <param name="note">Told of times.</param>
    /// <returns>The entity; null without an identifier or a type.</returns>
    public static GraphEntity? Read(JsonItem item, Action<string?> note)
    {
        string? id = InventoryTexts.Value(item.Text("id"));
        // Of several types the first counts; a full IRI is shortened to its last part.
        string? type = InventoryTexts.Value(item.Text("type") ?? item["type"]?.Items.FirstOrDefault()?.StringOrNull);
        type = type?[(type.LastIndexOfAny(['/', '#', ':']) + 1)..];
        if (id is null || string.IsNullOrEmpty(type))
        {
            return null;
        }

        note(item.Text("modifiedAt"));
        List<(string Name, string Value)> values = [];
        List<(string Role, string Target)> links = [];
        foreach (
            (string name, JsonItem attribute) in item.Members.Where(member =>
                member.Name is not ("id" or "type" or "@context")
            )
        )
        {
            foreach (JsonItem instance in Instances(attribute))
            {
                note(instance.Text("observedAt"));
                Add(name, instance, values, links);
            }
        }

        ImmutableArray<Identifier> identifiers =
        [
            .. values
                .Where(value => value.Name is OwnIdentifiers)
                .Select(value => Own(value.Value))
                .OfType<Identifier>()
                .OrderBy(own => own.Kind),
        ];
        bool isOwn =
            !identifiers.IsEmpty
            && TwinGraph.IsWord(type)
            && id.StartsWith($"urn:ngsi-ld:{type}:", StringComparison.Ordinal);
        return new GraphEntity(id, type, isOwn, item.Place)
        {
            Name = values
                .Where(value => value.Name is "name" or "alternateName")
                .OrderBy(value => value.Name is not "name")
                .Select(value => value.Value)
                .FirstOrDefault(),
            Values = [.. values.Select(value => (Plain(value.Name), value.Value))],
            Links =
            [
                .. links
                    .Where(link => !isOwn || link.Role is not OwnParent)
                    .Select(link => (Plain(link.Role), link.Target)),
            ],
            Identifiers = identifiers,
            Parent = isOwn
                ? links.Where(link => link.Role is OwnParent).Select(link => link.Target).FirstOrDefault()
                : null,
        };
    }

    // Several instances of an attribute stand in a list, each with the id of its data set (4.5.5).
    private static IEnumerable<JsonItem> Instances(JsonItem attribute) =>
        attribute.IsArray && attribute.Items.Any(instance => instance.IsObject) ? attribute.Items : [attribute];

    private static void Add(string name, JsonItem instance, List<(string, string)> values, List<(string, string)> links)
    {
        if (instance["object"] is { } target)
        {
            links.AddRange(Texts(target).Select(text => (name, text)));
            return;
        }

        JsonItem? value = instance.IsObject ? instance["value"] ?? instance["languageMap"] : instance;
        foreach (string text in Texts(value?["@value"] ?? value))
        {
            // The simplified representation does not tell a relationship from a property: only the URN does (4.5.4).
            if (!instance.IsObject && text.StartsWith("urn:ngsi-ld:", StringComparison.Ordinal))
            {
                links.Add((name, text));
            }
            else
            {
                values.Add((name, text));
            }
        }
    }

    private static IEnumerable<string> Texts(JsonItem? value) =>
        value is null ? []
        : value.IsArray ? value.Items.SelectMany(Texts)
        : InventoryTexts.Value(value.StringOrNull ?? value.NumberText) is { } text ? [text]
        : [];

    private static string Plain(string name) =>
        name.StartsWith(OwnPrefix, StringComparison.Ordinal) ? name[OwnPrefix.Length..] : name;

    // "IpAddress:10.0.0.5 in Cell 2". Only these kinds are written with a scope; in a name " in " is part of it.
    private static Identifier? Own(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (
            colon < 1
            || !char.IsAsciiLetter(text[0])
            || !Enum.TryParse(text[..colon], out IdentifierKind kind)
            || !Enum.IsDefined(kind)
        )
        {
            return null;
        }

        string value = text[(colon + 1)..];
        int scope = kind is IdentifierKind.AssignedId or IdentifierKind.IpAddress
            ? value.IndexOf(" in ", StringComparison.Ordinal)
            : -1;
        string? plain = InventoryTexts.Value(scope > 0 ? value[..scope] : value);
        return plain is null ? null : new Identifier(kind, plain, scope > 0 ? value[(scope + 4)..] : "");
    }
}
