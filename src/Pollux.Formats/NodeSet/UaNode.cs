using System.Collections.Immutable;
using System.Xml.Linq;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.NodeSet;

/// <summary>What is kept of a node (OPC 10000-6, Annex F).</summary>
/// <param name="Kind">Its class, as the element is named: <c>UAObject</c>.</param>
/// <param name="Id">Its id within the document.</param>
/// <param name="Name">Its browse name without the index of its namespace.</param>
/// <param name="Label">What to show.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Parent">The node that it is a property or a component of; null when it says of none.</param>
/// <param name="Children">Nodes that it says are its properties or components.</param>
/// <param name="IsDeclaration">True when it belongs to a type: it has a rule of how instances have it.</param>
/// <param name="Value">The value of a variable as text; null when it has none, or one that is no text.</param>
internal sealed record UaNode(
    string Kind,
    string Id,
    string Name,
    string? Label,
    string? Description,
    string? Parent,
    ImmutableArray<string> Children,
    bool IsDeclaration,
    string? Value
)
{
    // By name or by the id of the reference type in the standard's own namespace.
    private static readonly ImmutableHashSet<string> Holds = ["HasProperty", "HasComponent", "i=46", "i=47"];
    private static readonly ImmutableHashSet<string> Rules = ["HasModellingRule", "i=37"];

    /// <summary>Reads it.</summary>
    /// <returns>The node; null when it has no id or no name.</returns>
    public static UaNode? Read(XElement node)
    {
        string? id = InventoryTexts.Value((string?)node.Attribute("NodeId"));
        string? qualified = (string?)node.Attribute("BrowseName");
        string? name = InventoryTexts.Value(qualified?[(qualified.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (id is null || name is null)
        {
            return null;
        }

        (string Type, bool Forward, string Target)[] references =
        [
            .. (Child(node, "References")?.Elements() ?? []).Select(reference =>
                (
                    (string?)reference.Attribute("ReferenceType") ?? "",
                    (string?)reference.Attribute("IsForward") is not ("false" or "0"),
                    reference.Value.Trim()
                )
            ),
        ];
        string? inverse = references
            .Where(reference => !reference.Forward && Holds.Contains(reference.Type))
            .Select(reference => reference.Target)
            .FirstOrDefault();
        return new UaNode(
            node.Name.LocalName,
            id,
            name,
            InventoryTexts.Value(Child(node, "DisplayName")?.Value),
            InventoryTexts.Value(Child(node, "Description")?.Value),
            InventoryTexts.Value((string?)node.Attribute("ParentNodeId")) ?? inverse,
            [
                .. references
                    .Where(reference => reference.Forward && Holds.Contains(reference.Type))
                    .Select(reference => reference.Target),
            ],
            Array.Exists(references, reference => Rules.Contains(reference.Type)),
            TextOf(Child(node, "Value"))
        );
    }

    // A text in a language has its text beside its locale; lists and structures are no texts.
    private static string? TextOf(XElement? value)
    {
        XElement? content = value?.Elements().FirstOrDefault();
        XElement? text =
            content?.Name.LocalName is "LocalizedText" ? Child(content, "Text")
            : content?.HasElements is false ? content
            : null;
        return InventoryTexts.Value(text?.Value);
    }

    private static XElement? Child(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
