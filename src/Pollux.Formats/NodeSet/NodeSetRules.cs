using Pollux.Diagnostics;

namespace Pollux.Formats.NodeSet;

/// <summary>What can be wrong with an OPC UA information model.</summary>
public static class NodeSetRules
{
    /// <summary>No node in it.</summary>
    public static readonly DiagnosticRule Nothing = new(
        "PLX3310",
        Severity.Error,
        "Information model without nodes",
        "Export the address space of the server again as NodeSet2."
    );

    /// <summary>A node without an id.</summary>
    public static readonly DiagnosticRule Unidentified = new(
        "PLX3311",
        Severity.Warning,
        "Node has no id or name",
        "Every node needs 'NodeId' and 'BrowseName' (OPC 10000-6, Annex F); export the model again."
    );

    /// <summary>The document stops in the middle.</summary>
    public static readonly DiagnosticRule EndsEarly = new(
        "PLX3312",
        Severity.Warning,
        "Information model ends early",
        "What stands completely before this place was read. Export the model again for the rest."
    );

    /// <summary>Nodes that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3313",
        Severity.Info,
        "Nodes say nothing for a twin",
        "Nothing; see docs/formats/nodeset.md for what is read."
    );
}
